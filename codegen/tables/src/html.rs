//! HTML, parsed into a tree whose nodes have their places in the source.
//!
//! html5gum splits the HTML into tokens, because it reports their spans; html5ever builds the tree.
//! The tree numbers its nodes in the order of their creation. So the last node after each token is
//! enough to find the token of every node.

use crate::document::Misplaced;
use crate::limit::{Limit, LimitExceeded};
use crate::misplaced::MisplacedFinder;
use crate::source_map::SourceMap;
use ego_tree::NodeId;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Doctype, Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, TreeSink};
use html5ever::{Attribute, LocalName, QualName, local_name, ns};
use html5gum::emitters::callback::{Callback, CallbackEmitter, CallbackEvent};
use html5gum::{Emitter, ForwardingEmitter, State, Tokenizer};
use scraper::{Html, HtmlTreeSink};
use std::collections::HashSet;
use std::ops::Range;

/// A tree, with the token from which each node was made.
#[derive(Debug)]
pub(crate) struct Tree {
    pub(crate) html: Html,
    pub(crate) misplaced: Vec<Misplaced>,
    /// The starts of the tables that are never closed.
    pub(crate) unclosed: Vec<usize>,
    /// For each token from which nodes were made: the last of these nodes, and the range of the token.
    marks: Vec<(NodeId, Range<usize>)>,
}

impl Tree {
    /// Returns the range of the token from which a node was made: the start tag of an element, or a
    /// text.
    pub(crate) fn token(&self, node: NodeId) -> Range<usize> {
        let mark = self.marks.partition_point(|(last, _)| *last < node);
        self.marks.get(mark).map_or(0..0, |(_, token)| token.clone())
    }
}

/// Parses the HTML of a source map.
pub(crate) fn parse(map: &SourceMap<'_>) -> Result<Tree, LimitExceeded> {
    let mut tokens = Tokens::new(map);
    let emitter = ToTree(CallbackEmitter::new(&mut tokens));
    // The tokenizer stops at the first limit that is exceeded.
    let _: Option<Result<Exceeded, _>> = Tokenizer::new_with_emitter(map.html(), emitter).next();
    let end = map.html().len();
    tokens.finder.unfinished_tag(tokens.end..end);
    // The tree adds text that is misplaced in a table only at the next token.
    tokens.pass(Token::EOFToken, end..end);
    TokenSink::end(&tokens.builder);
    let Tokens { builder, marks, finder, exceeded, .. } = tokens;
    if let Some((limit, at)) = exceeded {
        return Err(LimitExceeded { limit, span: map.span(at) });
    }
    let (misplaced, unclosed) = finder.finish();
    Ok(Tree { html: builder.sink.finish(), misplaced, unclosed, marks })
}

/// The line number of every token. The tree ignores it.
const LINE: u64 = 1;

/// A limit, and the first place that exceeds it.
type Exceeded = (Limit, usize);

/// Passes tokens from the tokenizer to the builder of the tree.
struct Tokens<'a> {
    builder: TreeBuilder<NodeId, HtmlTreeSink>,
    /// The tag that is being read, with the attributes read so far.
    tag: Tag,
    /// The start of that tag.
    tag_start: usize,
    /// The state that the tree requests after a start tag, such as the state for the text of a script.
    state: Option<State>,
    /// The end of the last token.
    end: usize,
    marks: Vec<(NodeId, Range<usize>)>,
    finder: MisplacedFinder<'a>,
    exceeded: Option<Exceeded>,
}

impl<'a> Tokens<'a> {
    fn new(map: &'a SourceMap<'a>) -> Self {
        let sink = HtmlTreeSink::new(Html::new_document());
        let builder = TreeBuilder::new(sink, TreeBuilderOpts::default());
        // Without a doctype, the tree would be built in quirks mode, where a `<p>` may contain a
        // table.
        let doctype = Doctype { name: Some("html".into()), ..Doctype::default() };
        let _: TokenSinkResult<_> = builder.process_token(Token::DoctypeToken(doctype), LINE);
        Self {
            builder,
            tag: tag(TagKind::StartTag, b""),
            tag_start: 0,
            state: None,
            end: 0,
            marks: Vec::new(),
            finder: MisplacedFinder::new(map),
            exceeded: None,
        }
    }

    /// Passes a token to the tree, and marks the nodes that are made from it.
    fn pass(&mut self, token: Token, range: Range<usize>) {
        let is_foreign = self.builder.adjusted_current_node_present_but_not_in_html_namespace();
        self.finder.token(&token, &range, is_foreign);
        self.end = range.end;
        let name = match &token {
            Token::TagToken(tag) => tag.name.clone(),
            _ => local_name!(""),
        };
        self.state = match self.builder.process_token(token, LINE) {
            TokenSinkResult::Plaintext => Some(State::PlainText),
            TokenSinkResult::RawData(RawKind::Rcdata) => Some(State::RcData),
            TokenSinkResult::RawData(RawKind::Rawtext) => Some(State::RawText),
            TokenSinkResult::RawData(_) => Some(State::ScriptData),
            _ => None,
        };
        if self.state.is_some() {
            self.finder.raw_text_follows(name);
        }
        let tree = &self.builder.sink.0.borrow().tree;
        let mut nodes = tree.nodes();
        if nodes.len() > Limit::MAX_NODES {
            self.exceeded.get_or_insert((Limit::Nodes, range.start));
        }
        let marked = self.marks.last().map(|(last, _)| *last);
        if let Some(last) = nodes.next_back().filter(|last| Some(last.id()) != marked) {
            // Only the tree knows which elements are open: not every end tag closes its element.
            if last.ancestors().nth(Limit::MAX_OPEN_ELEMENTS).is_some() {
                self.exceeded.get_or_insert((Limit::OpenElements, range.start));
            }
            self.marks.push((last.id(), range));
        }
    }

    fn attribute(&mut self, name: &[u8], start: usize) {
        let name = QualName::new(None, ns!(), LocalName::from(text(name)));
        self.tag.attrs.push(Attribute { name, value: StrTendril::new() });
        if self.tag.attrs.len() > Limit::MAX_ATTRIBUTES {
            self.exceeded = Some((Limit::Attributes, start));
        }
    }

    /// Passes the tag to the tree. If several attributes have one name, the first counts.
    fn tag(&mut self, range: Range<usize>) {
        let mut tag = std::mem::replace(&mut self.tag, tag(TagKind::StartTag, b""));
        let mut names = HashSet::new();
        tag.attrs.retain(|attr| names.insert(attr.name.clone()));
        self.pass(Token::TagToken(tag), range);
    }

    /// Passes a text to the tree. The tree drops or replaces a NUL, depending on its place.
    fn text(&mut self, bytes: &[u8], range: &Range<usize>) {
        // White space between cells would be half of the nodes of a page, and is never read.
        let is_foreign = self.builder.adjusted_current_node_present_but_not_in_html_namespace();
        if self.finder.is_between_cells() && !is_foreign && text(bytes).trim_ascii().is_empty() {
            return;
        }
        for (index, piece) in bytes.split(|byte| *byte == 0).enumerate() {
            if index > 0 {
                self.pass(Token::NullCharacterToken, range.clone());
            }
            if !piece.is_empty() {
                self.pass(Token::CharacterTokens(text(piece).into()), range.clone());
            }
        }
    }
}

impl Callback<Exceeded, usize> for &mut Tokens<'_> {
    fn handle_event(
        &mut self,
        event: CallbackEvent<'_>,
        span: html5gum::Span<usize>,
    ) -> Option<Exceeded> {
        let range = span.start..span.end;
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = tag(TagKind::StartTag, name);
                self.tag_start = range.start;
            }
            CallbackEvent::AttributeName { name } => self.attribute(name, range.start),
            CallbackEvent::AttributeValue { value } => {
                if let Some(attr) = self.tag.attrs.last_mut() {
                    attr.value = text(value).into();
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                self.tag.self_closing = self_closing;
                self.tag(self.tag_start..range.end);
            }
            CallbackEvent::EndTag { name } => {
                // This drops its attributes.
                self.tag = tag(TagKind::EndTag, name);
                self.tag(range);
            }
            CallbackEvent::String { value } => self.text(value, &range),
            CallbackEvent::Comment { value } => {
                self.pass(Token::CommentToken(text(value).into()), range);
            }
            // The tree already has a doctype, and would drop this one.
            CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
        self.exceeded
    }
}

/// Returns a piece of the HTML, which is UTF-8.
fn text(bytes: &[u8]) -> &str {
    str::from_utf8(bytes).unwrap_or_default()
}

fn tag(kind: TagKind, name: &[u8]) -> Tag {
    let name = LocalName::from(text(name));
    Tag { kind, name, self_closing: false, attrs: Vec::new(), had_duplicate_attributes: false }
}

/// Passes tokens to the tree, and tells the tokenizer the state that the tree requests.
struct ToTree<'a, 'b>(CallbackEmitter<&'b mut Tokens<'a>, Exceeded, usize>);

impl ForwardingEmitter for ToTree<'_, '_> {
    type Token = Exceeded;

    fn inner(&mut self) -> &mut impl Emitter<Token = Exceeded> {
        &mut self.0
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        let _: Option<State> = self.0.emit_current_tag();
        // The text of a script starts here. html5gum notes this only for states that it chooses itself.
        self.0.init_string();
        self.0.callback_mut().state.take()
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&mut self) -> bool {
        let builder = &self.0.callback_mut().builder;
        builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::source::Source;
    use crate::source_map::SourceMap;
    use scraper::Node;

    /// The token of each element and each text, in the order of the tree.
    fn tokens(html: &str) -> Vec<&str> {
        let source = Source::new("a.html", html);
        let map = SourceMap::identity(&source, html.into());
        let tree = parse(&map).unwrap();
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
    fn unfinished_tags_and_references_are_text() {
        for text in ["a<", "<", "< ", "&", "&&", "&amp;", "a&b", "&ltx", "&nosuch;", "&#", "&#x"] {
            assert_eq!(tokens(&format!("<p>{text}<b>")), ["<p>", text, "<b>"]);
        }
        assert_eq!(tokens("<p>\0<b a=&x><i>"), ["<p>", "<b a=&x>", "<i>"]);
    }

    #[test]
    fn lines_may_end_in_crlf() {
        assert_eq!(tokens("<p>\r\n<b>\r\na\r\n<i>"), ["<p>", "\r\n", "<b>", "\r\na\r\n", "<i>"]);
    }

    #[test]
    fn a_byte_order_mark_in_the_text_is_a_character() {
        assert_eq!(tokens("\u{feff}a<b>\u{feff}"), ["\u{feff}a", "<b>", "\u{feff}"]);
    }
}
