//! Findings and errors as human text, the way rustc shows them.

use super::limited::limited;
use crate::error::Error;
use crate::finding::rule::Severity;
use crate::finding::{Finding, Findings};
use crate::text::count;
use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};
use doc_tables::Span;
use visible_text::visible;

/// The maximum length of a source line that is shown, in bytes.
pub const MAX_LINE: usize = 4000;

/// Writes all open findings with terminal colours. If a rule has too many findings in one file, only
/// the first are shown, and a count of the others follows at the end.
pub fn findings(findings: &Findings) -> String {
    let (shown, left_out) = limited(findings, |finding| match finding.rule.severity() {
        Severity::Error => 1000,
        Severity::Warning => 3,
    });
    let left_out = left_out.into_iter().map(|(Finding { rule, .. }, message)| {
        let title = level(rule.severity()).primary_title(message).id(rule.name());
        render(Group::with_title(title))
    });
    shown.into_iter().map(finding).chain(left_out).map(|text| text + "\n\n").collect()
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    }
}

/// Writes a finding with its source lines and terminal colours.
pub fn finding(finding: &Finding) -> String {
    let title =
        level(finding.rule.severity()).primary_title(&finding.message).id(finding.rule.name());
    let label = finding.label.as_deref();
    let mut group = title.element(snippet(&finding.span, AnnotationKind::Primary, label));
    for (span, label) in &finding.context {
        group = group.element(snippet(span, AnnotationKind::Context, Some(label)));
    }
    for help in finding.helps() {
        group = group.element(Level::HELP.message(help.to_string()));
    }
    render(group)
}

/// Writes an error, with its source line if it has one, and terminal colours.
pub fn error(error: &Error) -> String {
    let title = Level::ERROR.primary_title(&error.message);
    let span = error.span.iter();
    let snippets = span.map(|span| snippet(span, AnnotationKind::Primary, None));
    let mut group = title.elements(snippets);
    if let Some(help) = &error.help {
        group = group.element(Level::HELP.message(help));
    }
    render(group)
}

/// Counts findings by severity, for the end of a summary: ` (2 errors, 1 warning, 1 accepted
/// finding)`.
pub fn tally(findings: &Findings) -> String {
    let with = |severity: Severity| {
        let found = |finding: &&Finding| finding.is_open() && finding.rule.severity() == severity;
        findings.iter().filter(found).count()
    };
    let (errors, warnings) = (with(Severity::Error), with(Severity::Warning));
    let accepted = findings.len() - errors - warnings;
    let parts = [
        (errors, count(errors, "error")),
        (warnings, count(warnings, "warning")),
        (accepted, count(accepted, "accepted finding")),
    ];
    let parts = parts.into_iter().filter(|(number, _)| *number > 0);
    let parts: Vec<String> = parts.map(|(_, text)| text).collect();
    if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) }
}

fn render(group: Group<'_>) -> String {
    without_c1(&Renderer::styled().render(&[group]))
}

/// Replaces the C1 control characters by a middle dot of the same length. The renderer keeps them, but
/// terminals execute them.
fn without_c1(text: &str) -> String {
    text.replace(|char| ('\u{80}'..='\u{9f}').contains(&char), "·")
}

/// Shows the first line of a place, underlined. If the source is empty, shows only its name; if the
/// line is very long, only the name, the line and the column.
fn snippet<'a>(span: &'a Span, kind: AnnotationKind, label: Option<&'a str>) -> Element<'a> {
    if span.source.text().is_empty() {
        return Origin::path(visible(span.source.name())).into();
    }
    let line = span.source.line_range(span.line());
    if line.len() > MAX_LINE {
        // The cost of rendering grows with the line, for each finding on it.
        let origin = Origin::path(visible(span.source.name())).line(span.line());
        return origin.char_column(span.column()).into();
    }
    let start = span.range.start.min(line.end) - line.start;
    let end = span.range.end.clamp(line.start + start, line.end) - line.start;
    Snippet::source(without_c1(&span.source.text()[line]))
        .line_start(span.line())
        .path(visible(span.source.name()))
        .annotation(kind.span(start..end).label(label))
        .into()
}
