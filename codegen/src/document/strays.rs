//! What is written into a table but does not get into it.
//!
//! A browser moves text that is in a table but in none of its cells to before the table, and drops
//! rows and cells that follow a lost or doubled `</table>`. A row can be lost so without a trace.

use super::pieces::{Kind, Piece};
use std::borrow::Cow;
use std::ops::Range;

/// Something written into a table, or right behind it, that is in none of its cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stray {
    /// Where the start tag of the table starts.
    pub(super) table: usize,
    /// The bytes of it.
    pub(super) range: Range<usize>,
}

/// Looks for strays, piece by piece. Positions are in the HTML.
#[derive(Debug, Default)]
pub(super) struct Strays<'a> {
    tables: Tables<'a>,
    strays: Vec<Stray>,
}

impl<'a> Strays<'a> {
    pub(super) fn piece(&mut self, piece: &Piece<'a>) {
        let tables = &mut self.tables;
        let is_stray = match &piece.kind {
            Kind::Start(name) => tables.start(name.clone(), piece.start),
            Kind::End(name) => {
                tables.end(name);
                false
            }
            Kind::Text => tables.loses(piece.text),
            Kind::RawText => tables.loses(piece.text) || hides_cells(piece.text),
            Kind::Comment { closed } => !closed,
        };
        let last = tables.open.last().map(|table| table.start).or(tables.last_closed);
        if let Some(table) = last.filter(|_| is_stray) {
            let range = piece.start..piece.start + piece.text.len();
            self.strays.push(Stray { table, range });
        }
    }

    /// All strays, and where tables start that are never closed.
    pub(super) fn finish(self) -> (Vec<Stray>, Vec<usize>) {
        (self.strays, self.tables.open.iter().map(|table| table.start).collect())
    }
}

/// Whether a raw text has cells in it. No other text can.
fn hides_cells(text: &str) -> bool {
    let mut tags = text.split('<').skip(1);
    tags.any(|tag| ["td", "th", "tr"].iter().any(|cell| tag.starts_with(cell)))
}

/// The tables that are open, from the outer to the inner.
#[derive(Debug, Default)]
struct Tables<'a> {
    open: Vec<OpenTable<'a>>,
    /// Where the last table started that is closed.
    last_closed: Option<usize>,
    /// Whether the last row that started was in no table.
    in_stray_row: bool,
}

#[derive(Debug)]
struct OpenTable<'a> {
    start: usize,
    /// The name of the cell that is open.
    cell: Option<Cow<'a, str>>,
}

impl<'a> Tables<'a> {
    /// Takes a start tag in; tells whether it is a stray.
    fn start(&mut self, name: Cow<'a, str>, position: usize) -> bool {
        match (&*name, self.open.last_mut()) {
            ("table", _) => {
                self.open.push(OpenTable { start: position, cell: None });
                self.in_stray_row = false;
                false
            }
            ("td" | "th" | "caption", Some(table)) => {
                table.cell = Some(name);
                false
            }
            // The cells of a stray row go without saying.
            ("td" | "th", None) => !self.in_stray_row,
            ("tr" | "tbody" | "thead" | "tfoot" | "colgroup", Some(table)) => {
                table.cell = None;
                false
            }
            // What follows is seen by nobody, or as it is written.
            ("template" | "plaintext", Some(_)) => true,
            ("tr", None) => {
                self.in_stray_row = true;
                true
            }
            _ => false,
        }
    }

    fn end(&mut self, name: &str) {
        match (name, self.open.last_mut()) {
            ("table", Some(table)) => {
                self.last_closed = Some(table.start);
                self.open.pop();
            }
            ("tr" | "tbody" | "thead" | "tfoot", Some(table)) => table.cell = None,
            (_, Some(table)) if table.cell.as_deref() == Some(name) => table.cell = None,
            _ => {}
        }
    }

    /// Whether a text is between cells.
    fn loses(&self, text: &str) -> bool {
        let is_between_cells = self.open.last().is_some_and(|table| table.cell.is_none());
        is_between_cells && !text.chars().all(char::is_whitespace)
    }
}

#[cfg(test)]
mod tests {
    use super::super::pieces::{Piece, pieces};
    use super::{Stray, Strays};

    fn strays<'a>(pieces: impl Iterator<Item = Piece<'a>>) -> (Vec<Stray>, Vec<usize>) {
        let mut strays = Strays::default();
        pieces.for_each(|piece| strays.piece(&piece));
        strays.finish()
    }

    fn stray(html: &str) -> Vec<&str> {
        strays(pieces(html)).0.into_iter().map(|stray| &html[stray.range]).collect()
    }

    #[test]
    fn a_sound_table_has_none() {
        for html in [
            "a<table>\n<caption>b</caption><col><tr>\n<td>c</td>\n<th>d</td>e</th></tr></table>f",
            "<table><tr><td>a<td>b<tr><td>c</table>",
            "<table><tr><td>a<table><tr><td>b</table>c</td></tr></table>d",
            "<table><tr><td>a<!-- <td>b</td> --></td></tr></table>",
            "<tbody>a</tbody>",
        ] {
            assert_eq!(stray(html), [] as [&str; 0], "{html}");
        }
    }

    #[test]
    fn text_outside_of_cells_is_stray() {
        assert_eq!(stray("<table><tr><td>a</td>b<td>c</td></tr>d</table>"), ["b", "d"]);
        assert_eq!(stray("<table>a<p>b</p><tr><td>c</table>"), ["a", "b"]);
        assert_eq!(stray("<table><tr><td>a<table>b</table>c</table>"), ["b"]);
    }

    #[test]
    fn rows_behind_a_table_are_stray() {
        let html = "<table><tr><td>a</table><tr><td>b</td></tr></table>";
        assert_eq!(stray(html), ["<tr>"]);
        assert_eq!(stray("<table></table><td>a</td><td>b</td>"), ["<td>", "<td>"]);
        assert_eq!(stray("<tr><td>a</td></tr>"), [] as [&str; 0]);
    }

    #[test]
    fn what_an_element_hides_is_stray() {
        let html = "<table><tr><td>a<title>b</td><td>c</title>d</table>";
        assert_eq!(stray(html), ["b</td><td>c"]);
        assert_eq!(stray("<table><tr><td><template>a</table>"), ["<template>"]);
        assert_eq!(stray("<table><tr><td><style>a < b</style></table>"), [] as [&str; 0]);
    }

    #[test]
    fn a_table_without_an_end_is_unclosed() {
        let unclosed = |html| strays(pieces(html)).1;
        assert_eq!(unclosed("a<table><tr><td>b<table></table>"), [1]);
        assert_eq!(unclosed("<table></table >"), [0; 0]);
    }

    #[test]
    fn a_comment_without_an_end_is_stray() {
        assert_eq!(stray("<table><tr><td>a<!-- <tr><td>b</table>"), ["<!-- <tr><td>b</table>"]);
    }
}
