//! The pictures, in units of their data: a column is 1 wide, and an interruption is 1 high. The
//! browser scales them.

use crate::category;
use crate::diagnose::count::Count;
use crate::diagnose::summary::histogram::Bucket;
use crate::diagnose::summary::{Contents, Top};
use crate::report::time::{Time, duration};

/// The classes of the colours of the most frequent categories. Colour-blind people can distinguish
/// these colours, but could not distinguish more.
const COLOURS: [&str; 5] = ["c1", "c2", "c3", "c4", "c5"];

/// The colour of all other categories.
const OTHER: &str = "c0";

/// The maximum number of times below the histogram.
const MAX_TICKS: usize = 6;

/// The colours of the categories.
pub(super) struct Colours {
    /// The names of the categories, the most frequent one first.
    names: Vec<String>,
}

/// The histogram.
pub(super) struct Chart {
    pub(super) columns: Vec<Column>,
    /// The number of interruptions in the highest column.
    pub(super) most: u64,
    pub(super) most_from: Time,
    /// The duration of a column.
    pub(super) each: String,
    pub(super) ticks: Vec<Tick>,
}

/// A column of the histogram.
pub(super) struct Column {
    pub(super) start: Time,
    /// The duration, if the column is a gap.
    pub(super) gap: Option<String>,
    pub(super) count: u64,
    /// The categories and their numbers.
    pub(super) categories: String,
    pub(super) segments: Vec<Segment>,
}

/// A segment of a column or of a bar.
pub(super) struct Segment {
    pub(super) colour: &'static str,
    /// The distance from the top of the column, or from the start of the bar.
    pub(super) offset: u64,
    pub(super) count: u64,
}

/// A time below the histogram.
pub(super) struct Tick {
    /// The number of the column, from 1.
    pub(super) column: usize,
    pub(super) date: Option<String>,
    pub(super) time: Option<String>,
}

/// Returns the colour of a category by its rank.
pub(super) fn of_rank(rank: usize) -> &'static str {
    COLOURS.get(rank).copied().unwrap_or(OTHER)
}

/// Returns the categories as segments of one bar.
pub(super) fn shares(categories: &Top) -> Vec<Segment> {
    let mut offset = 0;
    let segments = categories.counts.iter().enumerate().map(|(rank, count)| {
        let segment = Segment { colour: of_rank(rank), offset, count: count.total };
        offset += count.total;
        segment
    });
    segments.collect()
}

impl Colours {
    pub(super) fn new(categories: &Top) -> Self {
        let name = |count: &Count| count.key().unwrap_or(&count.text).to_owned();
        Self { names: categories.counts.iter().map(name).collect() }
    }

    /// Returns the colours and the names for a legend. If several categories share the last
    /// colour, its name counts them: `3 others`.
    pub(super) fn legend(&self) -> Vec<(&'static str, String)> {
        let named = self.names.iter().zip(COLOURS).map(|(name, colour)| (colour, name.clone()));
        let others = match &self.names[COLOURS.len().min(self.names.len())..] {
            [] => None,
            [one] => Some((OTHER, one.clone())),
            more => Some((OTHER, format!("{} others", more.len()))),
        };
        named.chain(others).collect()
    }

    fn rank(&self, name: &str) -> usize {
        self.names.iter().position(|one| one == name).unwrap_or(self.names.len())
    }
}

impl Chart {
    /// Returns the histogram, if an interruption has a time.
    pub(super) fn new(contents: &Contents, colours: &Colours) -> Option<Self> {
        // If several columns are equally high, the first one is named.
        let highest = contents.buckets.iter().rev().max_by_key(|bucket| bucket.total())?;
        let (most, seconds) = (highest.total(), contents.bucket_seconds);
        let columns = contents.buckets.iter().map(|bucket| column(bucket, seconds, most, colours));
        Some(Self {
            columns: columns.collect(),
            most,
            most_from: Time(highest.start),
            each: duration(seconds),
            ticks: ticks(&contents.buckets, seconds),
        })
    }

    /// Returns the columns with interruptions.
    pub(super) fn filled(&self) -> impl Iterator<Item = &Column> {
        self.columns.iter().filter(|column| column.count > 0)
    }

    pub(super) fn has_gap(&self) -> bool {
        self.columns.iter().any(|column| column.gap.is_some())
    }
}

fn column(bucket: &Bucket, seconds: i64, most: u64, colours: &Colours) -> Column {
    let mut counts: Vec<(usize, &'static str, u64)> = bucket
        .counts
        .iter()
        .map(|(category, count)| {
            let name = category::name(*category);
            (colours.rank(name), name, *count)
        })
        .collect();
    counts.sort_unstable();
    let mut offset = most;
    let segments = counts.iter().map(|(rank, _, count)| {
        offset -= count;
        Segment { colour: of_rank(*rank), offset, count: *count }
    });
    let segments = segments.collect();
    let names: Vec<String> =
        counts.iter().map(|(_, name, count)| format!("{name} {count}")).collect();
    Column {
        start: Time(bucket.start),
        gap: bucket.is_gap().then(|| duration(bucket.intervals * seconds)),
        count: bucket.total(),
        categories: names.join(", "),
        segments,
    }
}

/// Returns times at equal distances. A date is shown only where it changes.
fn ticks(buckets: &[Bucket], seconds: i64) -> Vec<Tick> {
    let step = buckets.len().div_ceil(MAX_TICKS).max(1);
    let mut last = None;
    let ticks = buckets.iter().enumerate().step_by(step).map(|(index, bucket)| {
        let date = bucket.start.strftime("%Y-%m-%d").to_string();
        let is_new = last.as_ref() != Some(&date);
        last = Some(date.clone());
        Tick {
            column: index + 1,
            date: is_new.then_some(date),
            time: (seconds < 86_400).then(|| bucket.start.strftime("%H:%M").to_string()),
        }
    });
    ticks.collect()
}
