//! Findings and errors, for people, for programs and for CI.

pub mod github;
pub mod human;
pub mod json;
mod limited;
