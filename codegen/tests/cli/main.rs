//! The command line, run as a process in a workspace of its own.

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
mod names;
mod names_toml;
mod output;
mod repository;
mod round;
mod server;
mod tables;
mod update;
mod usage;
#[path = "../workspace/mod.rs"]
mod workspace;
