//! Interruptions over time, by category, in bounded memory.

use jiff::Timestamp;
use lvb_codes::Category;
use std::collections::BTreeMap;

/// The maximum number of buckets in memory.
const MAX_BUCKETS: usize = 4096;

/// The maximum number of buckets in the report.
const MAX_SHOWN: i64 = 24;

/// The widths of buckets in seconds; each divides the next.
const WIDTHS: [i64; 13] = [
    60,
    5 * 60,
    15 * 60,
    30 * 60,
    3600,
    3 * 3600,
    6 * 3600,
    12 * 3600,
    86_400,
    7 * 86_400,
    28 * 86_400,
    364 * 86_400,
    36_400 * 86_400,
];

/// The number of interruptions by category. The category is none if there is no code, or if the
/// category of an unknown code cannot be inferred.
pub(super) type ByCategory = BTreeMap<Option<Category>, u64>;

/// Returns the name of a category, or the text for none.
pub(super) fn category_name(category: Option<Category>) -> &'static str {
    category.map_or("not documented", Category::name)
}

/// Counts by time. The buckets become wider as the span grows.
#[derive(Debug, Default)]
pub(super) struct Histogram {
    /// The index of the width.
    width: usize,
    buckets: BTreeMap<i64, ByCategory>,
    span: Option<(Timestamp, Timestamp)>,
}

/// The interruptions in one interval of time.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Bucket {
    pub(super) start: Timestamp,
    pub(super) counts: ByCategory,
}

impl Histogram {
    pub(super) fn add(&mut self, time: Timestamp, category: Option<Category>) {
        let (first, last) = self.span.unwrap_or((time, time));
        self.span = Some((first.min(time), last.max(time)));
        let bucket = time.as_second().div_euclid(WIDTHS[self.width]);
        *self.buckets.entry(bucket).or_default().entry(category).or_default() += 1;
        while self.buckets.len() > MAX_BUCKETS && self.widen() {}
    }

    /// Makes the buckets wider. Returns false if they have the maximum width.
    fn widen(&mut self) -> bool {
        let Some(width) = WIDTHS.get(self.width + 1) else { return false };
        let factor = width / WIDTHS[self.width];
        self.width += 1;
        for (bucket, counts) in std::mem::take(&mut self.buckets) {
            let wider = self.buckets.entry(bucket.div_euclid(factor)).or_default();
            for (category, count) in counts {
                *wider.entry(category).or_default() += count;
            }
        }
        true
    }

    /// Returns the first and the last time.
    pub(super) fn span(&self) -> Option<(Timestamp, Timestamp)> {
        self.span
    }

    /// Makes the buckets as wide as in the report, and returns the width in seconds.
    pub(super) fn fit(&mut self) -> i64 {
        let is_too_narrow = |buckets: &BTreeMap<i64, ByCategory>| {
            let (first, last) = (buckets.keys().next(), buckets.keys().next_back());
            first.zip(last).is_some_and(|(first, last)| last - first >= MAX_SHOWN)
        };
        while is_too_narrow(&self.buckets) && self.widen() {}
        WIDTHS[self.width]
    }

    /// Returns the buckets from the first to the last, including empty ones.
    pub(super) fn buckets(mut self) -> Vec<Bucket> {
        let width = self.fit();
        let (Some(first), Some(last)) =
            (self.buckets.keys().next().copied(), self.buckets.keys().next_back().copied())
        else {
            return Vec::new();
        };
        (first..=last)
            .filter_map(|bucket| {
                let start = Timestamp::from_second(bucket * width).ok()?;
                Some(Bucket { start, counts: self.buckets.remove(&bucket).unwrap_or_default() })
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Histogram, MAX_BUCKETS};
    use jiff::Timestamp;
    use lvb_codes::Category;

    fn histogram(seconds: impl IntoIterator<Item = i64>) -> Histogram {
        let mut histogram = Histogram::default();
        for second in seconds {
            let time = Timestamp::from_second(second).unwrap();
            histogram.add(time, Some(Category::Client));
        }
        histogram
    }

    #[test]
    fn the_span_determines_the_width() {
        for (end, width) in [
            (0, 60),
            (1439, 60),
            (1440, 300),
            (2 * 3600, 900),
            (6 * 3600, 30 * 60),
            (86_399, 3600),
            (86_400, 3 * 3600),
            (3 * 86_400, 6 * 3600),
            (6 * 86_400, 12 * 3600),
            (40 * 86_400, 7 * 86_400),
        ] {
            assert_eq!(histogram([0, end]).fit(), width, "{end}");
        }
    }

    #[test]
    fn gaps_are_filled_with_empty_buckets() {
        let buckets = histogram([-30, 0, 200]).buckets();
        let counts: Vec<(i64, u64)> = buckets
            .iter()
            .map(|bucket| (bucket.start.as_second(), bucket.counts.values().sum()))
            .collect();
        assert_eq!(counts, [(-60, 1), (0, 1), (60, 0), (120, 0), (180, 1)]);
        assert_eq!(histogram([]).buckets(), []);
    }

    #[test]
    fn any_span_has_few_buckets() {
        let wide = histogram([-62_167_219_200, 0, 253_402_207_200]);
        let buckets = wide.buckets();
        assert!(buckets.len() <= 120, "{}", buckets.len());
        let many = histogram((0..12_288).map(|minute| minute * 60));
        assert!(many.buckets.len() <= MAX_BUCKETS);
        let total: u64 = many.buckets().iter().flat_map(|bucket| bucket.counts.values()).sum();
        assert_eq!(total, 12_288);
    }
}
