//! Spans and messages.

use doc_tables::Span;
use lvb_codegen::error::Error;
use lvb_codegen::finding::Findings;
use lvb_codegen::report::{github, human, json};

/// A span is a part of its source, and starts in its line.
pub(crate) fn check_span(span: &Span) {
    let text = span.source.text();
    assert!(text.get(span.range.clone()).is_some(), "{:?} of {} bytes", span.range, text.len());
    let line = span.source.line_range(span.line());
    assert!(line.start <= span.range.start, "{:?} is not in {line:?}", span.range);
    assert!(span.column() >= 1);
}

/// A finding can be shown in every format; for GitHub, it is one line.
pub(crate) fn check_findings(findings: &Findings) {
    for finding in findings {
        check_span(&finding.span);
        finding.context.iter().for_each(|(span, _)| check_span(span));
    }
    check_human(&human::findings(findings));
    let commands = github::findings(findings);
    assert_eq!(commands.lines().count(), findings.len(), "{commands}");
    assert!(commands.lines().all(|line| line.starts_with("::")), "{commands}");
    json::write(&json::findings(findings));
}

/// An error can be shown in every format.
pub(crate) fn check_error(error: &Error) {
    error.span.iter().for_each(check_span);
    check_human(&human::error(error));
    assert_eq!(github::error(error).lines().count(), 1);
}

/// A report has no control characters other than its own colours.
fn check_human(report: &str) {
    let mut rest = report;
    while let Some((before, colour)) = rest.split_once("\u{1b}[") {
        check_shown(before);
        let (parameters, behind) = colour.split_once('m').expect("a colour has an end");
        assert!(parameters.bytes().all(|byte| byte.is_ascii_digit() || byte == b';'), "{report:?}");
        rest = behind;
    }
    check_shown(rest);
}

/// A text has no control characters, which a terminal would obey.
pub(crate) fn check_shown(text: &str) {
    let is_control = |char: char| char.is_control() && char != '\n';
    assert!(!text.contains(is_control), "{text:?}");
}
