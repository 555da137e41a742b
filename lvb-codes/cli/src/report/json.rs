//! The report as JSON.

use crate::category;
use crate::diagnose::summary::histogram::ByCategory;
use crate::diagnose::summary::{Contents, Top};
use crate::text::thousandths;
use serde::Serialize;
use std::collections::BTreeMap;

/// A report.
#[derive(Serialize)]
pub(super) struct JsonReport<'a> {
    /// The first and the last time of an interruption.
    first: Option<String>,
    last: Option<String>,
    interruptions: u64,
    untimed: u64,
    pushes: u64,
    repeats: u64,
    other_events: u64,
    unreadable: u64,
    unreadable_logs: u64,
    /// The maximum number of interruptions that a count in the tables may lack.
    max_error: u64,
    bucket_seconds: i64,
    histogram: Vec<JsonBucket>,
    categories: Vec<JsonEntry<'a>>,
    codes: Vec<JsonEntry<'a>>,
    streams: Vec<JsonEntry<'a>>,
    domains: Vec<JsonEntry<'a>>,
    clients: Vec<JsonEntry<'a>>,
}

#[derive(Serialize)]
struct JsonBucket {
    start: String,
    /// The duration: `bucket_seconds`, or a multiple of it in a gap.
    seconds: i64,
    count: u64,
    categories: BTreeMap<&'static str, u64>,
}

#[derive(Serialize)]
struct JsonEntry<'a> {
    key: Option<&'a str>,
    count: u64,
    /// The share of all interruptions, from 0 to 1.
    share: f64,
    text: &'a str,
    first: Option<String>,
    last: Option<String>,
}

impl<'a> JsonReport<'a> {
    pub(super) fn new(contents: &'a Contents) -> Self {
        let outcome = &contents.outcome;
        let (first, last) = contents.span.unzip();
        let buckets = contents.buckets.iter().map(|bucket| JsonBucket {
            start: bucket.start.to_string(),
            seconds: bucket.intervals * contents.bucket_seconds,
            count: bucket.total(),
            categories: categories(&bucket.counts),
        });
        Self {
            first: first.map(|time| time.to_string()),
            last: last.map(|time| time.to_string()),
            interruptions: contents.interruptions,
            untimed: contents.untimed,
            pushes: outcome.starts,
            repeats: outcome.repeats,
            other_events: outcome.others,
            unreadable: outcome.unreadable,
            unreadable_logs: outcome.failed,
            max_error: contents.max_error,
            bucket_seconds: contents.bucket_seconds,
            histogram: buckets.collect(),
            categories: entries(&contents.categories, contents.interruptions),
            codes: entries(&contents.codes, contents.interruptions),
            streams: entries(&contents.streams, contents.interruptions),
            domains: entries(&contents.domains, contents.interruptions),
            clients: entries(&contents.clients, contents.interruptions),
        }
    }
}

fn categories(counts: &ByCategory) -> BTreeMap<&'static str, u64> {
    counts.iter().map(|(category, count)| (category::name(*category), *count)).collect()
}

fn entries(table: &Top, total: u64) -> Vec<JsonEntry<'_>> {
    let entries = table.counts.iter().map(|count| JsonEntry {
        key: count.key(),
        count: count.total,
        share: f64::from(thousandths(count.total, total)) / 1000.0,
        text: &count.text,
        first: count.span.map(|(first, _)| first.to_string()),
        last: count.span.map(|(_, last)| last.to_string()),
    });
    entries.collect()
}
