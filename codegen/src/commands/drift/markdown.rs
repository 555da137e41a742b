//! The drift as Markdown, for a pull request or an issue: first the decisions, then the verdict, then
//! the changes.

mod cut;
mod decisions;
mod side_by_side;

use super::human;
use cut::cut;
use lvb_codegen::diff::{Rewording, Verdict, phrases};
use lvb_codegen::names::propose::{Proposals, propose};
use lvb_codegen::text::markdown::{code, escape_for_github, row};
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
    let proposals = propose(&drift.names, drift.outcome.reference());
    let mut parts = decisions::decisions(drift, &proposals);
    parts.push(verdict(drift));
    parts.extend(added(drift, &proposals));
    for document in &drift.documents {
        parts.extend(changes(document));
    }
    parts.push(sources(drift));
    cut(&parts, max_bytes.unwrap_or(usize::MAX))
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
            format!("The effect on `lvb-codes` is unknown until {condition}.")
        }
    };
    format!("## Verdict\n\n{sentence}\n")
}

/// The new codes with their names and their texts in all languages.
fn added(drift: &Drift, proposals: &Proposals<'_>) -> Vec<String> {
    let mut codes: Vec<_> = drift
        .documents
        .iter()
        .flat_map(|each| each.diff.iter())
        .flat_map(|diff| &diff.added)
        .map(|row| row.code)
        .collect();
    codes.sort_unstable();
    codes.dedup();
    let title = format!("## {}", count(codes.len(), "new code"));
    tables(&title, &side_by_side::heading(drift), &side_by_side::rows(drift, proposals, &codes))
}

/// What changed in one document: sentences, removed codes, and rewordings in two columns.
fn changes(document: &Drifted) -> Vec<String> {
    let Some(diff) = document.diff.as_ref().filter(|diff| !diff.is_empty()) else {
        return Vec::new();
    };
    let language = escape_for_github(document.language.english_name());
    let mut parts = Vec::new();
    let sentences = phrases::sentences(diff, |text| format!("“{}”", escape_for_github(text)));
    if !sentences.is_empty() {
        let items: String = sentences.iter().map(|each| format!("- {each}\n")).collect();
        parts.push(format!("## {language}: structure\n\n{items}"));
    }
    let removed =
        diff.removed.iter().map(|row| vec![row.code.to_string(), escape_for_github(&row.reason)]);
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

/// Returns a row for each group of equal rewordings.
fn rewordings(all: &[Rewording]) -> Vec<Vec<String>> {
    let groups = phrases::rewordings(all);
    groups
        .map(|(codes, old, new)| vec![codes, escape_for_github(old), escape_for_github(new)])
        .collect()
}

/// Splits a table into parts, so that a report can be cut between them.
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
        let language = escape_for_github(tag.english_name());
        format!(
            "- {language} (`{tag}`), {location}: **{name}**: {}\n",
            escape_for_github(&document.message())
        )
    });
    format!("## Documents\n\n{}", lines.collect::<String>())
}
