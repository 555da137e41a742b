//! `lvb diagnose`.

mod compressed;
mod count;
mod input;
mod layouts;
mod log;
mod print;
#[cfg(unix)]
mod terminal;
mod unreadable;
mod untrusted;
