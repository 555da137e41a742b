//! The commands of `lvb`, a command line over the crate `lvb-codes`.
//!
//! [`args`] lists the commands; each is a module with its arguments, its run and its formats.
//!
//! [`diagnose`] and [`report`] pass logs through these modules in order:
//!
//! | module | input | output |
//! |---|---|---|
//! | [`diagnose::input`] | files, globs, standard input | [`diagnose::input::Log`]: decompressed bytes |
//! | [`diagnose::split`] | the bytes of a log | [`diagnose::split::Block`]: JSON values and their lines |
//! | [`diagnose::event`] | a value | [`diagnose::event::Found`]: the [`diagnose::record::Record`] of an interruption, or another event |
//! | [`diagnose::filter`] | a record | whether it matches the options |
//! | [`diagnose::print`], [`diagnose::count`] | records | lines of output, or totals |
//! | [`diagnose::summary`], [`report`] | records | a report |
//!
//! This library exists for the command and its tests. It has no stable API.

pub mod args;
mod category;
pub mod console;
pub mod diagnose;
pub mod error;
mod explain;
mod list;
pub mod locale;
mod manual;
mod report;
mod text;
