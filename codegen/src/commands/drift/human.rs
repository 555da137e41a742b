//! The drift as human text.

use anstyle::{AnsiColor, Style};
use lvb_codegen::diff::Verdict;
use lvb_codegen::diff::human::changes;
use lvb_codegen::text::limited_list;
use lvb_codegen::upstream::drift::Drift;
use lvb_codegen::upstream::drifted::Drifted;
use semver::Version;
use visible_text::visible;

/// The maximum number of codes that a line lists.
const MAX_LISTED: usize = 12;

/// Writes the status and the changes of each document, with terminal colours.
pub(in crate::commands) fn documents(documents: &[Drifted]) -> String {
    documents.iter().map(document).collect()
}

fn document(document: &Drifted) -> String {
    let style = if document.status.is_failure() {
        AnsiColor::Red.on_default().bold()
    } else {
        Style::new().bold()
    };
    let Drifted { language, location, status, diff, .. } = document;
    let (name, message) = (status.name(), document.message());
    let message = visible(&message);
    let mut changes = diff.as_ref().map(changes).unwrap_or_default();
    if !document.alone.is_empty() {
        let codes = limited_list(document.alone.iter(), MAX_LISTED);
        changes += &format!("\nReworded in this language only: {codes}\n");
    }
    let end = if changes.is_empty() { "" } else { "\n" };
    let location = location.to_string();
    let location = visible(&location);
    format!("{style}{language}: {name}{style:#}: {message}\n  at {location}\n{changes}{end}")
}

/// Writes the effect of the published documents on users of the crate.
pub(super) fn verdict(drift: &Drift) -> String {
    match drift.verdict {
        Some(Verdict::None) => String::new(),
        Some(verdict) => for_crate(verdict, drift.version.as_ref()),
        None => format!("for lvb-codes: unknown until {}\n", condition(drift)),
    }
}

/// Writes a verdict, with the next version if it is known.
pub(in crate::commands) fn for_crate(verdict: Verdict, version: Option<&Version>) -> String {
    let version = version.map(|next| format!("; the next version is {next}"));
    format!("for lvb-codes: {verdict}{}\n", version.unwrap_or_default())
}

/// Returns the condition for the verdict to be known.
pub(super) fn condition(drift: &Drift) -> String {
    if drift.documents.iter().any(|document| document.status.is_failure()) {
        return "all pages can be used".to_owned();
    }
    match drift.outcome.findings.iter().filter(|finding| finding.refuses()).count() {
        1 => "1 error is resolved".to_owned(),
        errors => format!("{errors} errors are resolved"),
    }
}
