//! The cells of a Markdown table, in which a pipe is escaped as `\|`.

use super::lines::Lines;
use comrak::nodes::Sourcepos;
use std::borrow::Cow;

/// The backslashes before the pipes of a cell: their columns, counted from 0.
///
/// comrak removes them before it parses the cell, so the positions that it gives after them are wrong.
pub(super) struct EscapedPipes {
    backslashes: Vec<usize>,
}

impl EscapedPipes {
    pub(super) fn new(lines: &Lines<'_>, cell: Sourcepos) -> Self {
        let range = lines.range(cell);
        let first = range.start - lines.line(cell.start.line).start;
        let bytes = lines.text(range).as_bytes();
        let mut backslashes = Vec::new();
        let mut at = 0;
        while at + 1 < bytes.len() {
            if bytes[at] == b'\\' && bytes[at + 1] == b'|' {
                backslashes.push(first + at);
            }
            at += if bytes[at] == b'\\' { 2 } else { 1 };
        }
        Self { backslashes }
    }

    /// Converts a position that comrak gives to the position in the source.
    pub(super) fn written(&self, mut position: Sourcepos) -> Sourcepos {
        let removed = |column: usize| {
            let before = self.backslashes.iter().enumerate();
            before.take_while(|(index, backslash)| *backslash - index < column).count()
        };
        position.start.column += removed(position.start.column.saturating_sub(1));
        position.end.column += removed(position.end.column);
        position
    }
}

/// Removes a backslash before each pipe that has an even number of backslashes before it in the
/// source.
///
/// GitHub first removes the backslash before each pipe, then reads the other backslashes as escapes.
/// comrak removes it only if the number of backslashes is odd. `source` ends with the text, which
/// starts at `start`: backslashes right before the text count too.
pub(super) fn unescape_pipes<'a>(text: &'a str, source: &str, start: usize) -> Cow<'a, str> {
    let has_even_number = |(at, _): (usize, &str)| {
        let before = source[..start + at].bytes().rev();
        before.take_while(|byte| *byte == b'\\').count().is_multiple_of(2)
    };
    let written = source.get(start..).unwrap_or_default();
    let pipes: Vec<bool> = written.match_indices('|').map(has_even_number).collect();
    if !pipes.contains(&true) {
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
