//! Proposes names for codes that have none.

use crate::catalog::{Catalog, Entry};
use crate::code::Code;
use crate::error::Error;
use crate::names::Names;
use crate::names::edit::{EditedNames, block};
use crate::text::{alternatives, list};
use heck::ToUpperCamelCase;
use indexmap::IndexMap;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use toml_edit::{Array, Item, Table, Value, value};
use visible_text::visible;

/// The category of a proposed reason until someone chooses one.
pub const UNCATEGORIZED: &str = "uncategorized";

/// The additions to the names.
#[derive(Debug)]
pub struct Proposals<'a> {
    names: &'a Names,
    /// One for each reason. There are none if every code has a name.
    pub all: Vec<Proposal<'a>>,
}

/// A reason for codes that have none.
#[derive(Debug)]
pub struct Proposal<'a> {
    /// The codes, in document order. There is at least one.
    pub codes: Vec<Code>,
    /// The text of the first code.
    pub text: &'a str,
    /// The reason.
    pub reason: Proposed,
}

/// A proposed reason.
#[derive(Debug, PartialEq, Eq)]
pub enum Proposed {
    /// The reason of most named codes with the text, and the reasons of the others.
    Named {
        /// The index of the reason.
        index: usize,
        /// The indices of the other reasons.
        others: Vec<usize>,
    },
    /// A new reason of this name.
    New(String),
}

/// Proposes a reason for each code of the reference document that has none: the named reason that
/// most codes with its text have, or else a new reason for all codes with this text.
pub fn propose<'a>(names: &'a Names, reference: Option<&'a Catalog>) -> Proposals<'a> {
    let entries = reference.map_or(&[][..], |catalog| &catalog.entries);
    let known = reasons_by_text(names, entries);
    // A new reason has one text; a named one may get codes with several.
    let mut groups: IndexMap<Result<usize, &str>, Vec<&Entry>> = IndexMap::new();
    for entry in entries.iter().filter(|entry| names.lacks(entry.code)) {
        let text = entry.reason.as_str();
        let reason = known.get(text).map(|reasons| reasons[0]).ok_or(text);
        groups.entry(reason).or_default().push(entry);
    }
    let taken = names.reasons.iter().map(|reason| (reason.name.clone(), 1));
    let mut taken: HashMap<String, usize> = taken.collect();
    let proposals = groups.into_iter().map(|(reason, entries)| {
        let Entry { code, reason: text, .. } = entries[0];
        let reason = match reason {
            Ok(index) => Proposed::Named { index, others: known[text.as_str()][1..].to_vec() },
            Err(text) => Proposed::New(free_name(&name(text, *code), &mut taken)),
        };
        Proposal { codes: entries.iter().map(|entry| entry.code).collect(), text, reason }
    });
    Proposals { names, all: proposals.collect() }
}

/// Returns the named reasons of each text. The reason of most codes comes first; between equally
/// frequent ones, the first in the file.
fn reasons_by_text<'a>(names: &Names, entries: &'a [Entry]) -> HashMap<&'a str, Vec<usize>> {
    let mut counts: HashMap<&str, BTreeMap<usize, usize>> = HashMap::new();
    for entry in entries {
        if let Some(reason) = names.reason(entry.code) {
            *counts.entry(&entry.reason).or_default().entry(reason).or_default() += 1;
        }
    }
    let ranked = counts.into_iter().map(|(text, counts)| {
        let mut reasons: Vec<usize> = counts.keys().copied().collect();
        reasons.sort_by_key(|reason| Reverse(counts[reason]));
        (text, reasons)
    });
    ranked.collect()
}

/// Makes an `UpperCamelCase` name of the first meaningful words of an English text.
fn name(text: &str, code: Code) -> String {
    const MAX_WORDS: usize = 5;
    const STOP_WORDS: &str = " a an and are as at be been being by due for from had has have in is it \
                              its of on or than that the there this to was were which with you your ";
    let words = text.split(|char: char| !char.is_ascii_alphanumeric());
    let words = words.map(str::to_ascii_lowercase).filter(|word| !word.is_empty());
    let words = words.filter(|word| !STOP_WORDS.contains(&format!(" {word} ")));
    let name = words.take(MAX_WORDS).collect::<Vec<_>>().join(" ").to_upper_camel_case();
    if name.starts_with(|first: char| first.is_ascii_alphabetic()) && name != "Self" {
        name
    } else {
        let sub = code.sub_errcode.map(|sub| format!("Sub{sub}")).unwrap_or_default();
        format!("Reason{}{sub}{name}", code.errcode)
    }
}

/// Returns the name, followed by a number if it is taken. Each taken name has the last number that
/// followed it.
fn free_name(name: &str, taken: &mut HashMap<String, usize>) -> String {
    let mut free = name.to_owned();
    while taken.contains_key(&free) {
        let number = taken.entry(name.to_owned()).or_default();
        *number += 1;
        free = format!("{name}{number}");
    }
    taken.insert(free.clone(), 1);
    free
}

impl Proposals<'_> {
    /// Returns the `[[reason]]` blocks to add or to replace.
    pub fn to_toml(&self) -> String {
        let blocks = self.all.iter().map(|proposal| {
            let comment = match &proposal.reason {
                Proposed::New(_) => visible(proposal.text).into_owned(),
                Proposed::Named { index, others } => {
                    let have = if proposal.codes.len() == 1 { "has" } else { "have" };
                    let name = |reason: usize| format!("`{}`", self.names.reasons[reason].name);
                    let (codes, name_of_most) = (list(&proposal.codes), name(*index));
                    let others = list(others.iter().map(|other| name(*other)));
                    let also = if others.is_empty() {
                        others
                    } else {
                        format!(
                            "; most codes with this text have that reason, others have {others}"
                        )
                    };
                    format!("{codes} {have} the text of {name_of_most}{also}")
                }
            };
            format!("# {comment}\n{}", self.block(proposal))
        });
        blocks.collect::<Vec<_>>().join("\n")
    }

    /// Returns the `[[reason]]` block of a proposal.
    pub fn block(&self, proposal: &Proposal<'_>) -> String {
        let mut codes = proposal.codes.clone();
        let (name, category) = match &proposal.reason {
            Proposed::Named { index, .. } => {
                let reason = &self.names.reasons[*index];
                codes.extend(reason.codes.iter().map(|(code, _)| *code));
                codes.sort_unstable();
                (&reason.name, Value::from(&reason.category))
            }
            Proposed::New(name) => (name, self.uncategorized()),
        };
        let mut table = Table::new();
        table["name"] = value(name);
        table["category"] = Item::Value(category);
        table["codes"] = value(codes.iter().map(ToString::to_string).collect::<Array>());
        block("reason", table)
    }

    /// Returns the category of a new reason, with the known ones in a comment.
    fn uncategorized(&self) -> Value {
        let declared = self.names.categories.iter().map(|category| category.name.as_str());
        let used = self.names.reasons.iter().map(|reason| reason.category.as_str());
        let known: BTreeSet<&str> =
            declared.chain(used).filter(|name| *name != UNCATEGORIZED).collect();
        let known = alternatives(known.into_iter().chain(["another"]));
        let mut category = Value::from(UNCATEGORIZED);
        category.decor_mut().set_suffix(format!(" # fill in {known}"));
        category
    }

    /// Returns the text of the names with the proposals added. Everything else stays as it is.
    pub fn edit(&self) -> Result<String, Error> {
        let mut names = EditedNames::new(self.names)?;
        for proposal in &self.all {
            match &proposal.reason {
                Proposed::Named { index, .. } => names.add_codes(*index, &proposal.codes),
                Proposed::New(_) => names.append(self.block(proposal)),
            }
        }
        Ok(names.finish())
    }
}
