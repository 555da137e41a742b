//! Reads the rows of a code table. Each becomes an entry or a finding.

use super::columns::CodeTable;
use super::{Entry, numbers, slots};
use crate::code::Code;
use crate::finding::rule::Rule;
use crate::finding::{Finding, Findings};
use doc_tables::{Cell, Document, Row};
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
        if let Some(tr) = table.grid.rows[row].tr.filter(|tr| !tr.is_hidden) {
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
    slots::overlapping_cells(document, table, findings);
    slots::spans_past_end(document, table, findings);
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
    slots::misplaced_cell(document, table, row)?;
    let Some(code_cell) = table.grid.cell(row, table.code) else {
        let finding = Finding::new(Rule::BadCode, document.span(&tr.range), "this row has no code");
        return Err(finding.help("give it a code, or remove it"));
    };
    let errcode = numbers::read(document, code_cell, "errcode")?;
    let sub_cell = sub_cell(document, table, row, code_cell)?;
    let sub_errcode = match sub_cell.filter(|cell| !cell.is_blank()) {
        None => None,
        // As in a notification, 0 means that there is none.
        Some(cell) => NonZeroU16::new(numbers::read(document, cell, "sub_errcode")?),
    };
    let code = Code { errcode, sub_errcode };
    let last_cell = sub_cell.filter(|cell| !cell.is_blank()).unwrap_or(code_cell);
    let reason_cell = table.grid.cell(row, table.reason);
    let Some(reason_cell) = reason_cell.filter(|cell| !cell.text.is_empty()) else {
        return Err(empty_reason(document, code, reason_cell, last_cell));
    };
    let mut cells = [Some(code_cell), sub_cell, Some(reason_cell)].into_iter().flatten();
    if let Some(cell) = cells.find(|cell| cell.has_table) {
        let message = format!("a cell of {code} contains a table, which is not read");
        return Err(Finding::new(Rule::NestedTable, document.span(&cell.range), message)
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

/// Returns the cell of the `sub_errcode`, unless the table has no column for it, or the cell of the
/// errcode spans that column.
fn sub_cell<'a>(
    document: &Document,
    table: &CodeTable<'a>,
    row: usize,
    code_cell: &Cell,
) -> Result<Option<&'a Cell>, Finding> {
    let Some(column) = table.sub_code else {
        return Ok(None);
    };
    let Some(cell) = table.grid.cell(row, column) else {
        let message = format!("{} has no cell for its sub_errcode", code_cell.text);
        return Err(Finding::new(Rule::BadCode, document.span(&code_cell.range), message)
            .help("add the cell, which may be empty, or let the code cover both columns"));
    };
    Ok((!std::ptr::eq(cell, code_cell)).then_some(cell))
}

fn empty_reason(
    document: &Document,
    code: Code,
    reason_cell: Option<&Cell>,
    last_cell: &Cell,
) -> Finding {
    let message = match reason_cell {
        Some(cell) if cell.is_hidden => format!("the reason of {code} is in a hidden cell"),
        Some(cell) if cell.has_picture => format!("the reason of {code} is a picture"),
        Some(_) => format!("the reason of {code} is empty"),
        None => format!("{code} has no reason"),
    };
    let span = document.span(&reason_cell.unwrap_or(last_cell).range);
    Finding::new(Rule::EmptyReason, span, message)
        .codes([code])
        .help("fill it in, or remove the row")
}
