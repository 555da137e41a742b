//! What changed between two versions of a document, and what that does to the public API.

pub mod human;
pub mod json;
pub mod markdown;
pub mod phrases;
mod words;

use crate::catalog::Catalog;
use crate::code::Code;
use crate::document::Layout;
use crate::names::Names;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
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
    pub old: Layout,
    /// In the new version.
    pub new: Layout,
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

/// Texts that came to a code from one of another reason, or from one that is gone: the mark of a
/// slip of copy and paste.
fn moved(before: &BTreeMap<Code, &str>, after: &BTreeMap<Code, &str>, api: &Api<'_>) -> Vec<Move> {
    let mut holders: HashMap<&str, Holders<'_>> = HashMap::new();
    for (code, text) in before {
        let holders = holders.entry(text).or_default();
        let reason = api.reason(*code, text);
        push_if_other(&mut holders.all, reason, *code);
        match after.get(code) {
            Some(new) if new == text => {}
            Some(_) => push_if_other(&mut holders.lost, reason, *code),
            None => {
                push_if_other(&mut holders.lost, reason, *code);
                holders.gone.get_or_insert(*code);
            }
        }
    }
    let moved = after.iter().filter_map(|(to, text)| {
        let holders = holders.get(text)?;
        let from = match before.get(to) {
            Some(old) if old == text => None,
            Some(old) => {
                let reason = api.reason(*to, old);
                let mut all = holders.lost.iter().chain(&holders.all);
                all.find(|(other, _)| *other != reason).map(|(_, from)| *from)
            }
            // A new code may well have a reason that others keep.
            None => holders.gone,
        };
        Some(Move { from: from?, to: *to, text: (*text).to_owned() })
    });
    moved.collect()
}

/// The codes that had a text: the first of each of two reasons, for one of them is another than
/// that of any code.
#[derive(Default)]
struct Holders<'a> {
    all: Vec<(Reason<'a>, Code)>,
    /// Those that do not have it any more.
    lost: Vec<(Reason<'a>, Code)>,
    /// One that the new version does not list.
    gone: Option<Code>,
}

fn push_if_other<'a>(holders: &mut Vec<(Reason<'a>, Code)>, reason: Reason<'a>, code: Code) {
    if holders.len() < 2 && holders.iter().all(|(other, _)| *other != reason) {
        holders.push((reason, code));
    }
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

/// A code of both versions.
struct Kept<'a> {
    code: Code,
    old: &'a str,
    new: &'a str,
    reason: Reason<'a>,
}

/// Codes that had one text and have two, or had two and have one, where the API has it otherwise.
/// A change towards the API changes nothing in it.
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
    let by_reason = groups(&kept, |kept| kept.reason);
    let usual =
        by_reason.iter().map(|group| (group[0].reason, groups(group, |kept| kept.new)[0][0].new));
    let usual: HashMap<Reason<'_>, &str> = usual.collect();

    let mut regrouped = Vec::new();
    for group in groups(&kept, |kept| (kept.reason, kept.old)) {
        let mut parts = groups(&group, |kept| kept.new);
        parts.sort_by_key(|part| usual.get(&part[0].reason) != Some(&part[0].new));
        for part in &parts[1..] {
            regrouped.push(Regrouping {
                codes: codes(part),
                joined: false,
                other: parts[0][0].code,
            });
        }
    }
    for group in groups(&kept, |kept| kept.new) {
        let mut parts = groups(&group, |kept| (kept.reason, kept.old));
        // Who had the text before did not come to it.
        parts.sort_by_key(|part| part[0].old != part[0].new);
        for (index, part) in parts.iter().enumerate() {
            let other = parts[..index]
                .iter()
                .map(|other| other[0])
                .find(|other| other.reason != part[0].reason && other.old != part[0].old);
            if let Some(other) = other {
                regrouped.push(Regrouping { codes: codes(part), joined: true, other: other.code });
            }
        }
    }
    regrouped.sort_by(|one, other| one.codes.cmp(&other.codes));
    regrouped
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
