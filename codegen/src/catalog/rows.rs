//! Reads the rows of a code table. Each becomes an entry or a finding.

use super::Entry;
use super::columns::CodeTable;
use crate::code::{Code, number};
use crate::finding::rule::Rule;
use crate::finding::{Finding, Findings};
use crate::text::{count, quoted};
use doc_tables::{Cell, Document, Row, RowSpan};
use std::collections::HashSet;
use std::num::NonZeroU16;

/// Reads all rows below the headers.
pub(super) fn read(
    document: &Document,
    table: &CodeTable<'_>,
    findings: &mut Findings,
) -> Vec<Entry> {
    let rows = table.header_rows..table.grid.rows.len();
    let mut entries = Vec::new();
    let mut reported = HashSet::new();
    for row in rows.clone() {
        if let Some(tr) = table.grid.rows[row].tr {
            match read_row(document, table, row, tr) {
                Ok(entry) => entries.push(entry),
                // Report a cell that covers many rows once.
                Err(finding) => {
                    if reported.insert((finding.rule, finding.span.range.clone())) {
                        findings.push(finding);
                    }
                }
            }
        }
    }
    overlapping_cells(document, table, findings);
    spans_past_end(document, table, findings);
    if entries.is_empty() {
        let span = document.span(&table.grid.range);
        let message = match rows.len() {
            0 => "the code table has no rows below its headers".to_owned(),
            count => format!("none of the {count} rows of the code table can be read"),
        };
        findings.push(
            Finding::new(Rule::NoCodeTable, span, message)
                .help("download the document again, or look for a missing `<td>`"),
        );
    }
    entries
}

fn read_row(
    document: &Document,
    table: &CodeTable<'_>,
    row: usize,
    tr: &Row,
) -> Result<Entry, Finding> {
    let finding = |rule, cell: Option<&Cell>, message: String| {
        let range = cell.map_or(&tr.range, |cell| &cell.range);
        Finding::new(rule, document.span(range), message)
    };
    misplaced_cell(document, table, row)?;

    let Some(code_cell) = table.grid.cell(row, table.code) else {
        return Err(finding(Rule::BadCode, None, "this row has no code".to_owned())
            .help("give it a code, or remove it"));
    };
    let Some(errcode) = number(&code_cell.text) else {
        return Err(finding(Rule::BadCode, Some(code_cell), not_a_number(code_cell, "errcode"))
            .help("correct the code, or move this row out of the table"));
    };
    let sub_cell = match table.sub_code.map(|column| table.grid.cell(row, column)) {
        Some(Some(cell)) if !std::ptr::eq(cell, code_cell) => Some(cell),
        // The code covers this column too, or there is no such column.
        Some(Some(_)) | None => None,
        Some(None) => {
            let message = format!("{errcode} has no cell for its sub_errcode");
            return Err(finding(Rule::BadCode, Some(code_cell), message)
                .help("add the cell, which may be empty, or let the code cover both columns"));
        }
    };
    let sub_errcode = match sub_cell.filter(|cell| !cell.is_blank()) {
        None => None,
        // A notification has 0 for none.
        Some(cell) => NonZeroU16::new(number(&cell.text).ok_or_else(|| {
            finding(Rule::BadCode, Some(cell), not_a_number(cell, "sub_errcode"))
                .help("correct the code")
        })?),
    };
    let code = Code { errcode, sub_errcode };
    let last_cell = sub_cell.filter(|cell| !cell.is_blank()).unwrap_or(code_cell);

    let reason_cell = table.grid.cell(row, table.reason);
    let Some(reason_cell) = reason_cell.filter(|cell| !cell.text.is_empty()) else {
        let message = match reason_cell {
            Some(_) => format!("the reason of {code} is empty"),
            None => format!("{code} has no reason"),
        };
        return Err(finding(Rule::EmptyReason, reason_cell.or(Some(last_cell)), message)
            .codes([code])
            .help("fill it in, or remove the row"));
    };
    let cells = [Some(code_cell), sub_cell, Some(reason_cell)].into_iter().flatten();
    if let Some(cell) = cells.into_iter().find(|cell| cell.has_table) {
        let message = format!("a cell of {code} contains a table, which is not read");
        return Err(finding(Rule::NestedTable, Some(cell), message)
            .codes([code])
            .help("move the table out of the cell, or look for an unclosed `<table>` above"));
    }
    Ok(Entry {
        code,
        reason: reason_cell.text.clone(),
        code_span: document.span(&last_cell.range),
        span: document.span(&reason_cell.range),
        corrected: false,
    })
}

fn not_a_number(cell: &Cell, what: &str) -> String {
    format!(
        "{} is not {} {what}, which is a number up to 65535",
        quoted(&cell.text),
        if what.starts_with('e') { "an" } else { "a" }
    )
}

/// Reports a cell that covers both codes and reasons, or that has no header above it.
fn misplaced_cell(document: &Document, table: &CodeTable<'_>, row: usize) -> Result<(), Finding> {
    let slots = &table.grid.rows[row].slots;
    let columns = (0..slots.len()).filter(|column| *column != table.reason);
    let mut headed = columns.clone().filter(|column| table.has_header[*column]);
    let straddling =
        slots[table.reason].filter(|reason| headed.any(|column| slots[column] == Some(*reason)));
    let headless = columns.filter(|column| !table.has_header[*column]).find_map(|column| {
        // A cell that extends from a column with a header is not misplaced.
        let left = column.checked_sub(1).and_then(|left| slots[left]);
        slots[column].filter(|cell| left != Some(*cell))
    });
    let Some(index) = straddling.or(headless) else {
        return Ok(());
    };
    let cell = table.grid.cells[index];
    let message = if straddling.is_some() {
        format!("{} covers the reason column and another", quoted(&cell.text))
    } else {
        format!("{} is in a column without a header", quoted(&cell.text))
    };
    // A number for both code columns is the code of this row, so the row is not missing too.
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
        let label = format!("this cell spans {} down to that row", extent(above));
        finding = finding.context(document.span(&above.range), label);
    }
    Err(finding)
}

fn is_one_row(cell: &Cell) -> bool {
    matches!(cell.rowspan, RowSpan::Rows(rows) if rows.get() == 1)
}

fn extent(cell: &Cell) -> String {
    match cell.rowspan {
        RowSpan::RestOfGroup => "all rows of its group".to_owned(),
        RowSpan::Rows(rows) => count(rows.get(), "row"),
    }
}

fn overlapping_cells(document: &Document, table: &CodeTable<'_>, findings: &mut Findings) {
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
fn spans_past_end(document: &Document, table: &CodeTable<'_>, findings: &mut Findings) {
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
            // `rowspan=0` ends with the rows.
            if cell.rowspan == RowSpan::RestOfGroup {
                continue;
            }
            let message = format!(
                "{} spans {}, but only {left} {} left in its part of the table",
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
