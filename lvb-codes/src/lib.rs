#![doc = include_str!("../README.md")]
#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]

mod category;
mod code;
mod generated;
mod lang;
mod lookup;
mod lookup_error;
mod negotiate;
mod range;
mod raw_code;
mod reason;
#[cfg(feature = "serde")]
mod serde;
mod string;
mod table;
mod texts;
mod windows;

pub use category::ParseCategoryError;
pub use code::ParseCodeError;
pub use generated::{Category, Code, Lang, Reason};
pub use lang::ParseLangError;
pub use lookup_error::LookupError;
pub use raw_code::{ParseRawCodeError, RawCode};
pub use reason::ParseReasonError;
