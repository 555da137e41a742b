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
    Cell, CellKind, Document, Format, Misplaced, Misplacement, Row, RowGroup, RowSpan, Table,
    TableSyntax,
};
pub use grid::{Grid, GridRow, Overlap, grids};
pub use limit::{Limit, LimitExceeded};
pub use repair::BrokenTag;
pub use source::{NotText, Source, Span};
pub use text::normalize;

use html::Tree;
use source_map::SourceMap;
use std::ffi::OsStr;
use std::path::Path;
use std::sync::Arc;

/// Reads the tables of a document.
///
/// Markdown is rendered to HTML first, so that tables are found as on the published page.
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
    let mut tree = html::parse(&map)?;
    tree.misplaced.extend(lost);
    Ok(Document {
        source: source.clone(),
        format,
        title: title(source, format, &tree),
        tables: cells::tables(&map, &tree),
        misplaced: tree.misplaced,
        unclosed: tree.unclosed,
        broken_tags,
    })
}

/// Returns the format of a document, by its name or else by its beginning.
fn format(name: &str, text: &str) -> Format {
    let extension = Path::new(name).extension().and_then(OsStr::to_str).unwrap_or_default();
    match extension.to_ascii_lowercase().as_str() {
        "html" | "htm" | "xhtml" | "xht" => Format::Html,
        "md" | "markdown" | "mdown" | "mkd" | "mdx" => Format::Markdown,
        _ if begins_like_html(text) => Format::Html,
        _ => Format::Markdown,
    }
}

/// Whether a text begins like an HTML page and unlike Markdown.
fn begins_like_html(text: &str) -> bool {
    let mut rest = text.trim_start();
    while let Some(comment) = rest.strip_prefix("<!--") {
        rest = comment.split_once("-->").map_or("", |(_, after)| after.trim_start());
    }
    ["<!doctype", "<?xml", "<html", "<head", "<body"].into_iter().any(|start| {
        rest.split_at_checked(start.len()).is_some_and(|(found, after)| {
            found.eq_ignore_ascii_case(start)
                && !after.starts_with(|char: char| char.is_ascii_alphanumeric())
        })
    })
}

/// Returns the title of an HTML page, even if its name has the extension of Markdown.
fn title(source: &Arc<Source>, format: Format, tree: &Tree) -> Option<String> {
    match format {
        Format::Html => cells::title(tree),
        Format::Markdown if begins_like_html(source.text()) => {
            let map = SourceMap::identity(source, source.text().into());
            cells::title(&html::parse(&map).ok()?)
        }
        Format::Markdown => None,
    }
}
