//! Compares the texts of each page with the script of its language and with the reference.

use super::reasons::{codes, with_places};
use super::{Readable, is_most_of};
use crate::catalog::Entry;
use crate::finding::rule::Rule;
use crate::finding::{Finding, Findings};
use crate::text::{list, quoted};
use indexmap::IndexMap;

/// Reports texts that are not translated: not in the language's script, or equal to the reference.
/// `reference` is `None` for the page of the reference itself, whose script alone is checked.
pub(super) fn untranslated(
    page: &Readable<'_>,
    reference: Option<&Readable<'_>>,
    findings: &mut Findings,
) {
    let mut found: IndexMap<(&str, bool), Vec<&Entry>> = IndexMap::new();
    for entry in &page.catalog.entries {
        let original = reference.map(|reference| reference.catalog.entry(entry.code));
        // A code that the reference lacks has a finding of its own.
        if original.is_some_and(|original| original.is_none()) {
            continue;
        }
        let same = original.flatten().is_some_and(|original| original.reason == entry.reason);
        // In the reference, a text may have no letters at all.
        let has_letters = reference.is_some() || entry.reason.contains(char::is_alphabetic);
        if same || (has_letters && !page.language.is_written_in(&entry.reason)) {
            found.entry((&entry.reason, same)).or_default().push(entry);
        }
    }
    let all: Vec<&Entry> = found.values().flatten().copied().collect();
    if is_most_of(all.len(), page.catalog.entries.len()) {
        findings.push(other_language(page, &all));
        return;
    }
    for ((_, same), entries) in found {
        findings.push(untranslated_text(page, reference, same, &entries));
    }
}

fn other_language(page: &Readable<'_>, entries: &[&Entry]) -> Finding {
    let language = page.language.english_name();
    let (number, all) = (entries.len(), page.catalog.entries.len());
    let message = format!("{number} of {all} {language} texts are not in that language");
    Finding::new(Rule::Untranslated, page.catalog.span.clone(), message)
        .language(page.language)
        .codes(codes(entries))
        .label("this may be the page of another language")
        .help(format!("download the {language} page, or correct the tag in the manifest"))
}

fn untranslated_text(
    page: &Readable<'_>,
    reference: Option<&Readable<'_>>,
    same: bool,
    entries: &[&Entry],
) -> Finding {
    let (language, first) = (page.language.english_name(), entries[0]);
    let known = reference.map_or(language, |reference| reference.language.english_name());
    let listed = list(codes(entries));
    let message = if same {
        format!("the {language} text of {listed} is the {known} text")
    } else {
        let text = quoted(&first.reason);
        format!("the {language} text of {listed} has no letter of that language: {text}")
    };
    let mut finding = Finding::new(Rule::Untranslated, first.span.clone(), message)
        .language(page.language)
        .codes(codes(entries));
    if let Some(original) = reference.and_then(|reference| reference.catalog.entry(first.code)) {
        finding = finding.context(original.span.clone(), format!("the {known} text"));
    }
    with_places(finding, &entries[1..]).help("translate the text in the document")
}
