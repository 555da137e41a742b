//! The effect of the changes on the public API.

use super::Diff;
use serde::Serialize;
use std::fmt;

/// The part of the version number of `lvb-codes` that a change requires to increase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// No code and no text changed.
    None,
    /// A text changed.
    Patch,
    /// A code was added.
    Minor,
    /// A code was removed, or its reason changed.
    Major,
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        })
    }
}

impl Diff {
    /// Returns the effect of the changes on the public API.
    pub fn verdict(&self) -> Verdict {
        if !self.removed.is_empty() || !self.regrouped.is_empty() {
            Verdict::Major
        } else if !self.added.is_empty() {
            Verdict::Minor
        } else if !self.reworded.is_empty() || !self.punctuated.is_empty() {
            Verdict::Patch
        } else {
            Verdict::None
        }
    }

    /// Returns whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.verdict() == Verdict::None && self.layout.old == self.layout.new
    }
}
