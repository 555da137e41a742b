//! HTML, parsed into a tree whose nodes know where they come from.
//!
//! The parser takes its input in pieces, and the nodes of the tree are numbered in the order of
//! their creation. So after each piece the last node's number is noted down with the piece.

use super::pieces::{Kind, Piece, RAW_TEXT, attributes};
use ego_tree::{NodeId, NodeRef};
use html5ever::driver::{self, Parser};
use html5ever::ns;
use html5ever::tendril::{StrTendril, TendrilSink};
use scraper::{Html, HtmlTreeSink, Node};

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

pub(super) fn parse<'a>(pieces: impl Iterator<Item = Piece<'a>>) -> Result<Tree, TooMuch> {
    let sink = HtmlTreeSink::new(Html::new_document());
    let mut parser: Parser<HtmlTreeSink> =
        driver::parse_document(sink, driver::ParseOpts::default());
    // Without it the tree would be built in quirks mode, in which a table may be in a paragraph.
    parser.process(StrTendril::from("<!DOCTYPE html>"));
    let mut marks: Vec<(NodeId, usize)> = Vec::new();
    let mut last_start = 0;
    let mut is_raw_text = false;
    for piece in pieces {
        last_start = piece.start;
        let too_much = |what| Err(TooMuch { what, position: piece.start });
        if most_attributes(&piece, is_raw_text) > MOST_ATTRIBUTES {
            return too_much("this HTML tag has more than 1000 attributes");
        }
        is_raw_text = false;
        // One tag at a time, also where it is not seen that there are several.
        for part in piece.text.split_inclusive('>') {
            parser.process(StrTendril::from(part));
            let html = parser.tokenizer.sink.sink.0.borrow();
            let mut nodes = html.tree.nodes();
            if nodes.len() > MOST_NODES {
                return too_much("this document makes more than 4000000 HTML nodes");
            }
            let marked = marks.last().map(|(last, _)| *last);
            if let Some(last) = nodes.next_back().filter(|last| Some(last.id()) != marked) {
                // An element may be open behind its end tag: the tree knows.
                if last.ancestors().nth(MOST_OPEN).is_some() {
                    return too_much("more than 512 HTML elements are open in each other here");
                }
                marks.push((last.id(), piece.start));
                is_raw_text = has_raw_text(last);
            }
        }
    }
    // A text that might go on becomes a node only at the end.
    let html = parser.finish();
    if let Some(last) = html.tree.nodes().next_back() {
        marks.push((last.id(), last_start));
    }
    Ok(Tree { html, marks })
}

/// The attributes of a tag; or the most that a text can have which the parser takes for tags. A
/// `<title>` in a `<svg>`, say, has no raw text.
fn most_attributes(piece: &Piece<'_>, is_raw_text: bool) -> usize {
    let separates = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'"' | b'\'');
    match piece.kind {
        Kind::Start(_) | Kind::End(_) => attributes(piece.text),
        Kind::Text if !is_raw_text && hides_tags(piece.text) => {
            piece.text.bytes().filter(separates).count()
        }
        Kind::Text | Kind::Comment { .. } => 0,
    }
}

fn hides_tags(text: &str) -> bool {
    let mut pairs = text.as_bytes().windows(2);
    pairs.any(|pair| pair[0] == b'<' && (pair[1].is_ascii_alphabetic() || pair[1] == b'/'))
}

fn has_raw_text(node: NodeRef<'_, Node>) -> bool {
    let element = node.value().as_element();
    element
        .is_some_and(|element| element.name.ns == ns!(html) && RAW_TEXT.contains(&element.name()))
}
