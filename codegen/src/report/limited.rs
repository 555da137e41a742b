//! Findings that are alike, of which a report shows the first, and the number of the others.

use crate::finding::Finding;
use std::sync::Arc;

/// The findings to show, in their order, and those under one rule in one file that are too many.
pub(super) struct Many<'a> {
    pub(super) shown: Vec<&'a Finding>,
    pub(super) others: Vec<Others<'a>>,
}

/// At least one finding that is not shown.
pub(super) struct Others<'a> {
    count: usize,
    pub(super) first: &'a Finding,
    last: &'a Finding,
}

impl<'a> Many<'a> {
    /// Sorts out the findings that are not accepted; `most` is how many of a kind are shown.
    pub(super) fn new(findings: &'a [Finding], most: impl Fn(&Finding) -> usize) -> Self {
        let mut shown = Vec::new();
        let mut alike: Vec<(&Finding, usize, Option<Others<'_>>)> = Vec::new();
        for found in findings.iter().filter(|finding| finding.is_open()) {
            let is_like = |first: &Finding| {
                first.rule == found.rule && Arc::ptr_eq(&first.span.source, &found.span.source)
            };
            let position = alike.iter().position(|(first, ..)| is_like(first));
            let position = position.unwrap_or_else(|| {
                alike.push((found, 0, None));
                alike.len() - 1
            });
            let (first, count, others) = &mut alike[position];
            if *count < most(first) {
                *count += 1;
                shown.push(found);
            } else {
                let others = others.get_or_insert(Others { count: 0, first: found, last: found });
                others.count += 1;
                others.last = found;
            }
        }
        Self { shown, others: alike.into_iter().filter_map(|(_, _, others)| others).collect() }
    }
}

impl Others<'_> {
    /// How many there are, and where.
    pub(super) fn message(&self) -> String {
        format!(
            "{} more like this in {}, between lines {} and {}",
            self.count,
            self.first.span.source.name(),
            self.first.span.line(),
            self.last.span.line()
        )
    }
}
