//! The changes between two versions of a document, and their effect on the public API.

pub mod human;
pub mod json;
pub mod markdown;
pub mod phrases;
mod words;

use crate::catalog::Catalog;
use crate::code::Code;
use crate::names::Names;
use doc_tables::TableSyntax;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;
use std::hash::Hash;

/// The changes from an old version of a document to a new one, in ascending order of codes.
#[derive(Debug)]
pub struct Diff {
    /// Codes that only the new version lists.
    pub added: Vec<CodeText>,
    /// Codes that only the old version lists.
    pub removed: Vec<CodeText>,
    /// Codes whose text changed.
    pub reworded: Vec<Rewording>,
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
    /// The text.
    pub text: String,
}

/// Codes that left a shared reason, or joined one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Regrouping {
    /// The codes.
    pub codes: Vec<Code>,
    /// What happened to them.
    pub change: ReasonChange,
}

/// How codes left or joined a reason, which another code of that reason stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReasonChange {
    /// They no longer have the reason of this code.
    Left(Code),
    /// They now have the reason of this code.
    Joined(Code),
}

/// The syntax of the table in both versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct SyntaxChange {
    /// In the old version.
    pub old: TableSyntax,
    /// In the new version.
    pub new: TableSyntax,
}

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
        } else if !self.reworded.is_empty() {
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

/// Compares two versions. The names tell which codes have one reason in the API, regardless of the
/// wording of their rows.
pub fn diff(old: &Catalog, new: &Catalog, names: &Names) -> Diff {
    let before = by_code(old);
    let after = by_code(new);
    let api = Api::new(&before, names);
    let only = |entries: &BTreeMap<Code, &str>, other: &BTreeMap<Code, &str>, lost: &Catalog| {
        let only = entries.iter().filter(|(code, _)| {
            // A row that cannot be read is a finding, not a removed code.
            !other.contains_key(code) && !lost.unreadable.contains(code)
        });
        only.map(|(code, reason)| CodeText { code: *code, reason: (*reason).to_owned() }).collect()
    };
    let reworded = before.iter().filter_map(|(code, old)| {
        let (old, new) = ((*old).to_owned(), (*after.get(code)?).to_owned());
        (old != new).then_some(Rewording { code: *code, old, new })
    });
    Diff {
        added: only(&after, &before, old),
        removed: only(&before, &after, new),
        reworded: reworded.collect(),
        moved: moved(&before, &after, &api),
        regrouped: regrouped(&before, &after, &api),
        layout: SyntaxChange { old: old.layout, new: new.layout },
    }
}

fn by_code(catalog: &Catalog) -> BTreeMap<Code, &str> {
    catalog.entries.iter().map(|entry| (entry.code, entry.reason.as_str())).collect()
}

/// The reasons of the codes in the API.
struct Api<'a> {
    names: &'a Names,
    reason_by_text: HashMap<&'a str, usize>,
}

/// The identity of a reason.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum ReasonId<'a> {
    /// The index of a named reason.
    Named(usize),
    /// The text of a reason without a name.
    Unnamed(&'a str),
}

impl<'a> Api<'a> {
    fn new(before: &BTreeMap<Code, &'a str>, names: &'a Names) -> Self {
        let rows = before.iter().map(|(code, old)| (*code, *old));
        Self { names, reason_by_text: names.reasons_by_text(rows) }
    }

    /// Returns the reason of a code that has this text in the old version.
    fn reason(&self, code: Code, old: &'a str) -> ReasonId<'a> {
        let reason = self.names.reason(code);
        let reason = reason.or_else(|| self.reason_by_text.get(old).copied());
        reason.map_or(ReasonId::Unnamed(old), ReasonId::Named)
    }
}

/// Finds texts that moved to a code from a code of another reason, or from a removed code: the sign
/// of a copy-and-paste error.
fn moved(before: &BTreeMap<Code, &str>, after: &BTreeMap<Code, &str>, api: &Api<'_>) -> Vec<Move> {
    let mut holders: HashMap<&str, Holders<'_>> = HashMap::new();
    for (code, text) in before {
        let holders = holders.entry(text).or_default();
        holders.reasons.insert(api.reason(*code, text));
        holders.first.get_or_insert(*code);
        if after.get(code) != Some(text) {
            holders.lost.get_or_insert(*code);
        }
    }
    let moved = after.iter().filter_map(|(to, text)| {
        let holders = holders.get(text)?;
        let from = match before.get(to) {
            // A row that keeps its text, or gets a text of its own reason, takes no other row's text.
            Some(old) if holders.reasons.contains(&api.reason(*to, old)) => None,
            Some(_) => holders.lost.or(holders.first),
            // A new code may have a reason that other codes keep.
            None => holders.lost,
        };
        Some(Move { from: from?, to: *to, text: (*text).to_owned() })
    });
    moved.collect()
}

/// The codes that had a text.
#[derive(Default)]
struct Holders<'a> {
    reasons: HashSet<ReasonId<'a>>,
    first: Option<Code>,
    /// The first code that lost it.
    lost: Option<Code>,
}

/// A code of both versions.
struct Kept<'a> {
    code: Code,
    old: &'a str,
    new: &'a str,
    reason: ReasonId<'a>,
}

/// The codes of a reason, with the text of most of them in both versions.
struct Usual<'a> {
    codes: Vec<&'a Kept<'a>>,
    old: &'a str,
    new: &'a str,
}

/// Finds codes that lost the usual text of their reason, or got that of another. A row that gets the
/// usual text of its own reason changes nothing in the API.
fn regrouped(
    before: &BTreeMap<Code, &str>,
    after: &BTreeMap<Code, &str>,
    api: &Api<'_>,
) -> Vec<Regrouping> {
    let kept = before.iter().filter_map(|(code, old)| {
        Some(Kept { code: *code, old, new: after.get(code)?, reason: api.reason(*code, old) })
    });
    let kept: Vec<Kept<'_>> = kept.collect();
    let kept: Vec<&Kept<'_>> = kept.iter().collect();
    let usual: Vec<Usual<'_>> = groups(&kept, |kept| kept.reason).into_iter().map(usual).collect();
    // The largest of the reasons that share a text now.
    let mut homes: HashMap<&str, usize> = HashMap::new();
    for (index, reason) in usual.iter().enumerate() {
        homes.entry(reason.new).or_insert(index);
    }

    let mut regrouped = Vec::new();
    for (index, reason) in usual.iter().enumerate() {
        let (at_home, elsewhere): (Vec<&Kept<'_>>, Vec<&Kept<'_>>) =
            reason.codes.iter().partition(|kept| kept.new == reason.new);
        let left = elsewhere.iter().filter(|kept| kept.old == reason.old).copied();
        let left: Vec<&Kept<'_>> = left.collect();
        let change = ReasonChange::Left(at_home[0].code);
        regrouped.push(Regrouping { codes: codes(&left), change });
        for came in groups(&elsewhere, |kept| kept.new) {
            let Some(home) = homes.get(came[0].new).map(|home| &usual[*home]) else {
                continue;
            };
            let came: Vec<_> = came.into_iter().filter(|kept| kept.old != home.old).collect();
            regrouped.push(joined(&came, home));
        }
        let home = &usual[homes[reason.new]];
        if homes[reason.new] != index && home.old != reason.old {
            // Codes that had the text before did not join.
            let (from, to) = if reason.old == reason.new { (home, reason) } else { (reason, home) };
            let came: Vec<_> =
                from.codes.iter().filter(|kept| kept.new == from.new).copied().collect();
            regrouped.push(joined(&came, to));
        }
    }
    regrouped.retain(|regrouping| !regrouping.codes.is_empty());
    regrouped.sort_by(|one, other| one.codes.cmp(&other.codes));
    regrouped
}

fn usual<'a>(codes: Vec<&'a Kept<'a>>) -> Usual<'a> {
    let old = groups(&codes, |kept| kept.old)[0][0].old;
    let mut parts = groups(&codes, |kept| kept.new);
    // Of two equal parts, the one with the old text keeps the reason.
    parts.sort_by_key(|part| (Reverse(part.len()), part[0].new != old));
    let new = parts[0][0].new;
    Usual { codes, old, new }
}

fn joined(came: &[&Kept<'_>], home: &Usual<'_>) -> Regrouping {
    let resident = home.codes.iter().find(|kept| kept.new == home.new);
    let other = resident.unwrap_or(&home.codes[0]).code;
    Regrouping { codes: codes(came), change: ReasonChange::Joined(other) }
}

/// Groups by a key; the largest group comes first, then the one with the first code.
fn groups<'a, K: Eq + Hash>(
    kept: &[&'a Kept<'a>],
    key: impl Fn(&Kept<'a>) -> K,
) -> Vec<Vec<&'a Kept<'a>>> {
    let mut positions = HashMap::new();
    let mut groups: Vec<Vec<&Kept<'_>>> = Vec::new();
    for each in kept {
        let position = *positions.entry(key(each)).or_insert(groups.len());
        match groups.get_mut(position) {
            Some(group) => group.push(each),
            None => groups.push(vec![each]),
        }
    }
    groups.sort_by_key(|group| Reverse(group.len()));
    groups
}

fn codes(group: &[&Kept<'_>]) -> Vec<Code> {
    group.iter().map(|kept| kept.code).collect()
}
