//! The limit on similar findings in a report.

use crate::finding::{Finding, Findings};
use std::sync::Arc;

/// The first findings under each rule in each file, and a summary of the others.
pub(super) struct Limited<'a> {
    pub(super) shown: Vec<&'a Finding>,
    pub(super) left_out: Vec<LeftOut<'a>>,
}

/// Findings under one rule in one file that are not shown. There is at least one.
pub(super) struct LeftOut<'a> {
    count: usize,
    pub(super) first: &'a Finding,
    last: &'a Finding,
}

/// The findings under one rule in one file.
struct Similar<'a> {
    first: &'a Finding,
    shown: usize,
    left_out: Option<LeftOut<'a>>,
}

impl<'a> Limited<'a> {
    /// Selects the open findings, at most `max` under one rule in one file.
    pub(super) fn new(findings: &'a Findings, max: impl Fn(&Finding) -> usize) -> Self {
        let mut shown = Vec::new();
        let mut all: Vec<Similar<'_>> = Vec::new();
        for finding in findings.iter().filter(|finding| finding.is_open()) {
            let is_similar = |similar: &Similar<'_>| {
                similar.first.rule == finding.rule
                    && Arc::ptr_eq(&similar.first.span.source, &finding.span.source)
            };
            let position = all.iter().position(is_similar).unwrap_or_else(|| {
                all.push(Similar { first: finding, shown: 0, left_out: None });
                all.len() - 1
            });
            let similar = &mut all[position];
            if similar.shown < max(similar.first) {
                similar.shown += 1;
                shown.push(finding);
            } else {
                let left_out = LeftOut { count: 0, first: finding, last: finding };
                let left_out = similar.left_out.get_or_insert(left_out);
                left_out.count += 1;
                left_out.last = finding;
            }
        }
        Self { shown, left_out: all.into_iter().filter_map(|similar| similar.left_out).collect() }
    }
}

impl LeftOut<'_> {
    /// Says how many findings are left out, and where they are.
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
