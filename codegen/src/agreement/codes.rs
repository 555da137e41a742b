//! Whether the languages and the names know the same codes.

use super::Page;
use crate::catalog::Entry;
use crate::code::Code;
use crate::finding::Finding;
use crate::finding::rule::Rule;
use crate::names::Names;
use crate::text::quoted;
use crate::wording::alternatives;
use doc_tables::Span;
use std::collections::{BTreeSet, HashMap, HashSet};

pub(super) fn compare(reference: &Page, other: &Page, findings: &mut Vec<Finding>) {
    let theirs: HashMap<Code, &Entry> =
        other.catalog.entries.iter().map(|entry| (entry.code, entry)).collect();
    let mut before: Option<&Entry> = None;
    for entry in &reference.catalog.entries {
        if let Some(same) = theirs.get(&entry.code) {
            before = Some(same);
        } else if !other.catalog.unreadable.contains(&entry.code) {
            findings.push(missing(entry, before, reference, other));
        }
    }

    let ours = documented(reference);
    for entry in other.catalog.entries.iter().filter(|entry| !ours.contains(&entry.code)) {
        let (code, language) = (entry.code, other.language.english_name());
        let known = reference.language.english_name();
        let message = format!("{code} is in the {language} document, but not in the {known} one");
        findings.push(
            Finding::new(Rule::ExtraCode, entry.code_span.clone(), message)
                .language(&other.language)
                .codes([code])
                .help(format!("correct the code, or add it to the {known} document too")),
        );
    }
}

/// The codes that have a row, readable or not.
fn documented(page: &Page) -> HashSet<Code> {
    let readable = page.catalog.entries.iter().map(|entry| entry.code);
    readable.chain(page.catalog.unreadable.iter().copied()).collect()
}

/// Points at the row in the other document after which the code should stand.
fn missing(entry: &Entry, before: Option<&Entry>, reference: &Page, other: &Page) -> Finding {
    let code = entry.code;
    let (span, label) = match before {
        Some(row) => (&row.code_span, format!("{code} should follow this row")),
        None => (&other.catalog.span, format!("{code} should be the first code")),
    };
    let (language, known) = (other.language.english_name(), reference.language.english_name());
    let message = format!("{code} is in the {known} document, but not in the {language} one");
    Finding::new(Rule::MissingCode, span.clone(), message)
        .language(&other.language)
        .codes([code])
        .label(label)
        .context(entry.code_span.clone(), format!("{code} in the {known} document"))
        .help(format!(
            "restore the row of {code} in the {language} document; a row whose code has changed \
             goes missing too"
        ))
}

pub(super) fn compare_with_names(reference: &Page, names: &Names, findings: &mut Vec<Finding>) {
    let documented = documented(reference);
    for reason in &names.reasons {
        for code in reason.codes.iter().filter(|code| !documented.contains(code.as_ref())) {
            let span = Span::new(&names.source, code.span());
            let code = *code.as_ref();
            let name = &reason.name;
            let language = reference.language.english_name();
            let message =
                format!("`{name}` lists {code}, which the {language} document does not have");
            findings.push(Finding::new(Rule::UnknownCode, span, message).codes([code]).help(
                if reason.codes.len() == 1 {
                    format!("remove this [[reason]], or correct {code}")
                } else {
                    format!("remove {code} here, or correct it")
                },
            ));
        }
    }
    let rows = reference.catalog.entries.iter().map(|entry| (entry.code, entry.reason.as_str()));
    let reasons_by_text = names.reasons_by_text(rows);
    let categories: BTreeSet<&str> =
        names.reasons.iter().map(|reason| reason.category.as_str()).collect();
    let categories = alternatives(categories);
    for entry in &reference.catalog.entries {
        if names.reason(entry.code).is_none() {
            let reason = reasons_by_text.get(entry.reason.as_str());
            let name = reason.map(|reason| names.reasons[*reason].name.as_str());
            let finding = unnamed(entry, name, &categories, names.source.name());
            findings.push(finding.language(&reference.language));
        }
    }
}

/// A code without a name. Another code with the same text may have one.
fn unnamed(entry: &Entry, name: Option<&str>, categories: &str, file: &str) -> Finding {
    let code = entry.code;
    let help = match name {
        Some(name) => {
            format!("its text is that of `{name}`: add \"{code}\" to its codes in {file}")
        }
        None => format!(
            "its text is that of no named reason: add one to {file}:\n\
             [[reason]]\n\
             name = \"...\"\n\
             category = \"...\"\n\
             codes = [\"{code}\"]\n\
             where the name is an UpperCamelCase one of your own, and the category one of {categories}"
        ),
    };
    let message = format!("{code} has no name; its reason is {}", quoted(&entry.reason));
    Finding::new(Rule::UnnamedCode, entry.span.clone(), message).codes([code]).help(help)
}
