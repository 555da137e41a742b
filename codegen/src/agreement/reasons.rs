//! Compares the texts of all languages with the named reasons.
//!
//! The names define which codes share a reason. In every language, the codes of one reason must have
//! the same text, and the codes of different reasons different texts. Only this comparison finds a row
//! with the text of another row. If all languages deviate in the same way, the names are likely wrong;
//! if one language deviates, its page is.

use super::Readable;
use crate::catalog::Entry;
use crate::code::Code;
use crate::finding::rule::Rule;
use crate::finding::{Finding, Findings, Help};
use crate::manifest::correction;
use crate::names::Names;
use crate::text::{limited_list, list, quoted};
use indexmap::IndexMap;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// The maximum number of codes that a message lists.
const MAX_LISTED: usize = 12;

/// The entries of one reason, by text. The usual text comes first: the text of most entries, then
/// the text that fewer entries of other reasons have, then the first in the document.
pub(super) type ByText<'a> = IndexMap<&'a str, Vec<&'a Entry>>;

/// The entries of a page, by the index of their reason in the names.
pub(super) type ByReason<'a> = BTreeMap<usize, ByText<'a>>;

/// Codes of one reason whose text differs from the usual text of the reason.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fact {
    /// They have the usual text of another reason.
    Merged { reason: usize, other: usize },
    /// They have a text of their own.
    Split { reason: usize },
}

/// A fact in one language.
struct Seen<'a, 'p> {
    page: &'p Readable<'a>,
    /// The entries of the codes.
    entries: Vec<&'a Entry>,
    /// The entries that these are compared with: of the other reason, or of the same.
    others: Vec<&'a Entry>,
}

/// Reports each fact once, with all its languages.
pub(super) fn compare_with_names(
    pages: &[Readable<'_>],
    by_reason: &[ByReason<'_>],
    names: &Names,
    findings: &mut Findings,
) {
    let mut facts: BTreeMap<(Fact, Vec<Code>), Vec<Seen<'_, '_>>> = BTreeMap::new();
    for (page, reasons) in pages.iter().zip(by_reason) {
        for (fact, seen) in facts_of(page, reasons) {
            facts.entry((fact, codes(&seen.entries))).or_default().push(seen);
        }
    }
    for ((fact, _), seen) in facts {
        findings.push(match fact {
            Fact::Merged { reason, other } => merged(&seen, pages, reason, other, names),
            Fact::Split { reason } => split(&seen, pages, reason, names),
        });
    }
}

fn facts_of<'a, 'p>(page: &'p Readable<'a>, reasons: &ByReason<'a>) -> Vec<(Fact, Seen<'a, 'p>)> {
    let mut owners: HashMap<&str, Vec<(usize, &[&'a Entry])>> = HashMap::new();
    for (reason, texts) in reasons {
        if let Some((text, entries)) = texts.first() {
            owners.entry(text).or_default().push((*reason, entries));
        }
    }
    for owners in owners.values_mut() {
        // The reason with most codes owns a shared text. If several are equal, the one with
        // most unchanged rows owns it, or else the later one in the page.
        owners.sort_by_key(|(_, entries)| {
            let kept = entries.iter().filter(|entry| !page.changed(entry)).count();
            (entries.len(), kept, entries[0].span.range.start)
        });
        owners.reverse();
    }
    let mut facts = Vec::new();
    for (reason, texts) in reasons {
        for (index, (text, entries)) in texts.iter().enumerate() {
            let owner = owners.get(text).map(|owners| owners[0]);
            let fact = match owner {
                Some((other, _)) if other == *reason => continue,
                Some((other, _)) => Fact::Merged { reason: *reason, other },
                None if index == 0 => continue,
                None => Fact::Split { reason: *reason },
            };
            let others = owner.map_or(&texts[0][..], |(_, entries)| entries).to_vec();
            facts.push((fact, Seen { page, entries: entries.clone(), others }));
        }
    }
    facts
}

pub(super) fn by_reason<'a>(page: &Readable<'a>, names: &Names) -> ByReason<'a> {
    let mut reasons = ByReason::new();
    let mut totals: HashMap<&str, usize> = HashMap::new();
    for entry in &page.catalog.entries {
        let Some(reason) = names.reason(entry.code) else {
            continue;
        };
        reasons.entry(reason).or_default().entry(&entry.reason).or_default().push(entry);
        *totals.entry(&entry.reason).or_default() += 1;
    }
    for texts in reasons.values_mut() {
        texts.sort_by_key(|text, entries| (Reverse(entries.len()), totals[text]));
    }
    reasons
}

fn merged(
    seen: &[Seen<'_, '_>],
    pages: &[Readable<'_>],
    reason: usize,
    other: usize,
    names: &Names,
) -> Finding {
    let first = &seen[0];
    let (entry, partner) = (first.entries[0], first.others[0]);
    let name = |reason: usize| format!("`{}`", names.reasons[reason].name);
    let languages = languages(seen);
    let message = format!(
        "{} and {} have the same {languages} text, but different reasons",
        limited_list(first.entries.iter().map(|entry| entry.code), MAX_LISTED),
        partner.code
    );
    let label = format!("{}, but also the text of {}", name(reason), partner.code);
    let finding = Finding::new(Rule::MergedReason, entry.span.clone(), message)
        .codes(codes(&first.entries))
        .with(codes(&first.others))
        .label(label)
        .context(partner.span.clone(), name(other));
    let finding = with_places(with_places(finding, &first.entries[1..]), &elsewhere(seen));
    let finding = finding.languages(seen.iter().map(|seen| seen.page.language));
    finding.help(if seen.len() == pages.len() && pages.len() > 1 {
        let all = names.reasons[reason].codes.len() == first.entries.len();
        Help::from(move_in_names(&codes(&first.entries), all, reason, other, &languages, names))
    } else if seen.len() == 1 && pages.len() > 1 {
        slip(first, &languages, &name(other))
    } else {
        let file = names.source.name();
        format!(
            "compare the rows; if the codes have one reason, list them under one [[reason]] in \
             {file}"
        )
        .into()
    })
}

/// Describes how to change the names so that they follow all languages.
fn move_in_names(
    codes: &[Code],
    all: bool,
    reason: usize,
    other: usize,
    languages: &str,
    names: &Names,
) -> String {
    let (from, to) = (&names.reasons[reason].name, &names.reasons[other].name);
    let codes = list(codes.iter().map(|code| format!("\"{code}\"")));
    let removal = if all {
        format!("remove the [[reason]] `{from}`")
    } else {
        format!("remove {codes} from the codes of `{from}`")
    };
    format!(
        "{languages} agree: {codes} {} the text of `{to}`; in {}, {removal} and add {codes} to the \
         codes of `{to}`",
        if codes.contains(' ') { "have" } else { "has" },
        names.source.name()
    )
}

/// Describes how to correct one page that disagrees with all others.
fn slip(seen: &Seen<'_, '_>, language: &str, other: &str) -> Help {
    let entry = seen.entries[0];
    let before = seen.page.vendored(entry.code).filter(|known| known.reason != entry.reason);
    let text = before.map_or("...", |known| known.reason.as_str());
    let codes = limited_list(seen.entries.iter().map(|entry| entry.code), MAX_LISTED);
    let is_clear = before.is_some() || seen.entries.len() < seen.others.len();
    let (fact, row) = if is_clear {
        let have = if seen.entries.len() == 1 { "has" } else { "have" };
        (format!("{codes} {have} the text of {other}"), "that page is likely wrong")
    } else {
        let partner = seen.others[0].code;
        (format!("{codes} and {partner} have the same text"), "one of the rows is likely wrong")
    };
    let sentence = format!(
        "{fact} only in {language}, so {row}; until upstream fixes it, give the right text in the \
         manifest:"
    );
    let block = correction::block(seen.page.language, entry.code, &entry.reason, text);
    Help { sentence, blocks: vec![block] }
}

fn split(seen: &[Seen<'_, '_>], pages: &[Readable<'_>], reason: usize, names: &Names) -> Finding {
    let first = &seen[0];
    let (entries, usual) = (&first.entries, &first.others);
    let languages = languages(seen);
    let name = &names.reasons[reason].name;
    let message = format!(
        "{} {} a different {languages} text from {}, but {} the same reason, `{name}`",
        limited_list(codes(entries).iter(), MAX_LISTED),
        if entries.len() == 1 { "has" } else { "have" },
        usual[0].code,
        if entries.len() + usual.len() > 2 { "all have" } else { "both have" },
    );
    let finding = Finding::new(Rule::SplitReason, entries[0].span.clone(), message)
        .codes(codes(entries))
        .context(usual[0].span.clone(), format!("the text of {}", usual[0].code));
    let finding = with_places(with_places(finding, &entries[1..]), &elsewhere(seen));
    let finding = finding.languages(seen.iter().map(|seen| seen.page.language));
    finding.help(if seen.len() == pages.len() && pages.len() > 1 {
        format!(
            "{languages} agree: give these codes a reason of their own in {}: {}",
            names.source.name(),
            quoted(&entries[0].reason)
        )
    } else {
        format!(
            "correct the text if it is wrong; if it means something else, give these codes a reason \
             of their own in {}",
            names.source.name()
        )
    })
}

fn languages(seen: &[Seen<'_, '_>]) -> String {
    list(seen.iter().map(|seen| seen.page.language.english_name()))
}

/// Returns the first entry of each further language.
fn elsewhere<'a>(seen: &[Seen<'a, '_>]) -> Vec<&'a Entry> {
    seen[1..].iter().map(|seen| seen.entries[0]).collect()
}

pub(super) fn codes(entries: &[&Entry]) -> Vec<Code> {
    entries.iter().map(|entry| entry.code).collect()
}

/// Adds the places of further entries.
pub(super) fn with_places(finding: Finding, entries: &[&Entry]) -> Finding {
    entries.iter().fold(finding, |finding, entry| {
        finding.context(entry.span.clone(), format!("and {}", entry.code))
    })
}
