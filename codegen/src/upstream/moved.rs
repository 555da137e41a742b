//! Texts that moved from one code to another.
//!
//! If a text moved in one language only, the page of that language is likely wrong. If it moved in all
//! languages, the meaning of the codes changed.

use super::drifted::{Drifted, Selected};
use crate::catalog::Entry;
use crate::code::Code;
use crate::diff::Move;
use crate::finding::rule::Rule;
use crate::finding::{Finding, Findings, Help};
use crate::manifest::correction;
use crate::module::Module;
use crate::names::Names;
use crate::text::key::key;
use crate::text::list;
use std::collections::BTreeMap;

/// Two codes: a text moved from one to the other, or they swapped their texts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Pair {
    from: Code,
    to: Code,
    swapped: bool,
}

/// What the other languages did with a text that moved in some.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Others {
    /// They moved it too.
    Moved,
    /// At least one kept it.
    Kept,
    /// No other language can be compared.
    Unknown,
}

/// Reports the moved texts of the chosen documents, once per pair of codes. A move in all languages is
/// not reported if the names already follow it. Returns whether a text moved in all languages.
pub(super) fn report(
    selection: &[Selected<'_>],
    names: &Names,
    committed: &Module,
    findings: &mut Findings,
) -> bool {
    let mut seen: BTreeMap<Pair, Vec<&Drifted>> = BTreeMap::new();
    for selected in selection.iter().filter(|selected| selected.is_taken) {
        for pair in pairs(selected.document) {
            seen.entry(pair).or_default().push(selected.document);
        }
    }
    let documents = || selection.iter().map(|selected| selected.document);
    let compared = documents().filter(|document| document.diff.is_some()).count();
    let is_missing = documents().any(|document| document.status.is_failure());
    let mut moved_together = false;
    for (pair, places) in seen {
        let others = if places.len() < compared {
            Others::Kept
        } else if is_missing || compared == 1 {
            Others::Unknown
        } else {
            Others::Moved
        };
        let everywhere = others == Others::Moved;
        moved_together |= everywhere;
        if !(everywhere && pair.codes().iter().all(|code| has_followed(*code, names, committed))) {
            findings.extend(finding(pair, &places, others, names));
        }
    }
    moved_together
}

impl Pair {
    /// Returns the codes whose text changed.
    fn codes(self) -> Vec<Code> {
        if self.swapped { vec![self.from, self.to] } else { vec![self.to] }
    }
}

/// Returns whether the names give a code another reason than the committed module does.
fn has_followed(code: Code, names: &Names, committed: &Module) -> bool {
    let reasons = committed.reason(code).zip(names.reason(code));
    reasons.is_some_and(|(old, new)| old != names.reasons[new].name)
}

/// Returns the pairs of codes between which a text moved. If the old code keeps its text, the text was
/// copied; the comparison with the names reports that.
fn pairs(document: &Drifted) -> Vec<Pair> {
    let is_kept = |each: &Move| {
        rows(document, each.from).is_some_and(|(old, new)| key(&old.reason) == key(&new.reason))
    };
    let moved = document.diff.iter().flat_map(|diff| &diff.moved).filter(|each| !is_kept(each));
    let moved: Vec<(Code, Code)> = moved.map(|each| (each.from, each.to)).collect();
    let pairs = moved.iter().filter_map(|(from, to)| match moved.contains(&(*to, *from)) {
        true if from < to => Some(Pair { from: *from, to: *to, swapped: true }),
        true => None,
        false => Some(Pair { from: *from, to: *to, swapped: false }),
    });
    pairs.collect()
}

fn finding(pair: Pair, places: &[&Drifted], others: Others, names: &Names) -> Option<Finding> {
    let Pair { from, to, swapped } = pair;
    let languages = list(places.iter().map(|document| document.language.english_name()));
    let message = if swapped {
        format!("the {languages} texts of {from} and {to} have been swapped")
    } else {
        format!("{to} now has the {languages} text that {from} had")
    };
    let rows: Vec<(&Entry, &Entry)> = places.iter().filter_map(|place| rows(place, to)).collect();
    let (_, new) = rows.first()?;
    let rule = if others == Others::Moved { Rule::MovedReason } else { Rule::MovedText };
    let codes = pair.codes();
    let mut finding = Finding::new(rule, new.span.clone(), message).codes(codes.iter().copied());
    if !swapped {
        finding = finding.with([from]);
    }
    for (index, place) in places.iter().enumerate() {
        finding = finding.language(&place.language);
        if index > 0 {
            finding = finding.context(rows.get(index)?.1.span.clone(), "and here");
        }
    }
    for (old, _) in rows.iter().take(1) {
        finding = finding.context(old.span.clone(), format!("the text of {to} before"));
    }
    let sentence = match others {
        Others::Moved => {
            let edit = edit(pair, names);
            let sentence =
                format!("all languages agree: if the codes changed their meaning, {edit}");
            return Some(finding.help(sentence));
        }
        Others::Kept => {
            "another language did not move it, so that page is likely wrong; until upstream fixes \
             it, give the right text in the manifest:"
        }
        Others::Unknown => {
            "no other page shows whether this is a mistake; if it is, give the right text in the \
             manifest until upstream fixes it:"
        }
    };
    let rows = places.iter().flat_map(|place| codes.iter().map(move |code| (place, code)));
    let blocks = rows.filter_map(|(place, code)| correction(place, *code)).collect();
    Some(finding.help(Help { sentence: sentence.to_owned(), blocks }))
}

/// Returns the edit by which the names follow the texts.
fn edit(pair: Pair, names: &Names) -> String {
    let listed = pair.codes().into_iter().filter_map(|code| {
        let other = if code == pair.to { pair.from } else { pair.to };
        Some(format!("\"{code}\" under `{}`", names.reasons[names.reason(other)?].name))
    });
    let listed: Vec<String> = listed.collect();
    let file = names.source.name();
    if listed.is_empty() {
        // Upstream dropped the other code.
        return format!("list \"{}\" under another [[reason]] in {file}", pair.to);
    }
    format!("list {} in {file}", list(listed))
}

/// Returns the row of a code in the vendored and in the published version.
fn rows(document: &Drifted, code: Code) -> Option<(&Entry, &Entry)> {
    Some((document.vendored.as_ref()?.row(code)?, document.published()?.row(code)?))
}

fn correction(document: &Drifted, code: Code) -> Option<String> {
    let (old, new) = rows(document, code)?;
    Some(correction::block(&document.language, code, &new.reason, &old.reason))
}
