//! The tables of an HTML tree, with their rows and cells.

mod display;
mod span;

use crate::document::{Cell, CellKind, Row, RowGroup, RowSpan, Table};
use crate::html::Tree;
use crate::source_map::SourceMap;
use crate::text::normalize;
use display::{has_fallback, is_hidden, is_picture, separates_words};
use ego_tree::NodeRef;
use ego_tree::iter::Edge;
use html5ever::{expanded_name, local_name, ns};
use scraper::node::Element;
use scraper::{ElementRef, Node};
use span::{columns, span};
use std::num::NonZeroUsize;
use std::ops::Range;

/// Returns all tables that are shown, in the order in which they start.
pub(crate) fn tables(map: &SourceMap<'_>, tree: &Tree) -> Vec<Table> {
    let reader = Reader { map, tree };
    let elements = shown(tree.html.tree.root(), |_| true).filter_map(|edge| match edge {
        Edge::Open(node) => ElementRef::wrap(node),
        Edge::Close(_) => None,
    });
    let tables = elements.filter(|element| is_table(element.value()));
    let mut tables: Vec<Table> = tables.map(|table| reader.table(table)).collect();
    tables.sort_by_key(|table| table.range.start);
    tables
}

/// Returns the text of the title in the page's head.
pub(crate) fn title(tree: &Tree) -> Option<String> {
    let is = |element: &ElementRef<'_>, name: &str| element.value().name() == name;
    let head = tree.html.root_element().child_elements().find(|element| is(element, "head"))?;
    let title = head.child_elements().find(|element| is(element, "title"))?;
    let texts = title.children().filter_map(|child| child.value().as_text());
    Some(normalize(&texts.map(|text| &*text.text).collect::<String>()))
}

/// Traverses the visible part of a node, without the content of elements for which `is_entered` is
/// false. Hidden rows and row groups are included.
///
/// Iterative: deep nesting must not overflow the stack.
fn shown<'a>(
    root: NodeRef<'a, Node>,
    is_entered: impl Fn(&Element) -> bool,
) -> impl Iterator<Item = Edge<'a, Node>> {
    let is_shown = |node: &NodeRef<'a, Node>| match node.value() {
        Node::Element(element) => is_row_or_group(element) || !is_hidden(element),
        _ => true,
    };
    let has_content = move |node: NodeRef<'a, Node>| match node.value() {
        Node::Element(element) => is_entered(element) && !has_fallback(element),
        _ => true,
    };
    std::iter::successors(Some(Edge::Open(root)), move |edge| match *edge {
        Edge::Open(node) => Some(match node.children().find(is_shown) {
            Some(child) if has_content(node) => Edge::Open(child),
            _ => Edge::Close(node),
        }),
        Edge::Close(node) if node == root => None,
        Edge::Close(node) => match node.next_siblings().find(is_shown) {
            Some(next) => Some(Edge::Open(next)),
            None => node.parent().map(Edge::Close),
        },
    })
}

fn is_table(element: &Element) -> bool {
    element.name.expanded() == expanded_name!(html "table")
}

fn is_row_or_group(element: &Element) -> bool {
    element.name.ns == ns!(html) && matches!(element.name(), "tr" | "tbody" | "thead" | "tfoot")
}

struct Reader<'a> {
    map: &'a SourceMap<'a>,
    tree: &'a Tree,
}

impl Reader<'_> {
    fn table(&self, element: ElementRef<'_>) -> Table {
        let mut table = Table {
            range: self.tag(element),
            layout: self.map.syntax(self.tree.token(element.id()).start),
            columns: 0,
            groups: Vec::new(),
        };
        for child in element.child_elements() {
            match child.value().name() {
                "thead" | "tbody" | "tfoot" => table.groups.push(self.row_group(child)),
                // After the first row group, a browser ignores columns.
                "colgroup" if table.groups.is_empty() && !is_hidden(child.value()) => {
                    table.columns += columns(child);
                }
                _ => {}
            }
        }
        table
    }

    fn row_group(&self, group: ElementRef<'_>) -> RowGroup {
        let is_group_hidden = is_hidden(group.value());
        let rows = group.child_elements().filter(|child| child.value().name() == "tr");
        let rows = rows.map(|row| Row {
            is_hidden: is_group_hidden || is_hidden(row.value()),
            range: self.tag(row),
            cells: row.child_elements().filter_map(|child| self.cell(child)).collect(),
        });
        RowGroup { is_footer: group.value().name() == "tfoot", rows: rows.collect() }
    }

    fn cell(&self, element: ElementRef<'_>) -> Option<Cell> {
        let kind = match element.value().name() {
            "td" => CellKind::Data,
            "th" => CellKind::Header,
            _ => return None,
        };
        let rows = span(element.value(), "rowspan").unwrap_or(1).min(65534);
        let mut cell = Cell {
            text: String::new(),
            range: 0..0,
            kind,
            colspan: span(element.value(), "colspan").unwrap_or(1).clamp(1, 1000),
            rowspan: NonZeroUsize::new(rows).map_or(RowSpan::RestOfGroup, RowSpan::Rows),
            seam: None,
            is_hidden: is_hidden(element.value()),
            has_table: false,
            has_picture: false,
        };
        let texts = if cell.is_hidden { None } else { self.content(element, &mut cell) };
        cell.text = normalize(&cell.text);
        cell.range = match texts {
            Some(texts) => self.map.range(texts),
            None => self.tag(element),
        };
        Some(cell)
    }

    /// Adds the content of a cell. Returns the range from the first to the last text that is not white
    /// space.
    fn content(&self, element: ElementRef<'_>, cell: &mut Cell) -> Option<Range<usize>> {
        let mut texts: Option<Range<usize>> = None;
        // The element that contains the last of these texts.
        let mut last_parent = None;
        for edge in shown(*element, |element| !is_table(element)) {
            let (Edge::Open(node) | Edge::Close(node)) = edge;
            if let Node::Element(element) = node.value() {
                cell.has_table |= is_table(element);
                cell.has_picture |= is_picture(element);
                if separates_words(element) {
                    cell.text += " ";
                }
            }
            let Some(text) = node.value().as_text().filter(|_| edge == Edge::Open(node)) else {
                continue;
            };
            if !text.trim().is_empty() {
                let token = self.tree.token(node.id());
                let is_joined = !cell.text.is_empty()
                    && !cell.text.ends_with(char::is_whitespace)
                    && !text.starts_with(char::is_whitespace);
                if is_joined && last_parent != node.parent() && cell.seam.is_none() {
                    cell.seam = Some(self.map.range(token.clone()));
                }
                last_parent = node.parent();
                texts.get_or_insert(token.clone()).end = token.end;
            }
            cell.text += text;
        }
        texts
    }

    /// Returns the first line of the tag from which an element was made.
    fn tag(&self, element: ElementRef<'_>) -> Range<usize> {
        self.map.range(self.tree.token(element.id()))
    }
}
