//! The parts that need no workspace.

mod code;
mod diff;
mod language;
mod manifest;
mod module;
mod names;
mod page;
mod report;
mod text;
