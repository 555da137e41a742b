//! Retires the codes that upstream drops. They stay in the names, because old logs contain them.

use super::drifted::{Drifted, Status};
use super::today;
use crate::code::Code;
use crate::error::Error;
use crate::names::Names;
use crate::names::edit::EditedNames;
use doc_tables::Source;
use jiff::civil::Date;
use std::collections::{BTreeSet, HashSet};

/// Returns the names after retiring the codes that vendored documents list and no chosen document
/// lists.
pub(super) fn dropped_codes(
    documents: &[Drifted],
    taken: &[bool],
    names: &Names,
) -> Result<Names, Error> {
    let chosen = codes(documents, |index| taken[index]);
    let vendored: BTreeSet<Code> = codes(documents, |_| false).into_iter().collect();
    let dropped = vendored.into_iter().filter(|code| !chosen.contains(code));
    let dropped = dropped.filter_map(|code| Some((code, names.reason(code)?)));
    let dropped: Vec<(Code, usize)> = dropped.collect();
    if dropped.is_empty() || chosen.is_empty() {
        return Ok(names.clone());
    }
    let mut edited = EditedNames::new(names)?;
    let since = since(documents, taken);
    for (code, reason) in dropped {
        let texts = documents.iter().filter_map(|document| {
            let row = document.vendored.as_ref()?.row(code)?;
            Some((&document.language, row.reason.as_str()))
        });
        edited.retire(reason, code, &texts.collect::<Vec<_>>(), since);
    }
    Names::parse(Source::new(names.source.name(), edited.finish()))
}

fn codes(documents: &[Drifted], is_taken: impl Fn(usize) -> bool) -> HashSet<Code> {
    let editions = documents.iter().enumerate();
    let editions = editions.filter_map(|(index, each)| each.choose(is_taken(index)));
    let catalogs = editions.filter_map(|edition| edition.page.catalog.as_ref());
    catalogs.flat_map(|catalog| catalog.entries.iter().map(|entry| entry.code)).collect()
}

/// Returns the day on which the latest chosen document was published.
fn since(documents: &[Drifted], taken: &[bool]) -> Date {
    let dates =
        documents.iter().zip(taken).filter_map(|(document, is_taken)| match document.status {
            Status::Changed { dated, .. } if *is_taken => Some(dated),
            _ => None,
        });
    dates.max().unwrap_or_else(today)
}
