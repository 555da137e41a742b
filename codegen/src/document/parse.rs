//! Markdown, rendered into an HTML tree whose nodes know where they come from.
//!
//! The HTML parser takes its input in pieces, and the nodes of the tree are numbered in the
//! order of their creation. So the input is cut before every `<` and after every `>`, and after
//! each piece the last node's number is noted down with the offset of the piece.

use ego_tree::NodeId;
use html5ever::driver::{self, Parser as HtmlParser};
use html5ever::tendril::{StrTendril, TendrilSink};
use pulldown_cmark::{Options, Parser, html};
use scraper::{Html, HtmlTreeSink};
use std::cell::Cell;
use std::fmt;

/// An HTML tree whose nodes know their offset in the source.
#[derive(Debug)]
pub(super) struct Positioned {
    pub(super) html: Html,
    /// For each piece of the input that made nodes: the last of them, and the piece's offset.
    marks: Vec<(NodeId, usize)>,
}

impl Positioned {
    /// The offset of an element's start tag, or of a text's first character.
    pub(super) fn offset(&self, node: NodeId) -> usize {
        let mark = self.marks.partition_point(|(last, _)| *last < node);
        self.marks.get(mark).map_or(0, |(_, offset)| *offset)
    }
}

pub(super) fn markdown(source: &str) -> Positioned {
    let offset = Cell::new(0);
    let mut input = Input::new(source, &offset);
    // Without it the tree would be built in quirks mode, in which a table may be in a paragraph.
    input.feed("<!DOCTYPE html>", 0);
    let events = Parser::new_ext(source, Options::empty()).into_offset_iter();
    let events = events.map(|(event, range)| {
        offset.set(range.start);
        event
    });
    html::write_html_fmt(&mut input, events).expect("the parser takes any text");
    input.finish()
}

struct Input<'a> {
    parser: HtmlParser<HtmlTreeSink>,
    marks: Vec<(NodeId, usize)>,
    source: &'a str,
    /// Where in the source the next piece comes from.
    offset: &'a Cell<usize>,
}

impl<'a> Input<'a> {
    fn new(source: &'a str, offset: &'a Cell<usize>) -> Self {
        let sink = HtmlTreeSink::new(Html::new_document());
        Self {
            parser: driver::parse_document(sink, driver::ParseOpts::default()),
            marks: Vec::new(),
            source,
            offset,
        }
    }

    fn feed(&mut self, piece: &str, offset: usize) {
        self.parser.process(StrTendril::from(piece));
        let html = self.parser.tokenizer.sink.sink.0.borrow();
        let last = html.tree.nodes().next_back().map(|node| node.id());
        let marked = self.marks.last().map(|(last, _)| *last);
        if let Some(last) = last.filter(|_| last != marked) {
            self.marks.push((last, offset));
        }
    }

    fn finish(self) -> Positioned {
        Positioned { html: self.parser.finish(), marks: self.marks }
    }
}

impl fmt::Write for Input<'_> {
    fn write_str(&mut self, rendered: &str) -> fmt::Result {
        let start = self.offset.get();
        let ahead = self.source.get(start..).unwrap_or_default();
        if ahead.starts_with(rendered) {
            let mut offset = start;
            for piece in pieces(rendered) {
                self.feed(piece, offset);
                offset += piece.len();
            }
            self.offset.set(offset);
        } else {
            for piece in pieces(rendered) {
                self.feed(piece, start);
            }
        }
        Ok(())
    }
}

/// Cuts before every `<` and after every `>`.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive('>').flat_map(|part| {
        let mut starts = part.match_indices('<').map(|(at, _)| at);
        let mut from = 0;
        let mut done = false;
        std::iter::from_fn(move || {
            while !done {
                let to = starts.next().unwrap_or_else(|| {
                    done = true;
                    part.len()
                });
                let piece = &part[std::mem::replace(&mut from, to)..to];
                if !piece.is_empty() {
                    return Some(piece);
                }
            }
            None
        })
    })
}

#[cfg(test)]
mod tests {
    use super::pieces;

    #[test]
    fn pieces_begin_with_a_tag_or_a_text() {
        let all: Vec<&str> = pieces("a<b c>d< e<f>>g").collect();
        assert_eq!(all, ["a", "<b c>", "d", "< e", "<f>", ">", "g"]);
        assert_eq!(pieces("").count(), 0);
    }
}
