//! Findings and errors the way rustc shows its own, and the lines that sum a run up.

use super::limited::Many;
use crate::error::Error;
use crate::finding::Finding;
use crate::finding::rule::Severity;
use crate::generate::{Generated, Module};
use crate::update::Updated;
use crate::wording::{count, list};
use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};
use doc_tables::Span;
use visible_text::visible;

/// The longest line that is shown, in bytes.
const LONGEST_LINE: usize = 4000;

/// All findings that are not accepted, each followed by an empty line. Of many under one rule in one
/// file the first are shown, and the lines of the others. The text has terminal colours in it.
#[must_use]
pub fn findings(findings: &[Finding]) -> String {
    let many = Many::new(findings, |finding| match finding.rule.severity() {
        Severity::Error => 1000,
        Severity::Warning => 3,
    });
    let mut text = String::new();
    for found in many.shown {
        text += &format!("{}\n\n", finding(found));
    }
    for others in many.others {
        let rule = others.first.rule;
        let title = level(rule.severity()).primary_title(others.message()).id(rule.name());
        text += &format!("{}\n\n", render(Group::with_title(title)));
    }
    text
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    }
}

/// A finding with its source lines. The text has terminal colours in it.
#[must_use]
pub fn finding(finding: &Finding) -> String {
    let title =
        level(finding.rule.severity()).primary_title(&finding.message).id(finding.rule.name());
    let label = Some(finding.label.as_str()).filter(|label| !label.is_empty());
    let mut group = title.element(snippet(&finding.span, AnnotationKind::Primary, label));
    for (span, label) in &finding.context {
        group = group.element(snippet(span, AnnotationKind::Context, Some(label)));
    }
    if !finding.help.is_empty() {
        group = group.element(Level::HELP.message(&finding.help));
    }
    if let Some(allow) = finding.how_to_allow() {
        group = group.element(Level::HELP.message(allow));
    }
    render(group)
}

/// An error, with its source line if it has one. The text has terminal colours in it.
#[must_use]
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

/// The line that says what was done.
#[must_use]
pub fn summary(generated: &Generated) -> String {
    let did = match generated.module {
        Module::Written => "written",
        Module::Stale => "stale",
        Module::Fresh => "unchanged",
        Module::Unknown => "left alone",
    };
    let tally = tally(&generated.findings);
    let tally = if tally.is_empty() { tally } else { format!(" ({tally})") };
    format!(
        "{}: {}, {}, {}, {did}{tally}\n",
        visible(&generated.output.display().to_string()),
        count(generated.codes, "code"),
        count(generated.reasons, "reason"),
        list(&generated.languages)
    )
}

/// The line that says what an update has done.
#[must_use]
pub fn update_summary(updated: &Updated, dry_run: bool) -> String {
    let files = list(
        updated
            .changes
            .iter()
            .map(|change| visible(&change.path.display().to_string()).into_owned()),
    );
    let tally = tally(&updated.drift.outcome.findings);
    let tally = if tally.is_empty() { tally } else { format!(" ({tally})") };
    let did = match (updated.refused, updated.changes.is_empty(), dry_run) {
        (true, _, _) => "nothing is written",
        (false, true, _) => "nothing to write",
        (false, false, true) => "would write ",
        (false, false, false) => "written: ",
    };
    format!("{did}{files}{tally}\n")
}

/// How many findings of which severity there are: `2 errors, 1 warning, 1 accepted`.
fn tally(findings: &[Finding]) -> String {
    let with = |severity: Severity| {
        let open = findings.iter().filter(|finding| finding.is_open());
        open.filter(|finding| finding.rule.severity() == severity).count()
    };
    let (errors, warnings) = (with(Severity::Error), with(Severity::Warning));
    let accepted = findings.len() - errors - warnings;
    let parts = [
        (errors, count(errors, "error")),
        (warnings, count(warnings, "warning")),
        (accepted, format!("{accepted} accepted")),
    ];
    let parts = parts.into_iter().filter(|(number, _)| *number > 0);
    parts.map(|(_, text)| text).collect::<Vec<_>>().join(", ")
}

fn render(group: Group<'_>) -> String {
    without_c1(&Renderer::styled().render(&[group]))
}

/// A text with a middle dot, which has as many bytes, for the control characters that the renderer
/// lets through: terminals take these for commands, too.
fn without_c1(text: &str) -> String {
    text.replace(|char| ('\u{80}'..='\u{9f}').contains(&char), "·")
}

/// The one line that a place starts in, with what is there underlined. If there is no text, or the
/// line is very long, its number alone.
fn snippet<'a>(span: &'a Span, kind: AnnotationKind, label: Option<&'a str>) -> Element<'a> {
    if span.source.text().is_empty() {
        return Origin::path(visible(span.source.name())).into();
    }
    let line = span.source.line_range(span.line());
    if line.len() > LONGEST_LINE {
        // To draw it would take a time that grows with the line, for each finding on it.
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

#[cfg(test)]
mod tests {
    use super::{LONGEST_LINE, error};
    use crate::error::Error;
    use doc_tables::{Source, Span};

    #[test]
    fn a_line_is_drawn_unless_it_is_very_long() {
        let is_drawn = |len: usize| {
            let span = Span::new(&Source::new("a.md", "a".repeat(len)), 0..1);
            error(&Error::new("no table").at(span)).contains("aaa")
        };
        assert!(is_drawn(LONGEST_LINE));
        assert!(!is_drawn(LONGEST_LINE + 1));
    }
}
