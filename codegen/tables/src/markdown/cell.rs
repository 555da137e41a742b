//! The cells of a Markdown table, in which a pipe is escaped as `\|`.
//!
//! GitHub removes the backslash before each pipe of a cell, and then reads the other backslashes as
//! escapes. comrak removes it only if the number of backslashes before the pipe is odd.

use super::lines::Lines;
use comrak::nodes::Sourcepos;

/// The backslashes that comrak removes before it parses a cell. The positions that it gives after them
/// are wrong.
pub(super) struct RemovedBackslashes {
    /// The column of each, counted from 0, after the removal of all earlier ones.
    columns: Vec<usize>,
}

impl RemovedBackslashes {
    pub(super) fn new(lines: &Lines<'_>, cell: Sourcepos) -> Self {
        let range = lines.range(cell);
        let first = range.start - lines.line(cell.start.line).start;
        let text = lines.text(range);
        let mut columns = Vec::new();
        for (pipe, _) in text.match_indices('|') {
            if !has_even_backslashes(&text[..pipe]) {
                columns.push(first + pipe - 1 - columns.len());
            }
        }
        Self { columns }
    }

    /// Converts a position that comrak gives to the position in the source.
    pub(super) fn written(&self, mut position: Sourcepos) -> Sourcepos {
        let removed = |column| self.columns.partition_point(|removed| *removed < column);
        position.start.column += removed(position.start.column.saturating_sub(1));
        position.end.column += removed(position.end.column);
        position
    }
}

/// Removes the backslashes that comrak leaves before pipes in a text of a cell.
///
/// The source of the text is the part of `source` from `start` on. The part before it may end with
/// backslashes that belong to the first pipe.
pub(super) fn unescape_pipes(text: &str, source: &str, start: usize) -> String {
    let mut unescaped = String::with_capacity(text.len());
    let mut rest = text;
    for (pipe, _) in source.get(start..).unwrap_or_default().match_indices('|') {
        let Some((before, after)) = rest.split_once('|') else {
            break;
        };
        let is_left = has_even_backslashes(&source[..start + pipe]);
        unescaped += before.strip_suffix('\\').filter(|_| is_left).unwrap_or(before);
        unescaped.push('|');
        rest = after;
    }
    unescaped + rest
}

/// Whether a text ends with an even number of backslashes.
fn has_even_backslashes(text: &str) -> bool {
    (text.len() - text.trim_end_matches('\\').len()).is_multiple_of(2)
}
