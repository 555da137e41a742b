//! The tables of an HTML tree, with their rows and cells.

use super::parse::Tree;
use super::render::Html;
use super::{Cell, Row, RowGroup, Table};
use crate::source::Source;
use crate::text::normalize;
use ego_tree::iter::Edge;
use ego_tree::{NodeId, NodeRef};
use html5ever::ns;
use scraper::Node;
use scraper::node::Element;
use std::borrow::Cow;
use std::ops::Range;

/// All tables, in the order in which they start. Takes no recursion: a page nests as it likes.
pub(super) fn tables(source: &Source, html: &Html, tree: &Tree) -> Vec<Table> {
    let mut walk = Walk { source, html, tree, open: Vec::new(), closed: Vec::new(), hidden: 0 };
    for edge in tree.html.tree.root().traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Element(element) => walk.open_element(node, element),
                Node::Text(text) => walk.text(node.id(), text),
                _ => {}
            },
            Edge::Close(node) => {
                if let Node::Element(element) = node.value() {
                    walk.close_element(element);
                }
            }
        }
    }
    let mut tables = walk.closed;
    tables.sort_by_key(|table| table.range.start);
    tables
}

/// The text of the page's title.
pub(super) fn title(tree: &Tree) -> Option<String> {
    let is_title = |node: &NodeRef<'_, Node>| {
        node.value().as_element().is_some_and(|element| element.name() == "title")
    };
    let title = tree.html.tree.root().descendants().find(is_title)?;
    let texts = title.children().filter_map(|child| child.value().as_text());
    Some(normalize(&texts.map(|text| &*text.text).collect::<String>()))
}

struct Walk<'a> {
    source: &'a Source,
    html: &'a Html,
    tree: &'a Tree,
    open: Vec<Open<'a>>,
    closed: Vec<Table>,
    /// How many elements are open whose text nobody sees.
    hidden: usize,
}

/// A table that is not closed yet, and the cell in it that is not.
struct Open<'a> {
    table: Table,
    cell: Option<OpenCell<'a>>,
}

struct OpenCell<'a> {
    node: NodeId,
    cell: Cell,
    text: Cow<'a, str>,
    /// The first and the last text that is not white space.
    texts: Option<(NodeId, NodeId)>,
}

impl<'a> Walk<'a> {
    fn open_element(&mut self, node: NodeRef<'_, Node>, element: &Element) {
        let name = element.name();
        if is_hidden(name) {
            self.hidden += 1;
        }
        if self.hidden > 0 || element.name.ns != ns!(html) {
            return;
        }
        if separates_words(name) {
            self.separate();
        }
        if name == "table" {
            if let Some(outer) = self.open.last_mut().and_then(|open| open.cell.as_mut()) {
                outer.cell.has_table = true;
            }
            self.open.push(Open {
                table: Table {
                    range: self.tag(node.id()),
                    layout: self.html.layout(self.tree.position(node.id())),
                    columns: 0,
                    groups: Vec::new(),
                },
                cell: None,
            });
            return;
        }
        match name {
            "thead" | "tbody" | "tfoot" => {
                if let Some(open) = self.open.last_mut() {
                    open.table
                        .groups
                        .push(RowGroup { is_footer: name == "tfoot", rows: Vec::new() });
                }
            }
            "tr" => {
                let range = self.tag(node.id());
                if let Some(group) = self.group() {
                    group.rows.push(Row { range, cells: Vec::new() });
                }
            }
            "td" | "th" => {
                if let Some(open) = self.open.last_mut() {
                    open.cell = Some(OpenCell {
                        node: node.id(),
                        cell: cell(element),
                        text: Cow::default(),
                        texts: None,
                    });
                }
            }
            "audio" | "canvas" | "embed" | "img" | "input" | "object" | "video" => {
                if let Some(cell) = self.open.last_mut().and_then(|open| open.cell.as_mut()) {
                    cell.cell.has_picture = true;
                }
            }
            "colgroup" => {
                // Behind the first row group they are passed over.
                let table = self.open.last_mut().map(|open| &mut open.table);
                if let Some(table) = table.filter(|table| table.groups.is_empty()) {
                    table.columns += columns(node, element);
                }
            }
            _ => {}
        }
    }

    fn close_element(&mut self, element: &Element) {
        let name = element.name();
        if is_hidden(name) {
            self.hidden -= 1;
            return;
        }
        if self.hidden > 0 || element.name.ns != ns!(html) {
            return;
        }
        if separates_words(name) {
            self.separate();
        }
        match name {
            "table" => {
                if let Some(open) = self.open.pop() {
                    self.closed.push(open.table);
                }
            }
            "td" | "th" => {
                let Some(open) = self.open.last_mut().and_then(|open| open.cell.take()) else {
                    return;
                };
                let mut cell = open.cell;
                cell.text = normalize(&open.text);
                cell.range = match open.texts {
                    Some((first, last)) => self.texts(first, last),
                    None => self.tag(open.node),
                };
                if let Some(row) = self.group().and_then(|group| group.rows.last_mut()) {
                    row.cells.push(cell);
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, node: NodeId, text: &'a str) {
        if self.hidden > 0 {
            return;
        }
        let Some(cell) = self.open.last_mut().and_then(|open| open.cell.as_mut()) else {
            return;
        };
        cell.text += text;
        if !text.trim().is_empty() {
            let first = cell.texts.map_or(node, |(first, _)| first);
            cell.texts = Some((first, node));
        }
    }

    fn separate(&mut self) {
        if let Some(cell) = self.open.last_mut().and_then(|open| open.cell.as_mut()) {
            cell.text += " ";
        }
    }

    fn group(&mut self) -> Option<&mut RowGroup> {
        self.open.last_mut()?.table.groups.last_mut()
    }

    /// The tag that made a node, as far as it is on one line of the source.
    fn tag(&self, node: NodeId) -> Range<usize> {
        let start = self.tree.position(node);
        let end = self.html.text[start..].find('>').map(|end| start + end + 1);
        self.source_range(start, end)
    }

    /// From the start of one text to the end of another, as far as it is on one line of the source.
    fn texts(&self, first: NodeId, last: NodeId) -> Range<usize> {
        let last = self.tree.position(last);
        let end = self.html.text[last..].find('<').map(|end| last + end);
        self.source_range(self.tree.position(first), end)
    }

    fn source_range(&self, start: usize, end: Option<usize>) -> Range<usize> {
        self.html.source_range(self.source, start..end.unwrap_or(self.html.text.len()))
    }
}

/// A cell that is empty so far.
fn cell(element: &Element) -> Cell {
    Cell {
        text: String::new(),
        range: 0..0,
        is_header: element.name() == "th",
        colspan: span(element, "colspan").unwrap_or(1).clamp(1, 1000),
        rowspan: span(element, "rowspan").unwrap_or(1).min(65534),
        has_table: false,
        has_picture: false,
    }
}

/// Elements whose content is not shown.
fn is_hidden(name: &str) -> bool {
    matches!(
        name,
        "datalist"
            | "iframe"
            | "noembed"
            | "noframes"
            | "noscript"
            | "rp"
            | "script"
            | "style"
            | "template"
            | "title"
    )
}

/// `<br>`, and the elements that the standard's style sheet makes a block or a part of a table.
fn separates_words(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "br"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "legend"
            | "li"
            | "listing"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "optgroup"
            | "option"
            | "p"
            | "plaintext"
            | "pre"
            | "search"
            | "section"
            | "summary"
            | "table"
            | "ul"
            | "xmp"
    )
}

/// The columns that a `colgroup` stands for: those of its `col` elements, or else its own.
fn columns(colgroup: NodeRef<'_, Node>, element: &Element) -> usize {
    let columns = |element| span(element, "span").unwrap_or(1).clamp(1, 1000);
    let elements = colgroup.children().filter_map(|child| child.value().as_element());
    let cols: Vec<usize> = elements.filter(|child| child.name() == "col").map(columns).collect();
    if cols.is_empty() { columns(element) } else { cols.iter().sum() }
}

/// The standard's rules for parsing non-negative integers: white space before and anything
/// after the digits is passed over.
fn span(element: &Element, attribute: &str) -> Option<usize> {
    let (_, value) = element.attrs().find(|(name, _)| *name == attribute)?;
    let value = value.trim_start_matches(|char: char| char.is_ascii_whitespace());
    let unsigned = value.strip_prefix(['+', '-']).unwrap_or(value);
    let end = unsigned.find(|char: char| !char.is_ascii_digit());
    let digits = &unsigned[..end.unwrap_or(unsigned.len())];
    if digits.is_empty() {
        return None;
    }
    // What overflows is clamped by the caller like any other large number.
    let number = digits.parse().unwrap_or(usize::MAX);
    (number == 0 || !value.starts_with('-')).then_some(number)
}
