//! The command line, run as a process in a workspace of its own.

mod commands;
mod diff;
mod drift;
mod hostile;
mod http;
mod layouts;
mod manifest;
mod names;
mod round;
mod rules;
mod server;
mod update;
mod workspace;
