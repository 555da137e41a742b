//! Compares the module with the one that would be generated.

use crate::finding::Finding;
use crate::finding::rule::Rule;
use crate::text::quoted;
use doc_tables::{Source, Span};
use std::path::Path;

/// Reports a module that is missing or differs from the generated one, at the first line that differs.
pub fn stale_output(output: &Path, current: Option<Vec<u8>>, expected: &str) -> Option<Finding> {
    if current.as_deref() == Some(expected.as_bytes()) {
        return None;
    }
    let name = output.display().to_string();
    let message = match current {
        Some(_) => format!("{name} differs from the module generated from the documents"),
        None => format!("{name} does not exist"),
    };
    let current = String::from_utf8_lossy(&current.unwrap_or_default()).into_owned();
    let source = Source::new(name, current);
    let lines = source.text().split('\n').zip(expected.split('\n'));
    let same = lines.take_while(|(current, expected)| current == expected).count();
    let last = source.line(source.text().len());
    let current_line = source.text().split('\n').nth(same);
    let label = match (current_line, expected.split('\n').nth(same)) {
        (Some(_), Some("")) => "should be an empty line".to_owned(),
        (Some(current), Some(line)) if current.trim_end() == line.trim_end() => {
            "has a wrong line ending or trailing white space".to_owned()
        }
        (Some(current), Some(line)) => format!("should be {}", difference(current, line)),
        (None, _) => "should continue after this".to_owned(),
        (Some(_), None) => "should end before this".to_owned(),
    };
    let span = Span::new(&source, source.line_range((same + 1).min(last)));
    let finding = Finding::new(Rule::StaleOutput, span, message).label(label);
    Some(finding.help("run `cargo codegen generate`"))
}

/// Quotes the expected line. A long line is quoted from shortly before the difference.
fn difference(current: &str, expected: &str) -> String {
    let pairs = current.chars().zip(expected.chars());
    let same = pairs.take_while(|(current, expected)| current == expected).count();
    if same <= 80 {
        return quoted(expected.trim());
    }
    let tail: String = expected.chars().skip(same - 20).collect();
    quoted(&format!("…{}", tail.trim_end()))
}
