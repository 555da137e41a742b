//! The changes between two versions of a document, and their effect on the public API.
//!
//! The stages in the order of flow: `text::key` folds differences in punctuation, case and width.
//! [`pairing`] finds the old text that each new text continues. [`moves`] finds texts that went to
//! another code, and [`regrouping`] codes that changed their reason. [`human`], [`markdown`] and
//! [`json`] show the result.

pub mod human;
pub mod json;
pub mod markdown;
mod moves;
mod pairing;
pub mod phrases;
mod punctuation;
mod regrouping;
mod similarity;
mod verdict;
mod words;

pub use verdict::Verdict;

use crate::catalog::Catalog;
use crate::code::Code;
use crate::names::Names;
use crate::text::key::key;
use doc_tables::TableSyntax;
use pairing::Versions;
use regrouping::reasons;
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;

/// The changes from an old version of a document to a new one, in ascending order of codes.
#[derive(Debug)]
pub struct Diff {
    /// Codes that only the new version lists.
    pub added: Vec<CodeText>,
    /// Codes that only the old version lists.
    pub removed: Vec<CodeText>,
    /// Codes whose text changed.
    pub reworded: Vec<Rewording>,
    /// Codes whose text changed only in final punctuation, case, width or white space.
    pub punctuated: Vec<Rewording>,
    /// Texts that moved to another code.
    pub moved: Vec<Move>,
    /// Codes that left a shared reason, or joined one.
    pub regrouped: Vec<Regrouping>,
    /// The syntax of the table.
    pub layout: SyntaxChange,
}

/// A code and its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CodeText {
    /// The code.
    pub code: Code,
    /// The text.
    pub reason: String,
}

/// A code with its text before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rewording {
    /// The code.
    pub code: Code,
    /// The text in the old version.
    pub old: String,
    /// The text in the new version.
    pub new: String,
}

/// A text that moved from one code to a code of another reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Move {
    /// The code with the text in the old version.
    pub from: Code,
    /// The code with the text in the new version only.
    pub to: Code,
    /// The text, as it is in the new version.
    pub text: String,
    /// Whether the words of the text changed too, so that only its similarity shows the move.
    #[serde(skip)]
    pub is_reworded: bool,
}

/// Codes that left a shared reason, or joined one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Regrouping {
    /// The codes.
    pub codes: Vec<Code>,
    /// What happened to them.
    #[serde(flatten)]
    pub change: ReasonChange,
}

/// How codes left or joined a reason. Another code of a reason identifies it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReasonChange {
    /// They no longer have the reason of this code.
    Left(Code),
    /// They now have the reason of this code. Either their whole reason joined it, or their old text
    /// was not the usual text of their reason.
    Joined(Code),
    /// They no longer have the reason of one code, and now have the reason of another.
    Changed {
        /// A code of the reason that they left.
        from: Code,
        /// A code of the reason that they joined.
        to: Code,
    },
}

impl Serialize for ReasonChange {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (from, to) = match self {
            Self::Left(from) => (Some(from), None),
            Self::Joined(to) => (None, Some(to)),
            Self::Changed { from, to } => (Some(from), Some(to)),
        };
        serializer.collect_map([("from", from), ("to", to)])
    }
}

/// The syntax of the table in both versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct SyntaxChange {
    /// In the old version.
    pub old: TableSyntax,
    /// In the new version.
    pub new: TableSyntax,
}

/// Compares two versions. The names define which codes share a reason in the API, regardless of the
/// texts of their rows.
pub fn diff(old: &Catalog, new: &Catalog, names: &Names) -> Diff {
    let before = by_code(old);
    let after = by_code(new);
    let only = |entries: &BTreeMap<Code, &str>, other: &BTreeMap<Code, &str>, lost: &Catalog| {
        let only = entries.iter().filter(|(code, _)| {
            // A row that cannot be read is a finding, not a removed code.
            !other.contains_key(code) && !lost.unreadable.contains(code)
        });
        only.map(|(code, reason)| CodeText { code: *code, reason: (*reason).to_owned() }).collect()
    };
    let changed = before.iter().filter_map(|(code, old)| {
        let (old, new) = ((*old).to_owned(), (*after.get(code)?).to_owned());
        (old != new).then_some(Rewording { code: *code, old, new })
    });
    let (punctuated, reworded) = changed.partition(|text| key(&text.old) == key(&text.new));
    let versions = Versions::new(&before, &after);
    let reasons = reasons(&versions, names);
    Diff {
        added: only(&after, &before, old),
        removed: only(&before, &after, new),
        reworded,
        punctuated,
        moved: moves::moved(&versions, &reasons, &after),
        regrouped: regrouping::regrouped(&versions, &reasons),
        layout: SyntaxChange { old: old.layout, new: new.layout },
    }
}

fn by_code(catalog: &Catalog) -> BTreeMap<Code, &str> {
    catalog.entries.iter().map(|entry| (entry.code, entry.reason.as_str())).collect()
}
