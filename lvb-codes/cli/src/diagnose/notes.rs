//! Counts of problems, other events and omitted interruptions, for the messages after the last log.

use super::problem::Problem;
use crate::text::counted;
use std::collections::BTreeMap;

/// The maximum number of messages about problems of one kind.
const MAX_MESSAGES: u64 = 5;

/// The maximum number of other event types with a count of their own.
const MAX_TYPES: usize = 50;

/// Counts of problems, other events and omitted interruptions.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    problems: BTreeMap<String, u64>,
    others: BTreeMap<Option<i64>, u64>,
    /// The number of responses that are one page of several, and the first one with the most pages.
    pages: u64,
    first_page: Option<(i64, i64)>,
    /// Interruptions without a time, omitted by a filter on the time.
    pub(crate) untimed: u64,
    pub(crate) repeats: u64,
    /// Interruptions without a `sequence` that may be repeats.
    pub(crate) alike: u64,
}

impl Notes {
    /// Counts a problem. Returns whether to print a message about it.
    pub(crate) fn problem(&mut self, problem: &Problem) -> bool {
        let count = self.problems.entry(problem.kind()).or_default();
        *count += 1;
        *count <= MAX_MESSAGES
    }

    pub(crate) fn other(&mut self, event_type: i64) {
        self.add_others(Some(event_type), 1);
    }

    fn add_others(&mut self, event_type: Option<i64>, count: u64) {
        let is_known = self.others.contains_key(&event_type)
            || self.others.keys().flatten().count() < MAX_TYPES;
        *self.others.entry(event_type.filter(|_| is_known)).or_default() += count;
    }

    pub(crate) fn page(&mut self, number: i64, total: i64) {
        self.pages += 1;
        let largest = self.first_page.is_none_or(|(_, largest)| total > largest);
        if largest {
            self.first_page = Some((number, total));
        }
    }

    /// Adds the notes of a part, except its problems.
    pub(crate) fn merge(&mut self, part: Self) {
        for (event_type, count) in part.others {
            self.add_others(event_type, count);
        }
        if let Some((number, total)) = part.first_page {
            self.page(number, total);
            self.pages += part.pages - 1;
        }
        self.untimed += part.untimed;
        self.repeats += part.repeats;
    }

    pub(crate) fn others(&self) -> u64 {
        self.others.values().sum()
    }

    pub(crate) fn problems(&self) -> u64 {
        self.problems.values().sum()
    }

    pub(crate) fn sums(&self) -> Vec<String> {
        let mut sums = Vec::new();
        let problems = self.problems();
        if problems > 1 {
            let mut sum = format!("{problems} lines or JSON values could not be read");
            if self.problems.values().any(|count| *count > MAX_MESSAGES) {
                let kinds =
                    sorted(self.problems.iter().map(|(kind, count)| (kind.clone(), *count)));
                let kinds: Vec<String> =
                    kinds.map(|(kind, count)| format!("{count}× {kind}")).collect();
                sum += &format!(": {}", kinds.join(", "));
            }
            sums.push(sum);
        }
        let others = self.others();
        if others > 0 {
            let name = |event_type: &Option<i64>| {
                event_type.map_or("further types".to_owned(), |number| number.to_string())
            };
            let types = sorted(self.others.iter().map(|(number, count)| (name(number), *count)));
            let types: Vec<String> = types.map(|(name, count)| format!("{name}×{count}")).collect();
            sums.push(format!("{}: {}", counted(others, "other event"), types.join(", ")));
        }
        if self.repeats > 0 {
            sums.push(format!(
                "omitted {} of notifications; `--repeats keep` includes them",
                counted(self.repeats, "repeat")
            ));
        }
        if self.alike > 0 {
            sums.push(format!(
                "{} without a `sequence` may be counted twice: an earlier one has the same time, \
                 stream and code",
                counted(self.alike, "interruption")
            ));
        }
        if self.untimed > 0 {
            sums.push(format!(
                "--since or --until omitted {} without a time",
                counted(self.untimed, "interruption")
            ));
        }
        let is_missing = |total: i64| i64::try_from(self.pages).is_ok_and(|pages| pages < total);
        if let Some((number, total)) = self.first_page.filter(|(_, total)| is_missing(*total)) {
            sums.push(format!(
                "a response is page {number} of {total}: there are more events on the other pages"
            ));
        }
        sums
    }
}

/// Sorts counts, the greatest first.
fn sorted(counts: impl Iterator<Item = (String, u64)>) -> impl Iterator<Item = (String, u64)> {
    let mut counts: Vec<_> = counts.collect();
    counts.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    counts.into_iter()
}

#[cfg(test)]
mod tests {
    use super::{MAX_TYPES, Notes};

    #[test]
    fn other_types_are_counted_in_bounded_memory() {
        let mut notes = Notes::default();
        for number in 0..1000 {
            notes.other(number);
            notes.other(7);
        }
        let mut all = Notes::default();
        all.merge(notes);
        assert_eq!(all.others.len(), MAX_TYPES + 1);
        let sum = all.sums().remove(0);
        assert!(sum.starts_with("2000 other events: 7×1001, further types×950, 0×1, "), "{sum}");
    }
}
