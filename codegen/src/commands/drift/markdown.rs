//! The drift as Markdown, for a pull request or an issue.

use lvb_codegen::diff::Verdict;
use lvb_codegen::diff::markdown::changes;
use lvb_codegen::finding::Finding;
use lvb_codegen::finding::rule::Severity;
use lvb_codegen::text::markdown::{code, escape};
use lvb_codegen::upstream::drift::{Drift, Drifted};

/// Writes the status and the changes of each document, and the findings.
pub(super) fn drift(drift: &Drift) -> String {
    let verdicts = drift.documents.iter().filter_map(|each| Some(each.diff.as_ref()?.verdict()));
    let mut text = match verdicts.max().unwrap_or(Verdict::None) {
        Verdict::None => String::new(),
        verdict => format!("For `lvb-codes`, this is a **{verdict}** change.\n\n"),
    };
    text += &drift.documents.iter().map(document).collect::<Vec<_>>().join("\n");
    let mut open = drift.outcome.findings.open().peekable();
    if open.peek().is_some() {
        text += "\n### What `check` finds in these documents\n\n";
        text.extend(open.map(finding));
    }
    text
}

fn document(document: &Drifted) -> String {
    let Drifted { language, location, status, diff, .. } = document;
    let name = status.name();
    let title = format!("### {} (`{language}`): {name}\n", escape(language.english_name()));
    let (message, location) = (escape(&document.message()), code(&location.to_string()));
    let changes = diff.as_ref().map(changes).unwrap_or_default();
    format!("{title}\n{message}\n\n{location}\n{changes}")
}

fn finding(finding: &Finding) -> String {
    let severity = match finding.rule.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let (file, line) = (code(finding.span.source.name()), finding.span.line());
    let message = escape(&finding.message);
    format!("- {severity} `{}`: {message} ({file}, line {line})\n", finding.rule)
}
