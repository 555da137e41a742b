//! Counting interruptions by a key.

use crate::diagnose::record::Record;
use crate::text::meaning;
use clap::ValueEnum;
use jiff::{RoundMode, Timestamp, TimestampRound, Unit};
use lvb_codes::{Category, Lang, RawCode, Reason};
use std::cmp::Ordering;
use std::collections::HashMap;

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

    fn of(self, record: &Record<'_>) -> KeyPart {
        let text =
            |text: Option<&str>| text.map_or(KeyPart::None, |text| KeyPart::Text(text.into()));
        let code = || record.code.and_then(|code| code.code().ok());
        match self {
            Self::Code => record.code.map_or(KeyPart::None, KeyPart::Code),
            Self::Reason => code().map_or(KeyPart::None, |code| KeyPart::Reason(code.reason())),
            Self::Category => {
                record.code.and_then(RawCode::category).map_or(KeyPart::None, KeyPart::Category)
            }
            Self::Stream => text(record.stream_name.as_deref()),
            Self::Path => text(record.path.as_deref()),
            Self::Domain => text(record.domain.as_deref()),
            Self::Client => text(record.user_ip.as_deref()),
            Self::Hour | Self::Minute => record
                .time
                .and_then(|time| floor(time, self.unit()?))
                .map_or(KeyPart::None, KeyPart::Time),
        }
    }

    /// Returns the text that replaces a missing key.
    fn missing(self) -> &'static str {
        match self {
            Self::Reason | Self::Category => "not documented",
            Self::Hour | Self::Minute => "no time given",
            Self::Code | Self::Stream | Self::Path | Self::Domain | Self::Client => "not given",
        }
    }
}

/// One key or two keys to count by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CountBy {
    pub(crate) first: KeyKind,
    pub(crate) second: Option<KeyKind>,
}

/// The key of a record.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    first: KeyPart,
    second: Option<KeyPart>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum KeyPart {
    Code(RawCode),
    Reason(Reason),
    Category(Category),
    Text(Box<str>),
    Time(Timestamp),
    None,
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
    /// The key; none if the records have none, like the reason of an undocumented code.
    pub(crate) key: Option<String>,
    /// The second key, if there are two.
    #[expect(clippy::option_option, reason = "a second key may be missing, too")]
    pub(crate) second: Option<Option<String>>,
    pub(crate) total: u64,
    /// The first and the last time, if they were recorded.
    pub(crate) span: Option<(Timestamp, Timestamp)>,
    pub(crate) text: String,
}

impl Key {
    pub(crate) fn new(record: &Record<'_>, by: CountBy) -> Self {
        Self { first: by.first.of(record), second: by.second.map(|second| second.of(record)) }
    }

    /// Returns the first key, if it is a text from the log.
    pub(crate) fn text(&self) -> Option<&str> {
        if let KeyPart::Text(text) = &self.first { Some(text) } else { None }
    }

    /// Returns the approximate memory, in bytes: in the map and, later, as text.
    pub(crate) fn size(&self) -> usize {
        let text = |part: &KeyPart| match part {
            KeyPart::Text(text) => text.len() + 16,
            // The text of an undocumented code lists the documented ones.
            KeyPart::Code(code) if code.code().is_err() => 320,
            _ => 0,
        };
        3 * size_of::<(Self, Total)>() + text(&self.first) + self.second.as_ref().map_or(0, text)
    }
}

impl KeyPart {
    /// Returns the key as text, and its meaning.
    fn words(self, kind: KeyKind, lang: Lang) -> (Option<String>, String) {
        match self {
            Self::Code(code) => (Some(code.to_string()), meaning(Some(code), lang).into_owned()),
            Self::Reason(reason) => (Some(reason.name().to_owned()), reason.text(lang).to_owned()),
            Self::Category(category) => (Some(category.name().to_owned()), String::new()),
            Self::Text(text) => (Some(text.into()), String::new()),
            Self::Time(time) => (Some(time.to_string()), String::new()),
            Self::None => (None, kind.missing().to_owned()),
        }
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

    pub(crate) fn add(&mut self, key: Key) {
        self.add_at(key, None);
    }

    pub(crate) fn add_at(&mut self, key: Key, time: Option<Timestamp>) {
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
    pub(crate) fn sorted(self, by: CountBy, lang: Lang) -> Vec<Count> {
        let Self { totals, others, .. } = self;
        let mut counts: Vec<(Key, Total)> = totals.into_iter().collect();
        if let Some(unit) = by.first.unit().filter(|_| by.second.is_none()) {
            fill_gaps(&mut counts, unit);
        }
        let is_by_time = by.first.unit().is_some();
        let count = |(key, Total { count: total, span, .. }): (Key, Total)| {
            let (first, text) = key.first.words(by.first, lang);
            let second = by.second.zip(key.second).map(|(kind, part)| part.words(kind, lang));
            let (second, second_text) = second.unzip();
            let texts = [Some(text), second_text].into_iter().flatten();
            let texts: Vec<String> = texts.filter(|text| !text.is_empty()).collect();
            Count { key: first, second, total, span, text: texts.join("; ") }
        };
        let mut counts: Vec<Count> = counts.into_iter().map(count).collect();
        counts.sort_unstable_by(|one, other| {
            let by_key = none_last(one.key.as_ref(), other.key.as_ref());
            let by_total = other.total.cmp(&one.total);
            let order = if is_by_time { by_key.then(by_total) } else { by_total.then(by_key) };
            order.then_with(|| one.second.cmp(&other.second))
        });
        if others > 0 {
            let text = "all others: too many different keys".to_owned();
            let second = by.second.map(|_| None);
            counts.push(Count { key: None, second, total: others, span: None, text });
        }
        counts
    }
}

fn none_last(one: Option<&String>, other: Option<&String>) -> Ordering {
    one.is_none().cmp(&other.is_none()).then_with(|| one.cmp(&other))
}

/// Adds the empty time buckets of each gap, except in gaps longer than [`MAX_GAP`].
fn fill_gaps(counts: &mut Vec<(Key, Total)>, unit: Unit) {
    let none = Total { count: 0, error: 0, span: None };
    let mut times: Vec<Timestamp> = counts
        .iter()
        .filter_map(|(key, _)| if let KeyPart::Time(time) = key.first { Some(time) } else { None })
        .collect();
    times.sort_unstable();
    let seconds = if unit == Unit::Hour { 3600 } else { 60 };
    for pair in times.windows(2) {
        let (start, end) = (pair[0].as_second(), pair[1].as_second());
        let gap = (start..end).step_by(seconds).skip(1);
        if gap.size_hint().0 <= MAX_GAP {
            let times = gap.filter_map(|second| Timestamp::from_second(second).ok());
            counts
                .extend(times.map(|time| (Key { first: KeyPart::Time(time), second: None }, none)));
        }
    }
}

/// Returns the start of the hour or minute.
fn floor(time: Timestamp, unit: Unit) -> Option<Timestamp> {
    time.round(TimestampRound::new().smallest(unit).mode(RoundMode::Floor)).ok()
}

#[cfg(test)]
mod tests;
