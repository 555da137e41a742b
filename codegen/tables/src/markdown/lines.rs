//! The lines of a Markdown text: comrak gives positions as lines and columns.

use crate::text::floor_char_boundary;
use comrak::nodes::Sourcepos;
use std::ops::Range;

/// A text and the starts of its lines, which end in LF, CR or both.
pub(super) struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let ends = text.match_indices(['\n', '\r']).map(|(at, _)| at + 1);
        let ends = ends.filter(|end| !(bytes[end - 1] == b'\r' && bytes.get(*end) == Some(&b'\n')));
        Self { text, starts: std::iter::once(0).chain(ends).collect() }
    }

    /// Returns a line, counted from 1, without its line end.
    pub(super) fn line(&self, line: usize) -> Range<usize> {
        let start = |line: usize| self.starts.get(line).copied().unwrap_or(self.text.len());
        let (start, end) = (start(line.saturating_sub(1)), start(line));
        start..start + self.text[start..end].trim_end_matches(['\n', '\r']).len()
    }

    /// Returns the range of a node.
    pub(super) fn range(&self, position: Sourcepos) -> Range<usize> {
        let (first, last) = (position.start, position.end);
        let start = self.position(first.line, first.column.saturating_sub(1));
        start..self.position(last.line, last.column).max(start)
    }

    /// Returns the text of a range, cut at the end of the text, or an empty text if the range is
    /// invalid.
    pub(super) fn text(&self, range: Range<usize>) -> &'a str {
        self.text.get(range.start..range.end.min(self.text.len())).unwrap_or_default()
    }

    /// Returns the position of a byte of a line. Lines are counted from 1, bytes from 0.
    fn position(&self, line: usize, column: usize) -> usize {
        let line = self.line(line);
        floor_char_boundary(self.text, line.end.min(line.start + column))
    }
}
