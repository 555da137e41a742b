//! Content inside or right after an HTML table that belongs to no cell.
//!
//! A browser moves text between the cells of a table to before the table ("foster parenting", section
//! 13.2.6.1 of the HTML standard), and drops rows and cells after a lost or doubled `</table>`. A lost
//! quote or a mistyped end of a comment hides the rows after it. All this happens without an error.

mod open_tables;

use crate::comment;
use crate::document::{Misplaced, Misplacement};
use crate::source_map::SourceMap;
use html5ever::tokenizer::{TagKind, Token};
use html5ever::{LocalName, local_name};
use open_tables::OpenTables;
use std::ops::Range;

/// Finds misplaced content, token by token.
#[derive(Debug)]
pub(crate) struct MisplacedFinder<'a> {
    map: &'a SourceMap<'a>,
    tables: OpenTables,
    found: Vec<Misplaced>,
    /// The last tag, if the content of its element is text, as in a `<script>`.
    raw_text: Option<LocalName>,
}

impl<'a> MisplacedFinder<'a> {
    pub(crate) fn new(map: &'a SourceMap<'a>) -> Self {
        Self { map, tables: OpenTables::default(), found: Vec::new(), raw_text: None }
    }

    /// Checks a token before the tree gets it. `is_foreign` is whether the innermost open element is
    /// not an HTML element.
    pub(crate) fn token(&mut self, token: &Token, range: &Range<usize>, is_foreign: bool) {
        let written = &self.map.html()[range.clone()];
        match token {
            Token::TagToken(tag) => {
                self.raw_text = None;
                match tag.kind {
                    TagKind::StartTag => {
                        if let Some(kind) = self.tables.start(&tag.name, range, is_foreign) {
                            self.add(kind, range);
                        }
                    }
                    TagKind::EndTag => {
                        for (table, range) in self.tables.end(&tag.name) {
                            self.add_to(table, Misplacement::Outside, &range);
                        }
                    }
                }
                if has_cell_tag(&written[1..]) {
                    self.add(Misplacement::Hides, range);
                }
            }
            Token::CharacterTokens(text) => match &self.raw_text {
                Some(_) if has_cell_tag(text) && self.is_in_table_or_unclosed(range) => {
                    self.add(Misplacement::Hides, range);
                }
                Some(name) if matches!(*name, local_name!("script") | local_name!("style")) => {}
                _ if self.tables.loses(text) => self.add(Misplacement::Outside, range),
                _ => {}
            },
            Token::CommentToken(_)
                if !comment::is_closed(written)
                    || (comment::is_mistyped(written) && has_cell_tag(written)) =>
            {
                self.add(Misplacement::Hides, range);
            }
            _ => {}
        }
    }

    /// Notes that the content of the last start tag's element is text.
    pub(crate) fn raw_text_follows(&mut self, name: LocalName) {
        self.raw_text = Some(name);
    }

    /// Checks the rest of the HTML after the last token: a tag without an end.
    pub(crate) fn unfinished_tag(&mut self, range: Range<usize>) {
        if has_cell_tag(&self.map.html()[range.clone()]) {
            self.add(Misplacement::Hides, &range);
        }
    }

    /// Returns whether only one table is open, and none of its cells.
    pub(crate) fn is_between_cells(&self) -> bool {
        self.tables.is_between_cells()
    }

    /// Returns all misplaced content, and the starts of the tables that are never closed.
    pub(crate) fn finish(self) -> (Vec<Misplaced>, Vec<usize>) {
        let unclosed = self.tables.starts().map(|start| self.map.position(start));
        (self.found, unclosed.collect())
    }

    /// Whether a text is in a table, or extends to the end of the document. A complete script or form
    /// after a table may have cells of its own.
    fn is_in_table_or_unclosed(&self, range: &Range<usize>) -> bool {
        self.tables.starts().next().is_some() || range.end == self.map.html().len()
    }

    /// Adds content of the innermost open table, or else of the last table.
    fn add(&mut self, kind: Misplacement, range: &Range<usize>) {
        if let Some(table) = self.tables.last() {
            self.add_to(table, kind, range);
        }
    }

    fn add_to(&mut self, table: usize, kind: Misplacement, range: &Range<usize>) {
        let table = self.map.position(table);
        self.found.push(Misplaced { table, range: self.map.range(range.clone()), kind });
    }
}

/// Whether a text contains a tag of a row or a cell.
fn has_cell_tag(text: &str) -> bool {
    text.split('<').skip(1).any(|tag| {
        let tag = tag.strip_prefix('/').unwrap_or(tag);
        let end = tag.find(|char: char| !char.is_ascii_alphanumeric()).unwrap_or(tag.len());
        ["td", "th", "tr"].iter().any(|name| tag[..end].eq_ignore_ascii_case(name))
    })
}
