//! What `lvb` does: why live pushes to Tencent Cloud LVB/CSS broke off.
//!
//! `lvb diagnose` hands logs through these modules, in this order:
//!
//! | module | reads | gives |
//! |---|---|---|
//! | [`diagnose::input`] | files, globs, standard input | [`diagnose::input::Log`]: bytes, decompressed |
//! | [`diagnose::split`] | the bytes of a log | [`diagnose::split::Block`]: where its JSON values are |
//! | [`diagnose::event`] | a value | [`diagnose::event::Event`]: a start, or an interruption's [`diagnose::event::Record`] |
//! | [`diagnose::print`], [`diagnose::count`] | records | lines of output, or totals |
//!
//! [`diagnose`] runs them on all cores. The other commands are [`explain`] and [`list`].
//!
//! This library is there for the command and its tests; it promises no stable API.

pub mod args;
pub mod diagnose;
pub mod error;
pub mod explain;
pub mod list;
pub mod locale;
pub mod manual;
pub mod numbers;
pub mod text;
