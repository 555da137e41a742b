//! The one table that the pages of all languages and the names agree on.

mod codes;
mod reasons;

use crate::catalog::Catalog;
use crate::code::Code;
use crate::finding::Findings;
use crate::language::Tag;
use crate::names::Names;
use crate::page::Page;
use heck::ToUpperCamelCase;
use reasons::ByReason;
use std::collections::HashMap;

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
    /// What the pages leave out, if the names say so.
    pub note: Option<String>,
}

/// A code that all languages document.
#[derive(Debug)]
pub struct AgreedCode {
    /// The code.
    pub code: Code,
    /// The index of the reason.
    pub reason: usize,
    /// The text of the row, for each language.
    pub texts: Vec<String>,
}

/// A page whose codes could be read.
#[derive(Debug)]
struct Readable<'a> {
    language: &'a Tag,
    catalog: &'a Catalog,
}

/// Compares the pages with the first, which is the reference, and with the names.
///
/// An unusable page is left out of the comparison. There is an agreement unless a page is unusable,
/// a code has no name, or a code is missing from a language. The findings tell whether the agreement
/// may be used.
pub fn agree(pages: &[Page], names: &Names, findings: &mut Findings) -> Option<Agreement> {
    pages.first()?.catalog.as_ref()?;
    let readable = pages.iter().filter_map(|page| {
        Some(Readable { language: &page.language, catalog: page.catalog.as_ref()? })
    });
    let readable: Vec<Readable<'_>> = readable.collect();
    let (reference, others) = readable.split_first()?;
    for other in others {
        codes::compare(reference, other, findings);
    }
    codes::compare_with_names(reference, names, findings);
    let by_reason: Vec<ByReason<'_>> =
        readable.iter().map(|page| reasons::by_reason(page, names)).collect();
    for (page, reasons) in readable.iter().zip(&by_reason) {
        reasons::compare_with_names(page, reasons, names, findings);
    }
    for other in others {
        reasons::untranslated(reference, other, findings);
    }
    if readable.len() < pages.len() {
        return None;
    }
    table(&readable, &by_reason, names)
}

fn table(pages: &[Readable<'_>], by_reason: &[ByReason<'_>], names: &Names) -> Option<Agreement> {
    let texts: Vec<HashMap<Code, &str>> = pages.iter().map(texts_by_code).collect();
    let mut codes: Vec<Code> =
        pages.first()?.catalog.entries.iter().map(|entry| entry.code).collect();
    codes.sort_unstable();

    let mut agreement = Agreement {
        languages: pages.iter().map(|page| page.language.clone()).collect(),
        categories: Vec::new(),
        reasons: Vec::new(),
        codes: Vec::new(),
    };
    // A name without codes is left out.
    let mut index_by_name = HashMap::new();
    for (name_index, named) in names.reasons.iter().enumerate() {
        let usual = |reasons: &ByReason<'_>| Some(reasons.get(&name_index)?[0].0.to_owned());
        let texts: Option<Vec<String>> = by_reason.iter().map(usual).collect();
        let Some(texts) = texts else {
            continue;
        };
        let known = agreement.categories.iter().position(|known| known.name == named.category);
        let category = known.unwrap_or_else(|| {
            agreement.categories.push(Category {
                name: named.category.clone(),
                meaning: names.meanings.get(&named.category).cloned(),
            });
            agreement.categories.len() - 1
        });
        index_by_name.insert(name_index, agreement.reasons.len());
        agreement.reasons.push(Reason {
            name: named.name.clone(),
            category,
            codes: Vec::new(),
            texts,
            note: named.note.clone(),
        });
    }
    for code in codes {
        let texts: Option<Vec<String>> =
            texts.iter().map(|texts| texts.get(&code).map(ToString::to_string)).collect();
        let reason = *index_by_name.get(&names.reason(code)?)?;
        agreement.reasons[reason].codes.push(code);
        agreement.codes.push(AgreedCode { code, reason, texts: texts? });
    }
    Some(agreement)
}

fn texts_by_code<'a>(page: &Readable<'a>) -> HashMap<Code, &'a str> {
    let entries = page.catalog.entries.iter();
    entries.map(|entry| (entry.code, entry.reason.as_str())).collect()
}
