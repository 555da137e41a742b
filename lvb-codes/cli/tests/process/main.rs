//! The command line, run as a process.

mod diagnose;
mod explain;
mod list;
mod manual;
mod report;
mod run;
