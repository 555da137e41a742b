//! Writes to standard output and standard error. A reader that closes its end early is not an error.

use super::human;
use crate::error::Error;
use crate::finding::Findings;
use std::io::{self, ErrorKind, Write};

/// Writes the open findings to standard error.
pub fn show(findings: &Findings) -> Result<(), Error> {
    write(anstream::stderr().lock(), "standard error", &human::findings(findings))
}

/// Writes a note to standard error.
pub fn note(text: &str) -> Result<(), Error> {
    write(anstream::stderr().lock(), "standard error", &format!("{text}\n"))
}

/// Writes a result to standard output, byte for byte.
pub fn print(text: &str) -> Result<(), Error> {
    write(io::stdout().lock(), "standard output", text)
}

/// Writes a result to standard output, with colours only where a terminal shows them.
pub fn print_styled(text: &str) -> Result<(), Error> {
    write(anstream::stdout().lock(), "standard output", text)
}

/// Ignores a broken pipe: a reader may close it early.
fn write(mut stream: impl Write, name: &str, text: &str) -> Result<(), Error> {
    match stream.write_all(text.as_bytes()).and_then(|()| stream.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Error::new(format!("cannot write to {name}: {error}")))
        }
        _ => Ok(()),
    }
}
