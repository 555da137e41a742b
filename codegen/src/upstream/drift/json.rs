//! The drift for programs. Its shape is a contract.

use super::{Drift, Drifted};
use crate::diff::json::JsonDiff;
use crate::error::Error;
use crate::language::Tag;
use crate::report::json::{self, JsonFinding};
use crate::update::Updated;
use serde::Serialize;

#[derive(Serialize)]
struct JsonDrift<'a> {
    documents: Vec<JsonDocument<'a>>,
    findings: Vec<JsonFinding<'a>>,
}

#[derive(Serialize)]
struct JsonDocument<'a> {
    language: &'a Tag,
    status: &'static str,
    location: String,
    message: String,
    #[serde(flatten)]
    diff: JsonDiff<'a>,
}

impl<'a> From<&'a Drifted> for JsonDocument<'a> {
    fn from(document: &'a Drifted) -> Self {
        Self {
            language: &document.language,
            status: document.status.name(),
            location: document.location.to_string(),
            message: document.message(),
            diff: document.diff.as_ref().map_or_else(JsonDiff::default, JsonDiff::from),
        }
    }
}

#[derive(Serialize)]
struct JsonUpdated<'a> {
    dry_run: bool,
    written: Vec<String>,
    missing_names: Option<&'a str>,
    documents: Vec<JsonDocument<'a>>,
    findings: Vec<JsonFinding<'a>>,
}

/// What `update` reports.
///
/// # Errors
///
/// Those of [`json::write`].
pub fn updated(updated: &Updated, dry_run: bool) -> Result<String, Error> {
    let written = updated.changes.iter().map(|change| change.path.display().to_string());
    json::write(&JsonUpdated {
        dry_run,
        written: written.collect(),
        missing_names: updated.missing_names.as_deref(),
        documents: documents(&updated.drift),
        findings: json::findings(&updated.drift.outcome.findings),
    })
}

fn documents(drift: &Drift) -> Vec<JsonDocument<'_>> {
    drift.documents.iter().map(JsonDocument::from).collect()
}

/// What `drift` reports.
///
/// # Errors
///
/// Those of [`json::write`].
pub fn drift(drift: &Drift) -> Result<String, Error> {
    json::write(&JsonDrift {
        documents: documents(drift),
        findings: json::findings(&drift.outcome.findings),
    })
}
