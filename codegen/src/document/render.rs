//! Markdown, rendered to HTML that knows where in the source it comes from.

use crate::source::Source;
use pulldown_cmark::{Options, Parser, html};
use std::cell::Cell;
use std::fmt;
use std::ops::Range;

/// HTML, with the offset in the source that each part of it comes from.
#[derive(Debug, Default)]
pub(super) struct Html {
    pub(super) text: String,
    /// The parts in order. A part that stands like this in the source is `verbatim`.
    parts: Vec<Part>,
}

#[derive(Debug)]
struct Part {
    start: usize,
    offset: usize,
    verbatim: bool,
}

impl Html {
    /// Where in the source a byte of the HTML comes from: exactly, if it stands there as it is;
    /// else where the Markdown starts that it is rendered from.
    pub(super) fn offset(&self, at: usize) -> usize {
        let part = self.parts.partition_point(|part| part.start <= at);
        match part.checked_sub(1).and_then(|part| self.parts.get(part)) {
            Some(part) if part.verbatim => part.offset + (at - part.start),
            Some(part) => part.offset,
            None => 0,
        }
    }

    /// Where in the source a range of the HTML comes from, without white space around it, and as
    /// far as that is on one line.
    pub(super) fn source_range(&self, source: &Source, range: Range<usize>) -> Range<usize> {
        let text = &self.text[range.clone()];
        let first = range.start + (text.len() - text.trim_start().len());
        let start = self.offset(first);
        let line = source.line_range(source.line(start));
        let last = text.trim().char_indices().next_back();
        let end = last.map_or(start, |(at, char)| self.offset(first + at) + char.len_utf8());
        let end = if end <= line.end {
            end
        } else {
            start + source.text()[start..line.end].trim_end().len()
        };
        start..end.max(start)
    }
}

pub(super) fn markdown(source: &str) -> Html {
    let offset = Cell::new(0);
    let mut writer = Writer { html: Html::default(), source, offset: &offset };
    let events = Parser::new_ext(source, Options::empty()).into_offset_iter();
    let events = events.map(|(event, range)| {
        offset.set(range.start);
        event
    });
    html::write_html_fmt(&mut writer, events).expect("a string takes any text");
    writer.html
}

struct Writer<'a> {
    html: Html,
    source: &'a str,
    /// Where in the source the next part comes from.
    offset: &'a Cell<usize>,
}

impl fmt::Write for Writer<'_> {
    fn write_str(&mut self, rendered: &str) -> fmt::Result {
        let offset = self.offset.get();
        let ahead = self.source.get(offset..).unwrap_or_default();
        let verbatim = ahead.starts_with(rendered);
        self.html.parts.push(Part { start: self.html.text.len(), offset, verbatim });
        self.html.text.push_str(rendered);
        if verbatim {
            self.offset.set(offset + rendered.len());
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::markdown;

    #[test]
    fn html_knows_where_it_comes_from() {
        let source = "# a & *b*\n\n> <table>\n> <td>x\n";
        let html = markdown(source);
        let offset = |text: &str| html.offset(html.text.find(text).unwrap());
        assert_eq!(offset("a "), source.find("a ").unwrap());
        assert_eq!(offset("&amp;"), source.find('&').unwrap());
        assert_eq!(offset("<table>"), source.find("<table>").unwrap());
        assert_eq!(offset("<td>"), source.find("<td>").unwrap());
        assert_eq!(offset("x"), source.find('x').unwrap());
    }
}
