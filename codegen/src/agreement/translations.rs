//! Compares the texts of other languages with the reference and with their script.

use super::Readable;
use super::reasons::{codes, with_places};
use crate::catalog::Entry;
use crate::finding::rule::Rule;
use crate::finding::{Finding, Findings};
use crate::text::{list, quoted};
use indexmap::IndexMap;

/// Reports texts that are not translated: equal to the reference, or not in the language's script.
pub(super) fn untranslated(
    reference: &Readable<'_>,
    other: &Readable<'_>,
    findings: &mut Findings,
) {
    let (language, known) = (other.language.english_name(), reference.language.english_name());
    let mut found: IndexMap<(&str, bool), Vec<&Entry>> = IndexMap::new();
    for entry in &other.catalog.entries {
        // A code that only this page lists has a finding of its own.
        let Some(original) = reference.catalog.entry(entry.code) else {
            continue;
        };
        let same = original.reason == entry.reason;
        if same || !other.language.is_written_in(&entry.reason) {
            found.entry((&entry.reason, same)).or_default().push(entry);
        }
    }
    for ((_, same), entries) in found {
        let first = entries[0];
        let message = if same {
            format!("the {language} text of {} is the {known} text", list(codes(&entries)))
        } else {
            format!(
                "the {language} text of {} has no letter of that language: {}",
                list(codes(&entries)),
                quoted(&first.reason)
            )
        };
        let mut finding = Finding::new(Rule::Untranslated, first.span.clone(), message)
            .language(other.language)
            .codes(codes(&entries));
        if let Some(original) = reference.catalog.entry(first.code) {
            finding = finding.context(original.span.clone(), format!("the {known} text"));
        }
        findings
            .push(with_places(finding, &entries[1..]).help("translate the text in the document"));
    }
}
