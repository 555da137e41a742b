//! Counting interruptions by a key.

use crate::diagnose::event::Record;
use clap::ValueEnum;
use jiff::{RoundMode, Timestamp, TimestampRound, Unit};
use lvb_codes::{Category, Code, Lang, Reason};
use std::collections::HashMap;

/// The maximum bytes of all keys; interruptions with later keys are counted together.
pub const MAX_BYTES: usize = 24 << 20;

/// The key to count by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CountBy {
    /// The code, documented or not.
    Code,
    /// The reason.
    Reason,
    /// The category of the reason.
    Category,
    /// The stream name.
    Stream,
    /// The push path.
    Path,
    /// The push domain.
    Domain,
    /// The hour, in UTC.
    Hour,
}

/// Totals by key.
#[derive(Debug, Default)]
pub struct Counts {
    totals: HashMap<Key, u64>,
    /// The approximate memory of the keys.
    bytes: usize,
    others: u64,
}

#[derive(Debug, PartialEq, Eq, Hash)]
enum Key {
    Code(Code),
    Reason(Reason),
    Category(Category),
    Undocumented(i64, Option<i64>),
    Text(Box<str>),
    Hour(Timestamp),
    None,
}

/// A key and its total, ready to be printed.
#[derive(Debug, PartialEq, Eq)]
pub struct Count {
    /// The key; none if the records have none, like the reason of an undocumented code.
    pub key: Option<String>,
    /// The number of interruptions.
    pub total: u64,
    /// The meaning of the key.
    pub text: String,
}

impl Counts {
    /// Counts a record.
    pub fn add(&mut self, record: &Record<'_>, by: CountBy) {
        let text = |text: Option<&str>| text.map_or(Key::None, |text: &str| Key::Text(text.into()));
        let key = match by {
            CountBy::Code => {
                let numbers = Key::Undocumented(record.errcode, record.sub_errcode);
                record.code().map_or(numbers, Key::Code)
            }
            CountBy::Reason => record.code().map_or(Key::None, |code| Key::Reason(code.reason())),
            CountBy::Category => {
                record.code().map_or(Key::None, |code| Key::Category(code.category()))
            }
            CountBy::Stream => text(record.stream_name.as_deref()),
            CountBy::Path => text(record.path.as_deref()),
            CountBy::Domain => text(record.domain.as_deref()),
            CountBy::Hour => record.time.and_then(hour).map_or(Key::None, Key::Hour),
        };
        self.insert(key, 1);
    }

    /// Adds other counts; returns the number of interruptions whose key had no room.
    pub fn merge(&mut self, other: Self) -> u64 {
        let before = self.others;
        for (key, count) in other.totals {
            if self.bytes < MAX_BYTES || self.totals.contains_key(&key) {
                self.insert(key, count);
            } else {
                self.others += count;
            }
        }
        self.others - before
    }

    fn insert(&mut self, key: Key, count: u64) {
        let bytes = key.bytes();
        *self.totals.entry(key).or_insert_with(|| {
            self.bytes += bytes;
            0
        }) += count;
    }

    /// Returns the approximate memory of the keys, in bytes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Returns the totals, the greatest first; equal ones are sorted by key, and the one without a
    /// key follows them. The interruptions whose key had no room come last.
    #[must_use]
    pub fn sorted(self, by: CountBy, lang: Lang) -> Vec<Count> {
        let counts = self.totals.into_iter().map(|(key, total)| {
            let (key, text) = key.words(by, lang);
            Count { key, total, text }
        });
        let mut counts: Vec<Count> = counts.collect();
        counts.sort_unstable_by(|one, other| {
            let by_key = match (&one.key, &other.key) {
                (Some(one), Some(other)) => one.cmp(other),
                (one, other) => one.is_none().cmp(&other.is_none()),
            };
            other.total.cmp(&one.total).then(by_key)
        });
        if self.others > 0 {
            let text = "all others: too many different keys".to_owned();
            counts.push(Count { key: None, total: self.others, text });
        }
        counts
    }
}

fn hour(time: Timestamp) -> Option<Timestamp> {
    time.round(TimestampRound::new().smallest(Unit::Hour).mode(RoundMode::Floor)).ok()
}

impl Key {
    /// Returns the approximate memory in the map and, later, as text.
    fn bytes(&self) -> usize {
        let words = match self {
            Self::Text(text) => text.len() + 16,
            // The text of an undocumented code lists the documented ones.
            Self::Undocumented(..) => 320,
            _ => 0,
        };
        3 * size_of::<Self>() + words
    }

    /// Returns the key as text, and its meaning.
    fn words(self, by: CountBy, lang: Lang) -> (Option<String>, String) {
        match self {
            Self::Code(code) => (Some(code.to_string()), code.text(lang).to_owned()),
            Self::Reason(reason) => (Some(reason.name().to_owned()), reason.text(lang).to_owned()),
            Self::Category(category) => (Some(category.name().to_owned()), String::new()),
            Self::Undocumented(errcode, sub_errcode) => {
                let record = Record { errcode, sub_errcode, ..Record::default() };
                (Some(record.written()), record.text(lang).into_owned())
            }
            Self::Text(text) => (Some(text.into()), String::new()),
            Self::Hour(hour) => (Some(hour.to_string()), String::new()),
            Self::None => {
                let text = match by {
                    CountBy::Code | CountBy::Reason | CountBy::Category => "not documented",
                    CountBy::Stream | CountBy::Path | CountBy::Domain => "not given",
                    CountBy::Hour => "no time given",
                };
                (None, text.to_owned())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Count, CountBy, Counts, MAX_BYTES};
    use crate::diagnose::event::Record;
    use lvb_codes::Lang;

    fn record(errcode: i64, sub_errcode: Option<i64>) -> Record<'static> {
        Record { errcode, sub_errcode, ..Record::default() }
    }

    fn keys(records: &[Record<'_>], by: CountBy) -> Vec<(Option<String>, u64)> {
        let mut counts = Counts::default();
        for record in records {
            counts.add(record, by);
        }
        counts.sorted(by, Lang::En).into_iter().map(|count| (count.key, count.total)).collect()
    }

    fn some(key: &str, total: u64) -> (Option<String>, u64) {
        (Some(key.to_owned()), total)
    }

    #[test]
    fn codes_with_one_reason_are_counted_together() {
        let records = [record(1, None), record(5, None), record(2, None), record(99, None)];
        assert_eq!(
            keys(&records, CountBy::Reason),
            [some("ClientStopped", 2), some("InternalError", 1), (None, 1)]
        );
        assert_eq!(
            keys(&records, CountBy::Code),
            [some("1", 1), some("2", 1), some("5", 1), some("99", 1)]
        );
    }

    #[test]
    fn hours_start_on_the_hour() {
        let at = |time: &str| Record { time: Some(time.parse().unwrap()), ..record(1, None) };
        let records =
            [at("2022-08-29T08:00:00Z"), at("2022-08-29T08:59:59Z"), at("1969-12-31T23:59:59Z")];
        assert_eq!(
            keys(&records, CountBy::Hour),
            [some("2022-08-29T08:00:00Z", 2), some("1969-12-31T23:00:00Z", 1)]
        );
    }

    #[test]
    fn a_stream_named_none_is_not_a_stream_without_a_name() {
        let named = |name| Record { stream_name: Some(name), ..record(1, None) };
        let records = [named("none".into()), record(1, None), named("".into())];
        assert_eq!(keys(&records, CountBy::Stream), [some("", 1), some("none", 1), (None, 1)]);
    }

    #[test]
    fn unbounded_keys_take_bounded_memory() {
        let name = |index: usize| Some(format!("{index:01024}").into());
        let mut counts = Counts::default();
        let mut uncounted = 0;
        for index in 0..3 * MAX_BYTES / 1024 {
            let mut part = Counts::default();
            part.add(&Record { stream_name: name(index), ..Record::default() }, CountBy::Stream);
            part.add(&Record { stream_name: name(0), ..Record::default() }, CountBy::Stream);
            uncounted += counts.merge(part);
        }
        assert!(counts.bytes() < MAX_BYTES + 2048);
        let sorted = counts.sorted(CountBy::Stream, Lang::En);
        let total: u64 = sorted.iter().map(|count| count.total).sum();
        assert_eq!(total, 6 * MAX_BYTES as u64 / 1024);
        assert_eq!(sorted[0].total, 3 * MAX_BYTES as u64 / 1024 + 1);
        let Count { key, total, .. } = sorted.last().unwrap();
        assert_eq!((key, *total), (&None, uncounted));
    }
}
