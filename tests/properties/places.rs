//! Places and messages, which have to point at and show what is there.

use doc_tables::Span;
use lvb_codegen::error::Error;
use lvb_codegen::finding::Findings;
use lvb_codegen::report::{github, human, json};

/// A place is a part of its source, and is on a line of it.
pub(crate) fn check_span(span: &Span) {
    let text = span.source.text();
    assert!(text.get(span.range.clone()).is_some(), "{:?} of {} bytes", span.range, text.len());
    let line = span.source.line_range(span.line());
    assert!(line.start <= span.range.start, "{:?} is not on {line:?}", span.range);
    assert!(span.column() >= 1);
}

/// A finding can be shown in every form, and to GitHub it is one line.
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

/// So can an error.
pub(crate) fn check_error(error: &Error) {
    error.span.iter().for_each(check_span);
    check_human(&human::error(error));
    assert_eq!(github::error(error).lines().count(), 1);
}

/// No text gets a control character into the terminal but the colours that are the report's own.
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

/// There is nothing in a text that a terminal obeys.
pub(crate) fn check_shown(text: &str) {
    let is_obeyed = |char: char| char.is_control() && char != '\n';
    assert!(!text.contains(is_obeyed), "{text:?}");
}
