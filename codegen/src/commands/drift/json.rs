//! The drift as JSON. The shape is a contract.

use lvb_codegen::diff::Verdict;
use lvb_codegen::diff::json::JsonDiff;
use lvb_codegen::finding::Findings;
use lvb_codegen::language::Tag;
use lvb_codegen::report::json::{self, JsonFinding};
use lvb_codegen::upstream::drift::Drift;
use lvb_codegen::upstream::drifted::Drifted;
use semver::Version;
use serde::Serialize;

/// The members that `drift` and `update` share.
#[derive(Serialize)]
pub(in crate::commands) struct JsonDrift<'a> {
    verdict: Option<Verdict>,
    version: Option<String>,
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

impl<'a> JsonDrift<'a> {
    pub(in crate::commands) fn new(
        drift: &'a Drift,
        verdict: Option<Verdict>,
        version: Option<&Version>,
        findings: &'a Findings,
    ) -> Self {
        Self {
            verdict,
            version: version.map(ToString::to_string),
            documents: drift.documents.iter().map(JsonDocument::from).collect(),
            findings: json::findings(findings),
        }
    }
}

impl<'a> From<&'a Drift> for JsonDrift<'a> {
    fn from(drift: &'a Drift) -> Self {
        Self::new(drift, drift.verdict, drift.version.as_ref(), &drift.outcome.findings)
    }
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
