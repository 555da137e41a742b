//! Standard output and standard error, and whether they are terminals.

use crate::error::Error;
use std::fmt::Display;
use std::io::{self, ErrorKind, Write};

/// The outputs of a command, and their style.
#[expect(missing_debug_implementations, reason = "writers have none")]
pub struct Console<'a> {
    /// Results.
    pub out: Output<'a>,
    /// Messages.
    pub messages: &'a mut dyn Write,
    /// The style of the results.
    pub style: Style,
    /// Whether a person sees the messages.
    pub shows_messages: bool,
    /// Whether standard input is a terminal.
    pub reads_terminal: bool,
}

/// The style of the results.
#[derive(Clone, Copy, Debug, Default)]
pub struct Style {
    /// Whether a person reads them on a terminal.
    pub is_terminal: bool,
    /// Whether the terminal shows bold text.
    pub is_styled: bool,
    /// The width of the terminal, in cells.
    pub width: Option<usize>,
}

impl Style {
    /// Returns the text in bold, if the terminal shows it.
    #[must_use]
    pub fn bold(self, text: &str) -> String {
        let style =
            if self.is_styled { anstyle::Style::new().bold() } else { anstyle::Style::new() };
        format!("{style}{text}{style:#}")
    }
}

impl Console<'_> {
    /// Writes results.
    ///
    /// # Errors
    ///
    /// Writing failed. A closed pipe is not an error: its reader needs no more output.
    pub fn print(&mut self, text: &str) -> Result<(), Error> {
        let written = self.out.write_all(text.as_bytes()).and_then(|()| self.out.flush());
        written.map_err(|error| cannot_write(&error))
    }

    /// Writes a message. Messages are best effort: if standard error is closed, the exit status
    /// still reports the failure.
    pub fn warn(&mut self, message: impl Display) {
        let _ = writeln!(self.messages, "{message}");
    }
}

/// Standard output. Once its reader has closed the pipe, writing does nothing.
#[expect(missing_debug_implementations, reason = "writers have none")]
pub struct Output<'a> {
    out: &'a mut dyn Write,
    is_closed: bool,
}

impl<'a> Output<'a> {
    /// Writes to `out` until its reader closes it.
    pub fn new(out: &'a mut dyn Write) -> Self {
        Self { out, is_closed: false }
    }

    /// Whether the reader has closed the pipe.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.is_closed
    }

    fn unless_closed<T>(&mut self, result: io::Result<T>, closed: T) -> io::Result<T> {
        match result {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                self.is_closed = true;
                Ok(closed)
            }
            result => result,
        }
    }
}

impl Write for Output<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.is_closed {
            return Ok(bytes.len());
        }
        let written = self.out.write(bytes);
        self.unless_closed(written, bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let flushed = self.out.flush();
        self.unless_closed(flushed, ())
    }
}

/// The error for results that cannot be written.
#[must_use]
pub fn cannot_write(error: &io::Error) -> Error {
    Error::new(format!("cannot write to standard output: {error}"))
}
