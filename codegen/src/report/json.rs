//! The JSON that other programs read. Its shape is a contract.

use crate::code::Code;
use crate::error::Error;
use crate::finding::Finding;
use crate::finding::rule::{Rule, Severity};
use crate::generate::{Generated, Module};
use crate::language::Tag;
use serde::Serialize;

#[derive(Serialize)]
struct JsonGenerated<'a> {
    output: String,
    changed: bool,
    codes: usize,
    reasons: usize,
    languages: &'a [Tag],
    findings: Vec<JsonFinding<'a>>,
}

/// A finding, ready to be written.
#[derive(Debug, Serialize)]
pub struct JsonFinding<'a> {
    rule: Rule,
    severity: Severity,
    language: Option<&'a Tag>,
    codes: &'a [Code],
    path: &'a str,
    line: usize,
    message: &'a str,
    allowed: bool,
}

/// Findings, ready to be written.
#[must_use]
pub fn findings(findings: &[Finding]) -> Vec<JsonFinding<'_>> {
    let findings = findings.iter().map(|finding| JsonFinding {
        rule: finding.rule,
        severity: finding.rule.severity(),
        language: finding.language.as_ref(),
        codes: &finding.codes,
        path: finding.span.source.name(),
        line: finding.span.line(),
        message: &finding.message,
        allowed: finding.allowed,
    });
    findings.collect()
}

/// What `generate` and `check` report.
///
/// # Errors
///
/// Those of [`write()`].
pub fn generated(generated: &Generated) -> Result<String, Error> {
    write(&JsonGenerated {
        output: generated.output.display().to_string(),
        changed: matches!(generated.module, Module::Written | Module::Stale),
        codes: generated.codes,
        reasons: generated.reasons,
        languages: &generated.languages,
        findings: findings(&generated.findings),
    })
}

/// Any report, indented, with a line end.
///
/// # Errors
///
/// The report has a key that is not a string, which none has.
pub fn write(report: &impl Serialize) -> Result<String, Error> {
    let json = serde_json::to_string_pretty(report);
    let json = json.map_err(|error| Error::new(format!("cannot write JSON: {error}")))?;
    Ok(json + "\n")
}
