//! The changes as JSON. The shape is a contract.

use super::{CodeText, Diff, Move, Regrouping, Rewording, SyntaxChange, Verdict};
use serde::Serialize;

/// The changes, to be serialized. Without two readable versions, layout and verdict are `null`.
#[derive(Debug, Default, Serialize)]
pub struct JsonDiff<'a> {
    added: &'a [CodeText],
    removed: &'a [CodeText],
    reworded: &'a [Rewording],
    punctuated: &'a [Rewording],
    moved: &'a [Move],
    regrouped: &'a [Regrouping],
    layout: Option<SyntaxChange>,
    verdict: Option<Verdict>,
}

impl<'a> From<&'a Diff> for JsonDiff<'a> {
    fn from(diff: &'a Diff) -> Self {
        Self {
            added: &diff.added,
            removed: &diff.removed,
            reworded: &diff.reworded,
            punctuated: &diff.punctuated,
            moved: &diff.moved,
            regrouped: &diff.regrouped,
            layout: Some(diff.layout),
            verdict: Some(diff.verdict()),
        }
    }
}
