//! How many interruptions there are of each kind.

use crate::args::{CountBy, Format};
use crate::event::Record;
use crate::format::{meaning, numbers};
use crate::text::{harmless, push_cell, visible};
use jiff::{RoundMode, Timestamp, TimestampRound, Unit};
use lvb_codes::{Category, Code, Lang, Reason};
use serde::Serialize;
use std::collections::HashMap;
use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

/// Totals by key.
#[derive(Debug, Default)]
pub(crate) struct Counts(HashMap<Key, u64>);

/// What interruptions are counted by.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key {
    Code(Code),
    Reason(Reason),
    Category(Category),
    /// Numbers that are not documented.
    Numbers(u32, Option<u32>),
    Undocumented,
    Text(Box<str>),
    Hour(Timestamp),
    None,
}

/// A total, ready to be printed.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Count {
    key: String,
    #[serde(rename = "count")]
    total: u64,
    text: String,
}

impl Counts {
    pub(crate) fn add(&mut self, record: &Record<'_>, by: CountBy) {
        let code = record.code();
        let text = |text: &Option<_>| {
            text.as_deref().map_or(Key::None, |text: &str| Key::Text(text.into()))
        };
        let key = match by {
            CountBy::Code => {
                code.map_or(Key::Numbers(record.errcode, record.sub_errcode), Key::Code)
            }
            CountBy::Reason => code.map_or(Key::Undocumented, |code| Key::Reason(code.reason())),
            CountBy::Category => {
                code.map_or(Key::Undocumented, |code| Key::Category(code.category()))
            }
            CountBy::Stream => text(&record.stream_name),
            CountBy::Path => text(&record.path),
            CountBy::Domain => text(&record.domain),
            CountBy::Hour => record.time.and_then(hour).map_or(Key::None, Key::Hour),
        };
        *self.0.entry(key).or_default() += 1;
    }

    pub(crate) fn merge(&mut self, other: Self) {
        for (key, count) in other.0 {
            *self.0.entry(key).or_default() += count;
        }
    }

    /// The totals, the greatest first; of equals, by key.
    pub(crate) fn sorted(self, lang: Lang) -> Vec<Count> {
        let counts = self.0.into_iter().map(|(key, count)| {
            let (key, text) = key.words(lang);
            Count { key, total: count, text }
        });
        let mut counts: Vec<Count> = counts.collect();
        counts.sort_unstable_by(|one, other| {
            other.total.cmp(&one.total).then_with(|| one.key.cmp(&other.key))
        });
        counts
    }
}

fn hour(time: Timestamp) -> Option<Timestamp> {
    time.round(TimestampRound::new().smallest(Unit::Hour).mode(RoundMode::Floor)).ok()
}

impl Key {
    /// The key, and what it means.
    fn words(self, lang: Lang) -> (String, String) {
        match self {
            Self::Code(code) => (code.to_string(), code.text(lang).to_owned()),
            Self::Reason(reason) => (reason.name().to_owned(), reason.text(lang).to_owned()),
            Self::Category(category) => (category.name().to_owned(), String::new()),
            Self::Numbers(errcode, sub_errcode) => {
                let record = Record { errcode, sub_errcode, ..Record::default() };
                (numbers(&record), meaning(&record, lang))
            }
            Self::Undocumented => ("undocumented".to_owned(), String::new()),
            Self::Text(text) => (text.into(), String::new()),
            Self::Hour(hour) => (hour.to_string(), String::new()),
            Self::None => ("none".to_owned(), String::new()),
        }
    }
}

/// All totals. `bars` is for a terminal.
pub(crate) fn print(counts: &[Count], format: Format, bars: bool) -> String {
    match format {
        Format::Table => table(counts, bars),
        Format::Ndjson => counts.iter().map(|count| json(count) + "\n").collect(),
        Format::Json => {
            let all: Vec<String> =
                counts.iter().map(|count| format!("\n{}", json(count))).collect();
            format!("[{}\n]\n", all.join(","))
        }
        Format::Csv => {
            let mut writer = csv::Writer::from_writer(Vec::new());
            for Count { key, total, text } in counts {
                let (key, text) = (harmless(key).into_owned(), harmless(text).into_owned());
                writer.serialize(Count { key, total: *total, text }).expect("memory takes it");
            }
            let csv = writer.into_inner().unwrap_or_default();
            let csv = String::from_utf8_lossy(&csv).into_owned();
            if counts.is_empty() { "key,count,text\n".to_owned() } else { csv }
        }
    }
}

fn json(count: &Count) -> String {
    serde_json::to_string(count).expect("strings and numbers are JSON")
}

fn table(counts: &[Count], bars: bool) -> String {
    const BAR: u64 = 20;
    let total: u64 = counts.iter().map(|count| count.total).sum();
    let most = counts.first().map_or(1, |count| count.total);
    let keys: Vec<_> = counts.iter().map(|count| visible(&count.key)).collect();
    let width = keys.iter().map(|key| key.width()).max().unwrap_or(0).min(48);
    let mut text = String::new();
    for (Count { total: count, text: meaning, .. }, key) in counts.iter().zip(&keys) {
        let mut line = String::new();
        // Tenths of a percent, rounded.
        let share = (u128::from(*count) * 2000 / u128::from(total)).div_ceil(2);
        let _ = write!(line, "{count:>10}  {:>3}.{}%  ", share / 10, share % 10);
        if bars {
            let filled = usize::try_from(count * BAR / most).unwrap_or(0);
            push_cell(&mut line, &"█".repeat(filled), 20);
        }
        push_cell(&mut line, key, width);
        line += &visible(meaning);
        text += line.trim_end();
        text.push('\n');
    }
    let _ = writeln!(text, "{total:>10}  total");
    text
}
