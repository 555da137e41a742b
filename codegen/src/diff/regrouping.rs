//! Finds codes that left the reason they shared with others, or joined another reason.
//!
//! The *usual text* of a reason is the text of most of its codes. A code leaves its reason when it
//! loses the usual text, and joins another reason when it gets the usual text of that one. For example:
//!
//! | code | reason | old text | new text |
//! |---|---|---|---|
//! | 18-1 | `Arrears` | Arrears. | Arrears. |
//! | 18-2 | `Arrears` | Arrears. | Blocked. |
//! | 19 | `Blocked` | Blocked. | Blocked. |
//!
//! 18-2 left the reason of 18-1 and joined the reason of 19.

use super::pairing::{TextId, Versions};
use super::{ReasonChange, Regrouping};
use crate::code::Code;
use crate::names::Names;
use indexmap::IndexMap;
use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

/// The identity of a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum ReasonId {
    /// The index of a named reason.
    Named(usize),
    /// The text of a reason without a name.
    Unnamed(TextId),
}

/// Returns the reasons of the codes of the old version. A code without a name gets the reason of the
/// named codes with its text, if there are any.
pub(super) fn reasons(versions: &Versions, names: &Names) -> BTreeMap<Code, ReasonId> {
    let mut candidates: HashMap<TextId, Vec<usize>> = HashMap::new();
    for (code, text) in &versions.old {
        candidates.entry(*text).or_default().extend(names.reason(*code));
    }
    let by_text: HashMap<TextId, usize> = candidates
        .into_iter()
        .filter_map(|(text, reasons)| Some((text, usual(reasons, None)?)))
        .collect();
    let reasons = versions.old.iter().map(|(code, text)| {
        let reason = names.reason(*code).or_else(|| by_text.get(text).copied());
        (*code, reason.map_or(ReasonId::Unnamed(*text), ReasonId::Named))
    });
    reasons.collect()
}

/// A code that both versions list, with its texts.
struct Row {
    code: Code,
    old: TextId,
    new: TextId,
}

/// A reason: its codes that both versions list, and its usual text in each version.
struct Reason {
    rows: Vec<Row>,
    old: TextId,
    new: TextId,
    /// The first code with the usual new text. It identifies the reason in the result.
    resident: Code,
}

/// Finds codes that lost the usual text of their reason, or got the usual text of another. A code
/// that gets the usual text of its own reason is not reported, because the API does not change.
pub(super) fn regrouped(
    versions: &Versions,
    reasons: &BTreeMap<Code, ReasonId>,
) -> Vec<Regrouping> {
    let reasons = with_usual_texts(versions, reasons);
    let mut owners: HashMap<TextId, &Reason> = HashMap::new();
    for reason in &reasons {
        // If several reasons have one usual text, it belongs to the reason that already had it, or
        // else to the reason with most codes.
        let claim = |reason: &Reason| (reason.old == reason.new, reason.rows.len());
        let owner = owners.entry(reason.new).or_insert(reason);
        if claim(reason) > claim(owner) {
            *owner = reason;
        }
    }
    let mut groups: BTreeMap<(Code, ReasonChange), Vec<Code>> = BTreeMap::new();
    for reason in &reasons {
        for row in &reason.rows {
            let had_usual = row.old == reason.old;
            let change = match owners.get(&row.new) {
                // The new text belongs to the row's own reason, or the row already had the text of
                // the other reason.
                Some(owner) if owner.resident == reason.resident || owner.old == row.old => {
                    continue;
                }
                Some(owner) if had_usual && row.new != reason.new => {
                    ReasonChange::Changed { from: reason.resident, to: owner.resident }
                }
                Some(owner) => ReasonChange::Joined(owner.resident),
                None if had_usual => ReasonChange::Left(reason.resident),
                None => continue,
            };
            groups.entry((reason.resident, change)).or_default().push(row.code);
        }
    }
    let regrouped = groups.into_iter().map(|((_, change), codes)| Regrouping { codes, change });
    let mut regrouped: Vec<Regrouping> = regrouped.collect();
    regrouped.sort_by(|one, other| one.codes.cmp(&other.codes));
    regrouped
}

/// Returns the reasons of the codes that both versions list, in the order of their first codes.
fn with_usual_texts(versions: &Versions, reasons: &BTreeMap<Code, ReasonId>) -> Vec<Reason> {
    let mut groups: IndexMap<ReasonId, Vec<Row>> = IndexMap::new();
    for ((code, old), reason) in versions.old.iter().zip(reasons.values()) {
        if let Some(new) = versions.new.get(code) {
            groups.entry(*reason).or_default().push(Row { code: *code, old: *old, new: new.id });
        }
    }
    let reasons = groups.into_values().filter_map(|rows| {
        let old = usual(rows.iter().map(|row| row.old), None)?;
        let new = usual(rows.iter().map(|row| row.new), Some(old))?;
        let resident = rows.iter().find(|row| row.new == new)?.code;
        Some(Reason { rows, old, new, resident })
    });
    reasons.collect()
}

/// Returns the most frequent item. If several are equally frequent, returns the preferred one, or else
/// the first.
fn usual<T: Copy + Eq + Hash>(
    items: impl IntoIterator<Item = T>,
    preferred: Option<T>,
) -> Option<T> {
    let mut counts: IndexMap<T, usize> = IndexMap::new();
    for item in items {
        *counts.entry(item).or_default() += 1;
    }
    // Of several maxima, the last one is returned.
    let counts = counts.into_iter().rev();
    Some(counts.max_by_key(|(item, count)| (*count, preferred == Some(*item)))?.0)
}
