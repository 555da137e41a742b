//! The tables, row groups and cells that are open at a tag.

use crate::document::Misplacement;
use html5ever::{LocalName, local_name};
use std::ops::Range;

/// The open tables, from the outermost to the innermost.
#[derive(Debug, Default)]
pub(super) struct OpenTables {
    open: Vec<OpenTable>,
    /// The start of the table that was closed last, or of an inner table whose end tag was right
    /// before. `None` after a heading or a template.
    last_closed: Option<usize>,
    /// Whether the last row started outside of all tables.
    in_misplaced_row: bool,
    /// Rows and cells right after an inner table (a table in a cell of another one), with the
    /// start of the inner table. If a superfluous `</table>` follows, they belong to the inner
    /// table.
    after_inner: Vec<(usize, Range<usize>)>,
}

#[derive(Debug)]
struct OpenTable {
    start: usize,
    /// The name of the open row group.
    group: LocalName,
    /// The name of the open cell.
    cell: Option<LocalName>,
    /// The start of the last table that was closed in the open cell.
    inner: Option<usize>,
}

impl OpenTables {
    /// Updates the open tables for a start tag. Returns its misplacement, if any.
    pub(super) fn start(
        &mut self,
        name: &LocalName,
        range: &Range<usize>,
        is_foreign: bool,
    ) -> Option<Misplacement> {
        if *name == local_name!("table") {
            self.start_table(range.start);
            return None;
        }
        let Some(table) = self.open.last_mut() else {
            return self.start_outside(name);
        };
        table.cell = match &**name {
            "td" | "th" | "tr" if is_foreign => return Some(Misplacement::Hides),
            // These elements hide the cells after them, or show the tags of the cells as text.
            "plaintext" | "template" => return Some(Misplacement::Hides),
            "td" | "th" | "caption" => Some(name.clone()),
            "tr" | "col" | "colgroup" => None,
            "tbody" | "thead" | "tfoot" => {
                table.group = name.clone();
                None
            }
            _ => return None,
        };
        self.after_inner.extend(table.inner.take().map(|inner| (inner, range.clone())));
        None
    }

    fn start_table(&mut self, start: usize) {
        if self.open.is_empty() {
            self.after_inner.clear();
        }
        self.open.push(OpenTable { start, group: local_name!("tbody"), cell: None, inner: None });
        self.in_misplaced_row = false;
    }

    /// Updates the state for a start tag that is in no table.
    fn start_outside(&mut self, name: &LocalName) -> Option<Misplacement> {
        match &**name {
            "tr" => self.in_misplaced_row = true,
            // Report a misplaced row once, not once per cell.
            "td" | "th" if !self.in_misplaced_row => {}
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "template" => {
                self.last_closed = None;
                return None;
            }
            _ => return None,
        }
        Some(Misplacement::Outside)
    }

    /// Updates the open tables for an end tag. Returns the earlier tags that turn out to be misplaced,
    /// with the starts of their tables.
    pub(super) fn end(&mut self, name: &LocalName) -> Vec<(usize, Range<usize>)> {
        let is_table = *name == local_name!("table");
        match self.open.last_mut() {
            Some(table) if is_table => {
                // Right after the end of an inner table, this may be a superfluous end tag of that
                // table.
                let last = table.inner.unwrap_or(table.start);
                self.last_closed = Some(last);
                self.open.pop();
                if let Some(outer) = self.open.last_mut().filter(|outer| outer.cell.is_some()) {
                    outer.inner = Some(last);
                }
            }
            Some(table)
                if *name == local_name!("tr")
                    || *name == table.group
                    || table.cell.as_ref() == Some(name) =>
            {
                table.cell = None;
                table.inner = None;
            }
            None if is_table => return std::mem::take(&mut self.after_inner),
            _ => {}
        }
        Vec::new()
    }

    /// Returns the start of the table that content belongs to.
    pub(super) fn last(&self) -> Option<usize> {
        self.open.last().map(|table| table.start).or(self.last_closed)
    }

    /// Whether a text is between the cells of a table.
    pub(super) fn loses(&self, text: &str) -> bool {
        let is_between_cells = self.open.last().is_some_and(|table| table.cell.is_none());
        is_between_cells && !text.chars().all(char::is_whitespace)
    }

    /// Returns whether only one table is open, and none of its cells.
    pub(super) fn is_between_cells(&self) -> bool {
        matches!(&self.open[..], [table] if table.cell.is_none())
    }

    /// Returns the starts of all open tables.
    pub(super) fn starts(&self) -> impl Iterator<Item = usize> {
        self.open.iter().map(|table| table.start)
    }
}
