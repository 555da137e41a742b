//! The drift as workflow commands for GitHub.

use lvb_codegen::finding::rule::Severity;
use lvb_codegen::report::github::{command, findings};
use lvb_codegen::upstream::drift::Drift;
use lvb_codegen::upstream::drifted::Status;

/// Writes a command for each document that is not the same, and for each finding.
pub(super) fn drift(drift: &Drift) -> String {
    let mut text = String::new();
    for document in &drift.documents {
        let severity = match document.status {
            Status::Same | Status::Skipped => continue,
            Status::Changed { .. } => Severity::Warning,
            Status::Invalid(_) | Status::Unreachable(_) => Severity::Error,
        };
        let (tag, name) = (&document.language, document.status.name());
        let message = format!("{tag}: {name}: {}\n{}", document.message(), document.location);
        let file = document.path.display().to_string();
        text += &command(severity, "drift", Some((&file, 1, 1)), &message);
    }
    text + &findings(&drift.outcome.findings)
}
