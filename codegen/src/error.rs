//! Errors, which stop a command.

use doc_tables::{LimitExceeded, NotText, Source, Span};
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// The reason why a command cannot do its job, with the place and the remedy.
#[derive(Clone, Debug)]
pub struct Error {
    /// One sentence, without a full stop.
    pub message: String,
    /// The place to show, if the error is in a text.
    pub span: Option<Span>,
    /// The remedy, if the message does not make it obvious.
    pub help: Option<String>,
}

impl Error {
    /// Creates an error without a place.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), span: None, help: None }
    }

    /// Creates an error about a part of a source.
    pub fn spanned(source: &Arc<Source>, range: Range<usize>, message: impl Into<String>) -> Self {
        Self::new(message).at(Span::new(source, range))
    }

    /// Sets the place.
    #[must_use]
    pub fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }

    /// Sets the remedy.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(span) = &self.span {
            let (line, column) = (span.line(), span.column());
            write!(f, "{}:{line}:{column}: ", span.source.name())?;
        }
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

impl From<NotText> for Error {
    fn from(error: NotText) -> Self {
        Self::new(error.to_string()).help("save the file as UTF-8 text, or download it again")
    }
}

impl From<LimitExceeded> for Error {
    fn from(error: LimitExceeded) -> Self {
        let (message, help) = (error.limit.to_string(), error.help());
        Self::new(message).at(error.span).help(help)
    }
}
