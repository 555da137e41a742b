//! Writing to the terminal, or to whatever stands in its place.

use lvb_codegen::error::Error;
use lvb_codegen::finding::Finding;
use lvb_codegen::report::human;
use std::io::{self, ErrorKind, Write};

/// Shows the findings that are not accepted.
pub(crate) fn show(findings: &[Finding]) -> Result<(), Error> {
    print_error(&human::findings(findings))
}

/// Says something that is no result.
pub(crate) fn note(text: &str) -> Result<(), Error> {
    print_error(&format!("{text}\n"))
}

fn print_error(text: &str) -> Result<(), Error> {
    let written = write!(anstream::stderr().lock(), "{text}");
    written.or_else(|error| unless_closed(&error, "standard error"))
}

/// Writes a result to standard output, byte for byte.
pub(crate) fn print(text: &str) -> Result<(), Error> {
    write_to_stdout(io::stdout().lock(), text)
}

/// Writes a result to standard output, with colours only where a terminal takes them.
pub(crate) fn print_styled(text: &str) -> Result<(), Error> {
    write_to_stdout(anstream::stdout().lock(), text)
}

fn write_to_stdout(mut stdout: impl Write, text: &str) -> Result<(), Error> {
    let written = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush());
    written.or_else(|error| unless_closed(&error, "standard output"))
}

/// A reader that has seen enough is no error.
fn unless_closed(error: &io::Error, stream: &str) -> Result<(), Error> {
    match error.kind() {
        ErrorKind::BrokenPipe => Ok(()),
        _ => Err(Error::new(format!("cannot write to {stream}: {error}"))),
    }
}
