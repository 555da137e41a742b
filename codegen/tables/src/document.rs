//! The types of a document: tables, row groups, rows and cells as written.

use crate::repair::BrokenTag;
use crate::source::{Source, Span};
use serde::Serialize;
use std::fmt;
use std::ops::Range;
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
    pub misplaced: Vec<Misplaced>,
    /// Where tables start that the document ends in.
    pub unclosed: Vec<usize>,
    /// Tags that were read as what they are meant to be.
    pub broken_tags: Vec<BrokenTag>,
}

/// Something that no reader of the page sees in the table it is written into.
#[derive(Debug)]
pub struct Misplaced {
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
    pub layout: TableSyntax,
    /// The number of columns that `<col>` and `<colgroup>` announce.
    pub columns: usize,
    /// `thead`, `tbody` and `tfoot`, in document order.
    pub groups: Vec<RowGroup>,
}

/// How a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum TableSyntax {
    /// As a `<table>`.
    Html,
    /// As lines of Markdown, with a `|` between two cells.
    Pipe,
}

impl fmt::Display for TableSyntax {
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
    /// Returns a span of the document's source.
    #[must_use]
    pub fn span(&self, range: &Range<usize>) -> Span {
        Span::new(&self.source, range.clone())
    }
}
