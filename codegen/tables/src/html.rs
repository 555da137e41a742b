//! HTML, parsed into a tree whose nodes know where they come from.
//!
//! html5ever says of no token where it stands. But what the tokenizer has not taken from its input
//! when it hands out a token is what stands behind it. And the nodes of the tree are numbered in the
//! order of their creation: so after each token the last node's number is noted down with it.

mod attributes;

use crate::limit::Limit;
use crate::misplaced::Strays;
use attributes::Attributes;
use ego_tree::NodeId;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Doctype, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, TreeSink};
use html5ever::{TokenizerResult, local_name};
use scraper::{Html, HtmlTreeSink};
use std::cell::{Cell, RefCell};
use std::ops::Range;

/// How many bytes the tokenizer gets at a time: so few that the attributes in them cost little.
const CHUNK: usize = 8 << 10;

/// A tree whose nodes know their position in the HTML.
#[derive(Debug)]
pub(crate) struct Tree {
    pub(crate) html: Html,
    /// For each token that made nodes: the last of them, and where the token is.
    marks: Vec<(NodeId, Range<usize>)>,
    /// A mark before the one that was asked for last.
    near: Cell<usize>,
}

impl Tree {
    /// Where the token is that made a node: the start tag of an element, or a text.
    pub(crate) fn token(&self, node: NodeId) -> Range<usize> {
        let is_before = |mark: usize| self.marks.get(mark).is_some_and(|(last, _)| *last < node);
        // Most nodes are asked for in the order in which they were made.
        let near = self.near.get();
        let from = if is_before(near) { near } else { 0 };
        let mut reach = 1;
        while is_before(from + reach) {
            reach *= 2;
        }
        let to = self.marks.len().min(from + reach);
        let mark = from + self.marks[from..to].partition_point(|(last, _)| *last < node);
        self.near.set(mark.saturating_sub(1));
        self.marks.get(mark).map_or(0..0, |(_, token)| token.clone())
    }
}

/// Why a document is not parsed, and where in the HTML that shows.
#[derive(Debug)]
pub(crate) struct TooMuch {
    pub(crate) limit: Limit,
    pub(crate) position: usize,
}

/// The tree, and what is not in it.
pub(crate) fn parse(html: &str) -> Result<(Tree, Strays<'_>), TooMuch> {
    // It would take a mark from the front of all that it is fed.
    let options = TokenizerOpts { discard_bom: false, ..TokenizerOpts::default() };
    let tokenizer = Tokenizer::new(Tokens::new(html), options);
    let tokens = &tokenizer.sink;
    let mut attributes = Attributes::default();
    while let Some(chunk) = tokens.next_chunk() {
        tokens.input.push_back(StrTendril::from(chunk));
        while !matches!(tokenizer.feed(&tokens.input), TokenizerResult::Done) {}
        if let Some(too_much) = tokens.too_much.take() {
            return Err(too_much);
        }
        let open = tokens.end.get();
        if attributes.count(html, open..tokens.fed.get()) > Limit::MAX_ATTRIBUTES {
            return Err(TooMuch { limit: Limit::Attributes, position: open });
        }
    }
    tokens.at_end.set(true);
    tokenizer.end();
    let tokens = tokenizer.sink;
    if let Some(too_much) = tokens.too_much.into_inner() {
        return Err(too_much);
    }
    let html = tokens.builder.sink.finish();
    let tree = Tree { html, marks: tokens.marks.into_inner(), near: Cell::new(0) };
    Ok((tree, tokens.strays.into_inner()))
}

/// Looks at each token on its way from the tokenizer to the builder of the tree.
struct Tokens<'a> {
    html: &'a str,
    /// What the tokenizer is fed.
    input: BufferQueue,
    /// How much of the HTML that was so far.
    fed: Cell<usize>,
    /// Whether it was all.
    at_end: Cell<bool>,
    /// Where the last token ends.
    end: Cell<usize>,
    /// The text that ends there, and where it starts.
    text: RefCell<StrTendril>,
    text_start: Cell<usize>,
    builder: TreeBuilder<NodeId, HtmlTreeSink>,
    marks: RefCell<Vec<(NodeId, Range<usize>)>>,
    strays: RefCell<Strays<'a>>,
    too_much: RefCell<Option<TooMuch>>,
}

impl<'a> Tokens<'a> {
    fn new(html: &'a str) -> Self {
        let sink = HtmlTreeSink::new(Html::new_document());
        let builder = TreeBuilder::new(sink, TreeBuilderOpts::default());
        // Without it the tree would be built in quirks mode, in which a table may be in a paragraph.
        let doctype = Doctype { name: Some("html".into()), ..Doctype::default() };
        let _: TokenSinkResult<_> = builder.process_token(Token::DoctypeToken(doctype), 1);
        Self {
            html,
            input: BufferQueue::default(),
            fed: Cell::new(0),
            at_end: Cell::new(false),
            end: Cell::new(0),
            text: RefCell::default(),
            text_start: Cell::new(0),
            builder,
            marks: RefCell::default(),
            strays: RefCell::new(Strays::new(html)),
            too_much: RefCell::default(),
        }
    }

    fn next_chunk(&self) -> Option<&'a str> {
        let start = self.fed.get();
        let mut ends = start + CHUNK..self.html.len();
        let end = ends.find(|end| self.html.is_char_boundary(*end)).unwrap_or(self.html.len());
        self.fed.set(end);
        Some(&self.html[start..end]).filter(|chunk| !chunk.is_empty())
    }

    /// Where the next token is.
    fn range(&self, token: &Token) -> Range<usize> {
        let start = self.end.get();
        let rest = &self.html[start..];
        match token {
            // The tokenizer may have looked at what is behind it, to see that it is a text.
            Token::CharacterTokens(text) if !text.starts_with('&') && rest.starts_with(&**text) => {
                start..start + text.len()
            }
            // Before it may be a line feed that belongs to a carriage return.
            Token::TagToken(_) if rest.starts_with('\n') => start + 1..self.taken(),
            _ => start..self.taken(),
        }
    }

    /// How much of the HTML the tokenizer has taken.
    fn taken(&self) -> usize {
        self.fed.get() - self.left()
    }

    /// How much of its input the tokenizer has not taken yet. There is more than one piece of it
    /// only where it has put back what looked like a character reference.
    fn left(&self) -> usize {
        let Some(front) = self.input.pop_front() else {
            return 0;
        };
        let left = front.len() + self.left();
        self.input.push_front(front);
        left
    }

    /// Hands a token on, and notes down where the node comes from that is made of it.
    fn pass(&self, token: Token, range: Range<usize>, line: u64) -> TokenSinkResult<NodeId> {
        let mut strays = self.strays.borrow_mut();
        strays.token(&token, &range, self.at_end.get());
        let result = self.builder.process_token(token, line);
        if matches!(result, TokenSinkResult::RawData(_) | TokenSinkResult::Plaintext) {
            strays.raw_text_follows();
        }
        self.mark(range);
        result
    }

    /// Hands on the text that is in front of another token.
    fn pass_text(&self, before: &Token, line: u64) {
        let text = self.text.take();
        if !text.is_empty() && !self.is_idle(&text, before) {
            let range = self.text_start.get()..self.end.get();
            // A text is never the start of something.
            let _: TokenSinkResult<_> = self.pass(Token::CharacterTokens(text), range, line);
        }
    }

    /// Whether a text is white space that is in no cell, or at the end of one. In a page it makes
    /// half of the nodes. What is misplaced in a table gets into the cell that the table is in.
    fn is_idle(&self, text: &str, before: &Token) -> bool {
        matches!(before, Token::TagToken(tag) if ends_cell(tag))
            && text.bytes().all(|byte| byte.is_ascii_whitespace())
            && !self.strays.borrow().may_nest()
            && !self.adjusted_current_node_present_but_not_in_html_namespace()
    }

    fn mark(&self, token: Range<usize>) {
        let tree = &self.builder.sink.0.borrow().tree;
        let mut nodes = tree.nodes();
        if nodes.len() > Limit::MAX_NODES {
            self.refuse(Limit::Nodes, token.start);
        }
        let mut marks = self.marks.borrow_mut();
        let marked = marks.last().map(|(last, _)| *last);
        if let Some(last) = nodes.next_back().filter(|last| Some(last.id()) != marked) {
            // An element may be open behind its end tag: the tree knows.
            if last.ancestors().nth(Limit::MAX_OPEN_ELEMENTS).is_some() {
                self.refuse(Limit::OpenElements, token.start);
            }
            marks.push((last.id(), token));
        }
    }

    fn refuse(&self, limit: Limit, position: usize) {
        self.too_much.replace(Some(TooMuch { limit, position }));
    }
}

impl TokenSink for Tokens<'_> {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        // An error is no part of the HTML, and nothing more is made of what is refused.
        if matches!(token, Token::ParseError(_)) || self.too_much.borrow().is_some() {
            return TokenSinkResult::Continue;
        }
        let range = self.range(&token);
        match token {
            // One text comes in many tokens, each of which costs the builder as much as a tag.
            Token::CharacterTokens(more) => {
                let mut text = self.text.borrow_mut();
                if text.is_empty() {
                    self.text_start.set(range.start);
                    *text = more;
                } else {
                    text.push_tendril(&more);
                }
                self.end.set(range.end);
                TokenSinkResult::Continue
            }
            Token::TagToken(tag) if tag.attrs.len() > Limit::MAX_ATTRIBUTES => {
                self.refuse(Limit::Attributes, range.start);
                TokenSinkResult::Continue
            }
            token => {
                self.pass_text(&token, line);
                self.end.set(range.end);
                self.pass(token, range, line)
            }
        }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Whether no cell is open behind a tag but one that it starts itself. End tags of cells and row
/// groups are not among them: they do nothing if another cell or group is open.
fn ends_cell(tag: &Tag) -> bool {
    match tag.kind {
        TagKind::StartTag => matches!(
            tag.name,
            local_name!("caption")
                | local_name!("col")
                | local_name!("colgroup")
                | local_name!("tbody")
                | local_name!("td")
                | local_name!("tfoot")
                | local_name!("th")
                | local_name!("thead")
                | local_name!("tr")
        ),
        TagKind::EndTag => matches!(tag.name, local_name!("table") | local_name!("tr")),
    }
}

#[cfg(test)]
mod tests {
    use super::{CHUNK, parse};
    use scraper::Node;

    /// What each element and each text comes from, in the order of the tree.
    fn tokens(html: &str) -> Vec<&str> {
        let (tree, _) = parse(html).unwrap();
        let nodes = tree.html.tree.root().descendants();
        let nodes = nodes.filter(|node| match node.value() {
            Node::Element(element) => !["html", "head", "body"].contains(&element.name()),
            node => node.is_text(),
        });
        nodes.map(|node| &html[tree.token(node.id())]).collect()
    }

    #[test]
    fn nodes_know_their_tokens() {
        assert_eq!(tokens(""), [""; 0]);
        assert_eq!(tokens("a<b c='>'>d</b>e"), ["a", "<b c='>'>", "d", "e"]);
        assert_eq!(tokens("<table><td>a"), ["<table>", "<td>", "<td>", "<td>", "a"]);
        assert_eq!(tokens("<p>a<!-- <b> -->b"), ["<p>", "a", "b"]);
        assert_eq!(tokens("<title>a</b</title>b<i>"), ["<title>", "a</b", "b", "<i>"]);
        assert_eq!(tokens("<script>a<b</script><i>"), ["<script>", "a<b", "<i>"]);
    }

    #[test]
    fn the_tokenizer_may_look_ahead() {
        for text in ["a<", "<", "< ", "&", "&&", "&amp;", "a&b", "&ltx", "&nosuch;", "&#", "&#x"] {
            assert_eq!(tokens(&format!("<p>{text}<b>")), ["<p>", text, "<b>"]);
        }
        assert_eq!(tokens("<p>\0<b a=&x><i>"), ["<p>", "<b a=&x>", "<i>"]);
    }

    #[test]
    fn a_line_may_end_in_two_characters() {
        assert_eq!(tokens("<p>\r\n<b>\r\na\r\n<i>"), ["<p>", "\r", "<b>", "\r\na\r", "<i>"]);
    }

    #[test]
    fn tokens_may_be_longer_than_what_is_read_at_a_time() {
        let text = "추".repeat(CHUNK);
        let tag = format!("<b title='{text}'>");
        assert_eq!(
            tokens(&format!("a{text}{tag}<i>{text}")),
            [&format!("a{text}"), &tag, "<i>", &text]
        );
    }

    #[test]
    fn a_byte_order_mark_is_a_character_where_nothing_begins() {
        let text = "\u{feff}".repeat(CHUNK);
        let (tree, _) = parse(&text).unwrap();
        assert_eq!(tree.html.root_element().text().collect::<String>(), text);
    }

    #[test]
    fn white_space_that_nobody_reads_makes_no_node() {
        let html = "<table> <tr> <td>a</td> <td>b </td> </tr> </table> c";
        let cells = ["<td>", "a", "<td>", "b "];
        assert_eq!(tokens(html)[3..], [&cells[..], &[" c"]].concat());
    }

    #[test]
    fn white_space_in_a_cell_does() {
        for html in [
            "<table><td><b>a</b> <b>b",
            "<table><td><b>a</b> </th><b>b",
            "<table><td><b>a</b> </tbody><b>b",
            "<table><td>a<svg> <td>",
            "<table><td>a<table><button> <thead>b",
            "<template></template><table><td>a<table><button> <thead>b",
        ] {
            assert!(tokens(html).contains(&" "), "{html}");
        }
    }
}
