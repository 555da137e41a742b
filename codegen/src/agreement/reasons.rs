//! Compares the texts of each language with the named reasons.
//!
//! The names tell which codes share a reason. In every language, codes of one reason must have one
//! text, and codes of two reasons two. A row with the text of another row shows only that way.

use super::Readable;
use crate::catalog::Entry;
use crate::code::Code;
use crate::finding::rule::Rule;
use crate::finding::{Finding, Findings};
use crate::names::Names;
use crate::text::{limited_list, list, quoted};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// The entries of one reason, by text. The usual text comes first: the text of most entries, then
/// the text that fewer entries of other reasons have, then the first in the document.
pub(super) type ByText<'a> = Vec<(&'a str, Vec<&'a Entry>)>;

/// The entries of a page, by the index of their reason in the names.
pub(super) type ByReason<'a> = BTreeMap<usize, ByText<'a>>;

pub(super) fn compare_with_names(
    page: &Readable<'_>,
    reasons: &ByReason<'_>,
    names: &Names,
    findings: &mut Findings,
) {
    let mut owners: HashMap<&str, Vec<&[&Entry]>> = HashMap::new();
    for texts in reasons.values() {
        let (text, entries) = &texts[0];
        owners.entry(text).or_default().push(entries);
    }
    for owners in owners.values_mut() {
        owners.sort_by_key(|entries| Reverse(entries.len()));
    }
    for (reason, texts) in reasons {
        let (usual_text, usual) = &texts[0];
        let owners_of_text = &owners[usual_text];
        let is_largest = owners_of_text[0][0].code == usual[0].code
            && owners_of_text.get(1).is_none_or(|second| second.len() < usual.len());
        // The reason with most codes owns a shared text; if two are equal, both are reported.
        if !is_largest {
            findings.push(merged(page, names, usual, owners_of_text));
        }
        for (text, entries) in &texts[1..] {
            findings.push(match owners.get(text) {
                Some(owners) => merged(page, names, entries, &owners[..1]),
                None => split(page, names, *reason, entries, usual),
            });
        }
    }
}

pub(super) fn by_reason<'a>(page: &Readable<'a>, names: &Names) -> ByReason<'a> {
    let mut reasons = ByReason::new();
    let mut positions: HashMap<(usize, &str), usize> = HashMap::new();
    let mut totals: HashMap<&str, usize> = HashMap::new();
    for entry in &page.catalog.entries {
        let Some(reason) = names.reason(entry.code) else {
            continue;
        };
        let texts = reasons.entry(reason).or_default();
        let position = *positions.entry((reason, &entry.reason)).or_insert_with(|| {
            texts.push((&entry.reason, Vec::new()));
            texts.len() - 1
        });
        texts[position].1.push(entry);
        *totals.entry(&entry.reason).or_default() += 1;
    }
    for texts in reasons.values_mut() {
        texts.sort_by_key(|(text, entries)| (Reverse(entries.len()), totals[text]));
    }
    reasons
}

fn split(
    page: &Readable<'_>,
    names: &Names,
    reason: usize,
    entries: &[&Entry],
    usual: &[&Entry],
) -> Finding {
    let language = page.language.english_name();
    let name = &names.reasons[reason].name;
    let message = format!(
        "{} {} a different {language} text from {}, but {} the same reason, `{name}`",
        list(codes(entries)),
        if entries.len() == 1 { "has" } else { "have" },
        usual[0].code,
        if entries.len() + usual.len() > 2 { "all have" } else { "both have" },
    );
    let label = format!("the text of {}", usual[0].code);
    with_places(
        Finding::new(Rule::SplitReason, entries[0].span.clone(), message)
            .language(page.language)
            .codes(codes(entries))
            .context(usual[0].span.clone(), label)
            .help(format!(
                "correct the text if it is wrong; if it means something else, give these codes a \
                 reason of their own in {}",
                names.source.name()
            )),
        &entries[1..],
    )
}

/// Reports entries of one reason that have the text of another reason.
fn merged(page: &Readable<'_>, names: &Names, entries: &[&Entry], owners: &[&[&Entry]]) -> Finding {
    const MAX_OTHERS: usize = 3;
    let language = page.language.english_name();
    let first = entries[0];
    let others = owners.iter().map(|owner| owner[0]).filter(|other| other.code != first.code);
    let mut all = vec![first];
    all.extend(others);
    let message = format!(
        "{} have the same {language} text but are different reasons",
        limited_list(all.iter().map(|entry| entry.code), 1 + MAX_OTHERS)
    );
    let others: Vec<&Entry> = all[1..].iter().copied().take(MAX_OTHERS).collect();
    let reason = |entry: &Entry| {
        let reason = names.reason(entry.code).map(|reason| &names.reasons[reason].name);
        reason.map_or("", String::as_str).to_owned()
    };
    let label = format!("`{}`, but also the text of {}", reason(first), list(codes(&others)));
    let mut finding = Finding::new(Rule::MergedReason, first.span.clone(), message)
        .language(page.language)
        .codes(codes(entries))
        .label(label)
        .help(format!(
            "compare these rows with the other languages: one may have the text of another. If \
             all languages say the same in both, they are one [[reason]] in {}",
            names.source.name()
        ));
    for other in others {
        finding = finding.context(other.span.clone(), format!("`{}`", reason(other)));
    }
    with_places(finding, &entries[1..])
}

/// Reports texts that are not translated: equal to the reference, or not in the language's script.
pub(super) fn untranslated(
    reference: &Readable<'_>,
    other: &Readable<'_>,
    findings: &mut Findings,
) {
    let originals: HashMap<Code, &Entry> =
        reference.catalog.entries.iter().map(|entry| (entry.code, entry)).collect();
    let (language, known) = (other.language.english_name(), reference.language.english_name());
    let mut positions: HashMap<(&str, bool), usize> = HashMap::new();
    let mut found: Vec<(bool, Vec<&Entry>)> = Vec::new();
    for entry in &other.catalog.entries {
        // A code that only this page lists has a finding of its own.
        let Some(original) = originals.get(&entry.code) else {
            continue;
        };
        let same = original.reason == entry.reason;
        if same || !other.language.is_written_in(&entry.reason) {
            let position = *positions.entry((&entry.reason, same)).or_insert_with(|| {
                found.push((same, Vec::new()));
                found.len() - 1
            });
            found[position].1.push(entry);
        }
    }
    for (same, entries) in found {
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
        if let Some(original) = originals.get(&first.code) {
            finding = finding.context(original.span.clone(), format!("the {known} text"));
        }
        findings
            .push(with_places(finding, &entries[1..]).help("translate the text in the document"));
    }
}

fn codes(entries: &[&Entry]) -> Vec<Code> {
    entries.iter().map(|entry| entry.code).collect()
}

/// Adds the places of further entries.
fn with_places(finding: Finding, entries: &[&Entry]) -> Finding {
    entries.iter().fold(finding, |finding, entry| {
        finding.context(entry.span.clone(), format!("and {}", entry.code))
    })
}
