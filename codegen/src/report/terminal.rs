//! Writes to standard output and standard error.

use super::human;
use crate::error::Error;
use crate::finding::Findings;
use std::io::{self, ErrorKind, Write};

/// Writes the open findings to standard error.
///
/// # Errors
///
/// Standard error cannot be written.
pub fn show(findings: &Findings) -> Result<(), Error> {
    print_error(&human::findings(findings))
}

/// Writes a note to standard error.
///
/// # Errors
///
/// Standard error cannot be written.
pub fn note(text: &str) -> Result<(), Error> {
    print_error(&format!("{text}\n"))
}

fn print_error(text: &str) -> Result<(), Error> {
    let written = write!(anstream::stderr().lock(), "{text}");
    written.or_else(|error| unless_closed(&error, "standard error"))
}

/// Writes a result to standard output, byte for byte.
///
/// # Errors
///
/// Standard output cannot be written.
pub fn print(text: &str) -> Result<(), Error> {
    write_to_stdout(io::stdout().lock(), text)
}

/// Writes a result to standard output, with colours only where a terminal shows them.
///
/// # Errors
///
/// Standard output cannot be written.
pub fn print_styled(text: &str) -> Result<(), Error> {
    write_to_stdout(anstream::stdout().lock(), text)
}

fn write_to_stdout(mut stdout: impl Write, text: &str) -> Result<(), Error> {
    let written = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush());
    written.or_else(|error| unless_closed(&error, "standard output"))
}

/// Ignores a broken pipe: a reader may close it early.
fn unless_closed(error: &io::Error, stream: &str) -> Result<(), Error> {
    match error.kind() {
        ErrorKind::BrokenPipe => Ok(()),
        _ => Err(Error::new(format!("cannot write to {stream}: {error}"))),
    }
}
