//! The types of a document: tables, row groups, rows and cells as written.

use crate::repair::BrokenTag;
use crate::source::{Source, Span};
use serde::Serialize;
use std::fmt;
use std::num::NonZeroUsize;
use std::ops::Range;
use std::sync::Arc;

/// A parsed document.
#[derive(Debug)]
pub struct Document {
    /// The text to which all ranges refer.
    pub source: Arc<Source>,
    /// The format.
    pub format: Format,
    /// The title, if the document is an HTML page or begins like one.
    pub title: Option<String>,
    /// All tables, nested ones included, in the order in which they start.
    pub tables: Vec<Table>,
    /// Content inside or right after a table that belongs to none of its cells.
    pub misplaced: Vec<Misplaced>,
    /// The starts of the tables that are still open at the end of the document.
    pub unclosed: Vec<usize>,
    /// Tags that were repaired before they were read.
    pub broken_tags: Vec<BrokenTag>,
}

/// The format of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Markdown, with the tables of GitHub.
    Markdown,
    /// An HTML page.
    Html,
}

/// Content that a browser moves out of its table ("foster parenting"), drops or hides.
#[derive(Debug)]
pub struct Misplaced {
    /// The start of the table.
    pub table: usize,
    /// The first line of the content.
    pub range: Range<usize>,
    /// The kind of misplacement.
    pub kind: Misplacement,
}

/// The kind of misplacement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misplacement {
    /// It is inside or right after a table, but in none of its cells.
    Outside,
    /// It hides rows or cells: a tag with an open quote, a comment, or an element that shows no cells.
    Hides,
}

/// A table as written.
#[derive(Debug)]
pub struct Table {
    /// The start tag, or the header row of a Markdown table.
    pub range: Range<usize>,
    /// The syntax.
    pub layout: TableSyntax,
    /// The number of columns that `<col>` and `<colgroup>` declare.
    pub columns: usize,
    /// `thead`, `tbody` and `tfoot`, in document order.
    pub groups: Vec<RowGroup>,
}

/// The syntax of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum TableSyntax {
    /// A `<table>`.
    Html,
    /// A Markdown table, with a `|` between two cells.
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

/// A row group. No `rowspan` extends beyond its group.
#[derive(Debug, Default)]
pub struct RowGroup {
    /// Whether it is a `tfoot`: its rows come last in the grid.
    pub is_footer: bool,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A `tr`, or a row of a Markdown table.
#[derive(Debug)]
pub struct Row {
    /// Whether it is hidden: `hidden` or `display: none`, on itself or on its row group.
    pub is_hidden: bool,
    /// The start tag, or the line of Markdown.
    pub range: Range<usize>,
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// A `td` or `th`.
#[derive(Clone, Debug)]
pub struct Cell {
    /// The normalized visible text, without the text of tables inside the cell.
    pub text: String,
    /// The first line of the text in the source, or the start tag if there is no text.
    pub range: Range<usize>,
    /// Its element.
    pub kind: CellKind,
    /// The number of columns that it covers: 1 to 1000.
    pub colspan: usize,
    /// The number of rows that it covers.
    pub rowspan: RowSpan,
    /// The place at which text of another element follows without a space: in `18<sup>1</sup>`, the
    /// `1`.
    pub seam: Option<Range<usize>>,
    /// Whether it is hidden: `hidden` or `display: none`. A hidden cell has no text.
    pub is_hidden: bool,
    /// Whether it contains a table.
    pub has_table: bool,
    /// Whether it contains a picture or other content that is not text.
    pub has_picture: bool,
}

/// The element of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellKind {
    /// A `td`.
    Data,
    /// A `th`.
    Header,
}

/// The number of rows that a cell covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowSpan {
    /// A number of rows: 1 to 65534.
    Rows(NonZeroUsize),
    /// `rowspan=0`: all rows down to the end of the row group.
    RestOfGroup,
}

impl Cell {
    /// Returns whether the cell shows nothing.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.text.is_empty() && !self.has_table && !self.has_picture && !self.is_hidden
    }
}

impl Document {
    /// Returns a span of the document's source.
    #[must_use]
    pub fn span(&self, range: &Range<usize>) -> Span {
        Span::new(&self.source, range.clone())
    }
}
