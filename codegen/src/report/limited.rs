//! The limit on similar findings in a report.

use crate::finding::{Finding, Findings};
use indexmap::IndexMap;
use std::sync::Arc;

/// Returns the first open findings, at most `max` under one rule in one file. The others are left out:
/// for each rule and file, returns the first of them, and a message about all of them.
pub(super) fn limited(
    findings: &Findings,
    max: impl Fn(&Finding) -> usize,
) -> (Vec<&Finding>, Vec<(&Finding, String)>) {
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
        let message = format!(
            "{} more like this in {}, between lines {} and {}",
            left_out.len(),
            first.span.source.name(),
            first.span.line(),
            last.span.line()
        );
        Some((*first, message))
    });
    (shown, left_out.collect())
}
