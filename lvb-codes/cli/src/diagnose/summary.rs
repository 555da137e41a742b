//! The contents of a report, collected in bounded memory.

pub(crate) mod histogram;
pub(crate) mod timeline;

use crate::category::category;
use crate::diagnose::count::{Count, CountBy, Counts, Key, KeyKind};
use crate::diagnose::outcome::Outcome;
use crate::diagnose::record::Record;
use crate::text::Meaning;
use histogram::{Bucket, Histogram};
use jiff::Timestamp;
use lvb_codes::{Lang, RawCode};
use timeline::{Interruption, Stream, Timeline};

/// The maximum bytes of the keys of one table.
const MAX_BYTES: usize = 5 << 20;

/// The tables of a report.
const TABLES: [KeyKind; 5] =
    [KeyKind::Category, KeyKind::Code, KeyKind::Stream, KeyKind::Domain, KeyKind::Client];

/// The facts about an interruption that a report needs.
#[derive(Debug)]
pub(crate) struct Facts {
    time: Option<Timestamp>,
    code: Option<RawCode>,
    push_duration_ms: Option<u64>,
    keys: [Key; TABLES.len()],
}

impl Facts {
    pub(crate) fn new(record: &Record<'_>) -> Self {
        Self {
            time: record.time,
            code: record.code,
            push_duration_ms: record.push_duration_ms,
            keys: TABLES.map(|first| Key::new(record, CountBy { first, second: None })),
        }
    }

    pub(crate) fn size(&self) -> usize {
        self.keys.iter().map(Key::size).sum()
    }
}

/// The interruptions so far.
#[derive(Debug)]
pub(crate) struct Summary {
    histogram: Histogram,
    untimed: u64,
    timeline: Timeline,
    tables: [Counts; TABLES.len()],
}

impl Default for Summary {
    fn default() -> Self {
        let tables = TABLES.map(|_| Counts::with_limit(MAX_BYTES));
        let (histogram, timeline) = (Histogram::default(), Timeline::default());
        Self { histogram, untimed: 0, timeline, tables }
    }
}

impl Summary {
    pub(crate) fn add(&mut self, facts: Facts) {
        match facts.time {
            Some(time) => self.histogram.add(time, category(facts.code)),
            None => self.untimed += 1,
        }
        let [_, _, stream, _, client] = &facts.keys;
        self.timeline.add(stream.text(), facts.time, || {
            Interruption::new(facts.code, facts.push_duration_ms, client.text())
        });
        for (table, key) in self.tables.iter_mut().zip(facts.keys) {
            table.add(key, facts.time);
        }
    }

    /// Returns the contents of the report.
    pub(crate) fn contents(
        mut self,
        outcome: Outcome,
        top: usize,
        lang: Lang,
        meaning: Meaning,
    ) -> Contents {
        let span = self.histogram.span;
        let bucket_seconds = self.histogram.fit();
        let [categories, codes, streams, domains, clients] = self.tables;
        let interruptions = categories.total();
        let max_error =
            [&codes, &streams, &domains, &clients].map(Counts::max_error).into_iter().max();
        let sorted = |counts: Counts, first, top| {
            let mut counts = counts.sorted(CountBy { first, second: None }, lang, meaning);
            let more = counts.len().saturating_sub(top);
            let is_tied = matches!(&counts[..], [one, other, ..] if one.total == other.total);
            counts.truncate(top);
            Top { counts, more, is_tied }
        };
        Contents {
            outcome,
            interruptions,
            untimed: self.untimed + outcome.untimed,
            span,
            bucket_seconds,
            buckets: self.histogram.buckets(),
            categories: sorted(categories, KeyKind::Category, usize::MAX),
            codes: sorted(codes, KeyKind::Code, top),
            streams: sorted(streams, KeyKind::Stream, top),
            domains: sorted(domains, KeyKind::Domain, top),
            clients: sorted(clients, KeyKind::Client, top),
            max_error: max_error.unwrap_or(0),
            timeline: self.timeline.stream(),
        }
    }
}

/// The contents of a report.
#[derive(Debug)]
pub(crate) struct Contents {
    pub(crate) outcome: Outcome,
    /// The number of interruptions that match the filter, without skipped repeats.
    pub(crate) interruptions: u64,
    /// The number of interruptions without a time, including those that a filter on the time
    /// omitted.
    pub(crate) untimed: u64,
    /// The first and the last time.
    pub(crate) span: Option<(Timestamp, Timestamp)>,
    pub(crate) bucket_seconds: i64,
    pub(crate) buckets: Vec<Bucket>,
    pub(crate) categories: Top,
    pub(crate) codes: Top,
    pub(crate) streams: Top,
    pub(crate) domains: Top,
    pub(crate) clients: Top,
    /// The maximum number of interruptions that a count may lack.
    pub(crate) max_error: u64,
    /// The interruptions one by one, if all belong to one stream.
    pub(crate) timeline: Option<Stream>,
}

impl Contents {
    /// Returns a warning, if counts may be too low.
    pub(crate) fn too_low(&self) -> Option<String> {
        let error = self.max_error;
        (error > 0).then(|| {
            format!(
                "Counts may be up to {error} too low, because there are too many different keys."
            )
        })
    }

    /// Returns the numbers of everything else in the logs, with their names.
    pub(crate) fn others(&self) -> [(u64, &'static str); 6] {
        let outcome = &self.outcome;
        let others = [
            (outcome.starts, "started push", "started pushes"),
            (outcome.repeats, "repeat", "repeats"),
            (outcome.others, "other event", "other events"),
            (self.untimed, "interruption without a time", "interruptions without a time"),
            (
                outcome.unreadable,
                "unreadable line or JSON value",
                "unreadable lines or JSON values",
            ),
            (outcome.failed, "unreadable log", "unreadable logs"),
        ];
        others.map(|(count, one, many)| (count, if count == 1 { one } else { many }))
    }
}

/// The most frequent keys.
#[derive(Debug)]
pub(crate) struct Top {
    pub(crate) counts: Vec<Count>,
    /// The number of further keys.
    pub(crate) more: usize,
    /// Whether the first two keys have the same count.
    pub(crate) is_tied: bool,
}
