//! HTML, parsed into a tree whose nodes know where they come from.
//!
//! The parser takes its input in pieces, and the nodes of the tree are numbered in the order of
//! their creation. So after each piece the last node's number is noted down with the piece.

use super::pieces::{Kind, Piece};
use ego_tree::NodeId;
use html5ever::driver::{self, Parser};
use html5ever::tendril::{StrTendril, TendrilSink};
use scraper::{Html, HtmlTreeSink};

/// The nodes that a document may have: some hundred thousand rows. A few kilobytes of wrongly
/// nested tags can make millions.
const MOST_NODES: usize = 4_000_000;

/// The elements that may be open in each other. Browsers stop there too, for the time that each
/// tag takes grows with them.
const MOST_OPEN: usize = 512;

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
    let mut open = Vec::new();
    let mut last_start = 0;
    for piece in pieces {
        last_start = piece.start;
        parser.process(StrTendril::from(piece.text));
        let html = parser.tokenizer.sink.sink.0.borrow();
        let mut nodes = html.tree.nodes();
        let too_much = |what| Err(TooMuch { what, position: piece.start });
        if nodes.len() > MOST_NODES {
            return too_much("this document makes more than 4000000 HTML nodes");
        }
        count_open(&mut open, &piece);
        if open.len() > MOST_OPEN {
            return too_much("more than 512 HTML elements are open in each other here");
        }
        let last = nodes.next_back().map(|node| node.id());
        let marked = marks.last().map(|(last, _)| *last);
        if let Some(last) = last.filter(|_| last != marked) {
            marks.push((last, piece.start));
        }
    }
    // A text that might go on becomes a node only at the end.
    let html = parser.finish();
    if let Some(last) = html.tree.nodes().next_back() {
        marks.push((last.id(), last_start));
    }
    Ok(Tree { html, marks })
}

/// Keeps count of the elements that are open, but for those that the next of their kind ends.
fn count_open<'a>(open: &mut Vec<&'a str>, piece: &Piece<'a>) {
    const VOID: [&str; 14] = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
        "source", "track", "wbr",
    ];
    const ENDED_BY_THE_NEXT: [&str; 8] = ["body", "dd", "dt", "head", "html", "li", "option", "p"];
    const IN_TABLE: [&str; 8] =
        ["caption", "colgroup", "tbody", "td", "tfoot", "th", "thead", "tr"];
    let is =
        |name: &str, names: &[&str]| names.iter().any(|other| name.eq_ignore_ascii_case(other));
    match piece.kind {
        Kind::Start(name) | Kind::End(name) if is(name, &IN_TABLE) => {
            if let Some(table) = open.iter().rposition(|open| is(open, &["table"])) {
                open.truncate(table + 1);
            }
        }
        Kind::Start(name) => {
            let uncounted = is(name, &VOID) || is(name, &ENDED_BY_THE_NEXT);
            let foreign = open.iter().any(|open| is(open, &["svg", "math"]));
            let is_empty = uncounted || (foreign && piece.text.ends_with("/>"));
            if !is_empty {
                open.push(name);
            }
        }
        Kind::End(name) => {
            if let Some(at) = open.iter().rposition(|open| is(open, &[name])) {
                open.truncate(at);
            }
        }
        Kind::Comment { .. } | Kind::Text => {}
    }
}
