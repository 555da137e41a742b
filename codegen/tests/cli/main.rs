//! Tests that run the program as a process, each in its own workspace: one file per command, and
//! one per subject that several commands share.

mod at_once;
mod check;
mod diff;
mod disk;
mod drift;
mod export;
mod extract;
mod faults;
mod fixtures;
mod generate;
mod hostile;
mod http;
mod kills;
mod layouts;
mod manifest;
mod module;
mod names;
mod names_toml;
mod output;
mod replay;
mod repository;
mod round;
mod server;
mod tables;
mod update;
mod usage;
#[path = "../workspace/mod.rs"]
mod workspace;
