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

    /// Looks for rows in lines that may lack the prefixes that they have in the source.
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
    let html = html.trim_start().to_ascii_lowercase();
    ["pre", "script", "style", "textarea"]
        .iter()
        .any(|name| html.starts_with(&format!("<{name}")) && html.contains(&format!("</{name}")))
}
