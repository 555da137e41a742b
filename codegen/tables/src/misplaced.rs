//! What is written into a table but does not get into it.
//!
//! A browser moves text that is in a table but in none of its cells to before the table, and drops
//! rows and cells that follow a lost or doubled `</table>`. A row can be lost so without a trace.

use html5ever::tokenizer::{Tag, TagKind, Token};
use html5ever::{LocalName, local_name};
use std::ops::Range;

/// Something written into a table, or right behind it, that is in none of its cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stray {
    /// Where the start tag of the table starts.
    pub(crate) table: usize,
    /// The bytes of it.
    pub(crate) range: Range<usize>,
}

/// Looks for strays, token by token. Positions are in the HTML.
#[derive(Debug)]
pub(crate) struct Strays<'a> {
    html: &'a str,
    tables: Tables,
    found: Vec<Stray>,
    /// Whether the last tag starts an element whose content is text, whatever it looks like.
    in_raw_text: bool,
}

impl<'a> Strays<'a> {
    pub(crate) fn new(html: &'a str) -> Self {
        Self { html, tables: Tables::default(), found: Vec::new(), in_raw_text: false }
    }

    /// Takes a token. A comment that comes when all of the HTML was read has no end.
    pub(crate) fn token(&mut self, token: &Token, range: &Range<usize>, at_end: bool) {
        let is_stray = match token {
            Token::TagToken(tag) => {
                self.in_raw_text = false;
                self.tables.tag(tag, range.start)
            }
            Token::CharacterTokens(_) => {
                let text = &self.html[range.clone()];
                self.tables.loses(text) || (self.in_raw_text && hides_cells(text))
            }
            Token::CommentToken(_) => at_end,
            _ => false,
        };
        let last = self.tables.open.last().map(|table| table.start).or(self.tables.last_closed);
        if let Some(table) = last.filter(|_| is_stray) {
            self.found.push(Stray { table, range: range.clone() });
        }
    }

    /// Says that the content of the element that was started last is text.
    pub(crate) fn raw_text_follows(&mut self) {
        self.in_raw_text = true;
    }

    /// Whether there may be a table in a cell, or has been.
    pub(crate) fn may_nest(&self) -> bool {
        self.tables.may_nest
    }

    /// All strays, and where tables start that are never closed.
    pub(crate) fn finish(self) -> (Vec<Stray>, Vec<usize>) {
        (self.found, self.tables.open.iter().map(|table| table.start).collect())
    }
}

/// Whether a raw text has cells in it. No other text can.
fn hides_cells(text: &str) -> bool {
    let mut tags = text.split('<').skip(1);
    tags.any(|tag| ["td", "th", "tr"].iter().any(|cell| tag.starts_with(cell)))
}

/// The tables that are open, from the outer to the inner.
#[derive(Debug, Default)]
struct Tables {
    open: Vec<OpenTable>,
    /// Where the last table started that is closed.
    last_closed: Option<usize>,
    /// Whether the last row that started was in no table.
    in_stray_row: bool,
    /// Whether a table was open where another started, as far as tags can tell: in a template,
    /// end tags do nothing to what is around it.
    may_nest: bool,
}

#[derive(Debug)]
struct OpenTable {
    start: usize,
    /// The name of the cell that is open.
    cell: Option<LocalName>,
}

impl Tables {
    /// Takes a tag in; tells whether it is a stray.
    fn tag(&mut self, tag: &Tag, position: usize) -> bool {
        match tag.kind {
            TagKind::StartTag => self.start(&tag.name, position),
            TagKind::EndTag => {
                self.end(&tag.name);
                false
            }
        }
    }

    fn start(&mut self, name: &LocalName, position: usize) -> bool {
        match (name, self.open.last_mut()) {
            (&local_name!("table"), outer) => {
                self.may_nest |= outer.is_some();
                self.open.push(OpenTable { start: position, cell: None });
                self.in_stray_row = false;
                false
            }
            (&(local_name!("td") | local_name!("th") | local_name!("caption")), Some(table)) => {
                table.cell = Some(name.clone());
                false
            }
            // The cells of a stray row go without saying.
            (&(local_name!("td") | local_name!("th")), None) => !self.in_stray_row,
            (
                &(local_name!("tr")
                | local_name!("tbody")
                | local_name!("thead")
                | local_name!("tfoot")
                | local_name!("colgroup")),
                Some(table),
            ) => {
                table.cell = None;
                false
            }
            // What follows is seen by nobody, or as it is written.
            (&local_name!("plaintext"), Some(_)) => true,
            (&local_name!("template"), outer) => {
                self.may_nest = true;
                outer.is_some()
            }
            (&local_name!("tr"), None) => {
                self.in_stray_row = true;
                true
            }
            _ => false,
        }
    }

    fn end(&mut self, name: &LocalName) {
        match (name, self.open.last_mut()) {
            (&local_name!("table"), Some(table)) => {
                self.last_closed = Some(table.start);
                self.open.pop();
            }
            (
                &(local_name!("tr")
                | local_name!("tbody")
                | local_name!("thead")
                | local_name!("tfoot")),
                Some(table),
            ) => table.cell = None,
            (_, Some(table)) if table.cell.as_ref() == Some(name) => table.cell = None,
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
    use crate::html::parse;

    fn stray(html: &str) -> Vec<&str> {
        let (_, strays) = parse(html).unwrap();
        strays.finish().0.into_iter().map(|stray| &html[stray.range]).collect()
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
        assert_eq!(stray("<table><tr><td>a<tr>b<td>c</table>"), ["b"]);
        assert_eq!(stray("<table><tr><td>a</tr>b<tr><td>c</table>"), ["b"]);
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
        assert_eq!(stray("<table><tr><td>a<plaintext>b"), ["<plaintext>"]);
        assert_eq!(stray("<table><tr><td><style>a < b</style></table>"), [] as [&str; 0]);
    }

    #[test]
    fn a_table_without_an_end_is_unclosed() {
        let unclosed = |html| parse(html).unwrap().1.finish().1;
        assert_eq!(unclosed("a<table><tr><td>b<table></table>"), [1]);
        assert_eq!(unclosed("<table></table >"), [0; 0]);
    }

    #[test]
    fn a_comment_without_an_end_is_stray() {
        assert_eq!(stray("<table><tr><td>a<!-- <tr><td>b</table>"), ["<!-- <tr><td>b</table>"]);
    }
}
