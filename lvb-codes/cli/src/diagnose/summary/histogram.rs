//! Interruptions over time, by category, in bounded memory.

use crate::category::Uncategorized;
use jiff::Timestamp;
use lvb_codes::Category;
use std::collections::BTreeMap;

/// The maximum number of buckets in memory.
const MAX_BUCKETS: usize = 4096;

/// The maximum number of rows in the report: the hours of a day, and an outlier with its gap.
const MAX_ROWS: i64 = 30;

/// The minimum number of consecutive empty intervals that the report shows as one gap.
const MIN_GAP: i64 = 4;

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

/// The number of interruptions by category.
pub(crate) type ByCategory = BTreeMap<Result<Category, Uncategorized>, u64>;

/// Counts by time. The buckets become wider as their number grows. The span does not matter, so that
/// a single wrong time does not hide when the other interruptions were.
#[derive(Debug, Default)]
pub(crate) struct Histogram {
    /// The index of the width.
    width: usize,
    buckets: BTreeMap<i64, ByCategory>,
    /// The first and the last time.
    pub(crate) span: Option<(Timestamp, Timestamp)>,
}

/// The interruptions in an interval of time, or a gap: several intervals without interruptions.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Bucket {
    pub(crate) start: Timestamp,
    /// The number of intervals; more than 1 in a gap.
    pub(crate) intervals: i64,
    pub(crate) counts: ByCategory,
}

impl Bucket {
    pub(crate) fn is_gap(&self) -> bool {
        self.intervals > 1
    }

    pub(crate) fn total(&self) -> u64 {
        self.counts.values().sum()
    }
}

impl Histogram {
    pub(crate) fn add(&mut self, time: Timestamp, category: Result<Category, Uncategorized>) {
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

    /// Makes the buckets as wide as in the report, and returns the width in seconds.
    pub(crate) fn fit(&mut self) -> i64 {
        while self.rows() > MAX_ROWS && self.widen() {}
        WIDTHS[self.width]
    }

    /// Returns the number of rows in the report. A gap counts as [`MIN_GAP`] rows, so that a list of
    /// many gaps has wider buckets.
    fn rows(&self) -> i64 {
        let starts: Vec<i64> = self.buckets.keys().copied().collect();
        1 + starts.windows(2).map(|pair| (pair[1] - pair[0]).min(MIN_GAP + 1)).sum::<i64>()
    }

    /// Returns the buckets from the first to the last, including empty ones and gaps.
    pub(crate) fn buckets(mut self) -> Vec<Bucket> {
        let width = self.fit();
        let mut buckets = Vec::new();
        let mut push = |index: i64, intervals, counts| {
            // Clamped, because a bucket may start before the earliest time that can be expressed.
            let start = Timestamp::from_second(index * width).unwrap_or(Timestamp::MIN);
            buckets.push(Bucket { start, intervals, counts });
        };
        let mut next = None;
        for (index, counts) in self.buckets {
            let empty = next.map_or(0, |next| index - next);
            if empty >= MIN_GAP {
                push(index - empty, empty, ByCategory::new());
            } else {
                (index - empty..index).for_each(|index| push(index, 1, ByCategory::new()));
            }
            push(index, 1, counts);
            next = Some(index + 1);
        }
        buckets
    }
}

#[cfg(test)]
mod tests {
    use super::{Bucket, Histogram, MAX_BUCKETS};
    use jiff::Timestamp;
    use lvb_codes::Category;

    /// 2022-08-29.
    const DAY: i64 = 1_661_731_200;

    fn histogram(seconds: impl IntoIterator<Item = i64>) -> Histogram {
        let mut histogram = Histogram::default();
        for second in seconds {
            let time = Timestamp::from_second(second).unwrap();
            histogram.add(time, Ok(Category::Client));
        }
        histogram
    }

    #[test]
    fn the_number_of_rows_determines_the_width() {
        for (end, step, width) in [
            (29, 1, 60),
            (30, 1, 300),
            (150, 1, 900),
            // Six interruptions with five gaps count as 26 rows; seven would count as 31.
            (5 * 60, 60, 60),
            (6 * 60, 60, 15 * 60),
            (86_400 / 60 - 1, 1, 3600),
            (6 * 86_400 / 60, 1, 6 * 3600),
            (40 * 86_400 / 60, 1, 7 * 86_400),
        ] {
            let minutes = (0..=end).step_by(step);
            assert_eq!(histogram(minutes.map(|minute| minute * 60)).fit(), width, "{end}");
        }
    }

    #[test]
    fn an_outlier_does_not_change_the_width() {
        let day = (0..24).map(|hour| DAY + hour * 3600 + hour % 2 * 60);
        let expected = histogram(day.clone()).buckets();
        assert_eq!(expected.len(), 24);
        let outlier = 4_102_444_800;
        let mut histogram = histogram(day.chain([outlier]));
        assert_eq!(histogram.fit(), 3600);
        let buckets = histogram.buckets();
        assert_eq!(buckets[..24], expected);
        let [gap, last] = &buckets[24..] else { panic!("{buckets:?}") };
        assert_eq!((gap.start.as_second(), gap.total()), (DAY + 86_400, 0));
        assert_eq!(gap.start.as_second() + gap.intervals * 3600, outlier);
        assert_eq!((last.start.as_second(), last.total()), (outlier, 1));
    }

    #[test]
    fn short_gaps_are_filled_with_empty_buckets() {
        let buckets = histogram([-30, 0, 240, 540]).buckets();
        let counts: Vec<(i64, i64, u64)> = buckets
            .iter()
            .map(|bucket| (bucket.start.as_second(), bucket.intervals, bucket.total()))
            .collect();
        let short = [(60, 1, 0), (120, 1, 0), (180, 1, 0)];
        let expected =
            [&[(-60, 1, 1), (0, 1, 1)][..], &short, &[(240, 1, 1), (300, 4, 0), (540, 1, 1)]];
        assert_eq!(counts, expected.concat());
        assert_eq!(histogram([]).buckets(), []);
    }

    #[test]
    fn any_span_has_few_buckets() {
        let wide = histogram([-62_167_219_200, 0, 253_402_207_200]);
        assert_eq!(wide.buckets().len(), 5);
        let millennia = histogram((0..10_000).map(|year| (year - 1970) * 31_556_952));
        assert!(millennia.buckets.len() <= MAX_BUCKETS);
        let buckets = millennia.buckets();
        assert!(buckets.len() <= 102, "{}", buckets.len());
        assert_eq!(buckets.iter().map(Bucket::total).sum::<u64>(), 10_000);
    }
}
