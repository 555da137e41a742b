//! HTML, parsed into a tree whose nodes know where they come from.
//!
//! The parser takes its input in pieces, and the nodes of the tree are numbered in the order of
//! their creation. So after each piece the last node's number is noted down with the piece. What can
//! make no node that somebody asks the position of goes to the parser with what is before it, for
//! each time costs.

use super::pieces::{self, Kind, Piece};
use ego_tree::NodeId;
use html5ever::driver::{self, Parser};
use html5ever::ns;
use html5ever::tendril::{StrTendril, TendrilSink};
use scraper::{Html, HtmlTreeSink};

/// The nodes that a document may have: some hundred thousand rows. A few kilobytes of wrongly
/// nested tags can make millions.
const MOST_NODES: usize = 4_000_000;

/// The elements that may be open in each other. Browsers stop there too, for the time that each
/// tag takes grows with them.
const MOST_OPEN: usize = 512;

/// The attributes that a tag may have. The tokenizer compares each with all before it.
const MOST_ATTRIBUTES: usize = 1000;

/// A tree whose nodes know their position in the HTML.
#[derive(Debug)]
pub(super) struct Tree {
    pub(super) html: Html,
    /// For each piece that made nodes: the last of them, and the piece's position.
    marks: Vec<(NodeId, usize)>,
}

impl Tree {
    /// The position of an element's start tag, or of a text's first character.
    pub(super) fn position(&self, node: NodeId) -> usize {
        let mark = self.marks.partition_point(|(last, _)| *last < node);
        self.marks.get(mark).map_or(0, |(_, position)| *position)
    }
}

/// Why a document is not parsed, and where in the HTML that shows.
pub(super) struct TooMuch {
    pub(super) what: &'static str,
    pub(super) position: usize,
}

pub(super) fn parse<'a>(
    html: &'a str,
    pieces: impl Iterator<Item = Piece<'a>>,
) -> Result<Tree, TooMuch> {
    let mut builder = Builder::new();
    let mut pieces = pieces.peekable();
    let mut chunk = 0..0;
    while let Some(piece) = pieces.next() {
        check_attributes(piece.attributes, piece.start)?;
        let end = piece.start + piece.text.len();
        if has_place(&piece, pieces.peek()) {
            builder.feed(&html[chunk.clone()], chunk.start)?;
            let before = std::mem::replace(&mut chunk, piece.start..piece.start);
            if matches!(piece.kind, Kind::RawText) && !builder.is_in_raw_text(before.start) {
                builder.feed_hidden_tags(&piece)?;
                chunk.start = end;
            }
        }
        chunk.end = end;
    }
    builder.feed(&html[chunk.clone()], chunk.start)?;
    Ok(builder.finish(chunk.start))
}

/// Whether a piece may make a node that somebody asks the position of.
fn has_place(piece: &Piece<'_>, next: Option<&Piece<'_>>) -> bool {
    match piece.kind {
        Kind::Start(_) | Kind::RawText => true,
        Kind::End(_) | Kind::Comment { .. } => false,
        Kind::Text => {
            let goes_on = next.is_some_and(|next| matches!(next.kind, Kind::Text));
            goes_on || !piece.text.trim().is_empty()
        }
    }
}

fn check_attributes(attributes: usize, position: usize) -> Result<(), TooMuch> {
    if attributes > MOST_ATTRIBUTES {
        return Err(TooMuch { what: "this HTML tag has more than 1000 attributes", position });
    }
    Ok(())
}

/// The parser, with the tree so far.
struct Builder {
    parser: Parser<HtmlTreeSink>,
    marks: Vec<(NodeId, usize)>,
}

impl Builder {
    fn new() -> Self {
        let sink = HtmlTreeSink::new(Html::new_document());
        let mut parser = driver::parse_document(sink, driver::ParseOpts::default());
        // Without it the tree would be built in quirks mode, in which a table may be in a paragraph.
        parser.process(StrTendril::from("<!DOCTYPE html>"));
        Self { parser, marks: Vec::new() }
    }

    fn feed(&mut self, html: &str, position: usize) -> Result<(), TooMuch> {
        self.parser.process(StrTendril::from(html));
        let tree = &self.parser.tokenizer.sink.sink.0.borrow().tree;
        let mut nodes = tree.nodes();
        if nodes.len() > MOST_NODES {
            let what = "this document makes more than 4000000 HTML nodes";
            return Err(TooMuch { what, position });
        }
        let marked = self.marks.last().map(|(last, _)| *last);
        if let Some(last) = nodes.next_back().filter(|last| Some(last.id()) != marked) {
            // An element may be open behind its end tag: the tree knows.
            if last.ancestors().nth(MOST_OPEN).is_some() {
                let what = "more than 512 HTML elements are open in each other here";
                return Err(TooMuch { what, position });
            }
            self.marks.push((last.id(), position));
        }
        Ok(())
    }

    /// Feeds a text in which the parser sees tags: a `<title>` in a `<svg>`, say, has no raw text.
    /// It gets one tag at a time, and all that may separate attributes counts as one tag's.
    fn feed_hidden_tags(&mut self, piece: &Piece<'_>) -> Result<(), TooMuch> {
        let separates =
            |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'"' | b'\'');
        check_attributes(piece.text.bytes().filter(separates).count(), piece.start)?;
        piece.text.split_inclusive('>').try_for_each(|part| self.feed(part, piece.start))
    }

    /// Whether what was fed last, from that position, made an element whose content is text.
    fn is_in_raw_text(&self, position: usize) -> bool {
        let tree = &self.parser.tokenizer.sink.sink.0.borrow().tree;
        let last = self.marks.last().filter(|(_, marked)| *marked == position);
        let element = last.and_then(|(last, _)| tree.get(*last)?.value().as_element());
        element.is_some_and(|element| {
            element.name.ns == ns!(html) && pieces::has_raw_text(element.name())
        })
    }

    fn finish(mut self, position: usize) -> Tree {
        // A text that might go on becomes a node only at the end.
        let html = self.parser.finish();
        if let Some(last) = html.tree.nodes().next_back() {
            self.marks.push((last.id(), position));
        }
        Tree { html, marks: self.marks }
    }
}
