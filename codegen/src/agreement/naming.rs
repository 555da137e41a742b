//! Compares the codes and categories of the pages with the names.

use super::Readable;
use crate::catalog::Catalog;
use crate::code::Code;
use crate::finding::rule::Rule;
use crate::finding::{Finding, Findings, Help};
use crate::language::Tag;
use crate::names::propose::{Proposed, UNCATEGORIZED, propose};
use crate::names::{NamedReason, Names};
use crate::text::{limited_list, list, quoted};
use doc_tables::Span;

/// The maximum number of codes that a message lists.
const MAX_LISTED: usize = 12;

pub(super) fn compare(pages: &[Readable<'_>], names: &Names, findings: &mut Findings) {
    unknown_codes(pages, names, findings);
    retired_codes(pages, names, findings);
    if let Some(reference) = pages.first() {
        unnamed_codes(reference.catalog, reference.language, names, findings);
    }
    categories(names, findings);
}

/// Reports the codes of the names that no page has, one finding for each reason.
fn unknown_codes(pages: &[Readable<'_>], names: &Names, findings: &mut Findings) {
    let is_documented = |code: Code| pages.iter().any(|page| page.catalog.has_row(code));
    let file = names.source.name();
    for reason in &names.reasons {
        let unknown: Vec<&(Code, Span)> =
            reason.codes.iter().filter(|(code, _)| !is_documented(*code)).collect();
        let Some((_, span)) = unknown.first() else {
            continue;
        };
        let codes = unknown.iter().map(|(code, _)| *code);
        let message = format!(
            "`{}` lists {}, which no document lists",
            reason.name,
            limited_list(codes.clone(), MAX_LISTED)
        );
        let (it, each) = if unknown.len() == 1 { ("it", "it") } else { ("them", "each") };
        let (code, _) = unknown[0];
        let (name, language) =
            (&reason.name, pages.first().map_or("en", |page| page.language.as_str()));
        let sentence = format!(
            "correct {it}; if upstream has just added {it}, run `cargo codegen update`; if upstream \
             dropped {it}, retire {each} in {file}, so that old logs can still be read:"
        );
        let retired = format!(
            "[[retired]]\ncode = \"{code}\"\nreason = \"{name}\"\n\
             text = {{ {language} = \"...\" }}\nsince = \"YYYY-MM-DD\""
        );
        let finding = Finding::new(Rule::UnknownCode, span.clone(), message);
        findings.push(finding.codes(codes).help(Help { sentence, blocks: vec![retired] }));
    }
}

fn retired_codes(pages: &[Readable<'_>], names: &Names, findings: &mut Findings) {
    for retired in &names.retired {
        let code = retired.code;
        let Some(page) = pages.iter().find(|page| page.catalog.entry(code).is_some()) else {
            continue;
        };
        let language = page.language.english_name();
        let message = format!("{code} is retired, but the {language} document lists it");
        let reason = &names.reasons[retired.reason].name;
        findings
            .push(Finding::new(Rule::RetiredCode, retired.span.clone(), message).codes([code]).help(
            format!(
                "remove this [[retired]], and list \"{code}\" under its reason, such as `{reason}`"
            ),
        ));
    }
}

/// Reports the codes without a name, one finding for each text.
fn unnamed_codes(reference: &Catalog, language: &Tag, names: &Names, findings: &mut Findings) {
    let file = names.source.name();
    let proposals = propose(names, Some(reference));
    for proposal in &proposals.all {
        let codes = &proposal.codes;
        let Some(entry) = reference.entry(codes[0]) else {
            continue;
        };
        let message = format!(
            "{} {} no name; {} reason is {}",
            limited_list(codes.iter(), MAX_LISTED),
            if codes.len() == 1 { "has" } else { "have" },
            if codes.len() == 1 { "its" } else { "their" },
            quoted(&entry.reason)
        );
        let quoted_codes = list(codes.iter().map(|code| format!("\"{code}\"")));
        let name = |reason: usize| format!("`{}`", names.reasons[reason].name);
        let help = match &proposal.reason {
            Proposed::Named { index, others } => {
                let also = match &others[..] {
                    [] => String::new(),
                    others => {
                        let others = list(others.iter().map(|other| name(*other)));
                        format!(
                            "; most codes with this text have that reason, others have {others}"
                        )
                    }
                };
                let name = name(*index);
                format!(
                    "this is the text of {name}: add {quoted_codes} to its codes in {file}{also}"
                )
                .into()
            }
            Proposed::New(_) => Help {
                sentence: format!(
                    "no named reason has this text: add one to {file}, rename it, and choose a \
                     category:"
                ),
                blocks: vec![proposals.block(proposal).trim_end().to_owned()],
            },
        };
        let finding = Finding::new(Rule::UnnamedCode, entry.span.clone(), message);
        findings.push(finding.language(language).codes(codes.iter().copied()).help(help));
    }
}

fn categories(names: &Names, findings: &mut Findings) {
    let known: Vec<&str> = names.categories.iter().map(|known| known.name.as_str()).collect();
    for reason in &names.reasons {
        if reason.category == UNCATEGORIZED {
            findings.push(uncategorized(reason, &known));
        } else if !known.contains(&reason.category.as_str()) {
            findings.push(unknown_category(reason, &known));
        }
    }
    for category in &names.categories {
        if !names.reasons.iter().any(|reason| reason.category == category.name) {
            let message = format!("no reason has the category `{}`", category.name);
            let finding = Finding::new(Rule::UnusedCategory, category.span.clone(), message);
            findings.push(finding.help("remove this [[category]], or use it"));
        }
    }
}

fn uncategorized(reason: &NamedReason, known: &[&str]) -> Finding {
    let message = format!("`{}` has no category yet", reason.name);
    let finding = Finding::new(Rule::Uncategorized, reason.category_span.clone(), message);
    let codes = reason.codes.iter().map(|(code, _)| *code);
    finding.codes(codes).help(match known {
        [] => "declare a [[category]], and use it here".to_owned(),
        _ => format!("use one of {}, or declare another [[category]]", list(known)),
    })
}

fn unknown_category(reason: &NamedReason, known: &[&str]) -> Finding {
    let category = reason.category.as_str();
    let distance = |known: &&&str| strsim::damerau_levenshtein(category, known);
    let nearest = known.iter().filter(|known| distance(known) <= 1 + category.len() / 3);
    let message = format!("no [[category]] declares `{category}`");
    let finding = Finding::new(Rule::UnknownCategory, reason.category_span.clone(), message);
    let declare = format!("[[category]]\nname = \"{category}\"\nmeaning = \"...\"");
    let sentence = match nearest.min_by_key(distance) {
        Some(nearest) => format!("did you mean `{nearest}`? Otherwise declare it:"),
        None => "declare it:".to_owned(),
    };
    finding.help(Help { sentence, blocks: vec![declare] })
}
