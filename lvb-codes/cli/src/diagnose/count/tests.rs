//! Counts.

use super::{Count, CountBy, Counts, Key, KeyKind, MAX_BYTES};
use crate::diagnose::record::Record;
use crate::text::meaning;
use lvb_codes::{Lang, RawCode};

fn record(errcode: i64, sub_errcode: Option<i64>) -> Record<'static> {
    Record { code: Some(RawCode::new(errcode, sub_errcode)), ..Record::default() }
}

fn named(name: &str) -> Record<'static> {
    Record { stream_name: Some(name.to_owned().into()), ..record(1, None) }
}

fn at(time: &str) -> Record<'static> {
    Record { time: Some(time.parse().unwrap()), ..record(1, None) }
}

const fn by(first: KeyKind) -> CountBy {
    CountBy { first, second: None }
}

fn counts(records: &[Record<'_>], by: CountBy) -> Vec<Count> {
    let mut counts = Counts::default();
    for record in records {
        counts.add(Key::new(record, by), None);
    }
    counts.sorted(by, Lang::En, meaning)
}

fn keys(records: &[Record<'_>], kind: KeyKind) -> Vec<(Option<String>, u64)> {
    counts(records, by(kind))
        .into_iter()
        .map(|mut count| (count.keys.remove(0), count.total))
        .collect()
}

fn some(key: &str, total: u64) -> (Option<String>, u64) {
    (Some(key.to_owned()), total)
}

#[test]
fn codes_with_one_reason_are_counted_together() {
    let records = [record(1, None), record(5, None), record(2, None), record(99, None)];
    assert_eq!(
        keys(&records, KeyKind::Reason),
        [some("ClientStopped", 2), some("InternalError", 1), (None, 1)]
    );
    assert_eq!(
        keys(&records, KeyKind::Code),
        [some("1", 1), some("2", 1), some("5", 1), some("99", 1)]
    );
    assert_eq!(keys(&[Record::default()], KeyKind::Code), [(None, 1)]);
}

#[test]
fn hours_and_minutes_are_in_order_and_include_empty_ones() {
    let records =
        [at("2022-08-29T08:00:00Z"), at("2022-08-29T08:59:59Z"), at("2022-08-29T06:30:00Z")];
    assert_eq!(
        keys(&records, KeyKind::Hour),
        [
            some("2022-08-29T06:00:00Z", 1),
            some("2022-08-29T07:00:00Z", 0),
            some("2022-08-29T08:00:00Z", 2)
        ]
    );
    let records = [at("1970-01-01T00:01:00Z"), at("1969-12-31T23:59:59Z"), Record::default()];
    assert_eq!(
        keys(&records, KeyKind::Minute),
        [
            some("1969-12-31T23:59:00Z", 1),
            some("1970-01-01T00:00:00Z", 0),
            some("1970-01-01T00:01:00Z", 1),
            (None, 1)
        ]
    );
}

#[test]
fn a_long_gap_is_not_filled() {
    let records = [at("2022-08-29T08:00:00Z"), at("2023-08-29T08:00:00Z")];
    assert_eq!(keys(&records, KeyKind::Minute).len(), 2);
}

#[test]
fn a_stream_named_none_is_not_a_stream_without_a_name() {
    let records = [named("none"), record(1, None), named("")];
    assert_eq!(keys(&records, KeyKind::Stream), [some("", 1), some("none", 1), (None, 1)]);
}

#[test]
fn unbounded_keys_use_bounded_memory() {
    let key = |index: usize| Key::new(&named(&format!("{index:01024}")), by(KeyKind::Stream));
    let mut counts = Counts::default();
    let names = 3 * MAX_BYTES / 1024;
    for index in 0..names {
        counts.add(key(index), None);
        counts.add(key(0), None);
        assert!(counts.bytes <= MAX_BYTES);
    }
    let others = counts.others();
    let sorted = counts.sorted(by(KeyKind::Stream), Lang::En, meaning);
    assert_eq!(sorted.iter().map(|count| count.total).sum::<u64>(), 2 * names as u64);
    assert_eq!(sorted[0].total, names as u64 + 1);
    let last = sorted.last().unwrap();
    assert_eq!((last.key(), last.total), (None, others));
}

#[test]
fn a_frequent_key_is_found_after_many_rare_ones() {
    let key = |name: &str| Key::new(&named(name), by(KeyKind::Stream));
    let mut counts = Counts::default();
    for index in 0..198_000 {
        counts.add(key(&format!("{index:0500}")), None);
    }
    for _ in 0..1000 {
        counts.add(key("frequent"), None);
    }
    let max_error = counts.max_error();
    assert!((1..10).contains(&max_error), "{max_error}");
    let sorted = counts.sorted(by(KeyKind::Stream), Lang::En, meaning);
    assert_eq!(sorted[0].key(), Some("frequent"));
    assert!(sorted[0].total + max_error >= 1000);
}
