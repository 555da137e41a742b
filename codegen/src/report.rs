//! Findings, errors and grids as human text, JSON and GitHub annotations.

pub mod github;
pub mod grids;
pub mod human;
pub mod json;
mod limited;
pub mod terminal;
