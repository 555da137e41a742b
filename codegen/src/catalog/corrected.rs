//! Replaces the texts of rows that upstream got wrong.

use super::Catalog;
use crate::finding::rule::Rule;
use crate::finding::{Finding, Findings};
use crate::language::Tag;
use crate::manifest::correction::Correction;
use crate::text::key::key;
use crate::text::quoted;

/// Corrects the rows of a page, and reports each correction that upstream no longer needs.
pub(super) fn apply(
    corrections: &[Correction],
    language: &Tag,
    catalog: &mut Catalog,
    findings: &mut Findings,
) {
    for correction in corrections.iter().filter(|correction| correction.language == *language) {
        let code = correction.code;
        let index = catalog.by_code.get(&code);
        let entry = index.and_then(|index| catalog.entries.get_mut(*index));
        let message = match entry {
            // A change of punctuation does not fix the row, unless it is the correction itself.
            Some(entry)
                if entry.reason != correction.text
                    && key(&entry.reason) == key(&correction.upstream) =>
            {
                entry.reason.clone_from(&correction.text);
                entry.corrected = true;
                continue;
            }
            Some(entry) => format!("the page now says {} for {code}", quoted(&entry.reason)),
            None => format!("the page no longer lists {code}"),
        };
        let finding = Finding::new(Rule::StaleCorrection, correction.span.clone(), message);
        findings.push(finding.language(language).codes([code]).help(
            "remove this [[correction]], or update it; if it is for a new version of the \
             page, run `cargo codegen update`",
        ));
    }
}
