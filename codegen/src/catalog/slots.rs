//! Reports cells that cover the wrong slots of a code table.

use super::columns::CodeTable;
use crate::code::{Code, number};
use crate::finding::rule::Rule;
use crate::finding::{Finding, Findings};
use crate::text::{count, quoted};
use doc_tables::{Cell, Document, RowSpan};

/// Reports a cell that covers both codes and reasons, or that has no header above it.
pub(super) fn misplaced_cell(
    document: &Document,
    table: &CodeTable<'_>,
    row: usize,
) -> Result<(), Finding> {
    let slots = &table.grid.rows[row].slots;
    let columns = (0..slots.len()).filter(|column| *column != table.reason);
    let mut headed = columns.clone().filter(|column| table.has_header[*column]);
    let straddling =
        slots[table.reason].filter(|reason| headed.any(|column| slots[column] == Some(*reason)));
    let headless = columns.filter(|column| !table.has_header[*column]).find_map(|column| {
        // A cell that extends from a column with a header is not misplaced.
        let left = column.checked_sub(1).and_then(|left| slots[left]);
        slots[column].filter(|cell| left != Some(*cell) && !table.grid.cells[*cell].is_hidden)
    });
    let Some(index) = straddling.or(headless) else {
        return Ok(());
    };
    let cell = table.grid.cells[index];
    if slots.iter().all(|slot| *slot == Some(index)) {
        let message = format!(
            "{} covers all columns: it is a note or the title of a section, not a code",
            quoted(&cell.text)
        );
        return Err(Finding::new(Rule::MisplacedCell, document.span(&cell.range), message)
            .help("move a note or the title of a section out of the table"));
    }
    let message = if straddling.is_some() {
        format!("{} covers the reason column and another", quoted(&cell.text))
    } else {
        format!("{} is in a column without a header", quoted(&cell.text))
    };
    // A number that spans both code columns is the code of this row. Naming it here avoids a second
    // finding about a missing code.
    let own = table.grid.rows[row].tr.and_then(|tr| tr.cells.first());
    let errcode = own.filter(|cell| cell.colspan == 2).and_then(|cell| number(&cell.text));
    let code = errcode.map(|errcode| Code { errcode, sub_errcode: None });
    let mut finding =
        Finding::new(Rule::MisplacedCell, document.span(&cell.range), message).codes(code).help(
            "the cells of this row are not under their headers: a row above may be missing, or a \
             rowspan or colspan may be wrong",
        );
    let from_above = slots[table.code].map(|index| table.grid.cells[index]);
    if let Some(above) = from_above.filter(|above| !is_one_row(above)) {
        let label = format!("this cell spans {}, including that row", extent(above));
        finding = finding.context(document.span(&above.range), label);
    }
    Err(finding)
}

fn is_one_row(cell: &Cell) -> bool {
    matches!(cell.rowspan, RowSpan::Rows(rows) if rows.get() == 1)
}

fn extent(cell: &Cell) -> String {
    match cell.rowspan {
        RowSpan::RestOfGroup => "the rest of its row group".to_owned(),
        RowSpan::Rows(rows) => count(rows.get(), "row"),
    }
}

pub(super) fn overlapping_cells(
    document: &Document,
    table: &CodeTable<'_>,
    findings: &mut Findings,
) {
    for overlap in &table.grid.overlaps {
        let first = table.grid.cells[overlap.first];
        let second = table.grid.cells[overlap.second];
        let message = format!(
            "{} and {} cover the same slot of the table",
            quoted(&second.text),
            quoted(&first.text)
        );
        findings.push(
            Finding::new(Rule::OverlappingCells, document.span(&second.range), message)
                .context(document.span(&first.range), "this cell keeps the slot")
                .help("correct the rowspan or colspan of one of them"),
        );
    }
}

/// Reports cells that span rows without a `tr`, a sign that rows are missing.
pub(super) fn spans_past_end(document: &Document, table: &CodeTable<'_>, findings: &mut Findings) {
    let rows = &table.grid.rows;
    for (last, row) in rows.iter().enumerate() {
        let is_last = row.tr.is_some() && rows.get(last + 1).is_some_and(|next| next.tr.is_none());
        if !is_last {
            continue;
        }
        let mut below = rows[last + 1].slots.iter().copied().enumerate().collect::<Vec<_>>();
        below.dedup_by_key(|(_, cell)| *cell);
        for (column, index) in below {
            let Some(index) = index else {
                continue;
            };
            let above = rows[..=last].iter().rev();
            let left = above.take_while(|row| row.slots[column] == Some(index)).count();
            let cell = table.grid.cells[index];
            // `rowspan=0` ends with its row group.
            if cell.rowspan == RowSpan::RestOfGroup {
                continue;
            }
            let message = format!(
                "{} spans {}, but only {left} {} left in its row group",
                quoted(&cell.text),
                extent(cell),
                if left == 1 { "is" } else { "are" }
            );
            findings.push(
                Finding::new(Rule::SpanPastEnd, document.span(&cell.range), message)
                    .help("correct the rowspan, or restore the missing rows"),
            );
        }
    }
}
