//! Sentences that human text and Markdown share.

use super::{Diff, Move, ReasonChange, Regrouping, Rewording, Verdict};
use crate::code::Code;
use crate::text::{count, list};
use doc_tables::TableSyntax;
use std::collections::HashMap;

/// Sums all changes up in one line.
pub fn summary(diff: &Diff) -> String {
    let parts = [
        (diff.added.len(), "added"),
        (diff.removed.len(), "removed"),
        (diff.reworded.len(), "reworded"),
    ];
    let parts = parts.into_iter().filter(|(number, _)| *number > 0);
    let parts: Vec<String> =
        parts.map(|(number, what)| format!("{} {what}", count(number, "code"))).collect();
    let codes = if parts.is_empty() { "no code changed".to_owned() } else { list(parts) };
    match diff.verdict() {
        Verdict::None => codes,
        verdict => format!("{codes}: a {verdict} change"),
    }
}

pub(super) fn layout(diff: &Diff) -> Option<String> {
    let article = |layout| match layout {
        TableSyntax::Html => "an HTML table",
        TableSyntax::Pipe => "a Markdown table",
    };
    let (old, new) = (diff.layout.old, diff.layout.new);
    (old != new).then(|| format!("{} became {}", article(old), article(new)))
}

pub(super) fn regrouping(regrouping: &Regrouping) -> String {
    let have = if regrouping.codes.len() == 1 { "has" } else { "have" };
    let codes = list(&regrouping.codes);
    match regrouping.change {
        ReasonChange::Joined(other) => format!("{codes} now {have} the reason of {other}"),
        ReasonChange::Left(other) => format!("{codes} no longer {have} the reason of {other}"),
    }
}

/// Describes the moves, each text once. `quote` shows a text.
pub(super) fn moves(diff: &Diff, quote: impl Fn(&str) -> String) -> Vec<String> {
    let by_target: HashMap<Code, &Move> = diff.moved.iter().map(|each| (each.to, each)).collect();
    let phrase = |Move { from, to, text }: &Move| {
        let back = by_target.get(from).filter(|back| back.from == *to);
        match back {
            Some(back) if from < to => Some(format!(
                "{from} and {to} have swapped their texts: {} and {}",
                quote(text),
                quote(&back.text)
            )),
            Some(_) => None,
            None => Some(format!("{to} now has the text that {from} had: {}", quote(text))),
        }
    };
    diff.moved.iter().filter_map(phrase).collect()
}

/// Groups equal rewordings, each with its codes.
pub(super) fn rewordings(diff: &Diff) -> Vec<(String, &Rewording)> {
    let mut positions = HashMap::new();
    let mut groups: Vec<(Vec<Code>, &Rewording)> = Vec::new();
    for rewording in &diff.reworded {
        let key = (&rewording.old, &rewording.new);
        let position = *positions.entry(key).or_insert(groups.len());
        match groups.get_mut(position) {
            Some((codes, _)) => codes.push(rewording.code),
            None => groups.push((vec![rewording.code], rewording)),
        }
    }
    let groups = groups.into_iter();
    groups.map(|(codes, rewording)| (list(codes), rewording)).collect()
}
