//! HTML with a source map, which maps each part of the HTML to bytes of the source.

use crate::document::TableSyntax;
use crate::source::{Source, Span};
use crate::text::floor_char_boundary;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

/// The HTML of a document, and the source of each part.
#[derive(Debug)]
pub(crate) struct SourceMap<'a> {
    source: &'a Arc<Source>,
    html: Cow<'a, str>,
    /// The parts, in order and without gaps.
    parts: Vec<Part>,
}

#[derive(Debug)]
struct Part {
    start: usize,
    source: Range<usize>,
    /// Whether the source has the same bytes.
    verbatim: bool,
}

impl<'a> SourceMap<'a> {
    /// Maps HTML to itself. `html` is the text of the source after the repair of tags, which keeps all
    /// offsets.
    pub(crate) fn identity(source: &'a Arc<Source>, html: Cow<'a, str>) -> Self {
        let all = Part { start: 0, source: 0..html.len(), verbatim: true };
        Self { source, html, parts: vec![all] }
    }

    /// Returns a map of empty HTML.
    pub(crate) fn new(source: &'a Arc<Source>) -> Self {
        Self { source, html: Cow::default(), parts: Vec::new() }
    }

    /// Appends a piece of HTML that is rendered from a range of the source.
    pub(crate) fn push(&mut self, html: &str, source: Range<usize>, verbatim: bool) {
        if !html.is_empty() {
            self.parts.push(Part { start: self.html.len(), source, verbatim });
            self.html.to_mut().push_str(html);
        }
    }

    /// Returns the whole HTML.
    pub(crate) fn html(&self) -> &str {
        &self.html
    }

    /// Returns the position in the source of a byte of the HTML. If the source does not have the byte
    /// verbatim, returns the start of the Markdown from which it is rendered.
    pub(crate) fn position(&self, at: usize) -> usize {
        self.source_bytes(at, 0).start
    }

    /// Returns the position in the source of a byte of the HTML as an empty span.
    pub(crate) fn span(&self, at: usize) -> Span {
        let position = self.position(at);
        Span::new(self.source, position..position)
    }

    /// Returns the source of a range of the HTML, without white space around it, and cut at the end of
    /// its first line.
    pub(crate) fn range(&self, range: Range<usize>) -> Range<usize> {
        let text = self.html[range.clone()].trim_end();
        let first = range.start + (text.len() - text.trim_start().len());
        let start = self.position(first);
        let end = match text.trim_start().char_indices().next_back() {
            Some((at, char)) => self.source_bytes(first + at, char.len_utf8()).end.max(start),
            None => start,
        };
        let line = self.source.text()[start..end].split(['\n', '\r']).next().unwrap_or_default();
        start..start + line.trim_end().len()
    }

    /// Returns the syntax of the table whose start tag is at a position of the HTML. Only the tags of
    /// Markdown tables are not in the source.
    pub(crate) fn syntax(&self, table: usize) -> TableSyntax {
        match self.part(table) {
            Some(part) if !part.verbatim => TableSyntax::Pipe,
            _ => TableSyntax::Html,
        }
    }

    /// Returns the source of `len` bytes of the HTML. If their part is not verbatim, returns the whole
    /// source of the part.
    ///
    /// A part may start or end inside a character of the source, because each byte of a repaired
    /// space is a space of its own.
    fn source_bytes(&self, at: usize, len: usize) -> Range<usize> {
        let range = match self.part(at) {
            Some(part) if part.verbatim => {
                let start = part.source.start + (at - part.start);
                start..start + len
            }
            Some(part) => part.source.clone(),
            None => 0..0,
        };
        let text = self.source.text();
        floor_char_boundary(text, range.start)..floor_char_boundary(text, range.end)
    }

    /// Returns the part that contains a byte of the HTML.
    fn part(&self, at: usize) -> Option<&Part> {
        let part = self.parts.partition_point(|part| part.start <= at);
        self.parts.get(part.checked_sub(1)?)
    }
}

#[cfg(test)]
mod tests {
    use super::SourceMap;
    use crate::source::Source;

    #[test]
    fn every_range_ends_at_characters() {
        let source = Source::new("a.md", "a\u{3000}b");
        for (part, is_verbatim, range) in [
            (0..2, false, 0..1),
            (2..3, false, 1..1),
            (2..5, false, 1..5),
            (3..5, true, 1..1),
            (9..12, false, 5..5),
        ] {
            let mut map = SourceMap::new(&source);
            map.push("x", part.clone(), is_verbatim);
            assert_eq!(map.range(0..1), range, "{part:?}");
            assert_eq!(map.position(0), range.start);
        }
    }
}
