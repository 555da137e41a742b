//! Properties of every input. Each function panics if its property does not hold.
//!
//! proptest calls them with inputs that it generates (`made_up.rs`), libFuzzer with inputs that it
//! derives from seeds (`tests/fuzz` of the workspace).

// Each user calls only some of them.
#![allow(dead_code)]

mod document;
mod grid;
mod standard;

pub(crate) use document::{document, white_space};
pub(crate) use grid::grid;
