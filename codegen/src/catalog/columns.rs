//! Finds the code table of a document and its columns by the headers.

use crate::code::number;
use crate::manifest::Columns;
use doc_tables::{Cell, CellKind, Grid};
use std::ops::Range;

/// A grid with the headers of a code table.
#[derive(Debug)]
pub(super) struct CodeTable<'a> {
    pub(super) grid: &'a Grid<'a>,
    /// The number of header rows.
    pub(super) header_rows: usize,
    pub(super) code: usize,
    pub(super) sub_code: Option<usize>,
    pub(super) reason: usize,
    /// For each column, whether it has a header.
    pub(super) has_header: Vec<bool>,
}

/// Why a grid is not a code table.
#[derive(Debug)]
pub(super) enum Misfit<'a> {
    /// It has no header of codes.
    NoCodes,
    /// It has a header of codes, but none of reasons.
    NoReasons { header_rows: usize, code: usize, sub_code: Option<usize> },
    /// Several columns have headers of codes, or of reasons.
    Several { what: &'static str, headers: Vec<&'a Cell> },
    /// Its headers are below other rows.
    TitleRows { rows: usize },
}

#[derive(Clone, Copy, PartialEq)]
enum Role {
    Code,
    SubCode,
    Reason,
    Other,
    /// The column has no header.
    None,
}

/// Reads a grid as a code table, if its headers allow exactly one reading.
pub(super) fn fit<'a>(grid: &'a Grid<'a>, columns: &Columns) -> Result<CodeTable<'a>, Misfit<'a>> {
    const MAX_TITLE_ROWS: usize = 3;
    let misfit = match fit_headers(grid, 0..header_rows(grid, columns), columns) {
        Err(Misfit::NoCodes) => Misfit::NoCodes,
        result => return result,
    };
    let below = |rows: &usize| fit_headers(grid, *rows..rows + 1, columns).is_ok();
    match (1..=MAX_TITLE_ROWS.min(grid.rows.len())).find(below) {
        Some(rows) => Err(Misfit::TitleRows { rows }),
        None => Err(misfit),
    }
}

fn fit_headers<'a>(
    grid: &'a Grid<'a>,
    rows: Range<usize>,
    columns: &Columns,
) -> Result<CodeTable<'a>, Misfit<'a>> {
    let header_rows = rows.end;
    let roles: Vec<Role> =
        (0..grid.width()).map(|column| role(grid, rows.clone(), column, columns)).collect();
    let with = |role| {
        let columns = roles.iter().enumerate().filter(move |(_, each)| **each == role);
        columns.map(|(column, _)| column).collect::<Vec<usize>>()
    };
    let headers = |columns: &[usize]| {
        let cells = columns.iter().filter_map(|column| grid.cell(rows.end - 1, *column));
        cells.collect()
    };
    let is_one_header = |one: usize, other: usize| {
        rows.clone().any(|row| {
            let slots = &grid.rows[row].slots;
            slots[one].is_some() && slots[one] == slots[other]
        })
    };
    let (codes, sub_codes, reasons) = (with(Role::Code), with(Role::SubCode), with(Role::Reason));
    let several =
        |what, columns: &[usize]| Err(Misfit::Several { what, headers: headers(columns) });
    let (code, sub_code) = match (&codes[..], &sub_codes[..]) {
        ([], _) => return Err(Misfit::NoCodes),
        (&[code], &[]) => (code, None),
        (&[code], &[sub_code]) => (code, Some(sub_code)),
        // One header over two columns heads both numbers of a code.
        (&[code, sub_code], &[]) if is_one_header(code, sub_code) => (code, Some(sub_code)),
        ([_], _) => return several("sub-codes", &sub_codes),
        _ => return several("codes", &codes),
    };
    let reason = match reasons[..] {
        [] => return Err(Misfit::NoReasons { header_rows, code, sub_code }),
        [reason] => reason,
        _ => return several("reasons", &reasons),
    };
    let has_header = roles.iter().map(|role| *role != Role::None).collect();
    Ok(CodeTable { grid, header_rows, code, sub_code, reason, has_header })
}

/// Counts the header rows; there is at least one. A row of `th` cells is a header row if it has a known
/// header, an empty slot, or a slot that a cell of the row above covers. Other rows of `th` cells may
/// list codes.
fn header_rows(grid: &Grid<'_>, columns: &Columns) -> usize {
    let cells = |row: usize| (0..grid.width()).map(move |column| grid.cell(row, column));
    let has_only_headers = |row: &usize| {
        let mut cells = cells(*row).flatten();
        cells.all(|cell| cell.kind == CellKind::Header && number(&cell.text).is_none())
    };
    let known = [&columns.code, &columns.sub_code, &columns.reason];
    let is_header = |row: usize| {
        let is_known = |cell: &Cell| known.iter().any(|known| known.contains(&cell.text));
        let above = &grid.rows[row.saturating_sub(1)].slots;
        let is_from_above =
            |column: usize| row > 0 && above[column] == grid.rows[row].slots[column];
        cells(row).enumerate().any(|(column, cell)| {
            is_from_above(column) || cell.is_none_or(|cell| cell.is_blank() || is_known(cell))
        })
    };
    let candidates: Vec<bool> =
        (0..grid.rows.len()).take_while(has_only_headers).map(is_header).collect();
    let last_of_several = candidates.iter().rposition(|is_header| *is_header);
    last_of_several.map_or(1, |last| last + 1)
}

fn role(grid: &Grid<'_>, rows: Range<usize>, column: usize, columns: &Columns) -> Role {
    let headers = || rows.clone().filter_map(|row| grid.cell(row, column));
    let is_one_of = |known: &[String]| headers().any(|header| known.contains(&header.text));
    if is_one_of(&columns.sub_code) {
        Role::SubCode
    } else if is_one_of(&columns.code) {
        Role::Code
    } else if is_one_of(&columns.reason) {
        Role::Reason
    } else if headers().next().is_some() {
        Role::Other
    } else {
        Role::None
    }
}
