//! Findings as workflow commands, which GitHub shows as annotations of a pull request.

use super::limited::limited;
use crate::error::Error;
use crate::finding::rule::Severity;
use crate::finding::{Finding, Findings};
use doc_tables::Span;

/// Writes a command for each open finding, errors first, because GitHub shows only ten. If a rule has too
/// many findings in one file, a last command says how many more there are.
pub fn findings(findings: &Findings) -> String {
    const MAX_SHOWN: usize = 1000;
    let (mut shown, left_out) = limited(findings, |_| MAX_SHOWN);
    shown.sort_by_key(|finding| finding.rule.severity() == Severity::Warning);
    let left_out = left_out.into_iter().map(|(Finding { rule, span, .. }, message)| {
        command(rule.severity(), rule.name(), Some(span), &message)
    });
    shown.into_iter().map(finding).chain(left_out).collect()
}

fn finding(finding: &Finding) -> String {
    let mut message = finding.message.clone();
    if let Some(label) = &finding.label {
        message += &format!("\n{label}");
    }
    for (span, label) in &finding.context {
        message += &format!("\n{}:{}: {label}", span.source.name(), span.line());
    }
    for help in finding.helps() {
        message += &format!("\nhelp: {help}");
    }
    command(finding.rule.severity(), finding.rule.name(), Some(&finding.span), &message)
}

/// Writes an error as one command.
pub fn error(error: &Error) -> String {
    let help = error.help.iter().map(|help| format!("\nhelp: {help}"));
    let message = error.message.clone() + &help.collect::<String>();
    command(Severity::Error, "lvb-codegen", error.span.as_ref(), &message)
}

/// Writes a command about a place in a file.
pub fn command(severity: Severity, title: &str, span: Option<&Span>, message: &str) -> String {
    let level = severity.name();
    let position = span.map(|span| {
        let file = property(span.source.name());
        format!(",file={file},line={},col={}", span.line(), span.column())
    });
    let (title, position) = (property(title), position.unwrap_or_default());
    format!("::{level} title={title}{position}::{}\n", data(message))
}

/// Escapes a message the way the runner reads it.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes a property the way the runner reads it.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
