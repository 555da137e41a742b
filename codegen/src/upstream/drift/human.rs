//! The drift for a person at a terminal.

use super::Drifted;
use crate::diff::human::changes;
use anstyle::{AnsiColor, Style};
use visible_text::visible;

/// What became of each document, with all changes. The text has terminal colours in it.
#[must_use]
pub fn documents(documents: &[Drifted]) -> String {
    documents.iter().map(document).collect()
}

fn document(document: &Drifted) -> String {
    let style = if document.status.is_failure() {
        AnsiColor::Red.on_default().bold()
    } else {
        Style::new().bold()
    };
    let Drifted { language, location, status, diff } = document;
    let (name, message) = (status.name(), document.message());
    let message = visible(&message);
    let changes = diff.as_ref().map(changes).unwrap_or_default();
    let end = if changes.is_empty() { "" } else { "\n" };
    let location = location.to_string();
    let location = visible(&location);
    format!("{style}{language}: {name}{style:#}: {message}\n  at {location}\n{changes}{end}")
}
