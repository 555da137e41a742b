//! The changes between any two versions of a document.

use doc_tables::TableSyntax;
use doc_tables::{Source, Span};
use lvb_codegen::catalog::{Catalog, Entry};
use lvb_codegen::code::Code;
use lvb_codegen::diff::{
    self, Diff, ReasonChange, Rewording, human, json::JsonDiff, markdown, phrases,
};
use lvb_codegen::names::Names;
use lvb_codegen::report;
use std::collections::{BTreeMap, HashSet};

/// The codes of one version, with their texts.
type Version = BTreeMap<Code, String>;

/// Checks that the changes from one version to another turn the first into the second, that the changes
/// back are their inverse, and that a version has no changes to itself.
///
/// `reasons` lists the codes of each named reason. If two reasons list a code, the first one has it.
pub fn changes(old: &Version, new: &Version, reasons: &[Vec<Code>]) {
    let names = names(reasons);
    let (before, after) = (catalog(old), catalog(new));
    let forth = diff::diff(&before, &after, &names);
    assert_eq!(applied(&forth, old), *new);
    check_hints(&forth, old, new);
    check_forms(&forth);
    check_punctuated(&forth, old, new, &names);

    let back = diff::diff(&after, &before, &names);
    assert_eq!((&back.added, &back.removed), (&forth.removed, &forth.added));
    assert_eq!(turned_round(&back.reworded), forth.reworded);
    assert_eq!(turned_round(&back.punctuated), forth.punctuated);
    assert_eq!(applied(&back, new), *old);
    assert!(diff::diff(&before, &before, &names).is_empty());
    assert_eq!(forth.is_empty(), old == new);
}

fn names(reasons: &[Vec<Code>]) -> Names {
    let mut listed = HashSet::new();
    let mut toml = String::new();
    for (index, codes) in reasons.iter().enumerate() {
        let codes = codes.iter().filter(|code| listed.insert(**code));
        let codes: Vec<String> = codes.map(ToString::to_string).collect();
        if !codes.is_empty() {
            toml += "[[reason]]\n";
            toml += &format!("name = \"R{index}\"\ncategory = \"a\"\ncodes = {codes:?}\n");
        }
    }
    Names::parse(Source::new("names.toml", toml)).unwrap()
}

fn catalog(version: &Version) -> Catalog {
    let span = Span::new(&Source::new("a.md", ""), 0..0);
    let entries = version.iter().map(|(code, reason)| Entry {
        code: *code,
        reason: reason.clone(),
        code_span: span.clone(),
        span: span.clone(),
        corrected: false,
    });
    let entries = entries.collect();
    Catalog::new(TableSyntax::Pipe, span.clone(), entries, HashSet::new())
}

/// Applies the changes. Each change asserts that its old row exists.
fn applied(diff: &Diff, old: &Version) -> Version {
    let mut version = old.clone();
    for row in &diff.removed {
        assert_eq!(version.remove(&row.code).as_ref(), Some(&row.reason));
    }
    for rewording in diff.reworded.iter().chain(&diff.punctuated) {
        assert_ne!(rewording.old, rewording.new);
        let before = version.insert(rewording.code, rewording.new.clone());
        assert_eq!(before.as_ref(), Some(&rewording.old));
    }
    for row in &diff.added {
        assert_eq!(version.insert(row.code, row.reason.clone()), None);
    }
    version
}

/// Checks the moves and regroupings, which are derived from the changes.
fn check_hints(diff: &Diff, old: &Version, new: &Version) {
    for hint in &diff.moved {
        assert_eq!(new.get(&hint.to), Some(&hint.text));
        assert_ne!(old.get(&hint.to), Some(&hint.text), "{} had it", hint.to);
        assert!(old.contains_key(&hint.from) && hint.from != hint.to);
        assert!(!diff.punctuated.iter().any(|text| text.code == hint.to), "{} keeps its", hint.to);
    }
    for regrouping in &diff.regrouped {
        let others = match regrouping.change {
            ReasonChange::Left(other) | ReasonChange::Joined(other) => vec![other],
            ReasonChange::Changed { from, to } => vec![from, to],
        };
        let mut all = regrouping.codes.iter().chain(&others);
        assert!(all.all(|code| old.contains_key(code) && new.contains_key(code)));
        assert!(!regrouping.codes.is_empty());
        assert!(!others.iter().any(|other| regrouping.codes.contains(other)));
    }
}

/// Checks that a full stop after each new text affects only the number of changed texts.
fn check_punctuated(diff: &Diff, old: &Version, new: &Version, names: &Names) {
    let stopped = new.iter().map(|(code, text)| (*code, format!("{text}.")));
    let stopped: Version = stopped.collect();
    let other = diff::diff(&catalog(old), &catalog(&stopped), names);
    assert_eq!(other.regrouped, diff.regrouped);
    let places = |diff: &Diff| -> Vec<_> {
        diff.moved.iter().map(|each| (each.from, each.to, each.is_reworded)).collect()
    };
    assert_eq!(places(&other), places(diff));
    let codes = |texts: &[Rewording]| -> Vec<Code> { texts.iter().map(|text| text.code).collect() };
    assert_eq!(codes(&other.reworded), codes(&diff.reworded));
}

fn turned_round(texts: &[Rewording]) -> Vec<Rewording> {
    let turned = texts.iter().map(|Rewording { code, old, new }| Rewording {
        code: *code,
        old: new.clone(),
        new: old.clone(),
    });
    turned.collect()
}

/// Checks that the changes can be shown in every format.
fn check_forms(diff: &Diff) {
    assert!(!phrases::summary(diff).is_empty());
    assert_eq!(human::changes(diff).is_empty(), diff.is_empty());
    assert_eq!(markdown::changes(diff).is_empty(), diff.is_empty());
    report::json::write(&JsonDiff::from(diff));
}
