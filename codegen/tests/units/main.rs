//! The parts that need no workspace.

mod code;
mod language;
mod manifest;
mod module;
mod names;
mod report;
mod text;
