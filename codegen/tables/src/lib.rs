#![doc = include_str!("../README.md")]

mod cells;
mod document;
mod grid;
mod html;
mod limit;
mod markdown;
mod misplaced;
mod repair;
mod source;

pub use cells::normalize;
pub use document::{Cell, Document, Misplaced, Row, RowGroup, Table, TableSyntax};
pub use grid::{Grid, GridRow, Overlap, grids};
pub use limit::{Limit, LimitExceeded};
pub use repair::BrokenTag;
pub use source::{NotText, Source, Span};

use std::path::Path;
use std::sync::Arc;

/// Reads the tables of a document.
///
/// Markdown is first rendered to HTML, so that a table is what a reader of the published page sees
/// as one.
///
/// # Errors
///
/// The document exceeds a [`Limit`] of its HTML.
pub fn read(source: &Arc<Source>) -> Result<Document, LimitExceeded> {
    let (text, broken_tags) = repair::mend(source.text());
    let is_html = is_html(source.name(), &text);
    let rendered = if is_html { markdown::html(&text) } else { markdown::markdown(&text) };
    let (tree, found) = html::parse(&rendered.text).map_err(|exceeded| {
        let offset = rendered.offset(exceeded.position);
        LimitExceeded { limit: exceeded.limit, span: Span::new(source, offset..offset) }
    })?;
    let tables = cells::tables(source, &rendered, &tree);
    let title = if is_html { cells::title(&tree) } else { None };
    let (found, unclosed) = found.finish();
    let found = found.into_iter().map(|stray| Misplaced {
        table: rendered.offset(stray.table),
        range: rendered.source_range(source, stray.range),
    });
    let mut misplaced: Vec<Misplaced> = found.collect();
    let unclosed = unclosed.into_iter().map(|table| rendered.offset(table)).collect();
    misplaced.extend(rendered.strays);
    Ok(Document { source: source.clone(), title, tables, misplaced, unclosed, broken_tags })
}

/// Returns whether a document is a page of HTML: by its name, or by how it begins.
fn is_html(name: &str, text: &str) -> bool {
    let extension = Path::new(name).extension();
    let named = extension.is_some_and(|extension| {
        ["html", "htm"].iter().any(|html| extension.eq_ignore_ascii_case(html))
    });
    let mut rest = text.trim_start();
    while let Some(comment) = rest.strip_prefix("<!--") {
        rest = comment.split_once("-->").map_or("", |(_, after)| after.trim_start());
    }
    let begins = ["<!doctype", "<html", "<head", "<body"].iter().any(|start| {
        let found = rest.get(..start.len());
        found.is_some_and(|found| found.eq_ignore_ascii_case(start))
    });
    named || begins
}
