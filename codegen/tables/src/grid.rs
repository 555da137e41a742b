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
    let mut left = Left { slots: Limit::MAX_SLOTS, text: Limit::MAX_SLOT_TEXT };
    let form = |table| {
        form(table, &mut left)
            .ok_or_else(|| LimitExceeded { limit: Limit::Slots, span: document.span(&table.range) })
    };
    document.tables.iter().map(form).collect()
}

/// The slots and the text that the next tables of a document may still use.
struct Left {
    slots: usize,
    /// The number of bytes of text. A text counts once for each slot of its cell.
    text: usize,
}

/// Forms one grid. Returns `None` if it needs more slots or text than are left.
fn form<'a>(table: &'a Table, left: &mut Left) -> Option<Grid<'a>> {
    let grid = Grid {
        range: table.range.clone(),
        layout: table.layout,
        cells: Vec::new(),
        rows: Vec::new(),
        overlaps: Vec::new(),
    };
    let mut former = Former {
        grid,
        overlapping: HashSet::new(),
        width: table.columns,
        current: 0,
        growing: Vec::new(),
        claims_left: left.slots,
        left,
    };
    let (footers, others): (Vec<&RowGroup>, Vec<&RowGroup>) =
        table.groups.iter().partition(|group| group.is_footer);
    for group in others.into_iter().chain(footers) {
        former.row_group(group)?;
    }
    let Former { mut grid, width, left, .. } = former;
    for row in &mut grid.rows {
        row.slots.resize(width, None);
    }
    left.slots -= width * grid.rows.len();
    Some(grid)
}

struct Former<'a, 'b> {
    grid: Grid<'a>,
    overlapping: HashSet<usize>,
    width: usize,
    /// The row that is being filled: the standard's *y*<sub>current</sub>.
    current: usize,
    /// The cells with `rowspan=0`, each with its column: the standard's downward-growing cells.
    growing: Vec<(usize, usize)>,
    /// The number of claims left. Overlapping cells use no slot, but cost time.
    claims_left: usize,
    left: &'b mut Left,
}

impl<'a> Former<'a, '_> {
    fn row_group(&mut self, group: &'a RowGroup) -> Option<()> {
        for row in &group.rows {
            self.row(row)?;
        }
        while self.current < self.grid.rows.len() {
            self.grow()?;
            self.current += 1;
        }
        self.growing.clear();
        Some(())
    }

    fn row(&mut self, row: &'a Row) -> Option<()> {
        self.extend(self.width, self.current + 1)?;
        self.grid.rows[self.current].tr = Some(row);
        self.grow()?;
        let mut column = 0;
        for cell in &row.cells {
            let slots = &self.grid.rows[self.current].slots;
            while slots.get(column).is_some_and(Option::is_some) {
                column += 1;
            }
            let index = self.grid.cells.len();
            self.grid.cells.push(cell);
            let height = match cell.rowspan {
                RowSpan::Rows(rows) => rows.get(),
                RowSpan::RestOfGroup => {
                    self.growing.push((index, column));
                    1
                }
            };
            self.extend(column + cell.colspan, self.current + height)?;
            for row in self.current..self.current + height {
                self.claim(row, column, index)?;
            }
            column += cell.colspan;
        }
        self.current += 1;
        Some(())
    }

    fn grow(&mut self) -> Option<()> {
        for (cell, column) in self.growing.clone() {
            self.claim(self.current, column, cell)?;
        }
        Some(())
    }

    /// Extends the grid to at least this size.
    fn extend(&mut self, width: usize, height: usize) -> Option<()> {
        let width = self.width.max(width);
        let height = self.grid.rows.len().max(height);
        if width.checked_mul(height)? > self.left.slots {
            return None;
        }
        self.width = width;
        self.grid.rows.resize_with(height, GridRow::default);
        Some(())
    }

    fn claim(&mut self, row: usize, column: usize, cell: usize) -> Option<()> {
        let Cell { colspan, text, .. } = self.grid.cells[cell];
        self.claims_left = self.claims_left.checked_sub(*colspan)?;
        self.left.text = self.left.text.checked_sub(text.len().checked_mul(*colspan)?)?;
        let slots = &mut self.grid.rows[row].slots;
        slots.resize(slots.len().max(column + colspan), None);
        for slot in &mut slots[column..column + colspan] {
            match *slot {
                None => *slot = Some(cell),
                Some(first) => {
                    if self.overlapping.insert(cell) {
                        self.grid.overlaps.push(Overlap { row, first, second: cell });
                    }
                }
            }
        }
        Some(())
    }
}
