//! Counts in each format.

use super::{Format, Printer, csv_row};
use crate::diagnose::count::{Count, CountBy, Counts, KeyKind};
use crate::text::{escaped_json, meaning, percent, push_cell, short_meaning};
use serde::Serialize;
use std::borrow::Cow;
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;
use visible_text::visible;

/// The maximum width of a key in the table; a longer one moves the rest of its line.
const MAX_CELLS: usize = 48;

const BAR: usize = 20;

#[derive(Serialize)]
struct JsonCount<'a> {
    key: JsonKey<'a>,
    count: u64,
    text: &'a str,
}

/// One key, or a list of two.
#[derive(Serialize)]
#[serde(untagged)]
enum JsonKey<'a> {
    One(&'a Option<String>),
    Two(&'a [Option<String>]),
}

impl Printer {
    /// Writes the counts, or the first ones.
    pub(crate) fn counts(
        self,
        out: &mut impl Write,
        counts: Counts,
        by: CountBy,
        top: Option<usize>,
    ) -> io::Result<()> {
        let meaning = if self.format == Format::Table { short_meaning } else { meaning };
        let mut counts = counts.sorted(by, self.lang, meaning);
        let total: u64 = counts.iter().map(|count| count.total).sum();
        let rest = counts.split_off(top.unwrap_or(usize::MAX).min(counts.len()));
        match self.format {
            Format::Table => {
                self.count_table(out, &counts, by, total)?;
                if !rest.is_empty() {
                    let count: u64 = rest.iter().map(|count| count.total).sum();
                    writeln!(out, "{count:>10}  in {} further rows", rest.len())?;
                }
                writeln!(out, "{total:>10}  total")
            }
            Format::Csv => {
                match by.second {
                    None => writeln!(out, "key,count,text")?,
                    Some(second) => {
                        writeln!(out, "{},{},count,text", by.first.name(), second.name())?;
                    }
                }
                counts.iter().try_for_each(|count| csv_row(out, &cells(count)))
            }
            Format::Ndjson => {
                counts.iter().try_for_each(|count| writeln!(out, "{}", count_json(count)))
            }
            Format::Json => {
                let lines = counts.iter().map(|count| format!("\n{}", count_json(count)));
                writeln!(out, "[{}\n]", lines.collect::<Vec<_>>().join(","))
            }
        }
    }

    fn count_table(
        self,
        out: &mut impl Write,
        counts: &[Count],
        by: CountBy,
        total: u64,
    ) -> io::Result<()> {
        let most = counts.iter().map(|count| count.total).max().unwrap_or(1).max(1);
        let columns = by.kinds().enumerate();
        let columns: Vec<Column> =
            columns.map(|(index, kind)| Column::new(counts, kind, index)).collect();
        let mut line = format!("{:>10}  {:>6}  ", "COUNT", "SHARE");
        if self.style.is_terminal {
            push_cell(&mut line, "", BAR);
        }
        for column in &columns {
            push_cell(&mut line, &column.header, column.width);
        }
        writeln!(out, "{}", self.style.bold(line.trim_end()))?;
        for count in counts {
            let mut line = format!("{:>10}  {:>6}  ", count.total, percent(count.total, total));
            if self.style.is_terminal {
                let filled = u128::from(count.total) * BAR as u128 / u128::from(most);
                push_cell(&mut line, &"█".repeat(usize::try_from(filled).unwrap_or(0)), BAR);
            }
            for column in &columns {
                push_cell(&mut line, &column.cell(count), column.width);
            }
            line += &visible(&count.text);
            writeln!(out, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

/// A column of keys.
struct Column {
    header: String,
    /// The index of the key.
    index: usize,
    width: usize,
}

impl Column {
    fn new(counts: &[Count], kind: KeyKind, index: usize) -> Self {
        let header = kind.name().to_uppercase();
        let mut column = Self { width: header.len(), header, index };
        let widths = counts.iter().map(|count| column.cell(count).width());
        column.width = widths.max().unwrap_or(0).min(MAX_CELLS).max(column.width);
        column
    }

    fn cell<'a>(&self, count: &'a Count) -> Cow<'a, str> {
        count.keys[self.index].as_deref().map_or("-".into(), visible)
    }
}

fn cells(count: &Count) -> Vec<Cow<'_, str>> {
    let keys = count.keys.iter().map(|key| key.as_deref().unwrap_or_default().into());
    keys.chain([count.total.to_string().into(), Cow::Borrowed(count.text.as_str())]).collect()
}

fn count_json(Count { keys, total, text, .. }: &Count) -> String {
    let key = if let [key] = &keys[..] { JsonKey::One(key) } else { JsonKey::Two(keys) };
    escaped_json(&JsonCount { key, count: *total, text })
}
