//! One document: its tables as they are written, each cell with its place in the source.
//!
//! Markdown is rendered to HTML, and that is parsed, as any reader's browser would have it. So only
//! what Markdown passes through as HTML, or makes a table itself, is one, and a blank line inside a
//! cell does what it does on the published page.

use crate::cells;
use crate::html;
use crate::limit::LimitExceeded;
use crate::markdown;
use crate::repair;
pub use crate::repair::BrokenTag;
use crate::source::{Place, Source};
use serde::Serialize;
use std::fmt;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

/// A parsed document.
#[derive(Debug)]
pub struct Document {
    /// The text that the places are in.
    pub source: Arc<Source>,
    /// The title, if it is a page of HTML and has one.
    pub title: Option<String>,
    /// All tables, nested ones too, in the order in which they start.
    pub tables: Vec<Table>,
    /// What is written into a table, or right behind it, that is in none of its cells.
    pub strays: Vec<Stray>,
    /// Where tables start that the document ends in.
    pub unclosed: Vec<usize>,
    /// Tags that were read as what they are meant to be.
    pub broken_tags: Vec<BrokenTag>,
}

/// Something that no reader of the page sees in the table it is written into.
#[derive(Debug)]
pub struct Stray {
    /// Where the table starts.
    pub table: usize,
    /// It, as far as it is on one line.
    pub range: Range<usize>,
}

/// A table as it is written.
#[derive(Debug)]
pub struct Table {
    /// The start tag, or the line of headers.
    pub range: Range<usize>,
    /// How it is written.
    pub layout: Layout,
    /// The number of columns that `<col>` and `<colgroup>` announce.
    pub columns: usize,
    /// `thead`, `tbody` and `tfoot`, in document order.
    pub groups: Vec<RowGroup>,
}

/// How a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Layout {
    /// As a `<table>`.
    Html,
    /// As lines of Markdown, with a `|` between two cells.
    Pipe,
}

impl fmt::Display for Layout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Html => "html",
            Self::Pipe => "pipe",
        })
    }
}

/// Rows that no `rowspan` leaves.
#[derive(Debug, Default)]
pub struct RowGroup {
    /// Whether it is a `tfoot`, which comes last wherever it stands.
    pub is_footer: bool,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A `tr`, or a line of cells.
#[derive(Debug)]
pub struct Row {
    /// The start tag, or the line.
    pub range: Range<usize>,
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// A `td` or `th`.
#[derive(Clone, Debug)]
pub struct Cell {
    /// The normalised text, without that of tables inside it.
    pub text: String,
    /// The text in the source, as far as it is on one line; the start tag if there is no text.
    pub range: Range<usize>,
    /// Whether it is a `th`.
    pub is_header: bool,
    /// The number of columns it covers: 1 to 1000.
    pub colspan: usize,
    /// The number of rows it covers: 1 to 65534, or 0 for all that follow in its group.
    pub rowspan: usize,
    /// Whether there is a table inside it.
    pub has_table: bool,
    /// Whether there is a picture or another thing inside it that is no text.
    pub has_picture: bool,
}

impl Cell {
    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.text.is_empty() && !self.has_table && !self.has_picture
    }
}

impl Document {
    /// Reads a document.
    ///
    /// # Errors
    ///
    /// Its HTML is too large, or too deeply nested.
    pub fn parse(source: Arc<Source>) -> Result<Self, LimitExceeded> {
        let (text, broken_tags) = repair::mend(source.text());
        let is_html = is_html(source.name(), &text);
        let rendered = if is_html { markdown::html(&text) } else { markdown::markdown(&text) };
        let (tree, strays) = html::parse(&rendered.text).map_err(|too_much| {
            let offset = rendered.offset(too_much.position);
            LimitExceeded { limit: too_much.limit, place: Place::new(&source, offset..offset) }
        })?;
        let tables = cells::tables(&source, &rendered, &tree);
        let (strays, unclosed) = strays.finish();
        let strays = strays.into_iter().map(|stray| Stray {
            table: rendered.offset(stray.table),
            range: rendered.source_range(&source, stray.range),
        });
        let mut strays: Vec<Stray> = strays.collect();
        let unclosed = unclosed.into_iter().map(|table| rendered.offset(table)).collect();
        strays.extend(rendered.strays);
        let title = if is_html { cells::title(&tree) } else { None };
        Ok(Self { source, title, tables, strays, unclosed, broken_tags })
    }

    /// A place in the document.
    #[must_use]
    pub fn place(&self, range: &Range<usize>) -> Place {
        Place::new(&self.source, range.clone())
    }
}

/// Whether a document is a whole page of HTML: by its name, or by how it begins.
fn is_html(name: &str, text: &str) -> bool {
    let extension = Path::new(name).extension();
    let named = extension.is_some_and(|extension| {
        ["html", "htm"].iter().any(|html| extension.eq_ignore_ascii_case(html))
    });
    let mut rest = text.trim_start();
    while let Some(comment) = rest.strip_prefix("<!--") {
        rest = comment.split_once("-->").map_or("", |(_, behind)| behind.trim_start());
    }
    let begins = ["<!doctype", "<html", "<head", "<body"].iter().any(|start| {
        let found = rest.get(..start.len());
        found.is_some_and(|found| found.eq_ignore_ascii_case(start))
    });
    named || begins
}
