//! The command line, run as a process in a workspace of its own.

mod at_once;
mod commands;
mod diff;
mod disk;
mod drift;
mod faults;
mod fixtures;
mod hostile;
mod http;
mod kills;
mod layouts;
mod manifest;
mod names;
mod repository;
mod round;
mod server;
mod update;
#[path = "../workspace/mod.rs"]
mod workspace;
