//! Sentences that human text and Markdown share.

use super::{Diff, Move, ReasonChange, Regrouping, Rewording, Verdict, punctuation};
use crate::code::Code;
use crate::text::{count, list};
use doc_tables::TableSyntax;
use indexmap::IndexMap;
use std::collections::{BTreeMap, HashMap};

/// Counts the changes and gives their verdict in one line.
pub fn summary(diff: &Diff) -> String {
    match diff.verdict() {
        Verdict::None => counts(diff),
        verdict => format!("{}: a {verdict} change", counts(diff)),
    }
}

/// Counts the changes in one line.
pub fn counts(diff: &Diff) -> String {
    let parts = [
        (diff.added.len(), "added"),
        (diff.removed.len(), "removed"),
        (diff.reworded.len(), "reworded"),
    ];
    let parts = parts.into_iter().filter(|(number, _)| *number > 0);
    let codes = list(parts.map(|(number, what)| format!("{} {what}", count(number, "code"))));
    let texts = match &punctuation::groups(diff)[..] {
        [] => String::new(),
        [group] => group.sentence.clone(),
        groups => {
            let texts = groups.iter().map(|group| group.texts).sum();
            format!("{} change only in punctuation, case or width", count(texts, "text"))
        }
    };
    let parts: Vec<String> = [codes, texts].into_iter().filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { "no code changed".to_owned() } else { parts.join("; ") }
}

/// Describes the changes of the table's syntax, of the reasons and of the places of texts.
pub fn sentences(diff: &Diff, quote: impl Fn(&str) -> String) -> Vec<String> {
    let regroupings = diff.regrouped.iter().map(regrouping);
    layout(diff).into_iter().chain(regroupings).chain(moves(diff, quote)).collect()
}

/// Describes the changes of punctuation, case and width.
pub fn punctuation(diff: &Diff) -> Vec<String> {
    punctuation::groups(diff).into_iter().map(|group| group.sentence).collect()
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
    let codes = list(&regrouping.codes);
    let have = have(&regrouping.codes);
    match regrouping.change {
        ReasonChange::Left(from) => format!("{codes} no longer {have} the reason of {from}"),
        ReasonChange::Joined(to) => format!("{codes} now {have} the reason of {to}"),
        ReasonChange::Changed { from, to } => {
            format!("{codes} now {have} the reason of {to}, no longer the reason of {from}")
        }
    }
}

fn have(codes: &[Code]) -> &'static str {
    if codes.len() == 1 { "has" } else { "have" }
}

/// Describes the moves, each text once. `quote` shows a text.
pub(super) fn moves(diff: &Diff, quote: impl Fn(&str) -> String) -> Vec<String> {
    let by_target: HashMap<Code, &Move> = diff.moved.iter().map(|each| (each.to, each)).collect();
    let mut swapped = Vec::new();
    let mut taken: BTreeMap<(Code, &str, bool), Vec<Code>> = BTreeMap::new();
    for Move { from, to, text, is_reworded } in &diff.moved {
        match by_target.get(from).filter(|back| back.from == *to) {
            Some(back) if from < to => swapped.push(format!(
                "{from} and {to} have swapped their texts: {} and {}",
                quote(text),
                quote(&back.text)
            )),
            Some(_) => {}
            None => taken.entry((*from, text, *is_reworded)).or_default().push(*to),
        }
    }
    let taken = taken.into_iter().map(|((from, text, is_reworded), to)| {
        let had = if is_reworded { "had, reworded" } else { "had" };
        format!("{} now {} the text that {from} {had}: {}", list(&to), have(&to), quote(text))
    });
    swapped.into_iter().chain(taken).collect()
}

/// Groups equal rewordings: their codes, the old and the new text.
pub fn rewordings(all: &[Rewording]) -> impl Iterator<Item = (String, &str, &str)> {
    let mut groups: IndexMap<(&str, &str), Vec<Code>> = IndexMap::new();
    for Rewording { code, old, new } in all {
        groups.entry((old, new)).or_default().push(*code);
    }
    groups.into_iter().map(|((old, new), codes)| (list(codes), old, new))
}
