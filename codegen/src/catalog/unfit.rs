//! Says why a document has no code table, which tables could be it, and which columns are unknown.

use super::columns::{CodeTable, Misfit, fit};
use crate::finding::rule::Rule;
use crate::finding::{Finding, Findings};
use crate::manifest::Columns;
use crate::text::{alternatives, limited_list, list, quoted};
use doc_tables::{Cell, Document, Format, Grid, Span};
use std::collections::BTreeSet;

pub(super) fn ambiguous_table(document: &Document, tables: &[CodeTable<'_>]) -> Finding {
    let mut spans: Vec<Span> =
        tables.iter().map(|table| document.span(&table.grid.range)).collect();
    let both = if spans.len() == 2 { "both" } else { "all" };
    let lines = list(spans.iter().map(Span::line));
    let message = format!("the tables at lines {lines} {both} list codes");
    let first = spans.remove(0);
    let second = spans.remove(0);
    let finding = Finding::new(Rule::AmbiguousTable, second, message)
        .label("and so does this table")
        .context(first, "this table lists codes")
        .help("remove one, or change `columns` in the manifest to tell them apart");
    spans.into_iter().fold(finding, |finding, span| finding.context(span, "and so does this table"))
}

pub(super) fn no_code_table(document: &Document, grids: &[Grid<'_>], columns: &Columns) -> Finding {
    let misfits = grids.iter().filter_map(|grid| Some((grid, fit(grid, columns).err()?)));
    let misfits: Vec<(&Grid<'_>, Misfit<'_>)> = misfits.collect();
    let mut labels =
        misfits.iter().map(|(grid, misfit)| (document.span(&grid.range), label(grid, misfit)));
    let mut message = match grids {
        [] => "there is no table in this document".to_owned(),
        [_] => "the one table in this document does not list codes".to_owned(),
        _ => format!("none of the {} tables in this document lists codes", grids.len()),
    };
    message += &match (&document.title, document.format) {
        // The page may be a server's error page.
        (Some(title), Format::Html) => format!(", which is an HTML page titled {}", quoted(title)),
        (Some(title), Format::Markdown) => {
            let title = quoted(title);
            format!(", which is read as Markdown, but begins like an HTML page titled {title}")
        }
        (None, Format::Markdown) if grids.is_empty() => ", which is read as Markdown".to_owned(),
        (None, Format::Html) if grids.is_empty() => ", which is read as HTML".to_owned(),
        (None, _) => String::new(),
    };
    let line = first_line_like_a_table(document, grids, columns);
    let in_none = "this line looks like the start of a table, but is not in one";
    let finding = match (labels.next(), line) {
        (Some((span, label)), line) => {
            let finding = Finding::new(Rule::NoCodeTable, span, message).label(label);
            line.into_iter().fold(finding, |finding, line| finding.context(line, in_none))
        }
        (None, Some(line)) => Finding::new(Rule::NoCodeTable, line, message).label(in_none),
        (None, None) => Finding::new(Rule::NoCodeTable, document.span(&(0..0)), message),
    };
    labels
        .fold(finding, |finding, (span, label)| finding.context(span, label))
        .help(help(&misfits, columns))
}

fn help(misfits: &[(&Grid<'_>, Misfit<'_>)], columns: &Columns) -> String {
    for (_, misfit) in misfits {
        match misfit {
            Misfit::Several { what, .. } => {
                return format!("list only the header of one column of {what} under `columns`");
            }
            Misfit::TitleRows { .. } => {
                return "move the title out of the table: its headers must come first".to_owned();
            }
            Misfit::NoCodes | Misfit::NoReasons { .. } => {}
        }
    }
    let wanted = |known: &[String]| alternatives(known.iter().map(|text| quoted(text)));
    format!(
        "a code table has a column headed {} and one headed {}; if this document has other \
         headers, add them under `columns` in the manifest; if it lists no codes, keep its previous \
         version",
        wanted(&columns.code),
        wanted(&columns.reason)
    )
}

/// Says why a grid is not a code table.
fn label(grid: &Grid<'_>, misfit: &Misfit<'_>) -> String {
    match misfit {
        Misfit::Several { what, headers } => {
            let texts = list(headers.iter().map(|header| quoted(&header.text)));
            let count = headers.len();
            format!("it has {count} columns of {what}, headed {texts}; a code table has one")
        }
        Misfit::TitleRows { rows } => {
            let titles = list((0..*rows).map(|row| row_texts(grid, row)));
            let are = if *rows == 1 { "is a title row" } else { "are title rows" };
            format!("{titles} {are} above its headers {}", row_texts(grid, *rows))
        }
        Misfit::NoCodes | Misfit::NoReasons { .. } => format!("its headers are {}", headers(grid)),
    }
}

/// Returns the first line that looks like the start of a table, but is not in one: a line with the
/// headers of a code table, or else one with a pipe or a tag.
fn first_line_like_a_table(
    document: &Document,
    grids: &[Grid<'_>],
    columns: &Columns,
) -> Option<Span> {
    let has_one = |line: &str, known: &[String]| known.iter().any(|known| line.contains(known));
    let has_headers = |line: &str| {
        line.contains('|') && has_one(line, &columns.code) && has_one(line, &columns.reason)
    };
    let has_markup = |line: &str| {
        let line = line.trim_start_matches(|char: char| char.is_whitespace() || char == '>');
        line.starts_with('|') || line.to_ascii_lowercase().contains("<table")
    };
    let rows = grids.iter().flat_map(|grid| grid.rows.iter().filter_map(|row| row.tr));
    let rows: BTreeSet<usize> = rows.map(|tr| tr.range.start).collect();
    let find = |is_start: &dyn Fn(&str) -> bool| {
        let mut at = 0;
        document.source.text().split_inclusive('\n').find_map(|line| {
            let start = at + (line.len() - line.trim_start().len());
            at += line.len();
            let is_in_table = rows.range(start..at).next().is_some();
            let range = start..start + line.trim().len();
            (is_start(line) && !is_in_table).then(|| document.span(&range))
        })
    };
    find(&has_headers).or_else(|| if grids.is_empty() { find(&has_markup) } else { None })
}

/// Lists the texts of a table's first row.
pub(super) fn headers(grid: &Grid<'_>) -> String {
    if grid.width() == 0 { "none".to_owned() } else { row_texts(grid, 0) }
}

fn row_texts(grid: &Grid<'_>, row: usize) -> String {
    const MAX_SHOWN: usize = 12;
    let cells = (0..grid.width()).filter_map(|column| grid.cell(row, column));
    let mut texts: Vec<&str> = cells.map(|cell| &*cell.text).collect();
    texts.dedup();
    if texts.len() > 1 {
        texts.retain(|text| !text.is_empty());
    }
    limited_list(texts.into_iter().map(quoted), MAX_SHOWN)
}

/// Reports the headers that are neither of codes nor of reasons. The number of messages is limited,
/// because each lists all headers.
pub(super) fn unknown_headers(document: &Document, table: &CodeTable<'_>, findings: &mut Findings) {
    const MAX_REPORTED: usize = 100;
    let all = headers(table.grid);
    let known = [Some(table.code), table.sub_code, Some(table.reason)];
    let columns = (0..table.grid.width()).filter(|column| !known.contains(&Some(*column)));
    let header = |column| (0..table.header_rows).find_map(|row| table.grid.cell(row, column));
    let mut unknown: Vec<&Cell> =
        columns.filter_map(header).filter(|header| !header.is_hidden).collect();
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
