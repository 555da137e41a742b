//! Whether the catalogs of all languages agree, with each other and with the names.

mod codes;
mod reasons;

use crate::catalog::Catalog;
use crate::code::Code;
use crate::finding::Finding;
use crate::names::Names;
use crate::tag::Tag;
use std::collections::HashMap;

/// The one table that all languages agree on.
#[derive(Debug)]
pub struct Agreement {
    /// The languages; the first is the reference.
    pub languages: Vec<Tag>,
    /// The categories, in the order in which the names first use them.
    pub categories: Vec<String>,
    /// The reasons, in the order of the names.
    pub reasons: Vec<Reason>,
    /// The codes, in ascending order.
    pub codes: Vec<AgreedCode>,
}

/// A reason that at least one code has.
#[derive(Debug)]
pub struct Reason {
    /// Its stable name.
    pub name: String,
    /// The index of its category.
    pub category: usize,
    /// The indices of its codes, in ascending order.
    pub codes: Vec<usize>,
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

/// Compares the catalogs, the first of which is the reference.
///
/// There is an agreement unless a code has no name or is missing from a language. Whether it may
/// be used is for the findings to say.
#[must_use]
pub fn sync(catalogs: &[Catalog], names: &Names) -> (Option<Agreement>, Vec<Finding>) {
    let mut findings = Vec::new();
    let Some((reference, others)) = catalogs.split_first() else {
        return (None, findings);
    };
    for other in others {
        codes::compare(reference, other, &mut findings);
    }
    codes::compare_with_names(reference, names, &mut findings);
    for catalog in catalogs {
        reasons::compare_with_names(catalog, names, &mut findings);
    }
    for other in others {
        reasons::untranslated(reference, other, &mut findings);
    }
    (agree(catalogs, names), findings)
}

fn agree(catalogs: &[Catalog], names: &Names) -> Option<Agreement> {
    let texts: Vec<HashMap<Code, &str>> = catalogs.iter().map(texts_by_code).collect();
    let mut codes: Vec<Code> = catalogs.first()?.entries.iter().map(|entry| entry.code).collect();
    codes.sort_unstable();

    let mut agreement = Agreement {
        languages: catalogs.iter().map(|catalog| catalog.language.clone()).collect(),
        categories: Vec::new(),
        reasons: Vec::new(),
        codes: Vec::new(),
    };
    let usual: Vec<HashMap<usize, &str>> =
        catalogs.iter().map(|catalog| reasons::usual_texts(catalog, names)).collect();
    // Names that no code has any more leave no reason behind.
    let mut index_by_name = HashMap::new();
    for (name_index, named) in names.reasons.iter().enumerate() {
        let texts: Option<Vec<String>> =
            usual.iter().map(|usual| usual.get(&name_index).map(ToString::to_string)).collect();
        let Some(texts) = texts else {
            continue;
        };
        let known = agreement.categories.iter().position(|known| *known == named.category);
        let category = known.unwrap_or_else(|| {
            agreement.categories.push(named.category.clone());
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
        agreement.reasons[reason].codes.push(agreement.codes.len());
        agreement.codes.push(AgreedCode { code, reason, texts: texts? });
    }
    Some(agreement)
}

fn texts_by_code(catalog: &Catalog) -> HashMap<Code, &str> {
    let entries = catalog.entries.iter();
    entries.map(|entry| (entry.code, entry.reason.as_str())).collect()
}
