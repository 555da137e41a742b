//! The changes for programs. Their shape is a contract.

use super::{Diff, Layouts, Move, Rewording, Row, Verdict};
use serde::Serialize;

/// The changes, ready to be written. Without any, neither the layout nor the verdict is known.
#[derive(Debug, Default, Serialize)]
pub struct JsonDiff<'a> {
    added: &'a [Row],
    removed: &'a [Row],
    reworded: &'a [Rewording],
    moved: &'a [Move],
    layout: Option<Layouts>,
    verdict: Option<Verdict>,
}

impl<'a> From<&'a Diff> for JsonDiff<'a> {
    fn from(diff: &'a Diff) -> Self {
        Self {
            added: &diff.added,
            removed: &diff.removed,
            reworded: &diff.reworded,
            moved: &diff.moved,
            layout: Some(diff.layout),
            verdict: Some(diff.verdict()),
        }
    }
}
