//! Content that is written into a table, or right after it, but is in none of its cells.
//!
//! A browser moves text between the cells of a table to before the table ("foster parenting"), and
//! drops rows and cells after a lost or doubled `</table>`. So a row can disappear without a trace.

use crate::document::Misplaced;
use crate::source_map::SourceMap;
use html5ever::tokenizer::{Tag, TagKind, Token};
use html5ever::{LocalName, local_name};
use std::ops::Range;

/// Finds misplaced content, token by token.
#[derive(Debug)]
pub(crate) struct Finder<'a> {
    map: &'a SourceMap<'a>,
    tables: Tables,
    found: Vec<Misplaced>,
    /// Whether the content of the last start tag is text, whatever it looks like.
    in_raw_text: bool,
}

impl<'a> Finder<'a> {
    pub(crate) fn new(map: &'a SourceMap<'a>) -> Self {
        Self { map, tables: Tables::default(), found: Vec::new(), in_raw_text: false }
    }

    pub(crate) fn token(&mut self, token: &Token, range: &Range<usize>) {
        let text = &self.map.html()[range.clone()];
        let is_misplaced = match token {
            Token::TagToken(tag) => {
                self.in_raw_text = false;
                self.tables.tag(tag, range.start)
            }
            Token::CharacterTokens(_) => {
                self.tables.loses(text) || (self.in_raw_text && hides_cells(text))
            }
            Token::CommentToken(_) => !is_closed_comment(text),
            _ => false,
        };
        let last = self.tables.open.last().map(|table| table.start).or(self.tables.last_closed);
        if let Some(table) = last.filter(|_| is_misplaced) {
            let table = self.map.position(table);
            self.found.push(Misplaced { table, range: self.map.range(range.clone()) });
        }
    }

    /// The content of the last start tag is text.
    pub(crate) fn raw_text_follows(&mut self) {
        self.in_raw_text = true;
    }

    /// Returns whether the last token is in a table, and this in no other, but not in a cell.
    pub(crate) fn is_between_cells(&self) -> bool {
        matches!(&self.tables.open[..], [table] if table.cell.is_none())
    }

    /// Returns all misplaced content, and where tables start that are never closed.
    pub(crate) fn finish(self) -> (Vec<Misplaced>, Vec<usize>) {
        let unclosed = self.tables.open.iter().map(|table| self.map.position(table.start));
        (self.found, unclosed.collect())
    }
}

/// Whether a comment has an end: without one, it hides the rest of the document.
fn is_closed_comment(comment: &str) -> bool {
    if comment.starts_with("<!--") {
        comment.ends_with("-->") || comment.ends_with("--!>")
    } else {
        comment.ends_with('>')
    }
}

/// Whether a raw text contains tags of cells. No other text can.
fn hides_cells(text: &str) -> bool {
    let mut tags = text.split('<').skip(1);
    tags.any(|tag| ["td", "th", "tr"].iter().any(|cell| tag.starts_with(cell)))
}

/// The tables that are open, from the outer to the inner.
#[derive(Debug, Default)]
struct Tables {
    open: Vec<OpenTable>,
    /// The start of the table that was closed last.
    last_closed: Option<usize>,
    /// Whether the last row started outside of all tables.
    in_misplaced_row: bool,
}

#[derive(Debug)]
struct OpenTable {
    start: usize,
    /// The name of the open row group.
    group: LocalName,
    /// The name of the open cell.
    cell: Option<LocalName>,
}

impl Tables {
    /// Updates the open tables. Returns whether the tag is misplaced.
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
            (&local_name!("table"), _) => {
                let group = local_name!("tbody");
                self.open.push(OpenTable { start: position, group, cell: None });
                self.in_misplaced_row = false;
                false
            }
            (&(local_name!("td") | local_name!("th") | local_name!("caption")), Some(table)) => {
                table.cell = Some(name.clone());
                false
            }
            // A misplaced row is reported once, not once per cell.
            (&(local_name!("td") | local_name!("th")), None) => !self.in_misplaced_row,
            (
                &(local_name!("tbody") | local_name!("thead") | local_name!("tfoot")),
                Some(table),
            ) => {
                table.group = name.clone();
                table.cell = None;
                false
            }
            (&(local_name!("tr") | local_name!("colgroup")), Some(table)) => {
                table.cell = None;
                false
            }
            // They hide the cells that follow, or show their tags as text.
            (&(local_name!("plaintext") | local_name!("template")), Some(_)) => true,
            (&local_name!("tr"), None) => {
                self.in_misplaced_row = true;
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
            (_, Some(table))
                if *name == local_name!("tr")
                    || *name == table.group
                    || table.cell.as_ref() == Some(name) =>
            {
                table.cell = None;
            }
            _ => {}
        }
    }

    /// Whether a text is between the cells of a table.
    fn loses(&self, text: &str) -> bool {
        let is_between_cells = self.open.last().is_some_and(|table| table.cell.is_none());
        is_between_cells && !text.chars().all(char::is_whitespace)
    }
}

#[cfg(test)]
mod tests {
    use crate::html::parse;
    use crate::source::Source;
    use crate::source_map::SourceMap;

    fn misplaced(html: &str) -> Vec<&str> {
        let source = Source::new("a.html", html);
        let map = SourceMap::identity(&source, html.into());
        let (found, _) = parse(&map).unwrap().1.finish();
        found.into_iter().map(|found| &html[found.range]).collect()
    }

    #[test]
    fn a_valid_table_has_none() {
        for html in [
            "a<table>\n<caption>b</caption><col><tr>\n<td>c</td>\n<th>d</td>e</th></tr></table>f",
            "<table><tr><td>a<td>b<tr><td>c</table>",
            "<table><tr><td>a<table><tr><td>b</table>c</td></tr></table>d",
            "<table><tr><td>a<!-- <td>b</td> --></td></tr></table>",
            "<tbody>a</tbody>",
        ] {
            assert_eq!(misplaced(html), [] as [&str; 0], "{html}");
        }
    }

    #[test]
    fn text_between_cells_is_misplaced() {
        assert_eq!(misplaced("<table><tr><td>a</td>b<td>c</td></tr>d</table>"), ["b", "d"]);
        assert_eq!(misplaced("<table><tr><td>a<tr>b<td>c</table>"), ["b"]);
        assert_eq!(misplaced("<table><tr><td>a</tr>b<tr><td>c</table>"), ["b"]);
        assert_eq!(misplaced("<table>a<p>b</p><tr><td>c</table>"), ["a", "b"]);
        assert_eq!(misplaced("<table><tr><td>a<table>b</table>c</table>"), ["b"]);
    }

    #[test]
    fn rows_after_a_table_are_misplaced() {
        let html = "<table><tr><td>a</table><tr><td>b</td></tr></table>";
        assert_eq!(misplaced(html), ["<tr>"]);
        assert_eq!(misplaced("<table></table><td>a</td><td>b</td>"), ["<td>", "<td>"]);
        assert_eq!(misplaced("<tr><td>a</td></tr>"), [] as [&str; 0]);
    }

    #[test]
    fn cells_hidden_in_another_element_are_misplaced() {
        let html = "<table><tr><td>a<title>b</td><td>c</title>d</table>";
        assert_eq!(misplaced(html), ["b</td><td>c"]);
        assert_eq!(misplaced("<table><tr><td><template>a</table>"), ["<template>"]);
        assert_eq!(misplaced("<table><tr><td>a<plaintext>b"), ["<plaintext>"]);
        assert_eq!(misplaced("<table><tr><td><style>a < b</style></table>"), [] as [&str; 0]);
    }

    #[test]
    fn a_table_without_an_end_tag_is_unclosed() {
        let unclosed = |html: &str| {
            let source = Source::new("a.html", html);
            parse(&SourceMap::identity(&source, html.into())).unwrap().1.finish().1
        };
        assert_eq!(unclosed("a<table><tr><td>b<table></table>"), [1]);
        assert_eq!(unclosed("<table></table >"), [0; 0]);
    }

    #[test]
    fn an_unclosed_comment_is_misplaced() {
        assert_eq!(misplaced("<table><tr><td>a<!-- <tr><td>b</table>"), ["<!-- <tr><td>b</table>"]);
    }
}
