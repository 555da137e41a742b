//! The one table that the pages of all languages and the names agree on.

mod codes;
mod naming;
mod reasons;
mod translations;

use crate::catalog::{Catalog, Entry};
use crate::code::Code;
use crate::finding::Findings;
use crate::language::Tag;
use crate::names::{Names, RetiredCode};
use crate::page::{Origin, Page};
use heck::ToUpperCamelCase;
use jiff::civil::Date;
use reasons::ByReason;
use std::collections::HashMap;
use std::sync::Arc;

/// The one table that all languages agree on.
#[derive(Debug)]
pub struct Agreement {
    /// The languages; the first is the reference.
    pub languages: Vec<Tag>,
    /// The categories, in the order of their first use in the names.
    pub categories: Vec<Category>,
    /// The reasons, in the order of the names.
    pub reasons: Vec<Reason>,
    /// The codes, in ascending order.
    pub codes: Vec<AgreedCode>,
}

/// A category of at least one reason.
#[derive(Debug)]
pub struct Category {
    /// The name, in kebab case.
    pub name: String,
    /// The meaning, if the names declare it.
    pub meaning: Option<String>,
}

impl Category {
    /// Returns the Rust variant: `RateLimit` for `rate-limit`. Two categories never share one,
    /// because each word of a kebab-case name starts with a letter.
    pub fn variant(&self) -> String {
        self.name.to_upper_camel_case()
    }
}

/// A reason of at least one code.
#[derive(Debug)]
pub struct Reason {
    /// The stable name.
    pub name: String,
    /// The index of the category.
    pub category: usize,
    /// The codes, in ascending order. There is at least one.
    pub codes: Vec<Code>,
    /// The text of most codes, for each language.
    pub texts: Vec<String>,
    /// Facts that the pages omit.
    pub note: Option<String>,
}

/// A code that all languages document, or that upstream dropped.
#[derive(Debug)]
pub struct AgreedCode {
    /// The code.
    pub code: Code,
    /// The index of the reason.
    pub reason: usize,
    /// The text of the row, for each language.
    pub texts: Vec<String>,
    /// The languages whose page has another text, which a `[[correction]]` replaces.
    pub corrected: Vec<Tag>,
    /// The day since which upstream lacks the code.
    pub retired: Option<Date>,
}

/// A page whose codes could be read.
#[derive(Debug)]
struct Readable<'a> {
    language: &'a Tag,
    catalog: &'a Catalog,
    origin: &'a Origin,
}

impl<'a> Readable<'a> {
    /// Returns the vendored row of a code, if this page is a published version.
    fn vendored(&self, code: Code) -> Option<&'a Entry> {
        match self.origin {
            Origin::Published(Some(vendored)) => vendored.catalog.as_ref()?.entry(code),
            _ => None,
        }
    }

    /// Returns whether the text of a row differs from the vendored one.
    fn changed(&self, entry: &Entry) -> bool {
        self.vendored(entry.code).is_some_and(|known| known.reason != entry.reason)
    }
}

/// Compares the pages with the first, which is the reference, and with the names.
///
/// An unusable page is left out of the comparison. There is an agreement unless a page is unusable
/// or a code has no name. The findings tell whether the agreement may be used.
pub fn agree(pages: &[Arc<Page>], names: &Names, findings: &mut Findings) -> Option<Agreement> {
    pages.first()?.catalog.as_ref()?;
    let readable = pages.iter().filter_map(|page| {
        let (language, catalog) = (&page.language, page.catalog.as_ref()?);
        Some(Readable { language, catalog, origin: &page.origin })
    });
    let readable: Vec<Readable<'_>> = readable.collect();
    codes::compare(&readable, findings);
    naming::compare(&readable, names, findings);
    let by_reason: Vec<ByReason<'_>> =
        readable.iter().map(|page| reasons::by_reason(page, names)).collect();
    reasons::compare_with_names(&readable, &by_reason, names, findings);
    let (reference, others) = readable.split_first()?;
    translations::untranslated(reference, None, findings);
    for other in others {
        translations::untranslated(other, Some(reference), findings);
    }
    if readable.len() < pages.len() {
        return None;
    }
    table(&readable, &by_reason, names)
}

/// Returns whether so many codes of a page have one problem that the page itself is wrong. They are then
/// one finding.
fn is_most_of(number: usize, all: usize) -> bool {
    const MIN_CODES: usize = 10;
    number >= MIN_CODES && number * 2 >= all
}

/// Builds the table in the order of the names. A language that lacks a text gets the reference's.
fn table(pages: &[Readable<'_>], by_reason: &[ByReason<'_>], names: &Names) -> Option<Agreement> {
    let languages: Vec<Tag> = pages.iter().map(|page| page.language.clone()).collect();
    let mut agreement =
        Agreement { languages, categories: Vec::new(), reasons: Vec::new(), codes: Vec::new() };
    let mut indices = HashMap::new();
    for (index, named) in names.reasons.iter().enumerate() {
        let retired = names.retired.iter().find(|retired| retired.reason == index);
        let usual = by_reason.iter().map(|reasons| Some(*reasons.get(&index)?.first()?.0));
        let usual = texts(usual, retired, &agreement.languages);
        // A name without codes is left out.
        let Some(texts) = usual else { continue };
        let category = agreement.category(&named.category, names);
        indices.insert(index, agreement.reasons.len());
        let (name, note) = (named.name.clone(), named.note.clone());
        agreement.reasons.push(Reason { name, category, codes: Vec::new(), texts, note });
    }
    for entry in &pages.first()?.catalog.entries {
        let code = entry.code;
        if names.retired.iter().any(|retired| retired.code == code) {
            continue;
        }
        let found = pages.iter().map(|page| page.catalog.entry(code));
        let texts = found.clone().map(|entry| Some(entry?.reason.as_str()));
        let corrected = agreement.languages.iter().zip(found);
        let corrected = corrected.filter(|(_, entry)| entry.is_some_and(|entry| entry.corrected));
        agreement.codes.push(AgreedCode {
            code,
            reason: *indices.get(&names.reason(code)?)?,
            texts: self::texts(texts, None, &agreement.languages)?,
            corrected: corrected.map(|(tag, _)| tag.clone()).collect(),
            retired: None,
        });
    }
    for retired in &names.retired {
        agreement.codes.push(AgreedCode {
            code: retired.code,
            reason: *indices.get(&retired.reason)?,
            texts: texts(pages.iter().map(|_| None), Some(retired), &agreement.languages)?,
            corrected: Vec::new(),
            retired: Some(retired.since),
        });
    }
    agreement.codes.sort_unstable_by_key(|code| code.code);
    for code in &agreement.codes {
        agreement.reasons[code.reason].codes.push(code.code);
    }
    Some(agreement)
}

impl Agreement {
    /// Returns the index of a category, which is added if it is new.
    fn category(&mut self, name: &str, names: &Names) -> usize {
        let known = self.categories.iter().position(|known| known.name == *name);
        known.unwrap_or_else(|| {
            let meaning = names.category(name).map(|known| known.meaning.clone());
            self.categories.push(Category { name: name.to_owned(), meaning });
            self.categories.len() - 1
        })
    }
}

/// Fills in the missing texts: with the last text of a retired code, or with the text of the first
/// language that has one.
fn texts<'a>(
    texts: impl Iterator<Item = Option<&'a str>>,
    retired: Option<&'a RetiredCode>,
    languages: &[Tag],
) -> Option<Vec<String>> {
    let own = languages
        .iter()
        .zip(texts)
        .map(|(tag, text)| text.or_else(|| retired?.texts.get(tag).map(String::as_str)));
    let own: Vec<Option<&str>> = own.collect();
    let any = retired.and_then(|retired| retired.texts.values().next().map(String::as_str));
    let fallback = own.iter().flatten().next().copied().or(any)?;
    Some(own.into_iter().map(|text| text.unwrap_or(fallback).to_owned()).collect())
}
