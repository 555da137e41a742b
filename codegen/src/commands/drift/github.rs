//! The drift as workflow commands for GitHub.

use doc_tables::Span;
use lvb_codegen::finding::rule::Severity;
use lvb_codegen::finding::{Finding, Findings};
use lvb_codegen::report::github::{command, findings};
use lvb_codegen::upstream::drift::Drift;
use lvb_codegen::upstream::drifted::{Drifted, Status};

/// Writes a command for each document that is not the same, and for each finding, in order of
/// importance, because GitHub shows only ten.
pub(super) fn drift(drift: &Drift) -> String {
    let (mut failed, mut changed) = (String::new(), String::new());
    for document in &drift.documents {
        match document.status {
            Status::Same | Status::Skipped => {}
            Status::Changed { .. } => changed += &status(document, Severity::Warning),
            Status::Invalid(_) | Status::Unreachable(_) => {
                failed += &status(document, Severity::Error);
            }
        }
    }
    let found = drift.outcome.findings.iter();
    let in_repository: Findings = found.map(|found| move_into_repository(found, drift)).collect();
    failed + &findings(&in_repository) + &changed
}

fn status(document: &Drifted, severity: Severity) -> String {
    let Drifted { language, status, source, location, .. } = document;
    let message = format!("{language}: {}: {}\n{location}", status.name(), document.message());
    command(severity, "drift", Some(&Span::new(source, 0..0)), &message)
}

/// Moves a finding in a published page to the vendored document, because GitHub annotates only files of
/// the repository. A new language has none, so its findings move to the manifest.
fn move_into_repository(finding: &Finding, drift: &Drift) -> Finding {
    let mut finding = finding.clone();
    let published = finding.span.source.name();
    let mut documents = drift.documents.iter();
    let document = documents.find(|document| document.location.to_string() == published);
    if let Some(document) = document {
        let label = finding.label.take().unwrap_or_else(|| "here".to_owned());
        let span = document.span_in_repository(&finding.codes);
        let published = std::mem::replace(&mut finding.span, span);
        finding.context.insert(0, (published, label));
    }
    finding
}
