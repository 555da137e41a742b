//! What Markdown drops from its own tables.
//!
//! A cell too many in a row is left out of the page. And a blank line, a comment or another block
//! ends a table: what looks like its rows below is something else.

use crate::document::Misplaced;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;

/// Sees a document event by event.
pub(super) struct Pipes<'a> {
    source: &'a str,
    strays: Vec<Misplaced>,
    tables: Vec<Table>,
    /// Where the last cell ends.
    cell_end: usize,
}

struct Table {
    range: Range<usize>,
    columns: usize,
}

impl<'a> Pipes<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Self { source, strays: Vec::new(), tables: Vec::new(), cell_end: 0 }
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
                // The parser fills up so many rows, and no more; then a row has no end.
                let is_whole = self.cell_end <= range.end;
                let rest =
                    if is_whole { self.cell_end..range.end } else { range.start..table.range.end };
                let start = table.range.start;
                self.stray(start, rest);
            }
            _ => {}
        }
    }

    /// All that is dropped, in order.
    pub(super) fn finish(mut self) -> Vec<Misplaced> {
        let tables = std::mem::take(&mut self.tables);
        let mut above: Option<&Table> = None;
        let mut seen = 0;
        for table in &tables {
            self.rows_outside(above, seen..table.range.start);
            let header = self.source[table.range.clone()].lines().next().unwrap_or_default();
            match above {
                // Rows become a table of their own if a line of dashes is below the first.
                Some(above) if is_row(header, above) => {
                    self.rows_outside(Some(above), table.range.clone());
                }
                _ => above = Some(table),
            }
            seen = table.range.end;
        }
        self.rows_outside(above, seen..self.source.len());
        self.strays.sort_by_key(|stray| stray.range.start);
        self.strays
    }

    /// Takes each line that looks like a row of the table above.
    fn rows_outside(&mut self, above: Option<&Table>, range: Range<usize>) {
        let Some(above) = above else {
            return;
        };
        let mut start = range.start;
        for line in self.source[range].split_inclusive('\n') {
            let end = start + line.len();
            if is_row(line, above) {
                self.stray(above.range.start, end - without_markers(line).len()..end);
            }
            start = end;
        }
    }

    /// Notes what is there but for white space and the pipes around it.
    fn stray(&mut self, table: usize, range: Range<usize>) {
        let text = &self.source[range.clone()];
        let edge = |char: char| char == '|' || char.is_whitespace();
        let start = range.start + (text.len() - text.trim_start_matches(edge).len());
        let text = text.trim_matches(edge);
        if !text.is_empty() {
            let line = text.lines().next().unwrap_or_default();
            self.strays
                .push(Misplaced { table, range: start..start + line.trim_end_matches(edge).len() });
        }
    }
}

/// Whether a line has as many cells as a table, and begins with a number like a row of codes.
fn is_row(line: &str, table: &Table) -> bool {
    let line =
        line.trim_matches(|char: char| char.is_whitespace() || matches!(char, '>' | '-' | '*'));
    let (first, rest) = line.strip_prefix('|').unwrap_or(line).split_once('|').unwrap_or_default();
    let first = first.trim();
    let is_number = !first.is_empty() && first.bytes().all(|byte| byte.is_ascii_digit());
    let cells = rest.trim_end_matches('|').split('|').count();
    is_number && cells + 1 >= table.columns
}

/// A line without what begins a quotation or an entry of a list.
fn without_markers(line: &str) -> &str {
    line.trim_start_matches(|char: char| char.is_whitespace() || matches!(char, '>' | '-' | '*'))
}

#[cfg(test)]
mod tests {
    use super::super::markdown;

    fn stray(source: &str) -> Vec<&str> {
        markdown(source).strays.into_iter().map(|stray| &source[stray.range]).collect()
    }

    #[test]
    fn a_sound_table_has_none() {
        for source in [
            "| a | b |\n|---|---|\n| 1 | 2 |\n| 1 |\n\nSee below.\n\n| c |\n|---|\n| 1 |\n",
            "a | b\n-|-\n1 \\| 2 | 3\n4\n\n# a | b\n\n| c | d |\n\n| e | 1 |\n",
            "no table\n\n| 1 | 2 |\n",
            "|a|b|c|\n|-|-|-|\n|1|2|3|\n\n|4|5|\n",
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
    fn rows_behind_the_end_of_a_table_are_stray() {
        assert_eq!(stray("|a|\n|-|\n|1|\n\n| 2 |\n| 3 |\n\n|4|\n"), ["2", "3", "4"]);
        assert_eq!(stray("a|b\n-|-\n1|2\n\n3|4\n"), ["3|4"]);
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
            assert_eq!(stray(&format!("{table}{between}| 3 | 4 |\n")), ["3 | 4"], "{between}");
        }
        assert_eq!(stray(&format!("{table}\n|3|4|\n|-|-|\n|5|6|\n\n|7|8|")), ["3|4", "5|6", "7|8"]);
    }

    #[test]
    fn rows_that_the_parser_gives_up_on_are_stray() {
        let short = format!("|a|a|a|\n|-|-|-|\n{}", "|1\n".repeat(140_000));
        assert!(!stray(&short).is_empty());
    }
}
