//! What Markdown drops from its own tables.
//!
//! A cell too many in a row is left out of the page, and a blank line ends a table: what looks like
//! its rows below is a paragraph.

use super::Stray;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;

/// Sees a document event by event.
pub(super) struct Pipes<'a> {
    source: &'a str,
    pub(super) strays: Vec<Stray>,
    /// The table that is open, or that was the last thing before this.
    table: Option<Table>,
}

#[derive(Clone, Copy)]
struct Table {
    start: usize,
    columns: usize,
    /// Where the last cell ends.
    cell_end: usize,
    is_open: bool,
}

impl<'a> Pipes<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Self { source, strays: Vec::new(), table: None }
    }

    pub(super) fn event(&mut self, event: &Event<'_>, range: &Range<usize>) {
        if let Event::Start(Tag::Table(columns)) = event {
            let columns = columns.len();
            let cell_end = range.start;
            self.table = Some(Table { start: range.start, columns, cell_end, is_open: true });
        }
        let Some(table) = self.table.as_mut() else {
            return;
        };
        match event {
            Event::End(TagEnd::TableCell) => table.cell_end = range.end,
            Event::End(TagEnd::TableRow) => {
                let rest = table.cell_end..range.end;
                let start = table.start;
                self.stray(start, rest);
            }
            Event::End(TagEnd::Table) => table.is_open = false,
            Event::Start(Tag::Paragraph) if !table.is_open => {
                let table = *table;
                self.paragraph(table, range);
            }
            Event::Start(_) | Event::Html(_) | Event::Rule if !table.is_open => self.table = None,
            _ => {}
        }
    }

    /// Takes each line of a paragraph behind a table that looks like a row of it.
    fn paragraph(&mut self, table: Table, range: &Range<usize>) {
        let mut start = range.start;
        let mut is_row = false;
        for line in self.source[range.clone()].split_inclusive('\n') {
            is_row = line.trim_start().starts_with('|')
                || line.bytes().filter(|byte| *byte == b'|').count() + 1 >= table.columns.max(2);
            if is_row {
                self.stray(table.start, start..start + line.len());
            }
            start += line.len();
        }
        if !is_row {
            self.table = None;
        }
    }

    /// Notes what is there but for white space and the pipes around it.
    fn stray(&mut self, table: usize, range: Range<usize>) {
        let text = &self.source[range.clone()];
        let edge = |char: char| char == '|' || char.is_whitespace();
        let start = range.start + (text.len() - text.trim_start_matches(edge).len());
        let text = text.trim_matches(edge);
        if !text.is_empty() {
            self.strays.push(Stray { table, range: start..start + text.len() });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::render::markdown;

    fn stray(source: &str) -> Vec<&str> {
        markdown(source).strays.into_iter().map(|stray| &source[stray.range]).collect()
    }

    #[test]
    fn a_sound_table_has_none() {
        for source in [
            "| a | b |\n|---|---|\n| 1 | 2 |\n| 1 |\n\nSee below.\n\n| c |\n|---|\n",
            "a | b\n-|-\n1 \\| 2 | 3\n4\n\n# a | b\n\n| c | d |\n",
            "no table\n\n| 1 | 2 |\n",
        ] {
            assert_eq!(stray(source), [] as [&str; 0], "{source}");
        }
    }

    #[test]
    fn a_cell_too_many_is_stray() {
        assert_eq!(stray("|a|b|\n|-|-|\n|1|2| 3 |4|\n|5|6|\n"), ["3 |4"]);
        assert_eq!(stray("> |a|b|\n> |-|-|\n> |1|2|3\n"), ["3"]);
    }

    #[test]
    fn rows_behind_a_blank_line_are_stray() {
        assert_eq!(stray("|a|\n|-|\n|1|\n\n| 2 |\n| 3 |\n\n|4|\n"), ["2", "3", "4"]);
        assert_eq!(stray("a|b\n-|-\n1|2\n\n3|4\n"), ["3|4"]);
    }
}
