//! The tables of an HTML tree, with their rows and cells.

use crate::document::{Cell, Row, RowGroup, Table};
use crate::html::Tree;
use crate::markdown::Html;
use crate::source::Source;
use ego_tree::iter::Edge;
use ego_tree::{NodeId, NodeRef};
use html5ever::{LocalName, local_name, ns};
use scraper::Node;
use scraper::node::Element;
use std::borrow::Cow;
use std::ops::Range;

/// All tables, in the order in which they start. Takes no recursion: a page nests as it likes.
pub(crate) fn tables(source: &Source, html: &Html<'_>, tree: &Tree) -> Vec<Table> {
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
pub(crate) fn title(tree: &Tree) -> Option<String> {
    let is_title = |node: &NodeRef<'_, Node>| {
        node.value().as_element().is_some_and(|element| element.name() == "title")
    };
    let title = tree.html.tree.root().descendants().find(is_title)?;
    let texts = title.children().filter_map(|child| child.value().as_text());
    Some(normalize(&texts.map(|text| &*text.text).collect::<String>()))
}

struct Walk<'a> {
    source: &'a Source,
    html: &'a Html<'a>,
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
    /// From the first to the last text that is not white space.
    texts: Option<Range<usize>>,
}

impl<'a> Walk<'a> {
    fn open_element(&mut self, node: NodeRef<'_, Node>, element: &Element) {
        let name = &element.name.local;
        if is_hidden(name) {
            self.hidden += 1;
        }
        if self.hidden > 0 || element.name.ns != ns!(html) {
            return;
        }
        if separates_words(name) {
            self.separate();
        }
        if *name == local_name!("table") {
            if let Some(outer) = self.open.last_mut().and_then(|open| open.cell.as_mut()) {
                outer.cell.has_table = true;
            }
            self.open.push(Open {
                table: Table {
                    range: self.tag(node.id()),
                    layout: self.html.layout(self.tree.token(node.id()).start),
                    columns: 0,
                    groups: Vec::new(),
                },
                cell: None,
            });
            return;
        }
        match *name {
            local_name!("thead") | local_name!("tbody") | local_name!("tfoot") => {
                if let Some(open) = self.open.last_mut() {
                    let is_footer = *name == local_name!("tfoot");
                    open.table.groups.push(RowGroup { is_footer, rows: Vec::new() });
                }
            }
            local_name!("tr") => {
                let range = self.tag(node.id());
                if let Some(group) = self.group() {
                    group.rows.push(Row { range, cells: Vec::new() });
                }
            }
            local_name!("td") | local_name!("th") => {
                if let Some(open) = self.open.last_mut() {
                    open.cell = Some(OpenCell {
                        node: node.id(),
                        cell: cell(element),
                        text: Cow::default(),
                        texts: None,
                    });
                }
            }
            local_name!("audio")
            | local_name!("canvas")
            | local_name!("embed")
            | local_name!("img")
            | local_name!("input")
            | local_name!("object")
            | local_name!("video") => {
                if let Some(cell) = self.open.last_mut().and_then(|open| open.cell.as_mut()) {
                    cell.cell.has_picture = true;
                }
            }
            local_name!("colgroup") => {
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
        let name = &element.name.local;
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
        match *name {
            local_name!("table") => {
                if let Some(open) = self.open.pop() {
                    self.closed.push(open.table);
                }
            }
            local_name!("td") | local_name!("th") => {
                let Some(open) = self.open.last_mut().and_then(|open| open.cell.take()) else {
                    return;
                };
                let mut cell = open.cell;
                cell.text = normalize(&open.text);
                cell.range = match open.texts {
                    Some(texts) => self.html.source_range(self.source, texts),
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
            let range = self.tree.token(node);
            cell.texts.get_or_insert(range.clone()).end = range.end;
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
        self.html.source_range(self.source, self.tree.token(node))
    }
}

/// A cell that is empty so far.
fn cell(element: &Element) -> Cell {
    Cell {
        text: String::new(),
        range: 0..0,
        is_header: element.name.local == local_name!("th"),
        colspan: span(element, "colspan").unwrap_or(1).clamp(1, 1000),
        rowspan: span(element, "rowspan").unwrap_or(1).min(65534),
        has_table: false,
        has_picture: false,
    }
}

/// Elements whose content is not shown.
fn is_hidden(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("datalist")
            | local_name!("iframe")
            | local_name!("noembed")
            | local_name!("noframes")
            | local_name!("noscript")
            | local_name!("rp")
            | local_name!("script")
            | local_name!("style")
            | local_name!("template")
            | local_name!("title")
    )
}

/// `<br>`, and the elements that the standard's style sheet makes a block or a part of a table.
fn separates_words(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("address")
            | local_name!("article")
            | local_name!("aside")
            | local_name!("blockquote")
            | local_name!("br")
            | local_name!("caption")
            | local_name!("center")
            | local_name!("dd")
            | local_name!("details")
            | local_name!("dialog")
            | local_name!("dir")
            | local_name!("div")
            | local_name!("dl")
            | local_name!("dt")
            | local_name!("fieldset")
            | local_name!("figcaption")
            | local_name!("figure")
            | local_name!("footer")
            | local_name!("form")
            | local_name!("h1")
            | local_name!("h2")
            | local_name!("h3")
            | local_name!("h4")
            | local_name!("h5")
            | local_name!("h6")
            | local_name!("header")
            | local_name!("hgroup")
            | local_name!("hr")
            | local_name!("legend")
            | local_name!("li")
            | local_name!("listing")
            | local_name!("main")
            | local_name!("menu")
            | local_name!("nav")
            | local_name!("ol")
            | local_name!("optgroup")
            | local_name!("option")
            | local_name!("p")
            | local_name!("plaintext")
            | local_name!("pre")
            | local_name!("search")
            | local_name!("section")
            | local_name!("summary")
            | local_name!("table")
            | local_name!("ul")
            | local_name!("xmp")
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

/// Normalises a text: runs of Unicode white space become one space, ends are trimmed.
#[must_use]
pub fn normalize(text: &str) -> String {
    let mut after_space = true;
    let mut is_in_place = |char: char| {
        let is_space = char.is_whitespace();
        let in_place = !is_space || (char == ' ' && !after_space);
        after_space = is_space;
        in_place
    };
    // Most texts are what they should be, and copying words one by one costs.
    if text.chars().all(&mut is_in_place) && !after_space {
        return text.to_owned();
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::normalize;

    #[test]
    fn white_space_is_one_space_and_none_at_the_ends() {
        assert_eq!(normalize("\u{a0} a\t\r\n\u{3000}b  c "), "a b c");
        assert_eq!(normalize(" \n"), "");
        assert_eq!([" a", "a ", "a  b"].map(normalize), ["a", "a", "a b"]);
    }
}
