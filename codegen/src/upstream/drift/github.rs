//! The drift as workflow commands for GitHub.

use super::{Drift, Status};
use crate::finding::rule::Severity;
use crate::report::github::{command, findings};

/// A command for each document that is not the same, and for each finding.
#[must_use]
pub fn drift(drift: &Drift) -> String {
    let languages = &drift.outcome.manifest.languages;
    let mut text = String::new();
    for (document, language) in drift.documents.iter().zip(languages) {
        let severity = match document.status {
            Status::Same => continue,
            Status::Changed { .. } => Severity::Warning,
            Status::Invalid(_) | Status::Unreachable(_) => Severity::Error,
        };
        let (tag, name) = (&document.language, document.status.name());
        let message = format!("{tag}: {name}: {}\n{}", document.message(), document.location);
        let file = language.document.display().to_string();
        text += &command(severity, "drift", Some((&file, 1, 1)), &message);
    }
    text + &findings(&drift.outcome.findings)
}
