//! Describes the changes of texts whose words are the same.

use super::{Diff, Rewording};
use crate::code::Code;
use crate::text::key::{Folded, body, key_with};
use crate::text::{count, list};
use indexmap::IndexMap;
use std::collections::HashSet;

/// Texts that changed in the same way.
#[derive(Debug)]
pub(super) struct Punctuation {
    /// A description of the change.
    pub(super) sentence: String,
    /// The number of distinct texts.
    pub(super) texts: usize,
    /// The codes of the texts.
    pub(super) codes: Vec<Code>,
}

/// Groups the texts of `punctuated` by what changed.
pub(super) fn groups(diff: &Diff) -> Vec<Punctuation> {
    let mut groups: IndexMap<Vec<Change>, Vec<&Rewording>> = IndexMap::new();
    for text in &diff.punctuated {
        groups.entry(changes(&text.old, &text.new)).or_default().push(text);
    }
    let groups = groups.into_iter().map(|(changes, texts)| {
        let codes = texts.iter().map(|text| text.code).collect();
        let texts: HashSet<_> = texts.iter().map(|text| (&text.old, &text.new)).collect();
        let texts = texts.len();
        Punctuation { sentence: sentence(texts, &changes), texts, codes }
    });
    groups.collect()
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Change {
    Loses(&'static str),
    Gains(&'static str),
    Changes(&'static str),
}

fn sentence(texts: usize, changes: &[Change]) -> String {
    let (lose, gain, change) = if texts == 1 {
        ("loses its", "gains a", "changes its")
    } else {
        ("lose their", "gain a", "change their")
    };
    let (mut phrases, mut parts) = (Vec::new(), Vec::new());
    for each in changes {
        match each {
            Change::Loses(part) => phrases.push(format!("{lose} {part}")),
            Change::Gains(part) => phrases.push(format!("{gain} {part}")),
            Change::Changes(part) => parts.push(*part),
        }
    }
    if !parts.is_empty() {
        phrases.push(format!("{change} {}", list(parts)));
    }
    format!("{} {}", count(texts, "text"), list(phrases))
}

/// Compares two texts that have one key, part by part.
fn changes(old: &str, new: &str) -> Vec<Change> {
    let mut changes = Vec::new();
    let (old, old_end) = split(old);
    let (new, new_end) = split(new);
    if old_end != new_end {
        changes.push(match (old_end, new_end) {
            (end, "") => Change::Loses(end_name(end)),
            ("", end) => Change::Gains(end_name(end)),
            _ => Change::Changes("final punctuation"),
        });
    }
    // The texts differ in a part if they are unequal without folding it.
    for (part, name) in [
        (Folded::Case, "letter case"),
        (Folded::Width, "character width"),
        (Folded::WhiteSpace, "white space"),
    ] {
        if key_with(old, Some(part)) != key_with(new, Some(part)) {
            changes.push(Change::Changes(name));
        }
    }
    if changes.is_empty() {
        // The Kelvin sign is another form of the letter K. Folding the case or folding the width is
        // enough to make both equal, so neither comparison finds this change.
        changes.push(Change::Changes(if old == new { "white space" } else { "character form" }));
    }
    changes
}

/// Splits a text before its final punctuation.
fn split(text: &str) -> (&str, &str) {
    let body = body(text);
    (body, text[body.len()..].trim())
}

fn end_name(end: &str) -> &'static str {
    match end {
        "." | "。" | "．" | "｡" => "final full stop",
        _ => "final punctuation mark",
    }
}
