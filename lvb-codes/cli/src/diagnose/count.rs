//! Counting interruptions by a key.

use crate::category::{Uncategorized, category};
use crate::diagnose::record::Record;
use crate::text::Meaning;
use clap::ValueEnum;
use jiff::{RoundMode, Timestamp, TimestampRound, Unit};
use lvb_codes::{Category, Lang, RawCode, Reason};
use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::HashMap;
use std::iter;

/// The maximum bytes of all keys. If they have more, the rarest keys are dropped.
pub const MAX_BYTES: usize = 24 << 20;

/// The maximum number of empty time buckets in a row that are listed.
const MAX_GAP: usize = 1000;

/// A key to count by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum KeyKind {
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
    /// The client's IP address.
    Client,
    /// The hour, in UTC.
    Hour,
    /// The minute, in UTC.
    Minute,
}

impl KeyKind {
    /// Returns the name on the command line.
    pub(crate) fn name(self) -> String {
        self.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
    }

    /// Returns the unit of a time bucket.
    fn unit(self) -> Option<Unit> {
        match self {
            Self::Hour => Some(Unit::Hour),
            Self::Minute => Some(Unit::Minute),
            _ => None,
        }
    }

    fn of(self, record: &Record<'_>) -> Option<KeyPart> {
        let text = |text: &Option<Cow<'_, str>>| Some(KeyPart::Text(text.as_deref()?.into()));
        match self {
            Self::Code => record.code.map(KeyPart::Code),
            Self::Reason => Some(match record.code.map(RawCode::code) {
                Some(Ok(code)) => KeyPart::Reason(code.reason()),
                _ => KeyPart::Unknown(Uncategorized::new(record.code)),
            }),
            Self::Category => {
                Some(category(record.code).map_or_else(KeyPart::Unknown, KeyPart::Category))
            }
            Self::Stream => text(&record.stream_name),
            Self::Path => text(&record.path),
            Self::Domain => text(&record.domain),
            Self::Client => text(&record.user_ip),
            Self::Hour | Self::Minute => floor(record.time?, self.unit()?).map(KeyPart::Time),
        }
    }

    /// Returns the text that replaces a missing key.
    fn missing(self) -> &'static str {
        match self {
            Self::Hour | Self::Minute => "no time given",
            _ => "not given",
        }
    }
}

/// One key or two keys to count by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CountBy {
    pub(crate) first: KeyKind,
    pub(crate) second: Option<KeyKind>,
}

impl CountBy {
    pub(crate) fn kinds(self) -> impl Iterator<Item = KeyKind> {
        iter::once(self.first).chain(self.second)
    }
}

/// The key or keys of a record. A key is none if the record has none.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Key([Option<KeyPart>; 2]);

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum KeyPart {
    Code(RawCode),
    Reason(Reason),
    Category(Category),
    Text(Box<str>),
    Time(Timestamp),
    /// The code has no reason or no category.
    Unknown(Uncategorized),
}

/// Totals by key.
#[derive(Debug)]
pub(crate) struct Counts {
    totals: HashMap<Key, Total>,
    /// The approximate memory of the keys.
    bytes: usize,
    /// The interruptions of dropped keys.
    others: u64,
    /// The maximum number of interruptions that a dropped key had.
    max_dropped: u64,
    max_bytes: usize,
}

#[derive(Clone, Copy, Debug)]
struct Total {
    count: u64,
    /// The maximum number of interruptions that were counted under this key before it was dropped.
    error: u64,
    /// The first and the last time.
    span: Option<(Timestamp, Timestamp)>,
}

/// A key and its total, ready to be printed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Count {
    /// The key or keys. A key is none if the records have none, like the reason of an undocumented
    /// code.
    pub(crate) keys: Vec<Option<String>>,
    pub(crate) total: u64,
    /// The first and the last time, if they were recorded.
    pub(crate) span: Option<(Timestamp, Timestamp)>,
    pub(crate) text: String,
}

impl Key {
    pub(crate) fn new(record: &Record<'_>, by: CountBy) -> Self {
        Self([by.first.of(record), by.second.and_then(|second| second.of(record))])
    }

    /// Returns the first key, if it is a text from the log.
    pub(crate) fn text(&self) -> Option<&str> {
        if let [Some(KeyPart::Text(text)), _] = &self.0 { Some(text) } else { None }
    }

    /// Returns the only key, if it is a time.
    fn time(&self) -> Option<Timestamp> {
        if let [Some(KeyPart::Time(time)), None] = self.0 { Some(time) } else { None }
    }

    /// Returns the approximate memory, in bytes: in the map and, later, as text.
    pub(crate) fn size(&self) -> usize {
        let text = |part: &KeyPart| match part {
            KeyPart::Text(text) => text.len() + 16,
            // The text of an undocumented code lists the documented ones.
            KeyPart::Code(code) if code.code().is_err() => 320,
            _ => 0,
        };
        3 * size_of::<(Self, Total)>() + self.0.iter().flatten().map(text).sum::<usize>()
    }
}

impl KeyPart {
    /// Returns the key as text, and its meaning.
    fn words(self, lang: Lang, meaning: Meaning) -> (Option<String>, String) {
        match self {
            Self::Code(code) => (Some(code.to_string()), meaning(Some(code), lang).into_owned()),
            Self::Reason(reason) => (Some(reason.name().to_owned()), reason.text(lang).to_owned()),
            Self::Category(category) => (Some(category.name().to_owned()), String::new()),
            Self::Text(text) => (Some(text.into()), String::new()),
            Self::Time(time) => (Some(time.to_string()), String::new()),
            Self::Unknown(why) => (None, why.name().to_owned()),
        }
    }
}

impl Count {
    /// Returns the first key.
    pub(crate) fn key(&self) -> Option<&str> {
        self.keys[0].as_deref()
    }
}

impl Default for Counts {
    fn default() -> Self {
        Self::with_limit(MAX_BYTES)
    }
}

impl Counts {
    /// Creates counts whose keys use at most `max_bytes`.
    pub(crate) fn with_limit(max_bytes: usize) -> Self {
        Self { totals: HashMap::new(), bytes: 0, others: 0, max_dropped: 0, max_bytes }
    }

    pub(crate) fn add(&mut self, key: Key, time: Option<Timestamp>) {
        let span = time.map(|time| (time, time));
        if let Some(total) = self.totals.get_mut(&key) {
            total.count += 1;
            total.span = match (total.span, span) {
                (Some((first, last)), Some((time, _))) => Some((first.min(time), last.max(time))),
                (span, other) => span.or(other),
            };
            return;
        }
        let bytes = key.size();
        if self.bytes + bytes > self.max_bytes {
            self.drop_rarest();
        }
        self.bytes += bytes;
        self.totals.insert(key, Total { count: 1, error: self.max_dropped, span });
    }

    pub(crate) fn total(&self) -> u64 {
        self.others + self.totals.values().map(|total| total.count).sum::<u64>()
    }

    /// Drops at least half of the keys, those with the lowest counts.
    ///
    /// A dropped key that occurs again starts at 0. Its new count lacks the count that was dropped,
    /// which is at most `max_dropped`. A frequent key soon exceeds that number, and is kept.
    /// This is a variant of the algorithm of Misra and Gries (1982).
    fn drop_rarest(&mut self) {
        let mut counts: Vec<u64> = self.totals.values().map(|total| total.count).collect();
        let middle = counts.len() / 2;
        if counts.is_empty() {
            return;
        }
        let (_, median, _) = counts.select_nth_unstable(middle);
        let median = *median;
        self.totals.retain(|key, total| {
            let is_kept = total.count > median;
            if !is_kept {
                self.bytes -= key.size();
                self.others += total.count;
                self.max_dropped = self.max_dropped.max(total.count + total.error);
            }
            is_kept
        });
    }

    /// Returns the number of interruptions of dropped keys.
    pub(crate) fn others(&self) -> u64 {
        self.others
    }

    /// Returns the maximum number of interruptions that a count may lack.
    pub(crate) fn max_error(&self) -> u64 {
        self.max_dropped
    }

    /// Returns the totals. Times are in order and include empty buckets. Other keys are sorted by
    /// count, the greatest first, then by key. The interruptions of dropped keys come last, as one
    /// total.
    pub(crate) fn sorted(self, by: CountBy, lang: Lang, meaning: Meaning) -> Vec<Count> {
        let Self { totals, others, .. } = self;
        let mut counts: Vec<(Key, Total)> = totals.into_iter().collect();
        if let Some(unit) = by.first.unit().filter(|_| by.second.is_none()) {
            fill_gaps(&mut counts, unit);
        }
        let is_by_time = by.first.unit().is_some();
        let count = |(Key(parts), Total { count: total, span, .. }): (Key, Total)| {
            let words = by.kinds().zip(parts).map(|(kind, part)| match part {
                None => (None, kind.missing().to_owned()),
                Some(part) => part.words(lang, meaning),
            });
            let (keys, mut texts): (_, Vec<String>) = words.unzip();
            texts.retain(|text| !text.is_empty());
            Count { keys, total, span, text: texts.join("; ") }
        };
        let mut counts: Vec<Count> = counts.into_iter().map(count).collect();
        counts.sort_unstable_by(|one, other| {
            let by_key = none_last(one.key(), other.key());
            let by_total = other.total.cmp(&one.total);
            let order = if is_by_time { by_key.then(by_total) } else { by_total.then(by_key) };
            let order = order.then_with(|| one.keys.cmp(&other.keys));
            order.then_with(|| one.text.cmp(&other.text))
        });
        if others > 0 {
            let text = "all others: too many different keys".to_owned();
            let keys = by.kinds().map(|_| None).collect();
            counts.push(Count { keys, total: others, span: None, text });
        }
        counts
    }
}

fn none_last(one: Option<&str>, other: Option<&str>) -> Ordering {
    one.is_none().cmp(&other.is_none()).then_with(|| one.cmp(&other))
}

/// Adds the empty time buckets of each gap, except in gaps longer than [`MAX_GAP`].
fn fill_gaps(counts: &mut Vec<(Key, Total)>, unit: Unit) {
    let none = Total { count: 0, error: 0, span: None };
    let mut times: Vec<Timestamp> = counts.iter().filter_map(|(key, _)| key.time()).collect();
    times.sort_unstable();
    let seconds = if unit == Unit::Hour { 3600 } else { 60 };
    for pair in times.windows(2) {
        let (start, end) = (pair[0].as_second(), pair[1].as_second());
        let gap = (start..end).step_by(seconds).skip(1);
        if gap.size_hint().0 <= MAX_GAP {
            let times = gap.filter_map(|second| Timestamp::from_second(second).ok());
            counts.extend(times.map(|time| (Key([Some(KeyPart::Time(time)), None]), none)));
        }
    }
}

/// Returns the start of the hour or minute.
fn floor(time: Timestamp, unit: Unit) -> Option<Timestamp> {
    time.round(TimestampRound::new().smallest(unit).mode(RoundMode::Floor)).ok()
}

#[cfg(test)]
mod tests;
