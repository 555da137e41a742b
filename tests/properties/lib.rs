//! Properties that hold for every input, each as a function that panics if its property does not hold.
//!
//! proptest calls them with generated inputs (`made_up.rs`), and libFuzzer with inputs that it derives
//! from seeds (`fuzz/`).

// A failing property panics.
#![allow(clippy::missing_panics_doc)]

mod catalog;
mod changes;
mod event_log;
mod manifest;
mod names;
mod pipe_table;
mod places;

pub use catalog::catalog;
pub use changes::changes;
pub use event_log::event_log;
pub use manifest::manifest;
pub use names::names;
pub use pipe_table::pipe_table;

/// The example of the workspace's README.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
