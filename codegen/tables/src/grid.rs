//! Forming a table: the slots of a grid that the cells of a table cover.
//!
//! This is the algorithm of the HTML standard (<https://html.spec.whatwg.org/#forming-a-table>),
//! with two departures. If two cells claim one slot, the first keeps it, and the claim of the second
//! becomes an [`Overlap`]. A cell with `rowspan=0` also grows into the first row that another cell's
//! `rowspan` adds at the end of the group; the steps of the standard leave that row out, but no
//! browser does.

use crate::document::{Cell, Document, Row, RowGroup, RowSpan, Table, TableSyntax};
use crate::limit::{Limit, LimitExceeded};
use std::collections::HashSet;
use std::ops::Range;

/// A filled table: every slot has the index of the cell that covers it, if any.
#[derive(Debug)]
pub struct Grid<'a> {
    /// The start tag of the table.
    pub range: Range<usize>,
    /// The syntax of the table.
    pub layout: TableSyntax,
    /// The cells in document order, with the cells of footers last.
    pub cells: Vec<&'a Cell>,
    /// The rows from top to bottom, all of the same width.
    pub rows: Vec<GridRow<'a>>,
    /// The claims to slots that already had a cell: the first such claim of each cell.
    pub overlaps: Vec<Overlap>,
}

/// One row of slots.
#[derive(Debug, Default)]
pub struct GridRow<'a> {
    /// The `tr`; `None` if a `rowspan` extends past the last row of its group.
    pub tr: Option<&'a Row>,
    /// For each column, the index of the cell that covers the slot.
    pub slots: Vec<Option<usize>>,
}

/// Two cells that claim one slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overlap {
    /// The row of the slot.
    pub row: usize,
    /// The index of the cell that keeps it.
    pub first: usize,
    /// The index of the cell that also claims it.
    pub second: usize,
}

impl Grid<'_> {
    /// Returns the number of columns.
    #[must_use]
    pub fn width(&self) -> usize {
        self.rows.first().map_or(0, |row| row.slots.len())
    }

    /// Returns the cell that covers a slot.
    #[must_use]
    pub fn cell(&self, row: usize, column: usize) -> Option<&Cell> {
        let cell = self.rows.get(row)?.slots.get(column).copied().flatten();
        cell.map(|cell| self.cells[cell])
    }
}

/// Forms the grid of every table of a document.
///
/// # Errors
///
/// All tables together exceed [`Limit::MAX_SLOTS`] or [`Limit::MAX_SLOT_TEXT`].
pub fn grids(document: &Document) -> Result<Vec<Grid<'_>>, LimitExceeded> {
    let (mut slots_left, mut text_left) = (Limit::MAX_SLOTS, Limit::MAX_SLOT_TEXT);
    let form = |table| {
        form(table, &mut slots_left, &mut text_left)
            .ok_or_else(|| LimitExceeded { limit: Limit::Slots, span: document.span(&table.range) })
    };
    document.tables.iter().map(form).collect()
}

/// Forms one grid. Returns `None` if it needs more slots or text than are left.
fn form<'a>(table: &'a Table, slots_left: &mut usize, text_left: &mut usize) -> Option<Grid<'a>> {
    let mut former = Former {
        cells: Vec::new(),
        rows: Vec::new(),
        overlaps: Vec::new(),
        overlapping: HashSet::new(),
        width: table.columns,
        current: 0,
        growing: Vec::new(),
        claims_left: *slots_left,
        text_left: *text_left,
        slots_left: *slots_left,
    };
    let (footers, others): (Vec<&RowGroup>, Vec<&RowGroup>) =
        table.groups.iter().partition(|group| group.is_footer);
    for group in others.into_iter().chain(footers) {
        former.row_group(group)?;
    }
    let width = former.width;
    for row in &mut former.rows {
        row.slots.resize(width, None);
    }
    *slots_left -= width * former.rows.len();
    *text_left = former.text_left;
    Some(Grid {
        range: table.range.clone(),
        layout: table.layout,
        cells: former.cells,
        rows: former.rows,
        overlaps: former.overlaps,
    })
}

struct Former<'a> {
    cells: Vec<&'a Cell>,
    rows: Vec<GridRow<'a>>,
    overlaps: Vec<Overlap>,
    overlapping: HashSet<usize>,
    width: usize,
    /// The row that is being filled: the standard's *y*<sub>current</sub>.
    current: usize,
    growing: Vec<Growing>,
    /// The number of claims left. Overlapping cells use no slot, but cost time.
    claims_left: usize,
    /// The number of bytes of text left. A text counts once for each slot of its cell.
    text_left: usize,
    slots_left: usize,
}

/// A cell with `rowspan=0`: the standard's downward-growing cell.
#[derive(Clone, Copy)]
struct Growing {
    cell: usize,
    column: usize,
    colspan: usize,
}

impl<'a> Former<'a> {
    fn row_group(&mut self, group: &'a RowGroup) -> Option<()> {
        for row in &group.rows {
            self.row(row)?;
        }
        while self.current < self.rows.len() {
            self.grow()?;
            self.current += 1;
        }
        self.growing.clear();
        Some(())
    }

    fn row(&mut self, row: &'a Row) -> Option<()> {
        self.extend(self.width, self.current + 1)?;
        self.rows[self.current].tr = Some(row);
        self.grow()?;
        let mut column = 0;
        for cell in &row.cells {
            while self.is_taken(column) {
                column += 1;
            }
            let index = self.cells.len();
            self.cells.push(cell);
            let height = match cell.rowspan {
                RowSpan::Rows(rows) => rows.get(),
                RowSpan::RestOfGroup => 1,
            };
            self.extend(column + cell.colspan, self.current + height)?;
            for row in self.current..self.current + height {
                self.claim(row, column, cell.colspan, index)?;
            }
            if cell.rowspan == RowSpan::RestOfGroup {
                self.growing.push(Growing { cell: index, column, colspan: cell.colspan });
            }
            column += cell.colspan;
        }
        self.current += 1;
        Some(())
    }

    fn grow(&mut self) -> Option<()> {
        for index in 0..self.growing.len() {
            let Growing { cell, column, colspan } = self.growing[index];
            self.claim(self.current, column, colspan, cell)?;
        }
        Some(())
    }

    /// Extends the grid to at least this size.
    fn extend(&mut self, width: usize, height: usize) -> Option<()> {
        let width = self.width.max(width);
        let height = self.rows.len().max(height);
        if width.checked_mul(height)? > self.slots_left {
            return None;
        }
        self.width = width;
        self.rows.resize_with(height, GridRow::default);
        Some(())
    }

    fn is_taken(&self, column: usize) -> bool {
        let slots = &self.rows[self.current].slots;
        slots.get(column).is_some_and(Option::is_some)
    }

    fn claim(&mut self, row: usize, column: usize, colspan: usize, cell: usize) -> Option<()> {
        self.claims_left = self.claims_left.checked_sub(colspan)?;
        let text = self.cells[cell].text.len();
        self.text_left = self.text_left.checked_sub(text.checked_mul(colspan)?)?;
        let slots = &mut self.rows[row].slots;
        slots.resize(slots.len().max(column + colspan), None);
        for slot in &mut slots[column..column + colspan] {
            match *slot {
                None => *slot = Some(cell),
                Some(first) => {
                    if self.overlapping.insert(cell) {
                        self.overlaps.push(Overlap { row, first, second: cell });
                    }
                }
            }
        }
        Some(())
    }
}
