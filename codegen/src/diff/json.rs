//! The changes for programs. Their shape is a contract.

use super::{Diff, Layouts, Move, Rewording, Row, Verdict};
use serde::Serialize;

/// The changes, ready to be written.
#[derive(Debug, Serialize)]
pub struct JsonDiff<'a> {
    added: &'a [Row],
    removed: &'a [Row],
    reworded: &'a [Rewording],
    moved: &'a [Move],
    layout: Layouts,
    verdict: Verdict,
}

impl<'a> From<&'a Diff> for JsonDiff<'a> {
    fn from(diff: &'a Diff) -> Self {
        Self {
            added: &diff.added,
            removed: &diff.removed,
            reworded: &diff.reworded,
            moved: &diff.moved,
            layout: diff.layout,
            verdict: diff.verdict(),
        }
    }
}
