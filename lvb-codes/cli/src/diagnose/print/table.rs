//! The table of records. Its columns fit the records printed so far.

use crate::console::Style;
use crate::text::{cut, push_cell};
use unicode_width::UnicodeWidthStr;

const HEADERS: [&str; 8] =
    ["TIME", "DOMAIN", "PATH", "STREAM", "DURATION", "CLIENT IP", "CODE", "REASON"];

/// The columns that become narrower if the terminal is too small, and their minimum width.
const SHRINKING: [usize; 4] = [3, 1, 2, 5];
const MIN_WIDTH: usize = 8;
const MIN_REASON: usize = 24;

/// The widths of the columns, in terminal cells. They only grow.
#[derive(Debug)]
pub(super) struct Table {
    style: Style,
    widths: [usize; 7],
}

impl Table {
    pub(super) fn new(style: Style) -> Self {
        let mut widths = [0; 7];
        for (width, header) in widths.iter_mut().zip(HEADERS) {
            *width = header.len();
        }
        Self { style, widths }
    }

    /// Makes room for some records.
    pub(super) fn fit<'a>(&mut self, records: impl Iterator<Item = &'a [String; 8]>) {
        for cells in records {
            for (width, cell) in self.widths.iter_mut().zip(cells) {
                *width = (*width).max(cell.width());
            }
        }
        let Some(terminal) = self.style.width else { return };
        for column in SHRINKING {
            let used: usize = self.widths.iter().map(|width| width + 2).sum();
            let excess = (used + MIN_REASON).saturating_sub(terminal);
            let width = &mut self.widths[column];
            *width = width.saturating_sub(excess).max(MIN_WIDTH.min(*width));
        }
    }

    pub(super) fn header(&self) -> String {
        self.style.bold(self.line(&HEADERS.map(str::to_owned)).trim_end()) + "\n"
    }

    pub(super) fn line(&self, cells: &[String; 8]) -> String {
        let mut line = String::new();
        for (cell, width) in cells.iter().zip(self.widths) {
            push_cell(&mut line, &self.cut(cell, width), width);
        }
        let left = self.style.width.map(|width| width.saturating_sub(line.width()));
        match (&cells[7], left) {
            (reason, Some(left)) => line += &cut(reason, left),
            (reason, None) => line += reason,
        }
        line + "\n"
    }

    /// On a terminal, cuts a cell to the width of its column. In a pipe, keeps it whole.
    fn cut(&self, cell: &str, width: usize) -> String {
        if self.style.width.is_some() { cut(cell, width) } else { cell.to_owned() }
    }
}
