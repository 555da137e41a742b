//! Content that Markdown drops from its own tables.
//!
//! Extra cells of a row are not rendered. A blank line, a comment or another block ends a table, so
//! that the rows after it become something else.

use crate::document::Misplaced;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;

/// Finds dropped content, event by event.
pub(super) struct Finder<'a> {
    source: &'a str,
    found: Vec<Misplaced>,
    tables: Vec<Table>,
    /// The end of the last cell.
    cell_end: usize,
}

struct Table {
    range: Range<usize>,
    columns: usize,
}

impl<'a> Finder<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Self { source, found: Vec::new(), tables: Vec::new(), cell_end: 0 }
    }

    pub(super) fn event(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(Tag::Table(columns)) => {
                self.tables.push(Table { range: range.clone(), columns: columns.len() });
            }
            Event::End(TagEnd::TableCell) => self.cell_end = range.end,
            Event::End(TagEnd::TableRow) => {
                let Some(table) = self.tables.last() else {
                    return;
                };
                // The parser adds missing cells up to a limit. Then a row has no end.
                let is_whole = self.cell_end <= range.end;
                let rest =
                    if is_whole { self.cell_end..range.end } else { range.start..table.range.end };
                let start = table.range.start;
                self.drop(start, rest);
            }
            _ => {}
        }
    }

    /// Returns all dropped content, in order.
    pub(super) fn finish(mut self) -> Vec<Misplaced> {
        let tables = std::mem::take(&mut self.tables);
        let mut above: Option<&Table> = None;
        let mut seen = 0;
        for table in &tables {
            self.rows_outside(above, seen..table.range.start);
            let header = self.source[table.range.clone()].lines().next().unwrap_or_default();
            match above {
                // With a delimiter row below the first, the rows are a table of their own.
                Some(above) if is_row(header, above) => {
                    self.rows_outside(Some(above), table.range.clone());
                }
                _ => above = Some(table),
            }
            seen = table.range.end;
        }
        self.rows_outside(above, seen..self.source.len());
        self.found.sort_by_key(|found| found.range.start);
        self.found
    }

    /// Drops each line that looks like a row of the table above.
    fn rows_outside(&mut self, above: Option<&Table>, range: Range<usize>) {
        let Some(above) = above else {
            return;
        };
        let mut start = range.start;
        for line in self.source[range].split_inclusive('\n') {
            let end = start + line.len();
            if is_row(line, above) {
                self.drop(above.range.start, end - without_markers(line).len()..end);
            }
            start = end;
        }
    }

    /// Notes a range, without white space and pipes around it.
    fn drop(&mut self, table: usize, range: Range<usize>) {
        let text = &self.source[range.clone()];
        let edge = |char: char| char == '|' || char.is_whitespace();
        let start = range.start + (text.len() - text.trim_start_matches(edge).len());
        let text = text.trim_matches(edge);
        if !text.is_empty() {
            let line = text.lines().next().unwrap_or_default();
            let range = start..start + line.trim_end_matches(edge).len();
            self.found.push(Misplaced { table, range });
        }
    }
}

/// Whether a line has as many cells as a table, and a number in the first.
fn is_row(line: &str, table: &Table) -> bool {
    let line =
        line.trim_matches(|char: char| char.is_whitespace() || matches!(char, '>' | '-' | '*'));
    let (first, rest) = line.strip_prefix('|').unwrap_or(line).split_once('|').unwrap_or_default();
    let first = first.trim();
    let is_number = !first.is_empty() && first.bytes().all(|byte| byte.is_ascii_digit());
    let cells = rest.trim_end_matches('|').split('|').count();
    is_number && cells + 1 >= table.columns
}

/// Returns a line without the markers of block quotes and list items.
fn without_markers(line: &str) -> &str {
    line.trim_start_matches(|char: char| char.is_whitespace() || matches!(char, '>' | '-' | '*'))
}

#[cfg(test)]
mod tests {
    use super::super::render;
    use crate::source::Source;

    fn dropped(markdown: &str) -> Vec<&str> {
        let source = Source::new("a.md", markdown);
        let (_, dropped) = render(&source, markdown);
        dropped.into_iter().map(|dropped| &markdown[dropped.range]).collect()
    }

    #[test]
    fn a_valid_table_drops_nothing() {
        for source in [
            "| a | b |\n|---|---|\n| 1 | 2 |\n| 1 |\n\nSee below.\n\n| c |\n|---|\n| 1 |\n",
            "a | b\n-|-\n1 \\| 2 | 3\n4\n\n# a | b\n\n| c | d |\n\n| e | 1 |\n",
            "no table\n\n| 1 | 2 |\n",
            "|a|b|c|\n|-|-|-|\n|1|2|3|\n\n|4|5|\n",
        ] {
            assert_eq!(dropped(source), [] as [&str; 0], "{source}");
        }
    }

    #[test]
    fn an_extra_cell_is_dropped() {
        assert_eq!(dropped("|a|b|\n|-|-|\n|1|2| 3 |4|\n|5|6|\n"), ["3 |4"]);
        assert_eq!(dropped("> |a|b|\n> |-|-|\n> |1|2|3\n"), ["3"]);
    }

    #[test]
    fn rows_after_the_end_of_a_table_are_dropped() {
        assert_eq!(dropped("|a|\n|-|\n|1|\n\n| 2 |\n| 3 |\n\n|4|\n"), ["2", "3", "4"]);
        assert_eq!(dropped("a|b\n-|-\n1|2\n\n3|4\n"), ["3|4"]);
        let table = "|a|b|\n|-|-|\n|1|2|\n";
        for between in [
            "<!-- note -->\n",
            "\n    ",
            "- x\n",
            "***\n",
            "```\n",
            "### b\n",
            "<div></div>\n",
            "\nNote:\n\n",
            "\n> ",
        ] {
            assert_eq!(dropped(&format!("{table}{between}| 3 | 4 |\n")), ["3 | 4"], "{between}");
        }
        assert_eq!(
            dropped(&format!("{table}\n|3|4|\n|-|-|\n|5|6|\n\n|7|8|")),
            ["3|4", "5|6", "7|8"]
        );
    }

    #[test]
    fn rows_beyond_the_limit_of_the_parser_are_dropped() {
        let short = format!("|a|a|a|\n|-|-|-|\n{}", "|1\n".repeat(140_000));
        assert!(!dropped(&short).is_empty());
    }
}
