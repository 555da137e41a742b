//! Compares the codes of the languages with each other and with the names.

use super::Readable;
use crate::catalog::Entry;
use crate::code::Code;
use crate::finding::rule::Rule;
use crate::finding::{Finding, Findings};
use crate::names::Names;
use crate::text::{alternatives, quoted};
use std::collections::{BTreeSet, HashMap, HashSet};

pub(super) fn compare(reference: &Readable<'_>, other: &Readable<'_>, findings: &mut Findings) {
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
                .language(other.language)
                .codes([code])
                .help(format!("correct the code, or add it to the {known} document too")),
        );
    }
}

/// Returns the codes that have a row, readable or not.
fn documented(page: &Readable<'_>) -> HashSet<Code> {
    let readable = page.catalog.entries.iter().map(|entry| entry.code);
    readable.chain(page.catalog.unreadable.iter().copied()).collect()
}

/// Reports a missing code at the row that it should follow.
fn missing(
    entry: &Entry,
    before: Option<&Entry>,
    reference: &Readable<'_>,
    other: &Readable<'_>,
) -> Finding {
    let code = entry.code;
    let (span, label) = match before {
        Some(row) => (&row.code_span, format!("{code} should follow this row")),
        None => (&other.catalog.span, format!("{code} should be the first code")),
    };
    let (language, known) = (other.language.english_name(), reference.language.english_name());
    let message = format!("{code} is in the {known} document, but not in the {language} one");
    Finding::new(Rule::MissingCode, span.clone(), message)
        .language(other.language)
        .codes([code])
        .label(label)
        .context(entry.code_span.clone(), format!("{code} in the {known} document"))
        .help(format!(
            "restore the row of {code} in the {language} document; if its code was changed, correct \
             the code"
        ))
}

pub(super) fn compare_with_names(reference: &Readable<'_>, names: &Names, findings: &mut Findings) {
    let documented = documented(reference);
    for reason in &names.reasons {
        for code in reason.codes.iter().filter(|(code, _)| !documented.contains(code)) {
            let span = code.1.clone();
            let code = code.0;
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
            findings.push(finding.language(reference.language));
        }
    }
}

/// Reports a code without a name. A code with the same text may have one.
fn unnamed(entry: &Entry, name: Option<&str>, categories: &str, file: &str) -> Finding {
    let code = entry.code;
    let help = match name {
        Some(name) => {
            format!("it has the text of `{name}`: add \"{code}\" to its codes in {file}")
        }
        None => format!(
            "no named reason has its text: add one to {file}:\n\
             [[reason]]\n\
             name = \"...\"\n\
             category = \"...\"\n\
             codes = [\"{code}\"]\n\
             with an UpperCamelCase name of your own, and one of the categories {categories}"
        ),
    };
    let message = format!("{code} has no name; its reason is {}", quoted(&entry.reason));
    Finding::new(Rule::UnnamedCode, entry.span.clone(), message).codes([code]).help(help)
}
