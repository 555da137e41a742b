//! The manifest after an update: with new digests and dates of the documents, and without the entries
//! that the update makes stale.

use super::Planner;
use crate::error::Error;
use crate::finding::rule::Rule;
use crate::finding::{Finding, Findings};
use crate::manifest::allow;
use crate::manifest::edit::EditedManifest;
use crate::page::digest;
use crate::upstream::drift::{Choice, choose};
use crate::upstream::drifted::{Selected, Status};
use std::ops::Range;

impl Planner<'_> {
    /// Returns the text of the manifest after a choice of documents is vendored.
    pub(super) fn edited_manifest(&self, choice: &Choice<'_>) -> Result<String, Error> {
        let mut edited = EditedManifest::new(self.manifest)?;
        for (index, selected) in choice.selection.iter().enumerate() {
            let document = selected.document;
            if let Some((edition, dated)) = selected.taken() {
                edited.set(index, "sha256", &digest(&edition.bytes));
                edited.set(index, "dated", &dated.to_string());
            } else if let (Status::Same, Some(_), Some(edition)) =
                (&document.status, &document.edited, &document.vendored)
            {
                // The vendored document was edited to equal the published one.
                edited.set(index, "sha256", &digest(&edition.bytes));
            }
        }
        let stale = self.stale_entries(choice)?;
        let is_stale = |rule: Rule, range: &Range<usize>| {
            stale.iter().find(|found| found.rule == rule && found.span.range == *range)
        };
        let mut removed = Vec::new();
        for (index, allow) in self.manifest.allow.iter().enumerate() {
            if let Some(finding) = is_stale(Rule::StaleAllow, &allow.span.range) {
                if finding.codes.len() < allow.codes.len() {
                    edited.remove_codes(index, &finding.codes);
                } else {
                    removed.push(index);
                }
            }
        }
        edited.remove("allow", &removed);
        let corrections = self.manifest.corrections.iter().enumerate();
        let removed = corrections.filter(|(_, correction)| {
            is_stale(Rule::StaleCorrection, &correction.span.range).is_some()
        });
        let removed: Vec<usize> = removed.map(|(index, _)| index).collect();
        edited.remove("correction", &removed);
        Ok(edited.finish())
    }

    /// Finds the entries that the choice makes stale. Entries that were stale before are left to the
    /// user.
    fn stale_entries(&self, choice: &Choice<'_>) -> Result<Vec<Finding>, Error> {
        let none = self.documents.iter().map(Selected::vendored).collect();
        let before = choose(none, self.manifest, self.names, self.committed)?;
        let before = before.outcome.findings;
        // A move is found only by comparing versions. After the update, its [[allow]] matches nothing.
        let is_move = |rule: Rule| matches!(rule, Rule::MovedText | Rule::MovedReason);
        let mut after = Findings::default();
        let kept = choice.outcome.findings.iter();
        let kept = kept.filter(|found| found.rule != Rule::StaleAllow && !is_move(found.rule));
        after.extend(kept.cloned());
        allow::stale(&self.manifest.allow, &mut after);
        let is_new = |finding: &Finding| {
            let allow = self.manifest.allow.iter();
            let mut allow = allow.filter(|allow| allow.span.range == finding.span.range);
            allow.any(|allow| is_move(allow.rule))
                || !before.iter().any(|known| {
                    known.rule == finding.rule && known.span.range == finding.span.range
                })
        };
        Ok(after.into_iter().filter(is_new).collect())
    }
}
