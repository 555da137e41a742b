//! The tables of an HTML tree, with their rows and cells.

use crate::document::{Cell, Row, RowGroup, RowSpan, Table};
use crate::html::Tree;
use crate::source_map::SourceMap;
use ego_tree::iter::Edge;
use ego_tree::{NodeId, NodeRef};
use html5ever::{LocalName, local_name, ns};
use scraper::Node;
use scraper::node::Element;
use std::num::NonZeroUsize;
use std::ops::Range;

/// Returns all tables, in the order in which they start.
///
/// Iterative: deep nesting must not overflow the stack.
pub(crate) fn tables(map: &SourceMap<'_>, tree: &Tree) -> Vec<Table> {
    let mut walk = Walk { map, tree, open: Vec::new(), closed: Vec::new(), hidden: 0 };
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

/// Returns the text of the page's title.
pub(crate) fn title(tree: &Tree) -> Option<String> {
    let is_title = |node: &NodeRef<'_, Node>| {
        node.value().as_element().is_some_and(|element| element.name() == "title")
    };
    let title = tree.html.tree.root().descendants().find(is_title)?;
    let texts = title.children().filter_map(|child| child.value().as_text());
    Some(normalize(&texts.map(|text| &*text.text).collect::<String>()))
}

struct Walk<'a> {
    map: &'a SourceMap<'a>,
    tree: &'a Tree,
    open: Vec<Open>,
    closed: Vec<Table>,
    /// The number of open elements whose content is not shown.
    hidden: usize,
}

/// A table that is not closed yet, with its open cell.
struct Open {
    table: Table,
    cell: Option<OpenCell>,
}

struct OpenCell {
    node: NodeId,
    cell: Cell,
    /// From the first to the last text that is not white space.
    texts: Option<Range<usize>>,
}

impl Walk<'_> {
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
                    layout: self.map.syntax(self.tree.token(node.id()).start),
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
                    open.cell =
                        Some(OpenCell { node: node.id(), cell: cell(element), texts: None });
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
                // After the first row group they do not count.
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
                cell.text = normalize(&cell.text);
                cell.range = match open.texts {
                    Some(texts) => self.map.range(texts),
                    None => self.tag(open.node),
                };
                if let Some(row) = self.group().and_then(|group| group.rows.last_mut()) {
                    row.cells.push(cell);
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, node: NodeId, text: &str) {
        if self.hidden > 0 {
            return;
        }
        let Some(cell) = self.open.last_mut().and_then(|open| open.cell.as_mut()) else {
            return;
        };
        cell.cell.text += text;
        if !text.trim().is_empty() {
            let range = self.tree.token(node);
            cell.texts.get_or_insert(range.clone()).end = range.end;
        }
    }

    fn separate(&mut self) {
        if let Some(cell) = self.open.last_mut().and_then(|open| open.cell.as_mut()) {
            cell.cell.text += " ";
        }
    }

    fn group(&mut self) -> Option<&mut RowGroup> {
        self.open.last_mut()?.table.groups.last_mut()
    }

    /// Returns the first line of the tag that made a node.
    fn tag(&self, node: NodeId) -> Range<usize> {
        self.map.range(self.tree.token(node))
    }
}

/// Returns a cell without its content.
fn cell(element: &Element) -> Cell {
    let rows = span(element, "rowspan").unwrap_or(1).min(65534);
    Cell {
        text: String::new(),
        range: 0..0,
        is_header: element.name.local == local_name!("th"),
        colspan: span(element, "colspan").unwrap_or(1).clamp(1, 1000),
        rowspan: NonZeroUsize::new(rows).map_or(RowSpan::RestOfGroup, RowSpan::Rows),
        has_table: false,
        has_picture: false,
    }
}

/// Whether the content of an element is not shown.
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

/// Whether an element separates words: `<br>`, and those that the style sheet of the standard makes
/// a block.
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

/// Returns the number of columns of a `colgroup`: that of its `col` elements, or else its own.
fn columns(colgroup: NodeRef<'_, Node>, element: &Element) -> usize {
    let columns = |element| span(element, "span").unwrap_or(1).clamp(1, 1000);
    let elements = colgroup.children().filter_map(|child| child.value().as_element());
    let cols: Vec<usize> = elements.filter(|child| child.name() == "col").map(columns).collect();
    if cols.is_empty() { columns(element) } else { cols.iter().sum() }
}

/// Parses an attribute by the standard's rules for parsing non-negative integers, which ignore white
/// space before the digits and everything after them.
fn span(element: &Element, attribute: &str) -> Option<usize> {
    let (_, value) = element.attrs().find(|(name, _)| *name == attribute)?;
    let value = value.trim_start_matches(|char: char| char.is_ascii_whitespace());
    let unsigned = value.strip_prefix(['+', '-']).unwrap_or(value);
    let end = unsigned.find(|char: char| !char.is_ascii_digit());
    let digits = &unsigned[..end.unwrap_or(unsigned.len())];
    if digits.is_empty() {
        return None;
    }
    // The caller clamps large numbers.
    let number = digits.parse().unwrap_or(usize::MAX);
    (number == 0 || !value.starts_with('-')).then_some(number)
}

/// Normalizes a text: replaces runs of Unicode white space by one space and trims the ends.
#[must_use]
pub fn normalize(text: &str) -> String {
    let mut normalized = String::with_capacity(text.len());
    for char in text.trim().chars() {
        if !char.is_whitespace() {
            normalized.push(char);
        } else if !normalized.ends_with(' ') {
            normalized.push(' ');
        }
    }
    normalized
}

#[cfg(test)]
mod tests {
    use super::normalize;

    #[test]
    fn runs_of_white_space_become_one_space() {
        assert_eq!(normalize("\u{a0} a\t\r\n\u{3000}b  c "), "a b c");
        assert_eq!(normalize(" \n"), "");
        assert_eq!([" a", "a ", "a  b"].map(normalize), ["a", "a", "a b"]);
    }
}
