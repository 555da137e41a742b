//! What stops the job.

use doc_tables::LimitExceeded;
use doc_tables::{NotText, Span};
use std::fmt;

/// The job could not be done: what is wrong, where, and what to do next.
#[derive(Clone, Debug)]
pub struct Error {
    /// One sentence, without a full stop.
    pub message: String,
    /// The place to show, if the fault is in a text.
    pub span: Option<Span>,
    /// What to do next, if that is not plain from the message.
    pub help: Option<String>,
}

impl Error {
    /// An error that is not in a text.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), span: None, help: None }
    }

    /// Points at a place.
    #[must_use]
    pub fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }

    /// Says what to do next.
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
        Self::new(error.to_string())
            .help("save the file as UTF-8 text, or take it from its publisher again")
    }
}

impl From<LimitExceeded> for Error {
    fn from(error: LimitExceeded) -> Self {
        let (message, help) = (error.limit.to_string(), error.help());
        Self::new(message).at(error.span).help(help)
    }
}

#[cfg(test)]
mod tests {
    use super::Error;
    use doc_tables::{Source, Span};

    #[test]
    fn an_error_says_where_and_what() {
        assert_eq!(Error::new("no table").to_string(), "no table");
        let span = Span::new(&Source::new("a.md", "a\nb c"), 4..5);
        assert_eq!(Error::new("no table").at(span).to_string(), "a.md:2:3: no table");
    }
}
