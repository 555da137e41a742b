//! What changed between two versions of a document, and what that does to the public API.

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

/// The changes from an old version of a document to a new one. Codes are in ascending order.
#[derive(Debug)]
pub struct Diff {
    /// Codes that only the new version lists.
    pub added: Vec<Row>,
    /// Codes that only the old version lists.
    pub removed: Vec<Row>,
    /// Codes with another text than before.
    pub reworded: Vec<Rewording>,
    /// Texts that stand at another code than before.
    pub moved: Vec<Move>,
    /// Codes that left a reason, or came to one.
    pub regrouped: Vec<Regrouping>,
    /// How the table was written, and is now.
    pub layout: Layouts,
}

/// A code and its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// The code.
    pub code: Code,
    /// Its text.
    pub reason: String,
}

/// A code with its text before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rewording {
    /// The code.
    pub code: Code,
    /// Its text in the old version.
    pub old: String,
    /// Its text in the new version.
    pub new: String,
}

/// A text that a code had in the old version, and that one of another reason has in the new one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Move {
    /// The code that had the text.
    pub from: Code,
    /// The code that has it now, and did not before.
    pub to: Code,
    /// The text.
    pub text: String,
}

/// Codes that share a reason with others no more, or from now on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Regrouping {
    /// The codes.
    pub codes: Vec<Code>,
    /// Whether they came to a reason, or left one.
    pub joined: bool,
    /// One of the other codes of that reason.
    pub other: Code,
}

/// How the table was written, and is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Layouts {
    /// In the old version.
    pub old: TableSyntax,
    /// In the new version.
    pub new: TableSyntax,
}

/// Which part of the version number of `lvb-codes` a change asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// The public API says what it said.
    None,
    /// A text is another.
    Patch,
    /// There is a code that there was not.
    Minor,
    /// A code is gone, or has another reason.
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
    /// What the changes do to the public API.
    #[must_use]
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

    /// Whether there is no change at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.verdict() == Verdict::None && self.layout.old == self.layout.new
    }
}

/// Compares two versions. The names tell which codes have one reason in the API, whatever the
/// wording of their rows.
#[must_use]
pub fn diff(old: &Catalog, new: &Catalog, names: &Names) -> Diff {
    let before = by_code(old);
    let after = by_code(new);
    let api = Api::new(&before, names);
    let only = |entries: &BTreeMap<Code, &str>, other: &BTreeMap<Code, &str>, lost: &Catalog| {
        let only = entries.iter().filter(|(code, _)| {
            // A row that cannot be read is no row that is gone: it is a finding.
            !other.contains_key(code) && !lost.unreadable.contains(code)
        });
        only.map(|(code, reason)| Row { code: *code, reason: (*reason).to_owned() }).collect()
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
        layout: Layouts { old: old.layout, new: new.layout },
    }
}

fn by_code(catalog: &Catalog) -> BTreeMap<Code, &str> {
    catalog.entries.iter().map(|entry| (entry.code, entry.reason.as_str())).collect()
}

/// Which codes have one reason in the API, whatever the wording of their rows.
struct Api<'a> {
    names: &'a Names,
    reason_by_text: HashMap<&'a str, usize>,
}

/// The index of a named reason, or the text of one that has no name yet.
type Reason<'a> = Result<usize, &'a str>;

impl<'a> Api<'a> {
    fn new(before: &BTreeMap<Code, &'a str>, names: &'a Names) -> Self {
        let rows = before.iter().map(|(code, old)| (*code, *old));
        Self { names, reason_by_text: names.reasons_by_text(rows) }
    }

    /// The reason of a code, which has this text in the old version.
    fn reason(&self, code: Code, old: &'a str) -> Reason<'a> {
        let reason = self.names.reason(code);
        reason.or_else(|| self.reason_by_text.get(old).copied()).ok_or(old)
    }
}

/// Texts that came to a code from one of another reason, or from one that is gone: the mark of a
/// slip of copy and paste.
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
            // A row that keeps its text, or is mended to one of its own reason, takes nobody's.
            Some(old) if holders.reasons.contains(&api.reason(*to, old)) => None,
            Some(_) => holders.lost.or(holders.first),
            // A new code may well have a reason that others keep.
            None => holders.lost,
        };
        Some(Move { from: from?, to: *to, text: (*text).to_owned() })
    });
    moved.collect()
}

/// The codes that had a text.
#[derive(Default)]
struct Holders<'a> {
    reasons: HashSet<Reason<'a>>,
    first: Option<Code>,
    /// The first that does not have it any more.
    lost: Option<Code>,
}

/// A code of both versions.
struct Kept<'a> {
    code: Code,
    old: &'a str,
    new: &'a str,
    reason: Reason<'a>,
}

/// The codes of a reason, with the text that most of them had, and the one that most have now.
struct Usual<'a> {
    codes: Vec<&'a Kept<'a>>,
    old: &'a str,
    new: &'a str,
}

/// Codes that leave the usual text of their reason, or come to that of another. A row that comes
/// to the usual text of its own reason changes nothing in the API.
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
    // Of reasons that have one text now, the largest.
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
        regrouped.push(Regrouping { codes: codes(&left), joined: false, other: at_home[0].code });
        for came in groups(&elsewhere, |kept| kept.new) {
            let Some(home) = homes.get(came[0].new).map(|home| &usual[*home]) else {
                continue;
            };
            let came: Vec<_> = came.into_iter().filter(|kept| kept.old != home.old).collect();
            regrouped.push(joined(&came, home));
        }
        let home = &usual[homes[reason.new]];
        if homes[reason.new] != index && home.old != reason.old {
            // Who had the text before did not come to it.
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
    // Of two parts of one size, the one that stays is the reason, and the other leaves it.
    parts.sort_by_key(|part| (Reverse(part.len()), part[0].new != old));
    let new = parts[0][0].new;
    Usual { codes, old, new }
}

fn joined(came: &[&Kept<'_>], home: &Usual<'_>) -> Regrouping {
    let resident = home.codes.iter().find(|kept| kept.new == home.new);
    let other = resident.unwrap_or(&home.codes[0]).code;
    Regrouping { codes: codes(came), joined: true, other }
}

/// Those with one key together; the largest group first, of equals the one with the first code.
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
