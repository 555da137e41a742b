//! Findings as workflow commands, which GitHub shows beside the lines of a pull request.

use super::limited::Many;
use crate::error::Error;
use crate::finding::Finding;
use crate::finding::rule::Severity;
use doc_tables::Span;

/// A command for each finding that is not accepted. Of very many under one rule in one file, the
/// last says how many more there are.
#[must_use]
pub fn findings(findings: &[Finding]) -> String {
    let many = Many::new(findings, |_| 1000);
    let others = many.others.iter().map(|others| {
        let Finding { rule, span, .. } = others.first;
        command(rule.severity(), rule.name(), Some(position(span)), &others.message())
    });
    many.shown.into_iter().map(finding).chain(others).collect()
}

fn finding(finding: &Finding) -> String {
    let mut message = finding.message.clone();
    if !finding.label.is_empty() {
        message += &format!("\n{}", finding.label);
    }
    for (span, label) in &finding.context {
        message += &format!("\n{}:{}: {label}", span.source.name(), span.line());
    }
    if !finding.help.is_empty() {
        message += &format!("\nhelp: {}", finding.help);
    }
    if let Some(allow) = finding.how_to_allow() {
        message += &format!("\nhelp: {allow}");
    }
    let span = position(&finding.span);
    command(finding.rule.severity(), finding.rule.name(), Some(span), &message)
}

/// An error as one command.
#[must_use]
pub fn error(error: &Error) -> String {
    let help = error.help.iter().map(|help| format!("\nhelp: {help}"));
    let message = error.message.clone() + &help.collect::<String>();
    command(Severity::Error, "lvb-codegen", error.span.as_ref().map(position), &message)
}

fn position(span: &Span) -> (&str, usize, usize) {
    (span.source.name(), span.line(), span.column())
}

/// A command about a line and column of a file, on a line of its own.
#[must_use]
pub fn command(
    severity: Severity,
    title: &str,
    position: Option<(&str, usize, usize)>,
    message: &str,
) -> String {
    let level = match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let position = position
        .map(|(file, line, column)| format!(",file={},line={line},col={column}", property(file)));
    let (title, position) = (property(title), position.unwrap_or_default());
    format!("::{level} title={title}{position}::{}\n", data(message))
}

/// The escapes that the runner undoes in a message.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The escapes that the runner undoes in a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::error;
    use crate::error::Error;
    use doc_tables::{Source, Span};

    #[test]
    fn no_text_can_end_a_command() {
        let span = Span { source: Source::new("a,b:c%\n::error::d.md", "x\ny"), range: 2..3 };
        let found = Error::new("50%\r\n::warning::e").at(span).help("f");
        assert_eq!(
            error(&found),
            "::error title=lvb-codegen,file=a%2Cb%3Ac%25%0A%3A%3Aerror%3A%3Ad.md,line=2,col=1\
             ::50%25%0D%0A::warning::e%0Ahelp: f\n"
        );
    }
}
