#![doc = include_str!("../README.md")]

mod cells;
mod comment;
mod document;
mod grid;
mod html;
mod limit;
mod markdown;
mod misplaced;
mod repair;
mod source;
mod source_map;
mod text;

pub use document::{
    Cell, Document, Format, Misplaced, Misplacement, Row, RowGroup, RowSpan, Table, TableSyntax,
};
pub use grid::{Grid, GridRow, Overlap, grids};
pub use limit::{Limit, LimitExceeded};
pub use repair::BrokenTag;
pub use source::{NotText, Source, Span};
pub use text::normalize;

use source_map::SourceMap;
use std::ffi::OsStr;
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
    let format = format(source.name(), &text);
    let (map, lost) = match format {
        Format::Html => (SourceMap::identity(source, text), Vec::new()),
        Format::Markdown => markdown::render(source, &text),
    };
    let (tree, finder) = html::parse(&map)?;
    let (mut misplaced, unclosed) = finder.finish();
    misplaced.extend(lost);
    Ok(Document {
        source: source.clone(),
        format,
        title: cells::title(&tree),
        tables: cells::tables(&map, &tree),
        misplaced,
        unclosed,
        broken_tags,
    })
}

/// Returns the format of a document: by its name, or else by how it begins.
fn format(name: &str, text: &str) -> Format {
    let extension = Path::new(name).extension().and_then(OsStr::to_str).unwrap_or_default();
    match extension.to_ascii_lowercase().as_str() {
        "html" | "htm" | "xhtml" | "xht" => return Format::Html,
        "md" | "markdown" | "mdown" | "mkd" | "mdx" => return Format::Markdown,
        _ => {}
    }
    let mut rest = text.trim_start();
    while let Some(comment) = rest.strip_prefix("<!--") {
        rest = comment.split_once("-->").map_or("", |(_, after)| after.trim_start());
    }
    let begins_with = |start: &str| {
        let found = rest.get(..start.len());
        let after = rest.as_bytes().get(start.len());
        found.is_some_and(|found| found.eq_ignore_ascii_case(start))
            && !after.is_some_and(u8::is_ascii_alphanumeric)
    };
    if ["<!doctype", "<?xml", "<html", "<head", "<body"].into_iter().any(begins_with) {
        Format::Html
    } else {
        Format::Markdown
    }
}
