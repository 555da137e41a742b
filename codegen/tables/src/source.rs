//! A text file in memory, and spans of it.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// The text of a file, with the name by which the file was opened.
#[derive(Debug)]
pub struct Source {
    name: String,
    text: String,
    line_starts: Vec<usize>,
}

impl Source {
    /// Wraps a text, without the byte order mark at its start.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Arc<Self> {
        let mut text = text.into();
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        let line_ends = text.match_indices('\n');
        let line_starts = std::iter::once(0).chain(line_ends.map(|(at, _)| at + 1)).collect();
        Arc::new(Self { name: name.into(), text, line_starts })
    }

    /// Decodes the bytes of a file.
    ///
    /// # Errors
    ///
    /// The bytes are not UTF-8, or contain a NUL, which a browser drops.
    pub fn from_bytes(name: impl Into<String>, bytes: Vec<u8>) -> Result<Arc<Self>, NotText> {
        let nul = bytes.iter().position(|byte| *byte == 0);
        let (wrong, bytes) = match (nul, String::from_utf8(bytes)) {
            (None, Ok(text)) => return Ok(Self::new(name, text)),
            (None, Err(error)) => (error.utf8_error().valid_up_to(), error.into_bytes()),
            (Some(nul), Ok(text)) => (nul, text.into_bytes()),
            (Some(nul), Err(error)) => (nul, error.into_bytes()),
        };
        let line = 1 + bytes[..wrong].iter().filter(|byte| **byte == b'\n').count();
        Err(NotText { name: name.into(), line, byte: bytes[wrong] })
    }

    /// Returns the path or other name for messages.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the line of a byte, counted from 1.
    #[must_use]
    pub fn line(&self, offset: usize) -> usize {
        self.line_starts.partition_point(|&start| start <= offset)
    }

    /// Returns the bytes of a line, counted from 1, without its line end.
    #[must_use]
    pub fn line_range(&self, line: usize) -> Range<usize> {
        let start = self.line_starts[line - 1];
        let end = self.line_starts.get(line).copied().unwrap_or(self.text.len());
        let text = &self.text[start..end];
        start..start + text.trim_end_matches(['\r', '\n']).len()
    }
}

/// The error for a file that is not text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotText {
    /// The name of the file.
    pub name: String,
    /// The line of the reported byte, counted from 1.
    pub line: usize,
    /// The first NUL, or else the first byte that is not valid UTF-8.
    pub byte: u8,
}

impl fmt::Display for NotText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: ", self.name, self.line)?;
        match self.byte {
            0 => f.write_str("a NUL byte, so this is not a text"),
            byte => write!(f, "byte 0x{byte:02x} is not valid UTF-8"),
        }
    }
}

impl std::error::Error for NotText {}

/// A range of bytes of a source that a message points at.
#[derive(Clone, Debug)]
pub struct Span {
    /// The file.
    pub source: Arc<Source>,
    /// The bytes of its text.
    pub range: Range<usize>,
}

impl Span {
    /// Returns a span of a source.
    #[must_use]
    pub fn new(source: &Arc<Source>, range: Range<usize>) -> Self {
        Self { source: source.clone(), range }
    }

    /// Returns the line that the span starts in, counted from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        self.source.line(self.range.start)
    }

    /// Returns the column that the span starts at, in characters counted from 1.
    #[must_use]
    pub fn column(&self) -> usize {
        let line = self.source.line_range(self.line());
        let before = &self.source.text()[line.start..self.range.start];
        1 + before.chars().count()
    }
}
