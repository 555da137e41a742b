//! Properties that hold for every input, each as a function that panics if its property does not hold.
//!
//! proptest calls them with inputs that it makes up (`made_up.rs`); libFuzzer calls them with inputs
//! that it breeds from seeds (the workspace's `tests/fuzz`).

// Each user calls some of them only.
#![allow(dead_code)]

mod document;
mod grid;
mod standard;

pub(crate) use document::{document, white_space};
pub(crate) use grid::grid;
