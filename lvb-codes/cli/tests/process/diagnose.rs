//! `lvb diagnose`.

mod count;
mod input;
mod log;
mod print;
#[cfg(unix)]
mod terminal;
mod unreadable;
mod untrusted;
