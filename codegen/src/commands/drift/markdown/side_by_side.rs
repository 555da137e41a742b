//! Codes with their reasons and their texts in all languages, in one table.

use indexmap::IndexMap;
use lvb_codegen::code::Code;
use lvb_codegen::names::propose::{Proposals, Proposed};
use lvb_codegen::text::list;
use lvb_codegen::text::markdown::escape_for_github;
use lvb_codegen::upstream::drift::Drift;

/// Returns the headers.
pub(super) fn heading(drift: &Drift) -> Vec<String> {
    let pages = drift.outcome.pages.iter();
    let languages = pages.map(|page| escape_for_github(page.language.english_name()));
    ["code", "reason"].map(str::to_owned).into_iter().chain(languages).collect()
}

/// Returns a row for each code; codes with one reason and one text in each language share a row.
pub(super) fn rows(drift: &Drift, proposals: &Proposals<'_>, codes: &[Code]) -> Vec<Vec<String>> {
    let mut groups: IndexMap<Vec<String>, Vec<Code>> = IndexMap::new();
    for code in codes {
        let reason = std::iter::once(reason(drift, proposals, *code));
        groups.entry(reason.chain(texts(drift, *code)).collect()).or_default().push(*code);
    }
    let rows = groups.into_iter();
    rows.map(|(cells, codes)| std::iter::once(list(&codes)).chain(cells).collect()).collect()
}

/// Returns the name of a code's reason, with a question mark if it is only proposed.
fn reason(drift: &Drift, proposals: &Proposals<'_>, code: Code) -> String {
    let named = |index: usize| format!("`{}`", drift.names.reasons[index].name);
    if let Some(index) = drift.names.reason(code) {
        return named(index);
    }
    match proposals.all.iter().find(|proposal| proposal.codes.contains(&code)) {
        None => String::new(),
        Some(proposal) => match &proposal.reason {
            Proposed::Named { index, .. } => named(*index),
            Proposed::New(name) => format!("`{name}?`"),
        },
    }
}

/// Returns the text of a code in each language.
fn texts(drift: &Drift, code: Code) -> impl Iterator<Item = String> {
    drift.outcome.pages.iter().map(move |page| {
        let entry = page.catalog.as_ref().and_then(|catalog| catalog.entry(code));
        entry.map_or(String::new(), |entry| escape_for_github(&entry.reason))
    })
}
