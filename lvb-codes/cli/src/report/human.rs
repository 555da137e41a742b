//! The report as text for people.

use super::time::{Time, duration};
use crate::category;
use crate::console::Style;
use crate::diagnose::count::Count;
use crate::diagnose::summary::histogram::Bucket;
use crate::diagnose::summary::{Contents, Top};
use crate::text::{counted, cut, percent, push_cell};
use unicode_width::UnicodeWidthStr;
use visible_text::visible;

const BAR: usize = 20;

/// The maximum width of a key.
const MAX_KEY: usize = 32;

/// The maximum number of categories that are named per bucket.
const MAX_NAMED: usize = 3;

/// Formats the report.
pub(super) fn report(contents: &Contents, style: Style) -> String {
    let mut lines = head(contents);
    if !contents.buckets.is_empty() {
        lines.push(String::new());
        lines.push(
            style.bold(&format!("INTERRUPTIONS PER {} (UTC)", duration(contents.bucket_seconds))),
        );
        lines.extend(histogram(&contents.buckets, contents.bucket_seconds));
    }
    let total = contents.interruptions;
    let tables = [
        ("CATEGORY", &contents.categories),
        ("CODE", &contents.codes),
        ("STREAM", &contents.streams),
        ("DOMAIN", &contents.domains),
        ("CLIENT", &contents.clients),
    ];
    for (name, table) in tables.into_iter().filter(|(_, table)| !table.counts.is_empty()) {
        lines.push(String::new());
        lines.extend(rows(name, table, total, style));
    }
    if let Some(warning) = contents.too_low() {
        lines.extend([String::new(), warning]);
    }
    let width = style.width.unwrap_or(usize::MAX);
    // `cut` would count the escape sequences of a styled header as characters.
    let fit = |line: String| if line.contains('\u{1b}') { line } else { cut(&line, width) };
    lines.into_iter().map(|line| fit(line) + "\n").collect()
}

/// Returns the totals and the span of time.
fn head(contents: &Contents) -> Vec<String> {
    let mut lines = vec![counted(contents.interruptions, "interruption")];
    if let Some((first, last)) = contents.span {
        let seconds = last.as_second() - first.as_second();
        lines[0] += &format!(
            " in {}, from {} to {}",
            duration(seconds),
            Time(first).machine(),
            Time(last).machine()
        );
    }
    let others: Vec<String> = contents
        .others()
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, name)| format!("{count} {name}"))
        .collect();
    lines.extend((!others.is_empty()).then(|| others.join(", ")));
    lines
}

fn histogram(buckets: &[Bucket], seconds: i64) -> Vec<String> {
    let most = buckets.iter().map(Bucket::total).max().unwrap_or(1).max(1);
    let row = |bucket: &Bucket| {
        if bucket.is_gap() {
            let gap = duration(bucket.intervals * seconds);
            return format!("  … {} intervals ({gap}) without interruptions", bucket.intervals);
        }
        let total = bucket.total();
        let filled = u128::from(total) * BAR as u128 / u128::from(most);
        let filled = usize::try_from(filled).unwrap_or(0).max(usize::from(total > 0));
        let mut line = format!("  {}  {total:>8}  ", Time(bucket.start).minute());
        push_cell(&mut line, &"█".repeat(filled), BAR);
        line += &categories(bucket);
        line.trim_end().to_owned()
    };
    buckets.iter().map(row).collect()
}

/// Names the most frequent categories of a bucket.
fn categories(bucket: &Bucket) -> String {
    let mut counts: Vec<(&str, u64)> =
        bucket.counts.iter().map(|(category, count)| (category::name(*category), *count)).collect();
    counts.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(other.0)));
    let more = counts.len().saturating_sub(MAX_NAMED);
    counts.truncate(MAX_NAMED);
    let mut names: Vec<String> =
        counts.iter().map(|(name, count)| format!("{name} {count}")).collect();
    if more > 0 {
        names.push("…".to_owned());
    }
    names.join(", ")
}

fn rows(name: &str, table: &Top, total: u64, style: Style) -> Vec<String> {
    let key = |count: &Count| cut(&count.key().map_or("-".into(), visible), MAX_KEY);
    let width = table.counts.iter().map(|count| key(count).width()).chain([name.len()]).max();
    let width = width.unwrap_or(0);
    let mut header = "  ".to_owned();
    push_cell(&mut header, name, width);
    header += &format!("{:>8}  {:>6}  {:<16}  {:<16}", "COUNT", "SHARE", "FIRST SEEN", "LAST SEEN");
    let mut lines = vec![style.bold(header.trim_end())];
    for count in &table.counts {
        let mut line = "  ".to_owned();
        push_cell(&mut line, &key(count), width);
        line += &format!("{:>8}  {:>6}  ", count.total, percent(count.total, total));
        let (first, last) = count.span.unzip();
        for time in [first, last] {
            push_cell(&mut line, &time.map_or("-".to_owned(), |time| Time(time).minute()), 16);
        }
        line += &visible(&count.text);
        lines.push(line.trim_end().to_owned());
    }
    if table.more > 0 {
        lines.push(format!("  … and {} more", table.more));
    }
    lines
}
