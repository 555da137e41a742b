//! Records in each format.

use super::table::Table;
use super::{Format, Printer, csv_row};
use crate::diagnose::record::Record;
use crate::diagnose::table::HEADER;
use crate::text::{escaped_json, meaning, short_meaning};
use lvb_codes::{Category, Code, Lang, RawCode, Reason};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::io::{self, Write};
use visible_text::visible;

#[derive(Serialize)]
struct JsonRecord<'a> {
    time: Option<String>,
    domain: Option<&'a str>,
    path: Option<&'a str>,
    stream_name: Option<&'a str>,
    sequence: Option<&'a str>,
    errcode: Option<i64>,
    sub_errcode: Option<i64>,
    code: Option<Code>,
    reason: Option<Reason>,
    category: Option<Category>,
    text: Cow<'static, str>,
    user_ip: Option<&'a str>,
    push_duration_ms: Option<u64>,
    raw_message: Option<&'a str>,
}

impl<'a> JsonRecord<'a> {
    fn new(record: &'a Record<'_>, lang: Lang) -> Self {
        let code = record.code.and_then(|code| code.code().ok());
        Self {
            time: record.time.map(|time| time.to_string()),
            domain: record.domain.as_deref(),
            path: record.path.as_deref(),
            stream_name: record.stream_name.as_deref(),
            sequence: record.sequence.as_deref(),
            errcode: record.code.map(RawCode::errcode),
            sub_errcode: record.code.and_then(RawCode::sub_errcode),
            code,
            reason: code.map(Code::reason),
            category: record.code.and_then(RawCode::category),
            text: meaning(record.code, lang),
            user_ip: record.user_ip.as_deref(),
            push_duration_ms: record.push_duration_ms,
            raw_message: record.raw_message.as_deref(),
        }
    }

    /// Returns the cells of a row of CSV, in the order of [`HEADER`].
    fn cells(self) -> [Cow<'a, str>; 14] {
        let text = |text: Option<&'a str>| Cow::Borrowed(text.unwrap_or_default());
        let number = |number: Option<String>| Cow::Owned(number.unwrap_or_default());
        [
            number(self.time),
            text(self.domain),
            text(self.path),
            text(self.stream_name),
            text(self.sequence),
            number(self.errcode.map(|number| number.to_string())),
            number(self.sub_errcode.map(|number| number.to_string())),
            number(self.code.map(|code| code.to_string())),
            text(self.reason.map(Reason::name)),
            text(self.category.map(Category::name)),
            self.text,
            text(self.user_ip),
            number(self.push_duration_ms.map(|duration| duration.to_string())),
            text(self.raw_message),
        ]
    }
}

/// A formatted record.
#[derive(Debug, Deserialize, Serialize)]
pub enum Row {
    /// A line without its end.
    Line(String),
    /// The cells of a table.
    Cells(Box<[String; 8]>),
}

impl Row {
    /// Returns the approximate memory, in bytes.
    #[must_use]
    pub fn size(&self) -> usize {
        match self {
            Self::Line(line) => line.len(),
            Self::Cells(cells) => cells.iter().map(|cell| cell.len() + size_of::<String>()).sum(),
        }
    }
}

impl Printer {
    /// Formats a record.
    #[must_use]
    pub fn record(self, record: &Record<'_>) -> Row {
        match self.format {
            Format::Table => Row::Cells(Box::new(table_cells(record, self.lang))),
            Format::Ndjson | Format::Json => {
                Row::Line(escaped_json(&JsonRecord::new(record, self.lang)))
            }
            Format::Csv => {
                let mut row = Vec::new();
                // Writing to memory cannot fail.
                let _ = csv_row(&mut row, &JsonRecord::new(record, self.lang).cells());
                Row::Line(String::from_utf8_lossy(row.trim_ascii_end()).into_owned())
            }
        }
    }
}

/// Writes records in the chosen format.
#[derive(Debug)]
pub(crate) struct Rows {
    printer: Printer,
    table: Table,
    is_started: bool,
}

impl Rows {
    pub(crate) fn new(printer: Printer) -> Self {
        Self { printer, table: Table::new(printer.style), is_started: false }
    }

    pub(crate) fn write(&mut self, out: &mut impl Write, rows: &[Row]) -> io::Result<()> {
        self.table.fit(rows.iter().filter_map(Row::cells));
        for row in rows {
            let is_first = !self.is_started;
            self.start(out)?;
            match row {
                Row::Cells(cells) => out.write_all(self.table.line(cells).as_bytes())?,
                Row::Line(line) => {
                    let (before, after) = match self.printer.format {
                        Format::Json if is_first => ("\n", ""),
                        Format::Json => (",\n", ""),
                        _ => ("", "\n"),
                    };
                    write!(out, "{before}{line}{after}")?;
                }
            }
        }
        Ok(())
    }

    /// Writes the opening bracket or the header, once.
    fn start(&mut self, out: &mut impl Write) -> io::Result<()> {
        if std::mem::replace(&mut self.is_started, true) {
            return Ok(());
        }
        match self.printer.format {
            Format::Table => out.write_all(self.table.header().as_bytes()),
            Format::Ndjson => Ok(()),
            Format::Json => out.write_all(b"["),
            Format::Csv => writeln!(out, "{HEADER}"),
        }
    }

    /// Writes the closing bracket. Without records, CSV has its header, and a table has none.
    pub(crate) fn end(&mut self, out: &mut impl Write) -> io::Result<()> {
        if self.printer.format != Format::Table {
            self.start(out)?;
        }
        if self.printer.format == Format::Json { out.write_all(b"\n]\n") } else { Ok(()) }
    }
}

impl Row {
    fn cells(&self) -> Option<&[String; 8]> {
        match self {
            Self::Cells(cells) => Some(cells),
            Self::Line(_) => None,
        }
    }
}

fn table_cells(record: &Record<'_>, lang: Lang) -> [String; 8] {
    let cell = |text: &Option<_>| text.as_deref().map_or("-".into(), visible).into_owned();
    [
        record.time.map_or("-".to_owned(), |time| time.to_string()),
        cell(&record.domain),
        cell(&record.path),
        cell(&record.stream_name),
        record.push_duration_ms.map_or("-".to_owned(), duration),
        cell(&record.user_ip),
        record.code.map_or("-".to_owned(), |code| code.to_string()),
        visible(&short_meaning(record.code, lang)).into_owned(),
    ]
}

fn duration(milliseconds: u64) -> String {
    let (minutes, seconds) = (milliseconds / 60_000, milliseconds / 1000 % 60);
    match (minutes / 60, minutes % 60) {
        (0, 0) => format!("{seconds}.{:03}s", milliseconds % 1000),
        (0, minutes) => format!("{minutes}m{seconds:02}s"),
        (hours, minutes) => format!("{hours}h{minutes:02}m{seconds:02}s"),
    }
}
