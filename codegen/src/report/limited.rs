//! The limit on similar findings in a report.

use crate::finding::{Finding, Findings};
use indexmap::IndexMap;
use std::sync::Arc;

/// Findings under one rule in one file that are not shown.
pub(super) struct LeftOut<'a> {
    count: usize,
    pub(super) first: &'a Finding,
    last: &'a Finding,
}

/// Returns the first open findings, at most `max` under one rule in one file, and a summary of the
/// others.
pub(super) fn limited(
    findings: &Findings,
    max: impl Fn(&Finding) -> usize,
) -> (Vec<&Finding>, Vec<LeftOut<'_>>) {
    let mut shown = Vec::new();
    let mut similar: IndexMap<_, Vec<&Finding>> = IndexMap::new();
    for finding in findings.iter().filter(|finding| finding.is_open()) {
        let file = Arc::as_ptr(&finding.span.source);
        let similar = similar.entry((finding.rule, file)).or_default();
        if similar.len() < max(finding) {
            shown.push(finding);
        }
        similar.push(finding);
    }
    let left_out = similar.into_values().filter_map(|similar| {
        let left_out = similar.get(max(similar[0])..)?;
        let (first, last) = (left_out.first()?, left_out.last()?);
        Some(LeftOut { count: left_out.len(), first, last })
    });
    (shown, left_out.collect())
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
