//! The command line, run as a process in a workspace of its own.

mod commands;
mod diff;
mod layouts;
mod manifest;
mod rules;
mod workspace;
