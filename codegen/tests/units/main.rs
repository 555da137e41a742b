//! The parts that need no workspace.

mod code;
mod language;
mod names;
mod report;
mod text;
