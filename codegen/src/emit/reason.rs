//! `reasons!`: a row for each reason, with its codes and texts.

use super::{Row, code_variant, ident, prose};
use crate::agreement::{Agreement, Reason};
use quote::quote;
use std::collections::{BTreeSet, HashMap};

/// The maximum number of reasons that share an alias. A more frequent word is not an alias.
const MAX_REASONS_PER_ALIAS: usize = 3;

pub(super) fn rows(agreement: &Agreement) -> impl Iterator<Item = Row> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for word in agreement.reasons.iter().flat_map(words) {
        *counts.entry(word).or_default() += 1;
    }
    agreement.reasons.iter().map(move |reason| row(agreement, reason, &counts))
}

fn row(agreement: &Agreement, reason: &Reason, counts: &HashMap<String, usize>) -> Row {
    let name = ident(&reason.name);
    let category = ident(&agreement.categories[reason.category].variant());
    let codes = reason.codes.iter().map(|code| code_variant(*code));
    let mut row = vec![quote!(#name #category [#(#codes)*])];
    for (tag, text) in agreement.languages.iter().zip(&reason.texts) {
        let (tag, text) = (tag.as_str(), prose::text(text));
        row.push(quote!(#tag #text));
    }
    if let Some(note) = &reason.note {
        let note = prose::note(note);
        row.push(quote!(note #note));
    }
    let words = words(reason);
    let aliases: Vec<&String> =
        words.iter().filter(|word| counts[*word] <= MAX_REASONS_PER_ALIAS).collect();
    if !aliases.is_empty() {
        row.push(quote!(alias #(#aliases)*));
    }
    row
}

/// Returns the words of a reason's texts that a reader may search for. Rustdoc already finds the words
/// of its name.
fn words(reason: &Reason) -> BTreeSet<String> {
    let name = reason.name.to_lowercase();
    let words =
        reason.texts.iter().flat_map(|text| text.split(|char: char| !char.is_alphanumeric()));
    let words = words.map(str::to_lowercase).filter(|word| {
        let min_chars = if word.is_ascii() { 4 } else { 2 };
        word.chars().count() >= min_chars && !name.contains(word)
    });
    words.collect()
}
