//! The output formats of records and counts.

use crate::console::Style;
use crate::diagnose::count::{Count, CountBy, Counts};
use crate::diagnose::event::Record;
use crate::text::{EscapeInvisible, push_cell};
use anstyle::Style as TextStyle;
use clap::ValueEnum;
use lvb_codes::{Category, Code, Lang, Reason};
use serde::Serialize;
use std::borrow::Cow;
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;
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
    /// How tables look.
    pub style: Style,
}

#[derive(Serialize)]
struct JsonRecord<'a> {
    time: Option<String>,
    domain: Option<&'a str>,
    path: Option<&'a str>,
    stream_name: Option<&'a str>,
    sequence: Option<&'a str>,
    errcode: i64,
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
        let code = record.code();
        Self {
            time: record.time.map(|time| time.to_string()),
            domain: record.domain.as_deref(),
            path: record.path.as_deref(),
            stream_name: record.stream_name.as_deref(),
            sequence: record.sequence.as_deref(),
            errcode: record.errcode,
            sub_errcode: record.sub_errcode,
            code,
            reason: code.map(Code::reason),
            category: code.map(Code::category),
            text: record.text(lang),
            user_ip: record.user_ip.as_deref(),
            push_duration_ms: record.push_duration_ms,
            raw_message: record.raw_message.as_deref(),
        }
    }
}

#[derive(Serialize)]
struct JsonCount<'a> {
    key: Option<&'a str>,
    count: u64,
    text: &'a str,
}

/// The header of CSV, in the order of [`record_cells`].
const HEADERS: &str = "time,domain,path,stream_name,sequence,errcode,sub_errcode,code,reason,\
                       category,text,user_ip,push_duration_ms,raw_message\n";

impl Printer {
    /// Returns the text before the first record.
    #[must_use]
    pub fn start(self) -> String {
        match self.format {
            Format::Table => {
                let cells = ["TIME", "DOMAIN", "PATH", "STREAM", "DURATION", "CLIENT IP", "CODE"];
                self.header(table_line(cells, "REASON").trim_end())
            }
            Format::Ndjson => String::new(),
            Format::Json => "[".to_owned(),
            Format::Csv => HEADERS.to_owned(),
        }
    }

    /// Returns the text after the last record.
    #[must_use]
    pub fn end(self) -> &'static str {
        if self.format == Format::Json { "\n]\n" } else { "" }
    }

    /// Writes a record; in JSON, with a comma before it.
    ///
    /// # Errors
    ///
    /// Writing failed.
    pub fn record(self, out: &mut impl Write, record: &Record<'_>) -> io::Result<()> {
        match self.format {
            Format::Table => out.write_all(table_row(record, self.lang).as_bytes()),
            Format::Ndjson => {
                json(out, &JsonRecord::new(record, self.lang))?;
                out.write_all(b"\n")
            }
            Format::Json => {
                out.write_all(b",\n")?;
                json(out, &JsonRecord::new(record, self.lang))
            }
            Format::Csv => csv_row(out, &record_cells(record, self.lang)),
        }
    }

    /// Writes all counts.
    ///
    /// # Errors
    ///
    /// Writing failed.
    pub fn counts(self, out: &mut impl Write, counts: Counts, by: CountBy) -> io::Result<()> {
        let counts = counts.sorted(by, self.lang);
        match self.format {
            Format::Table => return self.count_table(out, &counts, by),
            Format::Csv => out.write_all(b"key,count,text\n")?,
            Format::Json => out.write_all(b"[")?,
            Format::Ndjson => {}
        }
        let mut separator = "\n";
        for Count { key, total, text } in &counts {
            let key = key.as_deref();
            match self.format {
                Format::Table | Format::Csv => {
                    let cells = [key.unwrap_or_default(), &total.to_string(), text];
                    csv_row(out, &cells.map(Cow::Borrowed))?;
                }
                Format::Ndjson => {
                    json(out, &JsonCount { key, count: *total, text })?;
                    out.write_all(b"\n")?;
                }
                Format::Json => {
                    out.write_all(separator.as_bytes())?;
                    json(out, &JsonCount { key, count: *total, text })?;
                    separator = ",\n";
                }
            }
        }
        out.write_all(self.end().as_bytes())
    }

    fn count_table(self, out: &mut impl Write, counts: &[Count], by: CountBy) -> io::Result<()> {
        const BAR: usize = 20;
        const MAX_CELLS: usize = 48;
        let total: u64 = counts.iter().map(|count| count.total).sum();
        let most = counts.iter().map(|count| count.total).max().unwrap_or(1);
        let key = |count: &Count| match &count.key {
            None => "-".to_owned(),
            Some(key) => visible(key).into_owned(),
        };
        let by = by.to_possible_value().map_or_else(String::new, |by| by.get_name().to_uppercase());
        let widths = counts.iter().map(|count| key(count).width()).chain([by.len()]);
        let width = widths.max().unwrap_or(0).min(MAX_CELLS);
        let mut header = format!("{:>10}  {:>6}  ", "COUNT", "SHARE");
        if self.style.is_terminal {
            push_cell(&mut header, "", BAR);
        }
        out.write_all(self.header(&(header + &by)).as_bytes())?;
        for count in counts {
            // Tenths of a percent, rounded.
            let share = (u128::from(count.total) * 2000 / u128::from(total)).div_ceil(2);
            let mut line = format!("{:>10}  {:>3}.{}%  ", count.total, share / 10, share % 10);
            if self.style.is_terminal {
                let filled = u128::from(count.total) * BAR as u128 / u128::from(most);
                push_cell(&mut line, &"█".repeat(usize::try_from(filled).unwrap_or(0)), BAR);
            }
            push_cell(&mut line, &key(count), width);
            line += &visible(&count.text);
            writeln!(out, "{}", line.trim_end())?;
        }
        writeln!(out, "{total:>10}  total")
    }

    fn header(self, line: &str) -> String {
        let style = if self.style.is_styled { TextStyle::new().bold() } else { TextStyle::new() };
        format!("{style}{line}{style:#}\n")
    }
}

fn json(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    let mut json = serde_json::Serializer::with_formatter(out, EscapeInvisible);
    value.serialize(&mut json).map_err(Into::into)
}

fn csv_row(out: &mut impl Write, cells: &[Cow<'_, str>]) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new().buffer_capacity(512).from_writer(out);
    writer.write_record(cells.iter().map(|cell| spreadsheet_safe(&visible(cell)).into_owned()))?;
    writer.flush()
}

fn record_cells<'a>(record: &'a Record<'_>, lang: Lang) -> [Cow<'a, str>; 14] {
    let code = record.code();
    let text = |text: &'a Option<Cow<'_, str>>| text.as_deref().unwrap_or_default().into();
    let number = |number: Option<String>| number.unwrap_or_default().into();
    [
        number(record.time.map(|time| time.to_string())),
        text(&record.domain),
        text(&record.path),
        text(&record.stream_name),
        text(&record.sequence),
        record.errcode.to_string().into(),
        number(record.sub_errcode.map(|sub_errcode| sub_errcode.to_string())),
        number(code.map(|code| code.to_string())),
        code.map_or("", |code| code.reason().name()).into(),
        code.map_or("", |code| code.category().name()).into(),
        record.text(lang),
        text(&record.user_ip),
        number(record.push_duration_ms.map(|duration| duration.to_string())),
        text(&record.raw_message),
    ]
}

fn table_row(record: &Record<'_>, lang: Lang) -> String {
    let cell = |text: &Option<_>| text.as_deref().map_or("-".into(), visible).into_owned();
    let cells = [
        record.time.map_or("-".to_owned(), |time| time.to_string()),
        cell(&record.domain),
        cell(&record.path),
        cell(&record.stream_name),
        record.push_duration_ms.map_or("-".to_owned(), duration),
        cell(&record.user_ip),
        record.written(),
    ];
    table_line(cells.each_ref().map(String::as_str), &visible(&record.text(lang)))
}

/// Columns have fixed widths because a log may be unbounded; a longer cell moves the rest of its
/// line.
fn table_line(cells: [&str; 7], last: &str) -> String {
    const WIDTHS: [usize; 7] = [20, 24, 8, 24, 10, 15, 7];
    let mut line = String::new();
    for (cell, width) in cells.into_iter().zip(WIDTHS) {
        push_cell(&mut line, cell, width);
    }
    line + last + "\n"
}

fn duration(milliseconds: u64) -> String {
    let (minutes, seconds) = (milliseconds / 60_000, milliseconds / 1000 % 60);
    match (minutes / 60, minutes % 60) {
        (0, 0) => format!("{seconds}.{:03}s", milliseconds % 1000),
        (0, minutes) => format!("{minutes}m{seconds:02}s"),
        (hours, minutes) => format!("{hours}h{minutes:02}m{seconds:02}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::duration;

    #[test]
    fn durations_have_units() {
        assert_eq!(duration(0), "0.000s");
        assert_eq!(duration(59_999), "59.999s");
        assert_eq!(duration(60_000), "1m00s");
        assert_eq!(duration(3_723_000), "1h02m03s");
    }
}
