//! The drift as human text.

use anstyle::{AnsiColor, Style};
use lvb_codegen::diff::human::changes;
use lvb_codegen::upstream::drift::Drifted;
use visible_text::visible;

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
    let changes = diff.as_ref().map(changes).unwrap_or_default();
    let end = if changes.is_empty() { "" } else { "\n" };
    let location = location.to_string();
    let location = visible(&location);
    format!("{style}{language}: {name}{style:#}: {message}\n  at {location}\n{changes}{end}")
}
