//! Findings as JSON. The shape is a contract.

use crate::code::Code;
use crate::finding::Findings;
use crate::finding::rule::{Rule, Severity};
use crate::language::Tag;
use serde::Serialize;

/// A finding, to be serialized.
#[derive(Debug, Serialize)]
pub struct JsonFinding<'a> {
    rule: Rule,
    severity: Severity,
    language: Option<&'a Tag>,
    languages: &'a [Tag],
    codes: &'a [Code],
    with: &'a [Code],
    path: &'a str,
    line: usize,
    message: &'a str,
    help: Option<String>,
    allowed: bool,
}

/// Converts findings, to be serialized.
pub fn findings(findings: &Findings) -> Vec<JsonFinding<'_>> {
    let findings = findings.iter().map(|finding| JsonFinding {
        rule: finding.rule,
        severity: finding.rule.severity(),
        language: finding.languages.first(),
        languages: &finding.languages,
        codes: &finding.codes,
        with: &finding.with,
        path: finding.span.source.name(),
        line: finding.span.line(),
        message: &finding.message,
        help: finding.help.as_ref().map(ToString::to_string),
        allowed: !finding.is_open(),
    });
    findings.collect()
}

/// Writes any report, indented, with a final newline.
///
/// # Panics
///
/// The report has a map whose keys are not strings. No report has one.
pub fn write(report: &impl Serialize) -> String {
    serde_json::to_string_pretty(report).expect("reports are serializable") + "\n"
}
