//! Reports tables that seem to continue the code table.

use super::Entry;
use super::columns::{CodeTable, Misfit, fit};
use crate::code::{Code, number};
use crate::finding::rule::Rule;
use crate::finding::{Finding, Findings};
use crate::manifest::Columns;
use crate::text::limited_list;
use doc_tables::{Cell, Document, Grid};
use std::collections::{BTreeSet, HashSet};
use std::num::NonZeroU16;
use std::ops::Range;

/// Reports tables that list codes which the code table lacks. Such a table has no headers, or no
/// known header over its reasons.
pub(super) fn find(
    document: &Document,
    grids: &[Grid<'_>],
    table: &CodeTable<'_>,
    columns: &Columns,
    entries: &[Entry],
    findings: &mut Findings,
) {
    let mut known: HashSet<Code> = entries.iter().map(|entry| entry.code).collect();
    known.extend(findings.iter().flat_map(|finding| &finding.codes));
    let groups: HashSet<u16> = known.iter().map(|code| code.errcode).collect();
    let is_new = |code: &Code| match code.sub_errcode {
        Some(_) => !known.contains(code),
        None => !groups.contains(&code.errcode),
    };
    let last = entries.last().map(|entry| entry.code.errcode);
    for grid in grids.iter().filter(|grid| !std::ptr::eq(*grid, table.grid)) {
        let listed = match fit(grid, columns) {
            Err(Misfit::NoReasons { header_rows, code, sub_code }) => {
                codes(grid, header_rows..grid.rows.len(), (code, sub_code), None)
            }
            Err(_) if is_like_rows(grid, table, last) => {
                codes(grid, 0..grid.rows.len(), (table.code, table.sub_code), last)
            }
            _ => continue,
        };
        let new: BTreeSet<Code> = listed.into_iter().filter(is_new).collect();
        if !new.is_empty() {
            findings.push(split_table(document, grid, table, &new));
        }
    }
}

fn split_table(
    document: &Document,
    grid: &Grid<'_>,
    table: &CodeTable<'_>,
    codes: &BTreeSet<Code>,
) -> Finding {
    const MAX_SHOWN: usize = 12;
    let shown = limited_list(codes.iter(), MAX_SHOWN);
    let message = format!("another table lists {shown}, which the code table does not have");
    Finding::new(Rule::SplitTable, document.span(&grid.range), message)
        .codes(codes.iter().copied())
        .label("this table does not have both headers of a code table")
        .context(document.span(&table.grid.range), "the code table")
        .help("if the code table continues here, move these rows into it")
}

/// Returns whether a table without headers could continue the code table: it has as many columns, and
/// its first row has a code and a reason.
fn is_like_rows(grid: &Grid<'_>, table: &CodeTable<'_>, last: Option<u16>) -> bool {
    let is_reason =
        |cell: &Cell| !cell.text.is_empty() && !cell.has_table && number(&cell.text).is_none();
    grid.width() == table.grid.width()
        && !grid.rows.is_empty()
        && grid.cell(0, table.reason).is_some_and(is_reason)
        && !codes(grid, 0..1, (table.code, table.sub_code), last).is_empty()
}

/// Returns the codes of rows in two columns. A blank cell repeats the errcode above it.
fn codes(
    grid: &Grid<'_>,
    rows: Range<usize>,
    (code, sub_code): (usize, Option<usize>),
    mut above: Option<u16>,
) -> Vec<Code> {
    let rows = rows.filter(|row| !grid.rows[*row].tr.is_some_and(|tr| tr.is_hidden));
    let codes = rows.filter_map(|row| {
        let cell = grid.cell(row, code)?;
        let errcode = if cell.is_blank() { above } else { number(&cell.text) };
        above = errcode;
        let sub = sub_code.and_then(|column| grid.cell(row, column));
        let sub_errcode = match sub.filter(|sub| !std::ptr::eq(*sub, cell) && !sub.is_blank()) {
            Some(sub) => NonZeroU16::new(number(&sub.text)?),
            None => None,
        };
        Some(Code { errcode: errcode?, sub_errcode })
    });
    codes.collect()
}
