//! Compares the codes of the pages with each other.

use super::{Readable, is_most_of};
use crate::catalog::Entry;
use crate::code::Code;
use crate::finding::rule::Rule;
use crate::finding::{Finding, Findings};
use crate::page::Origin;
use crate::text::{limited_list, list};
use std::collections::BTreeMap;

/// The maximum number of codes that a message lists.
const MAX_LISTED: usize = 12;

pub(super) fn compare(pages: &[Readable<'_>], findings: &mut Findings) {
    let Some((reference, others)) = pages.split_first() else {
        return;
    };
    missing_codes(reference, others, findings);
    extra_codes(reference, others, findings);
}

/// Reports the codes of the reference that other pages lack, one finding for each code.
fn missing_codes(reference: &Readable<'_>, others: &[Readable<'_>], findings: &mut Findings) {
    let entries = &reference.catalog.entries;
    let mut lacking: BTreeMap<usize, Vec<&Readable<'_>>> = BTreeMap::new();
    for other in others {
        let missing =
            (0..entries.len()).filter(|index| !other.catalog.has_row(entries[*index].code));
        let missing: Vec<usize> = missing.collect();
        if is_most_of(missing.len(), entries.len()) {
            let codes: Vec<Code> = missing.iter().map(|index| entries[*index].code).collect();
            findings.push(lost_rows(Rule::MissingCode, &codes, &[reference], other));
            continue;
        }
        for index in missing {
            lacking.entry(index).or_default().push(other);
        }
    }
    for (index, lacking) in lacking {
        findings.push(missing_code(index, reference, &lacking));
    }
}

/// Reports the codes of some pages that another page lacks, as one finding.
fn lost_rows(rule: Rule, codes: &[Code], have: &[&Readable<'_>], lacks: &Readable<'_>) -> Finding {
    let known = list(have.iter().map(|page| page.language.english_name()));
    let message = format!(
        "{} of {} codes of the {known} {} are missing from the {} one: {}",
        codes.len(),
        have[0].catalog.entries.len(),
        if have.len() == 1 { "document" } else { "documents" },
        lacks.language.english_name(),
        limited_list(codes.iter(), MAX_LISTED)
    );
    let mut finding = Finding::new(rule, lacks.catalog.span.clone(), message)
        .codes(codes.iter().copied())
        .label("the table that lost its rows");
    for page in have {
        let language = page.language.english_name();
        let label = format!("the table of the {language} document");
        finding = finding.context(page.catalog.span.clone(), label);
    }
    let pages = if rule == Rule::ExtraCode { have } else { &[lacks] };
    finding.languages(pages.iter().map(|page| page.language)).help(match lacks.origin {
        Origin::Vendored => "restore the rows, or download the document again",
        Origin::Published(_) => "keep the vendored version until the page has its rows again",
    })
}

/// Reports a missing code at the row that it should follow.
fn missing_code(index: usize, reference: &Readable<'_>, lacking: &[&Readable<'_>]) -> Finding {
    let entries = &reference.catalog.entries;
    let (entry, known) = (&entries[index], reference.language.english_name());
    let code = entry.code;
    let languages = list(lacking.iter().map(|page| page.language.english_name()));
    let documents = if lacking.len() == 1 { "one" } else { "ones" };
    let message =
        format!("{code} is in the {known} document, but not in the {languages} {documents}");
    let mut places = lacking.iter().map(|page| {
        let before = entries[..index].iter().rev().find_map(|entry| page.catalog.entry(entry.code));
        match before {
            Some(row) => (row.code_span.clone(), format!("{code} should follow this row")),
            None => (page.catalog.span.clone(), format!("{code} should be the first code")),
        }
    });
    let (span, label) = places.next().unwrap_or((entry.code_span.clone(), String::new()));
    let mut finding = Finding::new(Rule::MissingCode, span, message).codes([code]).label(label);
    for (span, label) in places {
        finding = finding.context(span, label);
    }
    let is_published = lacking.iter().any(|page| matches!(page.origin, Origin::Published(_)));
    let any_published = is_published || matches!(reference.origin, Origin::Published(_));
    finding = finding.languages(lacking.iter().map(|page| page.language));
    finding.context(entry.code_span.clone(), format!("{code} in the {known} document")).help(
        if any_published {
            format!(
                "the {languages} {} may follow later: wait for it, or accept the finding; until \
                 then the crate has the {known} text",
                if lacking.len() == 1 { "page" } else { "pages" }
            )
        } else {
            format!(
                "restore the row of {code} in the {languages} document; if its code was changed, \
                 correct the code"
            )
        },
    )
}

/// Reports the codes of other pages that the reference lacks, one finding for each code.
fn extra_codes(reference: &Readable<'_>, others: &[Readable<'_>], findings: &mut Findings) {
    let mut extra: BTreeMap<Code, Vec<(&Readable<'_>, &Entry)>> = BTreeMap::new();
    let mut lost: BTreeMap<Vec<Code>, Vec<&Readable<'_>>> = BTreeMap::new();
    for other in others {
        let entries = other.catalog.entries.iter();
        let entries = entries.filter(|entry| !reference.catalog.has_row(entry.code));
        let entries: Vec<&Entry> = entries.collect();
        if is_most_of(entries.len(), other.catalog.entries.len()) {
            lost.entry(super::reasons::codes(&entries)).or_default().push(other);
            continue;
        }
        for entry in entries {
            extra.entry(entry.code).or_default().push((other, entry));
        }
    }
    let known = reference.language.english_name();
    let lost = lost.iter().map(|(codes, have)| lost_rows(Rule::ExtraCode, codes, have, reference));
    findings.extend(lost);
    for (code, places) in extra {
        let languages = list(places.iter().map(|(page, _)| page.language.english_name()));
        let message = format!(
            "{code} is in the {languages} document{}, but not in the {known} one",
            if places.len() == 1 { "" } else { "s" }
        );
        let mut pages = places.iter().map(|(page, _)| page).chain([&reference]);
        let any_published = pages.any(|page| matches!(page.origin, Origin::Published(_)));
        let mut finding = Finding::new(Rule::ExtraCode, places[0].1.code_span.clone(), message)
            .codes([code])
            .help(if any_published {
                format!(
                    "the {known} page may follow later: wait for it, or accept the finding; until \
                     then the crate leaves {code} out"
                )
            } else {
                format!("correct the code, or add it to the {known} document too")
            });
        finding = finding.languages(places.iter().map(|(page, _)| page.language));
        for (_, entry) in &places[1..] {
            finding = finding.context(entry.code_span.clone(), format!("and {code} here"));
        }
        findings.push(finding);
    }
}
