//! Reports tables that seem to go on with the code table.

use super::Entry;
use super::columns::{CodeTable, Misfit, fit};
use crate::code::{Code, number};
use crate::finding::rule::Rule;
use crate::finding::{Finding, Findings};
use crate::manifest::Columns;
use crate::text::limited_list;
use doc_tables::{Cell, Document, Grid};
use std::collections::HashSet;
use std::num::NonZeroU16;

/// Reports the tables that list codes which the code table lacks: without headers, or with another
/// header of reasons.
pub(super) fn find(
    document: &Document,
    grids: &[Grid<'_>],
    table: &CodeTable<'_>,
    columns: &Columns,
    entries: &[Entry],
    findings: &mut Findings,
) {
    let known: HashSet<Code> = entries.iter().map(|entry| entry.code).collect();
    let known: HashSet<Code> =
        findings.iter().flat_map(|finding| finding.codes.clone()).chain(known).collect();
    let is_known = |code: &Code| {
        let same_group = |known: &&Code| known.errcode == code.errcode;
        known.contains(code)
            || (code.sub_errcode.is_none() && known.iter().any(|known| same_group(&known)))
    };
    for grid in grids.iter().filter(|grid| !std::ptr::eq(*grid, table.grid)) {
        let listed: Vec<Code> = match fit(grid, columns) {
            Ok(_) => continue,
            Err(Misfit::NoReasons { header_rows, code, sub_code }) => {
                let rows = header_rows..grid.rows.len();
                rows.filter_map(|row| code_of(grid, row, code, sub_code)).collect()
            }
            Err(_) if has_entry(grid, 0, table) => {
                let rows = (0..grid.rows.len()).filter(|row| has_entry(grid, *row, table));
                rows.filter_map(|row| code_of(grid, row, table.code, table.sub_code)).collect()
            }
            Err(_) => continue,
        };
        let mut codes: Vec<Code> = listed.into_iter().filter(|code| !is_known(code)).collect();
        codes.sort_unstable();
        codes.dedup();
        if !codes.is_empty() {
            findings.push(split_table(document, grid, table, codes));
        }
    }
}

fn split_table(
    document: &Document,
    grid: &Grid<'_>,
    table: &CodeTable<'_>,
    codes: Vec<Code>,
) -> Finding {
    const MAX_SHOWN: usize = 12;
    let shown = limited_list(codes.iter(), MAX_SHOWN);
    let message = format!("another table lists {shown}, which the code table does not have");
    Finding::new(Rule::SplitTable, document.span(&grid.range), message)
        .codes(codes)
        .label("this table does not have both headers of a code table")
        .context(document.span(&table.grid.range), "the code table")
        .help("if the code table goes on here, move these rows into it")
}

/// Whether a row of a table without headers could be one of the code table: it has as many columns, a
/// code or at least a sub-code, and a text for a reason.
fn has_entry(grid: &Grid<'_>, row: usize, table: &CodeTable<'_>) -> bool {
    let is_reason =
        |cell: &Cell| !cell.text.is_empty() && !cell.has_table && number(&cell.text).is_none();
    grid.width() == table.grid.width()
        && grid.cell(row, table.reason).is_some_and(is_reason)
        && code_of(grid, row, table.code, table.sub_code).is_some()
}

/// Returns the code of a row. A blank cell repeats the errcode above it.
fn code_of(grid: &Grid<'_>, row: usize, code: usize, sub_code: Option<usize>) -> Option<Code> {
    if grid.rows[row].tr.is_some_and(|tr| tr.is_hidden) {
        return None;
    }
    let cell = grid.cell(row, code)?;
    let errcode = if cell.is_blank() {
        (0..row).rev().find_map(|row| number(&grid.cell(row, code)?.text))
    } else {
        Some(number(&cell.text)?)
    };
    let sub = sub_code.and_then(|column| grid.cell(row, column));
    let sub = sub.filter(|sub| !std::ptr::eq(*sub, cell) && !sub.is_blank());
    let sub_errcode = match sub {
        Some(sub) => NonZeroU16::new(number(&sub.text)?),
        None => None,
    };
    Some(Code { errcode: errcode?, sub_errcode })
}
