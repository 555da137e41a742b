//! Retires the codes that upstream drops. They stay in the names, because old logs contain them.

use super::drifted::{Edition, Selected};
use super::today;
use crate::code::Code;
use crate::error::Error;
use crate::names::Names;
use crate::names::edit::EditedNames;
use doc_tables::Source;
use std::collections::BTreeSet;

/// Returns the names after retiring the codes that vendored documents list and no chosen document
/// lists.
pub(super) fn dropped_codes(selection: &[Selected<'_>], names: &Names) -> Result<Names, Error> {
    let chosen = codes(selection.iter().filter_map(|selected| selected.edition()));
    let vendored = selection.iter().filter_map(|selected| selected.document.vendored.as_ref());
    let dropped = codes(vendored).into_iter().filter(|code| !chosen.contains(code));
    let dropped = dropped.filter_map(|code| Some((code, names.reason(code)?)));
    let dropped: Vec<(Code, usize)> = dropped.collect();
    if dropped.is_empty() || chosen.is_empty() {
        return Ok(names.clone());
    }
    let mut edited = EditedNames::new(names)?;
    let dates = selection.iter().filter_map(|selected| selected.taken());
    let since = dates.map(|(_, dated)| dated).max().unwrap_or_else(today);
    for (code, reason) in dropped {
        let texts = selection.iter().filter_map(|Selected { document, .. }| {
            let row = document.vendored.as_ref()?.row(code)?;
            Some((&document.language, row.reason.as_str()))
        });
        edited.retire(reason, code, &texts.collect::<Vec<_>>(), since);
    }
    Names::parse(Source::new(names.source.name(), edited.finish()))
}

fn codes<'a>(editions: impl Iterator<Item = &'a Edition>) -> BTreeSet<Code> {
    let catalogs = editions.filter_map(|edition| edition.page.catalog.as_ref());
    catalogs.flat_map(|catalog| catalog.entries.iter().map(|entry| entry.code)).collect()
}
