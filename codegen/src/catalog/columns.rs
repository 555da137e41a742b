//! Finds the code table of a document and its columns by the headers.

use crate::code::number;
use crate::finding::rule::Rule;
use crate::finding::{Finding, Findings};
use crate::manifest::Columns;
use crate::text::{alternatives, limited_list, quoted};
use doc_tables::{Cell, Document, Grid, Span};
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

#[derive(Clone, Copy, PartialEq)]
enum Role {
    Code,
    SubCode,
    Reason,
    Other,
    /// The column has no header.
    None,
}

/// Finds the one table that lists codes.
pub(super) fn find<'a>(
    document: &Document,
    grids: &'a [Grid<'a>],
    columns: &Columns,
    findings: &mut Findings,
) -> Option<CodeTable<'a>> {
    let mut fits = grids.iter().filter_map(|grid| fit(grid, columns));
    match (fits.next(), fits.next()) {
        (None, _) => {
            findings.push(no_code_table(document, grids, columns));
            None
        }
        (Some(table), None) => {
            unknown_headers(document, &table, findings);
            Some(table)
        }
        (Some(first), Some(second)) => {
            let first = document.span(&first.grid.range);
            let second = document.span(&second.grid.range);
            let lines = (first.line(), second.line());
            let message =
                format!("the tables at lines {} and {} both list codes", lines.0, lines.1);
            findings.push(
                Finding::new(Rule::AmbiguousTable, second, message)
                    .label("and so does this table")
                    .context(first, "this table lists codes")
                    .help("remove one, or change `columns` in the manifest to tell them apart"),
            );
            None
        }
    }
}

/// Reads a grid as a code table, if its headers allow exactly one reading.
fn fit<'a>(grid: &'a Grid<'a>, columns: &Columns) -> Option<CodeTable<'a>> {
    let header_rows = header_rows(grid);
    let roles: Vec<Role> =
        (0..grid.width()).map(|column| role(grid, header_rows, column, columns)).collect();
    let with = |role| {
        let columns = roles.iter().enumerate().filter(move |(_, each)| **each == role);
        columns.map(|(column, _)| column).collect::<Vec<usize>>()
    };
    // One header over two columns heads both numbers of a code.
    let (code, sub_code) = match (&with(Role::Code)[..], &with(Role::SubCode)[..]) {
        (&[code], &[]) => (code, None),
        (&[code], &[sub_code]) => (code, Some(sub_code)),
        (&[code, sub_code], &[]) if code + 1 == sub_code => (code, Some(sub_code)),
        _ => return None,
    };
    let [reason] = with(Role::Reason)[..] else {
        return None;
    };
    let has_header = roles.iter().map(|role| *role != Role::None).collect();
    Some(CodeTable { grid, header_rows, code, sub_code, reason, has_header })
}

/// Counts the rows at the top that have only `th` cells without numbers; at least one.
fn header_rows(grid: &Grid<'_>) -> usize {
    let only_headers = |row: &usize| {
        let mut cells = (0..grid.width()).filter_map(|column| grid.cell(*row, column));
        cells.all(|cell| cell.is_header && number(&cell.text).is_none())
    };
    (0..grid.rows.len()).take_while(only_headers).count().max(1)
}

fn role(grid: &Grid<'_>, header_rows: usize, column: usize, columns: &Columns) -> Role {
    let headers = || (0..header_rows).filter_map(|row| grid.cell(row, column));
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

/// Reports the headers that are neither of codes nor of reasons. Each message lists the other headers,
/// so their number is limited.
fn unknown_headers(document: &Document, table: &CodeTable<'_>, findings: &mut Findings) {
    const MAX_REPORTED: usize = 100;
    let all = headers(table.grid);
    let known = [Some(table.code), table.sub_code, Some(table.reason)];
    let columns = (0..table.grid.width()).filter(|column| !known.contains(&Some(*column)));
    let header = |column| (0..table.header_rows).find_map(|row| table.grid.cell(row, column));
    let mut unknown: Vec<&Cell> = columns.filter_map(header).collect();
    unknown.dedup_by(|one, other| std::ptr::eq(*one, *other));
    findings.extend(unknown.into_iter().take(MAX_REPORTED).map(|header| {
        let message = format!(
            "the code table has a column {} that is neither code nor reason; its headers are {all}",
            quoted(&header.text),
        );
        Finding::new(Rule::UnknownHeader, document.span(&header.range), message)
            .help("if it is a column of codes or reasons, list its header under `columns`")
    }));
}

fn no_code_table(document: &Document, grids: &[Grid<'_>], columns: &Columns) -> Finding {
    let wanted = |known: &[String]| alternatives(known.iter().map(|text| quoted(text)));
    let help = format!(
        "a code table has a column headed {} and one headed {}; if this document has other \
         headers, add them under `columns` in the manifest; if it lists no codes, keep its previous \
         version",
        wanted(&columns.code),
        wanted(&columns.reason)
    );
    let span = |range: &Range<usize>| document.span(range);
    let start: Span = grids.first().map_or(span(&(0..0)), |grid| span(&grid.range));
    let mut message = match grids {
        [] => "there is no table in this document".to_owned(),
        [_] => "the one table in this document does not list codes".to_owned(),
        _ => format!("none of the {} tables in this document lists codes", grids.len()),
    };
    // The page may be a server's error page.
    if let Some(title) = &document.title {
        message += &format!(", which is an HTML page titled {}", quoted(title));
    }
    let mut finding = Finding::new(Rule::NoCodeTable, start, message).help(help);
    for (index, grid) in grids.iter().enumerate() {
        let label = format!("its headers are {}", headers(grid));
        if index == 0 {
            finding = finding.label(label);
        } else {
            finding = finding.context(span(&grid.range), label);
        }
    }
    finding
}

/// Lists the texts of a table's first row.
fn headers(grid: &Grid<'_>) -> String {
    const MAX_SHOWN: usize = 12;
    let mut texts: Vec<&str> = (0..grid.width())
        .filter_map(|column| grid.cell(0, column))
        .map(|cell| &*cell.text)
        .collect();
    texts.dedup();
    if texts.is_empty() {
        return "none".to_owned();
    }
    limited_list(texts.into_iter().map(quoted), MAX_SHOWN)
}
