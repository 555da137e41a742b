//! The output formats of records and counts.

mod counts;
mod records;
mod table;

use crate::console::Style;
use clap::ValueEnum;
use lvb_codes::Lang;
pub use records::Row;
pub(crate) use records::Rows;
use std::borrow::Cow;
use std::io::{self, Write};
use visible_text::{spreadsheet_safe, visible};

/// The formats of `lvb diagnose`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Columns for people.
    Table,
    /// One JSON object per line.
    Ndjson,
    /// A JSON array.
    Json,
    /// CSV (RFC 4180) with a header.
    Csv,
}

/// Prints records and counts.
#[derive(Clone, Copy, Debug)]
pub struct Printer {
    /// The format.
    pub format: Format,
    /// The language of the texts.
    pub lang: Lang,
    /// The style of tables.
    pub style: Style,
}

fn csv_row(out: &mut impl Write, cells: &[Cow<'_, str>]) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new().buffer_capacity(512).from_writer(out);
    writer.write_record(cells.iter().map(|cell| spreadsheet_safe(&visible(cell)).into_owned()))?;
    writer.flush()
}
