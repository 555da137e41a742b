//! A document as HTML that knows where in the source it comes from.

mod dropped;

use crate::document::{Misplaced, TableSyntax};
use crate::source::Source;
use dropped::Pipes;
use pulldown_cmark::{Event, Options, Parser, Tag, html};
use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;
use std::ops::Range;

/// HTML, with the bytes of the source that each part of it comes from.
#[derive(Debug, Default)]
pub(crate) struct Html<'a> {
    pub(crate) text: Cow<'a, str>,
    /// What Markdown drops from its own tables.
    pub(crate) strays: Vec<Misplaced>,
    /// The parts in order. A part that stands like this in the source is `verbatim`.
    parts: Vec<Part>,
    /// Where the tables start that are Markdown's own.
    pipe_tables: Vec<usize>,
}

#[derive(Debug)]
struct Part {
    start: usize,
    source: Range<usize>,
    verbatim: bool,
}

impl Html<'_> {
    /// Where in the source a byte of the HTML comes from: exactly, if it stands there as it is;
    /// else where the Markdown starts that it is rendered from.
    pub(crate) fn offset(&self, at: usize) -> usize {
        self.source_bytes(at, 0).start
    }

    /// Where in the source a range of the HTML comes from, without white space around it, and as
    /// far as that is on one line.
    pub(crate) fn source_range(&self, source: &Source, range: Range<usize>) -> Range<usize> {
        let text = self.text[range.clone()].trim_end();
        let first = range.start + (text.len() - text.trim_start().len());
        let start = self.offset(first);
        let end = match text.trim_start().char_indices().next_back() {
            Some((at, char)) => self.source_bytes(first + at, char.len_utf8()).end.max(start),
            None => start,
        };
        match source.text()[start..end].split_once('\n') {
            Some((line, _)) => start..start + line.trim_end().len(),
            None => start..end,
        }
    }

    /// How the table is written that starts at a position of the HTML.
    pub(crate) fn layout(&self, table: usize) -> TableSyntax {
        match self.pipe_tables.binary_search(&table) {
            Ok(_) => TableSyntax::Pipe,
            Err(_) => TableSyntax::Html,
        }
    }

    /// Where in the source `len` bytes of the HTML come from; all that is rendered from the same
    /// Markdown, if they do not stand there as they are.
    fn source_bytes(&self, at: usize, len: usize) -> Range<usize> {
        let part = self.parts.partition_point(|part| part.start <= at);
        match part.checked_sub(1).and_then(|part| self.parts.get(part)) {
            Some(part) if part.verbatim => {
                let start = part.source.start + (at - part.start);
                start..start + len
            }
            Some(part) => part.source.clone(),
            None => 0..0,
        }
    }
}

/// HTML is rendered from itself.
pub(crate) fn html(source: &str) -> Html<'_> {
    let all = Part { start: 0, source: 0..source.len(), verbatim: true };
    Html { text: source.into(), parts: vec![all], ..Html::default() }
}

pub(crate) fn markdown(source: &str) -> Html<'static> {
    let current = Current::default();
    let mut writer = Writer { html: Html::default(), source, current: &current };
    let mut pipes = Pipes::new(source);
    let mut row_end = (0, 0);
    let events = Parser::new_ext(source, Options::ENABLE_TABLES).into_offset_iter();
    let events = events.map(|(event, range)| {
        pipes.event(&event, &range);
        current.is_table.set(matches!(event, Event::Start(Tag::Table(_))));
        // A cell that a row lacks is where the row ends, not where the next begins.
        let is_lacking = range.is_empty() && matches!(event, Event::Start(Tag::TableCell));
        if is_lacking && row_end.0 != range.start {
            row_end = (range.start, source[..range.start].trim_end().len());
        }
        let span = if is_lacking { row_end.1..row_end.1 } else { range };
        current.start.set(span.start);
        current.end.set(span.end);
        event
    });
    html::write_html_fmt(&mut writer, events).expect("a string takes any text");
    writer.html.strays = pipes.finish();
    writer.html
}

/// What is being rendered.
#[derive(Default)]
struct Current {
    is_table: Cell<bool>,
    start: Cell<usize>,
    end: Cell<usize>,
}

struct Writer<'a> {
    html: Html<'static>,
    source: &'a str,
    current: &'a Current,
}

impl fmt::Write for Writer<'_> {
    fn write_str(&mut self, rendered: &str) -> fmt::Result {
        let at = self.html.text.len();
        let start = self.current.start.get();
        let verbatim = self.source.get(start..).unwrap_or_default().starts_with(rendered);
        let end = if verbatim { start + rendered.len() } else { self.current.end.get().max(start) };
        self.html.parts.push(Part { start: at, source: start..end, verbatim });
        if verbatim {
            self.current.start.set(end);
        }
        if rendered == "<table>" && self.current.is_table.take() {
            self.html.pipe_tables.push(at);
        }
        self.html.text.to_mut().push_str(rendered);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::markdown;
    use crate::document::TableSyntax;

    #[test]
    fn a_table_tag_in_a_text_is_no_markdown_table() {
        let html = markdown("a <table>\n\n|a|\n|-|\n");
        let layouts: Vec<TableSyntax> =
            html.text.match_indices("<table>").map(|(at, _)| html.layout(at)).collect();
        assert_eq!(layouts, [TableSyntax::Html, TableSyntax::Pipe]);
    }

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
