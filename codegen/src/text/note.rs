//! The notes of the names: plain text, except that backticks mark code.

/// A part of a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'a> {
    /// Plain text.
    Text(&'a str),
    /// Code, without its backticks.
    Code(&'a str),
}

/// Splits a note at its backticks.
pub fn parts(note: &str) -> Vec<Part<'_>> {
    let parts: Vec<&str> = note.split('`').collect();
    // Without a partner, or next to another one, a backtick marks nothing.
    if parts.len().is_multiple_of(2) || parts[1..].iter().step_by(2).any(|code| code.is_empty()) {
        return vec![Part::Text(note)];
    }
    let parts = parts.into_iter().enumerate();
    parts
        .map(|(index, part)| if index % 2 == 0 { Part::Text(part) } else { Part::Code(part) })
        .collect()
}
