//! The cells of a Markdown table, in which a pipe is escaped as `\|`.

use super::lines::Lines;
use std::borrow::Cow;
use std::ops::Range;

/// The positions of the backslashes before the pipes of a cell.
///
/// comrak removes them before it parses the content of the cell, so positions after them are wrong.
pub(super) struct EscapedPipes {
    backslashes: Vec<usize>,
}

impl EscapedPipes {
    pub(super) fn new(lines: &Lines<'_>, cell: Range<usize>) -> Self {
        let bytes = lines.text(cell.clone()).as_bytes();
        let mut backslashes = Vec::new();
        let mut at = 0;
        while at + 1 < bytes.len() {
            if bytes[at] == b'\\' && bytes[at + 1] == b'|' {
                backslashes.push(cell.start + at);
            }
            at += if bytes[at] == b'\\' { 2 } else { 1 };
        }
        Self { backslashes }
    }

    /// Returns the range of the source for one that comrak gives.
    pub(super) fn written(&self, range: Range<usize>) -> Range<usize> {
        let removed = |position: usize| {
            let before = self.backslashes.iter().enumerate();
            before.take_while(|(index, backslash)| *backslash - index < position).count()
        };
        range.start + removed(range.start)..range.end + removed(range.end)
    }
}

/// Removes a backslash before each pipe of a text that has an even number of them in the source.
///
/// GitHub removes the one before a pipe and reads the others as escapes of each other. comrak does so
/// only if their number is odd.
pub(super) fn unescape_pipes<'a>(text: &'a str, written: &str) -> Cow<'a, str> {
    let has_even_number = |(at, _): (usize, &str)| {
        let before = &written[..at];
        let backslashes = before.len() - before.trim_end_matches('\\').len();
        backslashes > 0 && backslashes.is_multiple_of(2)
    };
    let pipes: Vec<bool> = written.match_indices('|').map(has_even_number).collect();
    if !pipes.contains(&true) || text.matches('|').count() != pipes.len() {
        return text.into();
    }
    let pieces = text.split_inclusive('|').enumerate().map(|(index, piece)| {
        match piece.strip_suffix("\\|") {
            Some(before) if pipes.get(index) == Some(&true) => format!("{before}|"),
            _ => piece.to_owned(),
        }
    });
    Cow::Owned(pieces.collect())
}
