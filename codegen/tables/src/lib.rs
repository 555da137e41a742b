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
mod source_map;

pub use cells::normalize;
pub use document::{Cell, Document, Misplaced, Row, RowGroup, RowSpan, Table, TableSyntax};
pub use grid::{Grid, GridRow, Overlap, grids};
pub use limit::{Limit, LimitExceeded};
pub use repair::BrokenTag;
pub use source::{NotText, Source, Span};

use source_map::SourceMap;
use std::path::Path;
use std::sync::Arc;

/// Reads the tables of a document.
///
/// Markdown is rendered to HTML first, so that a table is what a reader of the published page sees
/// as one.
///
/// # Errors
///
/// The HTML of the document exceeds a [`Limit`].
pub fn read(source: &Arc<Source>) -> Result<Document, LimitExceeded> {
    let (text, broken_tags) = repair::repair(source.text());
    let is_html = is_html(source.name(), &text);
    let (map, dropped) = if is_html {
        (SourceMap::identity(source, text), Vec::new())
    } else {
        markdown::render(source, &text)
    };
    let (tree, finder) = html::parse(&map)?;
    let (mut misplaced, unclosed) = finder.finish();
    misplaced.extend(dropped);
    Ok(Document {
        source: source.clone(),
        title: if is_html { cells::title(&tree) } else { None },
        tables: cells::tables(&map, &tree),
        misplaced,
        unclosed,
        broken_tags,
    })
}

/// Returns whether a document is an HTML page, judging by its name and by its first tag.
fn is_html(name: &str, text: &str) -> bool {
    let extension = Path::new(name).extension();
    let has_html_name = extension.is_some_and(|extension| {
        ["html", "htm"].iter().any(|html| extension.eq_ignore_ascii_case(html))
    });
    let mut rest = text.trim_start();
    while let Some(comment) = rest.strip_prefix("<!--") {
        rest = comment.split_once("-->").map_or("", |(_, after)| after.trim_start());
    }
    let has_html_start = ["<!doctype", "<html", "<head", "<body"].iter().any(|start| {
        let found = rest.get(..start.len());
        found.is_some_and(|found| found.eq_ignore_ascii_case(start))
    });
    has_html_name || has_html_start
}
