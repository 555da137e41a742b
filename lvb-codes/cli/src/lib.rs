//! What `lvb` does: why live pushes to Tencent Cloud LVB/CSS broke off.
//!
//! `lvb diagnose` hands logs through these modules, in this order:
//!
//! | module | reads | gives |
//! |---|---|---|
//! | [`input`] | files, globs, standard input | [`input::Log`]: bytes, decompressed |
//! | [`split`] | the bytes of a log | [`split::Block`]: where its JSON values are |
//! | [`event`] | a value | [`event::Event`]: a start, or an interruption's [`event::Record`] |
//! | [`mod@format`], [`count`] | records | lines of output, or totals |
//!
//! [`diagnose`] runs them on all cores. The other commands are [`explain`] and [`list`].
//!
//! This library is there for the command and its tests; it promises no stable API.

pub mod args;
pub mod count;
pub mod diagnose;
pub mod error;
pub mod event;
pub mod explain;
pub mod format;
pub mod input;
pub mod list;
pub mod locale;
pub mod manual;
pub mod numbers;
pub mod progress;
pub mod select;
pub mod split;
pub mod text;
