//! The drift as Markdown, for a pull request or an issue: first what to decide, then the verdict,
//! then what changed.

use super::human;
use lvb_codegen::code::Code;
use lvb_codegen::diff::{Rewording, Verdict, phrases};
use lvb_codegen::finding::Finding;
use lvb_codegen::finding::rule::Severity;
use lvb_codegen::names::propose::{Proposed, propose};
use lvb_codegen::text::markdown::{code, escape, row};
use lvb_codegen::text::{count, limited_list, list};
use lvb_codegen::upstream::drift::Drift;
use lvb_codegen::upstream::drifted::Drifted;
use lvb_codegen::upstream::location::Location;

/// The number of rows of a table that are kept together when a report is cut.
const ROWS: usize = 40;

/// The maximum number of codes that a line lists.
const MAX_LISTED: usize = 12;

/// Writes the report. If it is longer than `max_bytes`, it is cut between its parts, and says so.
pub(in crate::commands) fn drift(drift: &Drift, max_bytes: Option<usize>) -> String {
    let mut parts = decisions(drift);
    parts.push(verdict(drift));
    parts.extend(added(drift));
    for document in &drift.documents {
        parts.extend(changes(document));
    }
    parts.push(sources(drift));
    cut(&parts, max_bytes.unwrap_or(usize::MAX))
}

/// Joins as many parts as fit, and says how many do not.
fn cut(parts: &[String], max_bytes: usize) -> String {
    let whole = parts.join("\n");
    if whole.len() <= max_bytes {
        return whole;
    }
    let note = |left: usize| {
        format!(
            "\n*{} left out: the report is too long. Run `cargo codegen drift` for all of it.*\n",
            count(left, "part")
        )
    };
    let room = max_bytes.saturating_sub(note(parts.len()).len());
    let mut text = String::new();
    let mut left = 0;
    for part in parts {
        if left == 0 && text.len() + part.len() < room {
            text += part;
            text.push('\n');
        } else {
            left += 1;
        }
    }
    text + &note(left)
}

/// One part for each open finding, the errors first.
fn decisions(drift: &Drift) -> Vec<String> {
    let mut open: Vec<&Finding> = drift.outcome.findings.open().collect();
    open.sort_by_key(|finding| finding.rule.severity() == Severity::Warning);
    let parts = open.iter().enumerate().map(|(index, found)| {
        let heading = if index == 0 { "## Decide first\n\n" } else { "" };
        format!("{heading}{}", decision(drift, found))
    });
    parts.collect()
}

/// A finding with its texts in all languages and what to do about it.
fn decision(drift: &Drift, finding: &Finding) -> String {
    let severity = match finding.rule.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let mut text = format!("**{severity} `{}`**: {}\n", finding.rule, escape(&finding.message));
    text += &side_by_side(drift, finding);
    for help in finding.help.clone().into_iter().chain(finding.how_to_allow()) {
        let (sentence, block) = help
            .split_once('\n')
            .map_or((&*help, None), |(sentence, block)| (sentence, Some(block)));
        text += &format!("\n{}\n", escape(sentence));
        if let Some(block) = block {
            // A fence longer than any in the block ends where it should.
            text += &format!("\n~~~~~~toml\n{}\n~~~~~~\n", block.replace("~~~~~~", "~~~~~"));
        }
    }
    text
}

/// The texts of the codes of a finding, with a column for each language.
fn side_by_side(drift: &Drift, finding: &Finding) -> String {
    const MAX_CODES: usize = 10;
    let codes: Vec<_> = finding.codes.iter().chain(&finding.with).take(MAX_CODES).collect();
    if codes.is_empty() {
        return String::new();
    }
    let pages = &drift.outcome.pages;
    let languages = pages.iter().map(|page| escape(page.language.english_name()));
    let mut text = String::from("\n");
    text += &row(["code".to_owned(), "reason".to_owned()].into_iter().chain(languages));
    text += &row(vec!["---"; 2 + pages.len()]);
    for code in codes {
        let reason = drift.names.reason(*code).map(|reason| &drift.names.reasons[reason].name);
        let reason = reason.map_or(String::new(), |name| format!("`{name}`"));
        let texts = texts(drift, *code);
        text += &row([code.to_string(), reason].into_iter().chain(texts));
    }
    text
}

/// Returns the text of a code in each language.
fn texts(drift: &Drift, code: Code) -> impl Iterator<Item = String> {
    let pages = drift.outcome.pages.iter();
    pages.map(move |page| {
        let entry = page.catalog.as_ref().and_then(|catalog| catalog.entry(code));
        entry.map_or(String::new(), |entry| escape(&entry.reason))
    })
}

fn verdict(drift: &Drift) -> String {
    let sentence = match (drift.verdict, &drift.version) {
        (Some(Verdict::None), _) => "For `lvb-codes`, nothing changes.".to_owned(),
        (Some(verdict), Some(version)) => {
            format!(
                "For `lvb-codes`, this is a **{verdict}** change; the next version is {version}."
            )
        }
        (Some(verdict), None) => format!("For `lvb-codes`, this is a **{verdict}** change."),
        (None, _) => {
            let condition = human::condition(drift);
            format!("What this means for `lvb-codes` is known once {condition}.")
        }
    };
    format!("## Verdict\n\n{sentence}\n")
}

/// The new codes with their names and their texts in all languages.
fn added(drift: &Drift) -> Vec<String> {
    let mut codes: Vec<_> = drift
        .documents
        .iter()
        .flat_map(|each| each.diff.iter())
        .flat_map(|diff| &diff.added)
        .map(|row| row.code)
        .collect();
    codes.sort_unstable();
    codes.dedup();
    let proposals = propose(&drift.names, drift.outcome.reference());
    let name = |code| {
        let known = drift.names.reason(code).map(|reason| drift.names.reasons[reason].name.clone());
        known.or_else(|| {
            let mut all = proposals.all().iter();
            let proposal = all.find(|proposal| proposal.codes.contains(&code))?;
            Some(match &proposal.reason {
                Proposed::Named { index, .. } => drift.names.reasons[*index].name.clone(),
                Proposed::New(name) => format!("{name}?"),
            })
        })
    };
    let pages = &drift.outcome.pages;
    let languages = pages.iter().map(|page| escape(page.language.english_name()));
    let first = ["code", "reason"].map(str::to_owned);
    let heading: Vec<String> = first.into_iter().chain(languages).collect();
    let rows = codes.iter().map(|code| {
        let texts = texts(drift, *code);
        let reason = name(*code).map_or(String::new(), |name| format!("`{name}`"));
        [code.to_string(), reason].into_iter().chain(texts).collect()
    });
    tables(&format!("## {}", count(codes.len(), "new code")), &heading, &rows.collect::<Vec<_>>())
}

/// What changed in one document: sentences, removed codes, and rewordings in two columns.
fn changes(document: &Drifted) -> Vec<String> {
    let Some(diff) = document.diff.as_ref().filter(|diff| !diff.is_empty()) else {
        return Vec::new();
    };
    let language = escape(document.language.english_name());
    let mut parts = Vec::new();
    let sentences = phrases::sentences(diff, |text| format!("“{}”", escape(text)));
    if !sentences.is_empty() {
        let items: String = sentences.iter().map(|each| format!("- {each}\n")).collect();
        parts.push(format!("## {language}: structure\n\n{items}"));
    }
    let removed = diff.removed.iter().map(|row| vec![row.code.to_string(), escape(&row.reason)]);
    let heading = vec!["code".to_owned(), "text".to_owned()];
    parts.extend(tables(
        &format!("## {language}: removed"),
        &heading,
        &removed.collect::<Vec<_>>(),
    ));
    let heading = ["code", "old", "new"].map(str::to_owned);
    let title = format!("## {language}: {} reworded", count(diff.reworded.len(), "code"));
    parts.extend(tables(&title, &heading, &rewordings(&diff.reworded)));
    if !document.alone.is_empty() {
        let codes = limited_list(document.alone.iter(), MAX_LISTED);
        parts.push(format!(
            "Reworded in {language} only, while the other languages keep their texts: {codes}\n"
        ));
    }
    let folded = tables("", &heading, &rewordings(&diff.punctuated)).concat();
    if !folded.is_empty() {
        parts.push(format!(
            "<details><summary>{language}: {}</summary>\n\n{}\n</details>\n",
            list(phrases::punctuation(diff)),
            folded.trim_start()
        ));
    }
    parts
}

/// Makes a row of equal rewordings.
fn rewordings(all: &[Rewording]) -> Vec<Vec<String>> {
    let groups = phrases::rewordings(all).into_iter();
    groups.map(|(codes, texts)| vec![codes, escape(&texts.old), escape(&texts.new)]).collect()
}

/// A table in parts of some rows each, so that a report can be cut between them.
fn tables(title: &str, heading: &[String], rows: &[Vec<String>]) -> Vec<String> {
    let rule = vec!["---"; heading.len()];
    let parts = rows.chunks(ROWS).enumerate().map(|(index, rows)| {
        let title = if index == 0 { format!("{title}\n\n") } else { String::new() };
        let rows: String = rows.iter().map(|cells| row(cells.clone())).collect();
        format!("{title}{}{}{rows}", row(heading), row(rule.clone()))
    });
    parts.collect()
}

/// The documents with their status and location.
fn sources(drift: &Drift) -> String {
    let lines = drift.documents.iter().map(|document| {
        let (tag, name) = (&document.language, document.status.name());
        let location = match &document.location {
            Location::Url(url) => format!("[upstream](<{url}>)"),
            Location::Path(path) => code(&path.display().to_string()),
        };
        let language = escape(tag.english_name());
        format!("- {language} (`{tag}`), {location}: **{name}**: {}\n", escape(&document.message()))
    });
    format!("## Documents\n\n{}", lines.collect::<String>())
}
