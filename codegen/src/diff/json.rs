//! The changes as JSON. The shape is a contract.

use super::{CodeText, Diff, Move, ReasonChange, Regrouping, Rewording, SyntaxChange, Verdict};
use crate::code::Code;
use serde::Serialize;

/// The changes, to be serialized. Without two readable versions, layout and verdict are `null`.
#[derive(Debug, Default, Serialize)]
pub struct JsonDiff<'a> {
    added: &'a [CodeText],
    removed: &'a [CodeText],
    reworded: &'a [Rewording],
    punctuated: &'a [Rewording],
    moved: &'a [Move],
    regrouped: Vec<JsonRegrouping<'a>>,
    layout: Option<SyntaxChange>,
    verdict: Option<Verdict>,
}

#[derive(Debug, Serialize)]
struct JsonRegrouping<'a> {
    codes: &'a [Code],
    from: Option<Code>,
    to: Option<Code>,
}

impl<'a> From<&'a Diff> for JsonDiff<'a> {
    fn from(diff: &'a Diff) -> Self {
        Self {
            added: &diff.added,
            removed: &diff.removed,
            reworded: &diff.reworded,
            punctuated: &diff.punctuated,
            moved: &diff.moved,
            regrouped: diff.regrouped.iter().map(JsonRegrouping::from).collect(),
            layout: Some(diff.layout),
            verdict: Some(diff.verdict()),
        }
    }
}

impl<'a> From<&'a Regrouping> for JsonRegrouping<'a> {
    fn from(Regrouping { codes, change }: &'a Regrouping) -> Self {
        let (from, to) = match *change {
            ReasonChange::Left(from) => (Some(from), None),
            ReasonChange::Joined(to) => (None, Some(to)),
            ReasonChange::Changed { from, to } => (Some(from), Some(to)),
        };
        Self { codes, from, to }
    }
}
