//! What holds for any input, each as a function that panics where it does not.
//!
//! proptest calls them with inputs that it makes up (`made_up.rs`), libFuzzer with those that it
//! breeds from seeds (`fuzz/`).

// To panic is what they are for.
#![allow(clippy::missing_panics_doc)]

mod changes;
mod document;
mod event_log;
mod grid;
mod manifest;
mod names;
mod pipe_table;
mod places;
mod standard;

pub use changes::changes;
pub use document::{document, white_space};
pub use event_log::event_log;
pub use grid::grid;
pub use manifest::manifest;
pub use names::names;
pub use pipe_table::pipe_table;
