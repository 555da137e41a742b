//! Finds texts that moved to another code, which may be a copy-and-paste error.
//!
//! For example, a text moved from 5 to 6, which have different reasons:
//!
//! | code | old text | new text |
//! |---|---|---|
//! | 5 | The push timed out. | The network is down. |
//! | 6 | The token is wrong. | The push timed out. |

use super::Move;
use super::pairing::{Origin, TextId, Versions};
use super::regrouping::ReasonId;
use crate::code::Code;
use std::collections::{BTreeMap, HashMap, HashSet};

/// The codes that had a text in the old version.
#[derive(Default)]
struct Holders {
    codes: Vec<Code>,
    reasons: HashSet<ReasonId>,
    /// Whether one of them has it in the new version too.
    keep_it: bool,
}

/// Finds the codes that got a text from a code of another reason.
///
/// The text moved if none of its old codes keeps it, or if it had only one code. If it had several
/// codes and one of them keeps it, the code joined their reason; `regrouping` reports that.
pub(super) fn moved(
    versions: &Versions,
    reasons: &BTreeMap<Code, ReasonId>,
    after: &BTreeMap<Code, &str>,
) -> Vec<Move> {
    let mut holders: HashMap<TextId, Holders> = HashMap::new();
    for ((code, text), reason) in versions.old.iter().zip(reasons.values()) {
        let holders = holders.entry(*text).or_default();
        holders.codes.push(*code);
        holders.reasons.insert(*reason);
        holders.keep_it |= versions.new.get(code).is_some_and(|new| new.id == *text);
    }
    let moved = versions.new.iter().zip(after.values()).filter_map(|((to, new), text)| {
        let holders = holders.get(&new.id)?;
        let is_taken = match reasons.get(to) {
            // The code keeps its text, or gets another text of its own reason.
            Some(own) if holders.reasons.contains(own) => false,
            Some(_) => !holders.keep_it || holders.codes.len() == 1,
            // A new code may share the reason of the codes that keep the text.
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
