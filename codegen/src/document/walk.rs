//! The tables of an HTML tree, with their rows and cells.

use super::parse::Positioned;
use super::{Cell, Layout, Row, RowGroup, Table};
use crate::source::Source;
use crate::text::Normalized;
use ego_tree::NodeRef;
use ego_tree::iter::Edge;
use html5ever::ns;
use scraper::Node;
use scraper::node::Element;
use std::ops::Range;

/// All tables, in the order in which they start. Takes no recursion: a page nests as it likes.
pub(super) fn tables(source: &Source, positioned: &Positioned) -> Vec<Table> {
    let mut walk = Walk { source, open: Vec::new(), closed: Vec::new(), hidden: 0 };
    for edge in positioned.html.tree.root().traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Element(element) => {
                    walk.open_element(node, element, || positioned.offset(node.id()));
                }
                Node::Text(text) => walk.text(text, || positioned.offset(node.id())),
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

struct Walk<'a> {
    source: &'a Source,
    open: Vec<Open>,
    closed: Vec<Table>,
    /// How many elements are open whose text nobody sees.
    hidden: usize,
}

/// A table that is not closed yet, and the cell in it that is not.
struct Open {
    table: Table,
    cell: Option<OpenCell>,
}

struct OpenCell {
    cell: Cell,
    text: Normalized,
    /// Where the first and the last text that is not white space start.
    texts: Option<(usize, usize)>,
}

impl Walk<'_> {
    fn open_element(
        &mut self,
        node: NodeRef<'_, Node>,
        element: &Element,
        offset: impl Fn() -> usize,
    ) {
        if element.name.ns != ns!(html) {
            return;
        }
        let name = element.name();
        if is_hidden(name) {
            self.hidden += 1;
        }
        if self.hidden > 0 {
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
                    range: self.tag(offset()),
                    layout: Layout::Html,
                    columns: 0,
                    groups: Vec::new(),
                },
                cell: None,
            });
            return;
        }
        let tag = |walk: &Self| walk.tag(offset());
        match name {
            "thead" | "tbody" | "tfoot" => {
                if let Some(open) = self.open.last_mut() {
                    open.table
                        .groups
                        .push(RowGroup { is_footer: name == "tfoot", rows: Vec::new() });
                }
            }
            "tr" => {
                let range = tag(self);
                if let Some(group) = self.group() {
                    group.rows.push(Row { range, cells: Vec::new() });
                }
            }
            "td" | "th" => {
                let range = tag(self);
                if let Some(open) = self.open.last_mut() {
                    open.cell = Some(OpenCell {
                        cell: Cell {
                            text: String::new(),
                            range,
                            is_header: name == "th",
                            colspan: span(element, "colspan").unwrap_or(1).clamp(1, 1000),
                            rowspan: span(element, "rowspan").unwrap_or(1).min(65534),
                            has_table: false,
                        },
                        text: Normalized::default(),
                        texts: None,
                    });
                }
            }
            "colgroup" => {
                if let Some(open) = self.open.last_mut() {
                    open.table.columns += columns(node, element);
                }
            }
            _ => {}
        }
    }

    fn close_element(&mut self, element: &Element) {
        if element.name.ns != ns!(html) {
            return;
        }
        let name = element.name();
        if self.hidden > 0 {
            if is_hidden(name) {
                self.hidden -= 1;
            }
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
                cell.text = open.text.finish();
                if let Some((first, last)) = open.texts {
                    cell.range = self.text_range(first, last);
                }
                if let Some(row) = self.group().and_then(|group| group.rows.last_mut()) {
                    row.cells.push(cell);
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str, offset: impl Fn() -> usize) {
        if self.hidden > 0 {
            return;
        }
        let Some(cell) = self.open.last_mut().and_then(|open| open.cell.as_mut()) else {
            return;
        };
        cell.text.push(text);
        if !text.trim().is_empty() {
            let offset = offset();
            let first = cell.texts.map_or(offset, |(first, _)| first);
            cell.texts = Some((first, offset));
        }
    }

    fn separate(&mut self) {
        if let Some(cell) = self.open.last_mut().and_then(|open| open.cell.as_mut()) {
            cell.text.push(" ");
        }
    }

    fn group(&mut self) -> Option<&mut RowGroup> {
        self.open.last_mut()?.table.groups.last_mut()
    }

    /// The tag that starts at `start`, as far as it is on one line.
    fn tag(&self, start: usize) -> Range<usize> {
        let line = self.line_from(start);
        start..start + line.find('>').map_or(line.len(), |end| end + 1)
    }

    /// From the text at `first` to the end of the text at `last`, as far as it is on one line.
    fn text_range(&self, first: usize, last: usize) -> Range<usize> {
        let text = self.source.text();
        let skipped = text[first..].len() - text[first..].trim_start().len();
        let start = first + skipped;
        let line = self.line_from(start);
        let from = last.saturating_sub(start).min(line.len());
        let end = line[from..].find('<').map_or(line.len(), |end| from + end);
        start..start + line[..end].trim_end().len()
    }

    /// The rest of the line that `start` is in.
    fn line_from(&self, start: usize) -> &str {
        let line = self.source.line_range(self.source.line(start));
        &self.source.text()[start.min(line.end)..line.end]
    }
}

/// Elements whose content is not shown.
fn is_hidden(name: &str) -> bool {
    matches!(name, "noembed" | "noframes" | "noscript" | "script" | "style" | "template")
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
    let value = element.attr(attribute)?;
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
