//! A text file in memory, and spans of it.

use std::fmt;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// The text of a file, with the name by which the file was opened.
#[derive(Debug)]
pub struct Source {
    name: String,
    text: String,
    /// Computed on first use; valid documents never need it.
    line_starts: OnceLock<Vec<usize>>,
}

impl Source {
    /// Wraps a text, without the byte order mark at its start.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Arc<Self> {
        let mut text = text.into();
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        Arc::new(Self { name: name.into(), text, line_starts: OnceLock::new() })
    }

    /// Decodes the bytes of a file.
    ///
    /// # Errors
    ///
    /// The bytes are not UTF-8, or contain a NUL, which a browser drops.
    pub fn from_bytes(name: impl Into<String>, bytes: Vec<u8>) -> Result<Arc<Self>, NotText> {
        let name = name.into();
        let not_text = |before: &[u8], byte| {
            let line = 1 + before.iter().filter(|&&byte| byte == b'\n').count();
            NotText { name: name.clone(), line, byte }
        };
        if bytes.contains(&0) {
            let before = bytes.split(|&byte| byte == 0).next().unwrap_or_default();
            return Err(not_text(before, 0));
        }
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Self::new(name, text)),
            Err(error) => {
                let (before, after) = error.as_bytes().split_at(error.utf8_error().valid_up_to());
                Err(not_text(before, after[0]))
            }
        }
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
        self.line_starts().partition_point(|&start| start <= offset)
    }

    /// Returns the bytes of a line, counted from 1, without its line end.
    #[must_use]
    pub fn line_range(&self, line: usize) -> Range<usize> {
        let start = self.line_starts()[line - 1];
        let end = self.line_starts().get(line).copied();
        let text = &self.text[start..end.unwrap_or(self.text.len())];
        start..start + text.trim_end_matches(['\r', '\n']).len()
    }

    fn line_starts(&self) -> &[usize] {
        self.line_starts.get_or_init(|| {
            let line_ends = self.text.match_indices('\n');
            std::iter::once(0).chain(line_ends.map(|(at, _)| at + 1)).collect()
        })
    }
}

/// The error for a file that is not text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotText {
    /// The name of the file.
    pub name: String,
    /// The line of the first wrong byte, counted from 1.
    pub line: usize,
    /// The byte: NUL, or part of invalid UTF-8.
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

#[cfg(test)]
mod tests {
    use super::{Source, Span};

    #[test]
    fn lines_and_columns_count_from_one() {
        let source = Source::new("a.md", "한국\r\nab\n\nc");
        let at = |text: &str| {
            let start = source.text().find(text).unwrap();
            let span = Span { source: source.clone(), range: start..start + text.len() };
            (span.line(), span.column())
        };
        assert_eq!(at("한"), (1, 1));
        assert_eq!(at("국"), (1, 2));
        assert_eq!(at("b"), (2, 2));
        assert_eq!(at("c"), (4, 1));
        assert_eq!(source.line(source.text().len()), 4);
        assert_eq!(&source.text()[source.line_range(1)], "한국");
        assert_eq!(&source.text()[source.line_range(3)], "");
    }

    #[test]
    fn a_byte_order_mark_is_left_out() {
        assert_eq!(Source::new("a.md", "\u{feff}a").text(), "a");
    }

    #[test]
    fn a_file_that_is_not_text_is_refused_with_the_line() {
        let message =
            |bytes: &[u8]| Source::from_bytes("a.md", bytes.to_vec()).unwrap_err().to_string();
        assert_eq!(message(b"a\n\xff"), "a.md:2: byte 0xff is not valid UTF-8");
        assert_eq!(message(b"\n\na\0"), "a.md:3: a NUL byte, so this is not a text");
    }
}
