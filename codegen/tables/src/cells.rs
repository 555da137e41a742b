//! The tables of an HTML tree, with their rows and cells.

mod display;
mod span;

use crate::document::{Cell, CellKind, Row, RowGroup, RowSpan, Table};
use crate::html::Tree;
use crate::source_map::SourceMap;
use crate::text::normalize;
use display::{has_fallback, is_hidden, is_picture, separates_words};
use ego_tree::iter::Edge;
use ego_tree::{NodeId, NodeRef};
use html5ever::{local_name, ns};
use scraper::Node;
use scraper::node::Element;
use span::{columns, span};
use std::num::NonZeroUsize;
use std::ops::Range;

/// Returns all tables, in the order in which they start.
///
/// Iterative: deep nesting must not overflow the stack.
pub(crate) fn tables(map: &SourceMap<'_>, tree: &Tree) -> Vec<Table> {
    let mut walk = Walk { map, tree, open: Vec::new(), closed: Vec::new(), skipped: None };
    for edge in tree.html.tree.root().traverse() {
        match (edge, walk.skipped) {
            (Edge::Open(node), None) => match node.value() {
                Node::Element(element) => walk.open_element(node, element),
                Node::Text(text) => walk.text(node, text),
                _ => {}
            },
            (Edge::Close(node), skipped) if skipped.is_none_or(|skipped| skipped == node.id()) => {
                let was_skipped = walk.skipped.take().is_some();
                if let Node::Element(element) = node.value() {
                    walk.close_element(element, was_skipped);
                }
            }
            _ => {}
        }
    }
    let mut tables = walk.closed;
    tables.sort_by_key(|table| table.range.start);
    tables
}

/// Returns the text of the page's title.
pub(crate) fn title(tree: &Tree) -> Option<String> {
    let is_title = |node: &NodeRef<'_, Node>| {
        let element = node.value().as_element();
        element.is_some_and(|element| {
            element.name.expanded() == html5ever::expanded_name!(html "title")
        })
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
    /// The open element whose content is skipped because it is not shown.
    skipped: Option<NodeId>,
}

/// A table that is not closed yet.
struct Open {
    table: Table,
    /// Whether the open row group is not shown.
    is_group_hidden: bool,
    cell: Option<OpenCell>,
}

struct OpenCell {
    node: NodeId,
    cell: Cell,
    /// The range from the first to the last text that is not white space.
    texts: Option<Range<usize>>,
    /// The element that contains the last of these texts.
    parent: Option<NodeId>,
}

impl Walk<'_> {
    fn open_element(&mut self, node: NodeRef<'_, Node>, element: &Element) {
        let is_hidden = is_hidden(element);
        if let Some(cell) = self.cell().filter(|_| !is_hidden) {
            cell.cell.has_picture |= is_picture(element);
        }
        if element.name.ns == ns!(html) {
            match element.name.local {
                local_name!("thead") | local_name!("tbody") | local_name!("tfoot") => {
                    if let Some(open) = self.open.last_mut() {
                        let is_footer = element.name() == "tfoot";
                        open.is_group_hidden = is_hidden;
                        open.table.groups.push(RowGroup { is_footer, rows: Vec::new() });
                    }
                    return;
                }
                local_name!("tr") => return self.open_row(node, is_hidden),
                local_name!("td") | local_name!("th") => {
                    return self.open_cell(node, element, is_hidden);
                }
                _ => {}
            }
        }
        if is_hidden || has_fallback(element) {
            self.skipped = Some(node.id());
            return;
        }
        if separates_words(element) {
            self.separate();
        }
        if element.name.ns != ns!(html) {
            return;
        }
        match element.name.local {
            local_name!("table") => self.open_table(node),
            // After the first row group, a browser ignores columns.
            local_name!("colgroup") => {
                let table = self.open.last_mut().map(|open| &mut open.table);
                if let Some(table) = table.filter(|table| table.groups.is_empty()) {
                    table.columns += columns(node, element);
                }
            }
            _ => {}
        }
    }

    fn open_table(&mut self, node: NodeRef<'_, Node>) {
        if let Some(outer) = self.cell() {
            outer.cell.has_table = true;
        }
        let table = Table {
            range: self.tag(node.id()),
            layout: self.map.syntax(self.tree.token(node.id()).start),
            columns: 0,
            groups: Vec::new(),
        };
        self.open.push(Open { table, is_group_hidden: false, cell: None });
    }

    fn open_row(&mut self, node: NodeRef<'_, Node>, is_hidden: bool) {
        let range = self.tag(node.id());
        if let Some(open) = self.open.last_mut()
            && let Some(group) = open.table.groups.last_mut()
        {
            let is_hidden = is_hidden || open.is_group_hidden;
            group.rows.push(Row { is_hidden, range, cells: Vec::new() });
        }
    }

    fn open_cell(&mut self, node: NodeRef<'_, Node>, element: &Element, is_hidden: bool) {
        let Some(open) = self.open.last_mut() else {
            return;
        };
        let rows = span(element, "rowspan").unwrap_or(1).min(65534);
        let cell = Cell {
            text: String::new(),
            range: 0..0,
            kind: if element.name() == "th" { CellKind::Header } else { CellKind::Data },
            colspan: span(element, "colspan").unwrap_or(1).clamp(1, 1000),
            rowspan: NonZeroUsize::new(rows).map_or(RowSpan::RestOfGroup, RowSpan::Rows),
            seam: None,
            is_hidden,
            has_table: false,
            has_picture: false,
        };
        open.cell = Some(OpenCell { node: node.id(), cell, texts: None, parent: None });
        if is_hidden {
            self.skipped = Some(node.id());
        }
    }

    /// Closes an element. An element whose content was skipped has opened nothing, unless it is a cell.
    fn close_element(&mut self, element: &Element, was_skipped: bool) {
        let is_html = element.name.ns == ns!(html);
        match element.name.local {
            local_name!("td") | local_name!("th") if is_html => self.close_cell(),
            _ if was_skipped => {}
            local_name!("table") if is_html => {
                if let Some(open) = self.open.pop() {
                    self.closed.push(open.table);
                }
                self.separate();
            }
            _ if separates_words(element) => self.separate(),
            _ => {}
        }
    }

    fn close_cell(&mut self) {
        let Some(OpenCell { node, mut cell, texts, .. }) =
            self.open.last_mut().and_then(|open| open.cell.take())
        else {
            return;
        };
        cell.text = normalize(&cell.text);
        cell.range = match texts {
            Some(texts) => self.map.range(texts),
            None => self.tag(node),
        };
        let group = self.open.last_mut().and_then(|open| open.table.groups.last_mut());
        if let Some(row) = group.and_then(|group| group.rows.last_mut()) {
            row.cells.push(cell);
        }
    }

    fn text(&mut self, node: NodeRef<'_, Node>, text: &str) {
        let (map, token) = (self.map, self.tree.token(node.id()));
        let Some(open) = self.cell() else {
            return;
        };
        let parent = node.parent().map(|parent| parent.id());
        if !text.trim().is_empty() {
            let is_joined = !open.cell.text.is_empty()
                && !open.cell.text.ends_with(char::is_whitespace)
                && !text.starts_with(char::is_whitespace);
            if is_joined && open.parent != parent && open.cell.seam.is_none() {
                open.cell.seam = Some(map.range(token.clone()));
            }
            open.parent = parent;
            open.texts.get_or_insert(token.clone()).end = token.end;
        }
        open.cell.text += text;
    }

    fn separate(&mut self) {
        if let Some(open) = self.cell() {
            open.cell.text += " ";
        }
    }

    /// Returns the open cell of the innermost table.
    fn cell(&mut self) -> Option<&mut OpenCell> {
        self.open.last_mut()?.cell.as_mut()
    }

    /// Returns the first line of the tag from which a node was made.
    fn tag(&self, node: NodeId) -> Range<usize> {
        self.map.range(self.tree.token(node))
    }
}
