//! Content that Markdown tables lose.
//!
//! Extra cells of a row are not rendered. A blank line, a comment or another block ends a table, and
//! the rows after it become text or code.

use super::lines::Lines;
use crate::comment::without_comments;
use crate::document::{Misplaced, Misplacement};
use comrak::Node;
use comrak::nodes::NodeValue;
use std::ops::Range;

/// Returns all lost content, in order.
pub(super) fn find(root: Node<'_>, lines: &Lines<'_>) -> Vec<Misplaced> {
    let mut finder = LostFinder { lines, table: None, found: Vec::new() };
    for node in root.descendants() {
        finder.node(node);
    }
    finder.found
}

struct LostFinder<'a> {
    lines: &'a Lines<'a>,
    /// The last table.
    table: Option<Table>,
    found: Vec<Misplaced>,
}

struct Table {
    start: usize,
    columns: usize,
    /// Whether a heading followed it.
    has_ended: bool,
}

impl LostFinder<'_> {
    fn node(&mut self, node: Node<'_>) {
        let data = node.data();
        let range = self.lines.range(data.sourcepos);
        let first_line = data.sourcepos.start.line;
        match &data.value {
            NodeValue::Table(table) => {
                let columns = table.num_columns;
                self.table = Some(Table { start: range.start, columns, has_ended: false });
            }
            NodeValue::TableRow(_) => {
                if let Some(last) = node.last_child() {
                    let end = self.lines.range(last.data().sourcepos).end;
                    self.lose(end..range.end);
                }
            }
            NodeValue::Paragraph => self.inlines(node),
            NodeValue::Heading(_) => {
                self.inlines(node);
                if let Some(table) = &mut self.table {
                    table.has_ended = true;
                }
            }
            // Rows in a closed code block are an example.
            NodeValue::CodeBlock(block) if !block.fenced && is_after_table(node) => {
                self.lines(&block.literal, first_line);
            }
            NodeValue::CodeBlock(block) if block.fenced && !block.closed => {
                self.lines(&block.literal, first_line + 1);
            }
            NodeValue::HtmlBlock(block) if !is_closed_example(&block.literal) => {
                self.lines(&without_comments(&block.literal), first_line);
            }
            _ => {}
        }
    }

    /// Looks for rows in the lines of a paragraph or heading.
    fn inlines(&mut self, block: Node<'_>) {
        let mut row = 0..0;
        let mut shown = String::new();
        for node in block.descendants().skip(1) {
            let data = node.data();
            let range = self.lines.range(data.sourcepos);
            let text = match &data.value {
                NodeValue::Text(_) => self.lines.text(range.clone()),
                NodeValue::Code(code) if code.literal.contains('|') => "code",
                NodeValue::Code(code) => &code.literal,
                _ => "",
            };
            if range.start >= row.end {
                self.row(&shown, row);
                row = range.start..self.lines.line(data.sourcepos.start.line).end;
                // If the first character of a text is escaped, the text starts after the backslash.
                let escape = self.lines.text(row.start.saturating_sub(1)..row.start);
                shown = escape.replace(|char| char != '\\', "");
            }
            shown += text;
        }
        self.row(&shown, row);
    }

    /// Looks for rows in lines that may lack their prefixes in the source.
    fn lines(&mut self, text: &str, first_line: usize) {
        for (index, line) in text.lines().enumerate() {
            let mut range = self.lines.line(first_line + index);
            let at = self.lines.text(range.clone()).find(line.trim()).unwrap_or_default();
            range.start += at;
            self.row(line, range);
        }
    }

    /// Adds a line that looks like a row of the last table: it starts with a pipe, or with a number and
    /// a pipe. After a heading, it must have a number and enough cells.
    fn row(&mut self, line: &str, range: Range<usize>) {
        let Some(table) = &self.table else {
            return;
        };
        let line = line.trim();
        let inner = line.strip_prefix('|').unwrap_or(line);
        let inner = inner.strip_suffix('|').unwrap_or(inner);
        let mut cells = inner.split('|');
        let first = cells.next().unwrap_or_default().trim();
        let has_number = !first.is_empty() && first.bytes().all(|byte| byte.is_ascii_digit());
        let starts_with_number = has_number && line.contains('|');
        let is_row = if table.has_ended {
            starts_with_number && 1 + cells.count() >= table.columns
        } else {
            starts_with_number || line.starts_with('|')
        };
        if is_row {
            self.lose(range);
        }
    }

    /// Adds a range without the white space and the pipes around it, unless nothing remains.
    fn lose(&mut self, range: Range<usize>) {
        let Some(table) = &self.table else {
            return;
        };
        let text = self.lines.text(range.clone());
        let edge = |char: char| char == '|' || char.is_whitespace();
        let start = range.start + (text.len() - text.trim_start_matches(edge).len());
        let text = text.trim_matches(edge);
        if !text.is_empty() {
            let range = start..start + text.len();
            let kind = Misplacement::Outside;
            self.found.push(Misplaced { table: table.start, range, kind });
        }
    }
}

fn is_after_table(node: Node<'_>) -> bool {
    node.previous_sibling()
        .is_some_and(|previous| matches!(previous.data().value, NodeValue::Table(_)))
}

/// Whether HTML is a complete element with preformatted text.
fn is_closed_example(html: &str) -> bool {
    let html = html.to_ascii_lowercase();
    let names = ["pre", "script", "style", "textarea"];
    names.iter().any(|name| {
        html.trim_start().strip_prefix('<').is_some_and(|html| html.starts_with(name))
            && html.contains(&format!("</{name}"))
    })
}

#[cfg(test)]
mod tests {
    use super::super::render;
    use crate::source::Source;

    fn lost(markdown: &str) -> Vec<&str> {
        let source = Source::new("a.md", markdown);
        let (_, lost) = render(&source, markdown);
        lost.into_iter().map(|lost| &markdown[lost.range]).collect()
    }

    const TABLE: &str = "|a|b|\n|-|-|\n|1|2|\n";

    #[test]
    fn a_valid_table_loses_nothing() {
        for source in [
            "| a | b |\n|---|---|\n| 1 | 2 |\n| 1 |\n\nSee below.\n\n| c |\n|---|\n| 1 |\n",
            "a | b\n-|-\n1 \\| 2 | 3\n4\n\n# a | b\n\n| c | d |\n\n| e | 1 |\n",
            "no table\n\n| 1 | 2 |\n",
            "|a|b|\n|-|-|\n||2|\n|||\n|1|2| | |\n",
        ] {
            assert_eq!(lost(source), [] as [&str; 0], "{source}");
        }
    }

    #[test]
    fn an_extra_cell_is_lost() {
        assert_eq!(lost("|a|b|\n|-|-|\n|1|2| 3 |4|\n|5|6|\n"), ["3 |4"]);
        assert_eq!(lost("> |a|b|\n> |-|-|\n> |1|2|3\n"), ["3"]);
    }

    #[test]
    fn rows_after_the_end_of_a_table_are_lost() {
        assert_eq!(lost("|a|\n|-|\n|1|\n\n| 2 |\n| 3 |\n\n|4|\n"), ["2", "3", "4"]);
        assert_eq!(lost("a|b\n-|-\n1|2\n\n3|4\n"), ["3|4"]);
        for between in [
            "<!-- note -->\n",
            "\n    ",
            "- x\n",
            "***\n",
            "```\n",
            "### b\n",
            "<div></div>\n",
            "<div>\n<!-- x\ny -->\n",
            "<!-- -- >\n",
            "<!--\n",
            "<pre>\n",
            "\nNote:\n\n",
            "\n> ",
            "\n> - x\n>\n>   ",
            "\n\n",
        ] {
            assert_eq!(lost(&format!("{TABLE}{between}| 3 | 4 |\n")), ["3 | 4"], "{between}");
        }
        let comment = format!("{TABLE}<!-- -- >\n| 3 | 4 |\n<!-- x -->\n");
        assert_eq!(lost(&comment), ["3 | 4"]);
    }

    #[test]
    fn rows_after_a_blank_line_are_lost_whatever_their_first_cell() {
        for row in ["`3` | 4", "**3** | 4", "[3](#c) | 4", "3", "x | 4", "<b>3</b> | 4", "---|---"]
        {
            assert_eq!(lost(&format!("{TABLE}\n| {row} |\n")), [row]);
        }
        assert_eq!(lost(&format!("{TABLE}\n| | 4 |\n")), ["4"]);
        assert_eq!(lost("a|b|c\n-|-|-\n1|2|3\n\n4|5\n"), ["4|5"]);
        assert_eq!(lost("a|b\n-|-\n1|2\n\n`3`|4\n\n**3**|4\n"), ["`3`|4", "**3**|4"]);
    }

    #[test]
    fn text_after_a_table_is_not_lost() {
        for text in [
            "```\n| 3 | 4 |\n```\n",
            "## b\n\n```\n+---+\n| 3 | 4 |\n+---+\n```\n",
            "## b\n\n    | 3 | 4 |\n",
            "For example:\n\n    | 3 | 4 |\n",
            "<pre>\n| 3 | 4 |\n</pre>\n",
            "<!-- | 3 | 4 | -->\n",
            "<!--\n| 3 | 4 |\n-->\n",
            "Either `3 | 4` or a | b.\n",
            "`x` | y\n",
            "`3 | 4`\n",
            "`| 3 | 4 |`\n",
            "\\| 3 | 4\n",
            "3\n",
            "## b\n\n| 3 |\n",
            "## b | c\n\n| x | 4 |\n",
            "|c|d|\n|-|-|\n|x|4|\n",
        ] {
            assert_eq!(lost(&format!("{TABLE}\n{text}")), [] as [&str; 0], "{text}");
        }
    }

    #[test]
    fn rows_beyond_the_limit_of_the_parser_are_lost() {
        let header = format!("|{}\n|{}\n", "a|".repeat(100), "-|".repeat(100));
        let short = header + &"|1\n".repeat(6_000);
        assert!(!lost(&short).is_empty());
    }
}
