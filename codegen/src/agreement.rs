//! Whether the pages of all languages agree, with each other and with the names.

mod codes;
mod reasons;

use crate::catalog::Catalog;
use crate::code::Code;
use crate::finding::Finding;
use crate::language::Tag;
use crate::names::Names;
use reasons::ByReason;
use std::collections::HashMap;

/// The one table that all languages agree on.
#[derive(Debug)]
pub struct Agreement {
    /// The languages; the first is the reference.
    pub languages: Vec<Tag>,
    /// The categories, in the order in which the names first use them.
    pub categories: Vec<Category>,
    /// The reasons, in the order of the names.
    pub reasons: Vec<Reason>,
    /// The codes, in ascending order.
    pub codes: Vec<AgreedCode>,
}

/// A category that at least one reason has.
#[derive(Debug)]
pub struct Category {
    /// Its name, in kebab case.
    pub name: String,
    /// What it means, if the names say so.
    pub meaning: Option<String>,
}

/// A reason that at least one code has.
#[derive(Debug)]
pub struct Reason {
    /// Its stable name.
    pub name: String,
    /// The index of its category.
    pub category: usize,
    /// Its codes, in ascending order. There is at least one.
    pub codes: Vec<Code>,
    /// The text that most of its codes have, for each language.
    pub texts: Vec<String>,
}

/// A code that all languages document.
#[derive(Debug)]
pub struct AgreedCode {
    /// The code.
    pub code: Code,
    /// The index of its reason.
    pub reason: usize,
    /// The text of its own row, for each language.
    pub texts: Vec<String>,
}

/// The document of one language.
#[derive(Debug)]
pub struct Page {
    /// Its language.
    pub language: Tag,
    /// Its codes.
    pub catalog: Catalog,
}

/// Compares the pages, the first of which is the reference.
///
/// There is an agreement unless a code has no name or is missing from a language. Whether it may
/// be used is for the findings to say.
#[must_use]
pub fn sync(pages: &[Page], names: &Names) -> (Option<Agreement>, Vec<Finding>) {
    let mut findings = Vec::new();
    let Some((reference, others)) = pages.split_first() else {
        return (None, findings);
    };
    for other in others {
        codes::compare(reference, other, &mut findings);
    }
    codes::compare_with_names(reference, names, &mut findings);
    let by_reason: Vec<ByReason<'_>> =
        pages.iter().map(|page| reasons::by_reason(page, names)).collect();
    for (page, reasons) in pages.iter().zip(&by_reason) {
        reasons::compare_with_names(page, reasons, names, &mut findings);
    }
    for other in others {
        reasons::untranslated(reference, other, &mut findings);
    }
    (agree(pages, &by_reason, names), findings)
}

fn agree(pages: &[Page], by_reason: &[ByReason<'_>], names: &Names) -> Option<Agreement> {
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
    // A name that no code has is not a reason.
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

fn texts_by_code(page: &Page) -> HashMap<Code, &str> {
    let entries = page.catalog.entries.iter();
    entries.map(|entry| (entry.code, entry.reason.as_str())).collect()
}
