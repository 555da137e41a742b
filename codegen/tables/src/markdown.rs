//! Markdown, rendered to HTML with a source map.

mod dropped;

use crate::document::Misplaced;
use crate::source::Source;
use crate::source_map::SourceMap;
use dropped::Finder;
use pulldown_cmark::{Event, Options, Parser, Tag, html};
use std::cell::Cell;
use std::fmt;
use std::sync::Arc;

/// Renders Markdown. Also returns what it drops from its own tables.
///
/// `text` is the text of the source, or as long as it.
pub(crate) fn render<'a>(source: &'a Arc<Source>, text: &str) -> (SourceMap<'a>, Vec<Misplaced>) {
    let current = Current::default();
    let mut writer = Writer { map: SourceMap::new(source), text, current: &current };
    let mut finder = Finder::new(text);
    let mut row_end = (0, 0);
    let events = Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter();
    let events = events.map(|(event, range)| {
        finder.event(&event, &range);
        current.is_table.set(matches!(event, Event::Start(Tag::Table(_))));
        // A cell that a row lacks is at the end of the row, not at the start of the next.
        let is_lacking = range.is_empty() && matches!(event, Event::Start(Tag::TableCell));
        if is_lacking && row_end.0 != range.start {
            row_end = (range.start, text[..range.start].trim_end().len());
        }
        let span = if is_lacking { row_end.1..row_end.1 } else { range };
        current.start.set(span.start);
        current.end.set(span.end);
        event
    });
    html::write_html_fmt(&mut writer, events).expect("a string takes any text");
    (writer.map, finder.finish())
}

/// The event that is being rendered.
#[derive(Default)]
struct Current {
    is_table: Cell<bool>,
    start: Cell<usize>,
    end: Cell<usize>,
}

struct Writer<'a, 'b> {
    map: SourceMap<'a>,
    text: &'b str,
    current: &'b Current,
}

impl fmt::Write for Writer<'_, '_> {
    fn write_str(&mut self, rendered: &str) -> fmt::Result {
        let start = self.current.start.get();
        let verbatim = self.text.get(start..).unwrap_or_default().starts_with(rendered);
        let end = if verbatim { start + rendered.len() } else { self.current.end.get().max(start) };
        if verbatim {
            self.current.start.set(end);
        }
        if rendered == "<table>" && self.current.is_table.take() {
            self.map.pipe_table_follows();
        }
        self.map.push(rendered, start..end, verbatim);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::render;
    use crate::document::TableSyntax;
    use crate::source::Source;

    #[test]
    fn a_table_tag_in_a_text_is_not_a_markdown_table() {
        let source = Source::new("a.md", "a <table>\n\n|a|\n|-|\n");
        let (map, _) = render(&source, source.text());
        let tables = map.html().match_indices("<table>");
        let tables: Vec<TableSyntax> = tables.map(|(at, _)| map.syntax(at)).collect();
        assert_eq!(tables, [TableSyntax::Html, TableSyntax::Pipe]);
    }

    #[test]
    fn html_knows_its_source() {
        let source = Source::new("a.md", "# a & *b*\n\n> <table>\n> <td>x\n");
        let (map, _) = render(&source, source.text());
        for (html, text) in
            [("a ", "a "), ("&amp;", "&"), ("<table>", "<table>"), ("<td>", "<td>"), ("x", "x")]
        {
            let position = map.position(map.html().find(html).unwrap());
            assert_eq!(Some(position), source.text().find(text), "{html}");
        }
    }
}
