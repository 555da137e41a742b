//! Finds texts that moved to another code, which may be a copy-and-paste error.

use super::Move;
use super::pairing::{Origin, TextId, Versions};
use super::regrouping::ReasonId;
use crate::code::Code;
use std::collections::{BTreeMap, HashMap, HashSet};

/// The codes that had a text.
struct Holders {
    codes: Vec<Code>,
    reasons: HashSet<ReasonId>,
    /// Whether one of them still has it.
    keep_it: bool,
}

/// Finds the codes that got a text from a code of another reason: one that lost the text, or the only
/// one that has it. A code that gets a text which several codes keep joins their reason; no text moves.
pub(super) fn moved(
    versions: &Versions,
    reasons: &BTreeMap<Code, ReasonId>,
    after: &BTreeMap<Code, &str>,
) -> Vec<Move> {
    let mut holders: HashMap<TextId, Holders> = HashMap::new();
    for ((code, text), reason) in versions.old.iter().zip(reasons.values()) {
        let new = || Holders { codes: Vec::new(), reasons: HashSet::new(), keep_it: false };
        let holders = holders.entry(*text).or_insert_with(new);
        holders.codes.push(*code);
        holders.reasons.insert(*reason);
        holders.keep_it |= versions.new.get(code).is_some_and(|new| new.id == *text);
    }
    let moved = versions.new.iter().zip(after.values()).filter_map(|((to, new), text)| {
        let holders = holders.get(&new.id)?;
        let is_taken = match reasons.get(to) {
            // A row that keeps its text, or gets a text of its own reason, takes no other row's text.
            Some(own) if holders.reasons.contains(own) => false,
            Some(_) => !holders.keep_it || holders.codes.len() == 1,
            // A new code may have a reason that other codes keep.
            None => !holders.keep_it,
        };
        let is_reworded = match new.origin {
            Origin::Equal => false,
            Origin::Similar => true,
            Origin::Unclear => return None,
        };
        let from = *holders.codes.first()?;
        is_taken.then(|| Move { from, to: *to, text: (*text).to_owned(), is_reworded })
    });
    moved.collect()
}
