//! Which table of a document lists the codes, and in which columns: its headers tell.

use crate::code::number;
use crate::finding::Finding;
use crate::finding::rule::Rule;
use crate::manifest::Columns;
use crate::text::quoted;
use crate::wording::{alternatives, list};
use doc_tables::Grid;
use doc_tables::Span;
use doc_tables::{Cell, Document};
use std::ops::Range;

/// A grid whose headers say that it lists codes.
#[derive(Debug)]
pub(super) struct CodeTable<'a> {
    pub(super) grid: &'a Grid<'a>,
    /// The number of rows that hold headers only.
    pub(super) header_rows: usize,
    pub(super) code: usize,
    pub(super) sub_code: Option<usize>,
    pub(super) reason: usize,
    /// For each column, whether it has a header at all.
    pub(super) has_header: Vec<bool>,
}

#[derive(Clone, Copy, PartialEq)]
enum Role {
    Code,
    SubCode,
    Reason,
    Other,
    /// No header: the column stands under nothing.
    None,
}

/// Finds the one table that lists codes, or says why there is none.
pub(super) fn find<'a>(
    document: &Document,
    grids: &'a [Grid<'a>],
    columns: &Columns,
) -> Result<(CodeTable<'a>, Vec<Finding>), Finding> {
    let mut fits = grids.iter().filter_map(|grid| fit(grid, columns));
    match (fits.next(), fits.next()) {
        (None, _) => Err(no_code_table(document, grids, columns)),
        (Some(table), None) => {
            let findings = unknown_headers(document, &table);
            Ok((table, findings))
        }
        (Some(first), Some(second)) => {
            let first = document.span(&first.grid.range);
            let second = document.span(&second.grid.range);
            let lines = (first.line(), second.line());
            let message =
                format!("the tables at lines {} and {} both list codes", lines.0, lines.1);
            Err(Finding::new(Rule::AmbiguousTable, second, message)
                .label("so does this one")
                .context(first, "this one lists codes")
                .help("remove one of them, or change `columns` in the manifest to tell them apart"))
        }
    }
}

/// Reads a grid as a code table, if its headers allow that in exactly one way.
fn fit<'a>(grid: &'a Grid<'a>, columns: &Columns) -> Option<CodeTable<'a>> {
    let header_rows = header_rows(grid);
    let roles: Vec<Role> =
        (0..grid.width()).map(|column| role(grid, header_rows, column, columns)).collect();
    let with = |role| {
        let columns = roles.iter().enumerate().filter(move |(_, each)| **each == role);
        columns.map(|(column, _)| column).collect::<Vec<usize>>()
    };
    // One header over two columns stands for both of a code's numbers.
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

/// The rows at the top that hold nothing but `th`, and no number; at any rate the first.
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

/// Headers that are neither of codes nor of reasons, each once. Each names all the others, so of
/// very many only the first are taken.
fn unknown_headers(document: &Document, table: &CodeTable<'_>) -> Vec<Finding> {
    const MOST: usize = 100;
    let all = headers(table.grid);
    let known = [Some(table.code), table.sub_code, Some(table.reason)];
    let columns = (0..table.grid.width()).filter(|column| !known.contains(&Some(*column)));
    let header = |column| (0..table.header_rows).find_map(|row| table.grid.cell(row, column));
    let mut unknown: Vec<&Cell> = columns.filter_map(header).collect();
    unknown.dedup_by(|one, other| std::ptr::eq(*one, *other));
    let finding = |header: &Cell| {
        let message = format!(
            "the code table has a column {} that is neither code nor reason; its headers are {all}",
            quoted(&header.text),
        );
        Finding::new(Rule::UnknownHeader, document.span(&header.range), message)
            .help("if the column is one of those, list its header under `columns`")
    };
    unknown.into_iter().take(MOST).map(finding).collect()
}

fn no_code_table(document: &Document, grids: &[Grid<'_>], columns: &Columns) -> Finding {
    let wanted = |known: &[String]| alternatives(known.iter().map(|text| quoted(text)));
    let help = format!(
        "a code table has a column headed {} and one headed {}; if this document words them \
         differently, add its words under `columns` in the manifest; if it lists no codes, there is \
         nothing to generate from: keep the version before it",
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
    // Servers excuse themselves with a page, too.
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

/// The texts of a table's first row, as far as a message can hold them.
fn headers(grid: &Grid<'_>) -> String {
    const MOST: usize = 12;
    let mut texts: Vec<&str> = (0..grid.width())
        .filter_map(|column| grid.cell(0, column))
        .map(|cell| &*cell.text)
        .collect();
    texts.dedup();
    let more = texts.len().saturating_sub(MOST);
    let mut shown: Vec<String> = texts.into_iter().take(MOST).map(quoted).collect();
    if more > 0 {
        shown.push(format!("{more} more"));
    }
    if shown.is_empty() { "none".to_owned() } else { list(shown) }
}
