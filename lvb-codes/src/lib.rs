#![doc = include_str!("../README.md")]
#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]

mod category;
mod code;
#[rustfmt::skip]
mod generated;
mod lang;
mod lookup;
mod reason;
#[cfg(feature = "serde")]
mod serde;
mod table;

pub use code::ParseCodeError;
pub use generated::{Category, Code, Lang, Reason};
pub use lang::ParseLangError;
pub use lookup::LookupError;
