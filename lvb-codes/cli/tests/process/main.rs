//! The command line, run as a process.

mod broken;
mod count;
mod diagnose;
mod explain;
mod input;
mod list;
mod log;
mod manual;
mod run;
#[cfg(unix)]
mod terminal;
mod untrusted;
