//! Findings as workflow commands, which GitHub shows beside the lines of a pull request.

use crate::error::Error;
use crate::finding::Finding;
use crate::rule::Severity;
use crate::source::Place;

/// A command for each finding that is not accepted.
#[must_use]
pub fn findings(findings: &[Finding]) -> String {
    let open = findings.iter().filter(|finding| finding.is_open());
    open.map(|found| finding(found) + "\n").collect()
}

fn finding(finding: &Finding) -> String {
    let level = match finding.rule.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let mut message = finding.message.clone();
    if !finding.label.is_empty() {
        message += &format!("\n{}", finding.label);
    }
    for (place, label) in &finding.context {
        message += &format!("\n{}:{}: {label}", place.source.name(), place.line());
    }
    if !finding.help.is_empty() {
        message += &format!("\nhelp: {}", finding.help);
    }
    if let Some(allow) = finding.how_to_allow() {
        message += &format!("\nhelp: {allow}");
    }
    let title = format!("title={},", property(finding.rule.name()));
    command(level, &title, Some(&finding.place), &message)
}

/// An error as one command.
#[must_use]
pub fn error(error: &Error) -> String {
    let help = error.help.iter().map(|help| format!("\nhelp: {help}"));
    let message = error.message.clone() + &help.collect::<String>();
    command("error", "", error.place.as_ref(), &message) + "\n"
}

fn command(level: &str, title: &str, place: Option<&Place>, message: &str) -> String {
    let message = data(message);
    match place {
        None => format!("::{level}::{message}"),
        Some(place) => {
            let (file, line, column) =
                (property(place.source.name()), place.line(), place.column());
            format!("::{level} {title}file={file},line={line},col={column}::{message}")
        }
    }
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
    use crate::source::{Place, Source};

    #[test]
    fn no_text_can_end_a_command() {
        let place = Place { source: Source::new("a,b:c%\n::error::d.md", "x\ny"), range: 2..3 };
        let found = Error::new("50%\r\n::warning::e").at(place).help("f");
        assert_eq!(
            error(&found),
            "::error file=a%2Cb%3Ac%25%0A%3A%3Aerror%3A%3Ad.md,line=2,col=1\
             ::50%25%0D%0A::warning::e%0Ahelp: f\n"
        );
    }
}
