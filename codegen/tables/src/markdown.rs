//! Markdown, rendered to HTML with a source map.
//!
//! comrak parses Markdown as GitHub does. The HTML contains everything relevant to tables and their
//! texts, but no attributes such as the target of a link.

mod cell;
mod lines;
mod lost;

use crate::document::Misplaced;
use crate::source::Source;
use crate::source_map::SourceMap;
use cell::{RemovedBackslashes, unescape_pipes};
use comrak::arena_tree::NodeEdge;
use comrak::nodes::{NodeValue, Sourcepos};
use comrak::options::Extension;
use comrak::{Arena, Node, Options, parse_document};
use lines::Lines;
use std::ops::Range;
use std::sync::Arc;

/// Renders Markdown. Also returns the content that its tables lose.
///
/// `text` is the text of the source after the repair of tags, which keeps all offsets.
pub(crate) fn render<'a>(source: &'a Arc<Source>, text: &str) -> (SourceMap<'a>, Vec<Misplaced>) {
    let extension = Extension { table: true, strikethrough: true, ..Extension::default() };
    let options = Options { extension, ..Options::default() };
    let arena = Arena::new();
    let root = parse_document(&arena, text, &options);
    let lines = Lines::new(text);
    let mut renderer = Renderer { map: SourceMap::new(source), lines: &lines, cell: None };
    let mut edges = root.traverse();
    while let Some(edge) = edges.next() {
        match edge {
            NodeEdge::Start(node) => {
                renderer.start(node);
                // The children of an image are its alternative text, which is not shown.
                if let NodeValue::Image(_) = node.data().value {
                    edges.find(|edge| matches!(edge, NodeEdge::End(end) if end.same_node(node)));
                }
            }
            NodeEdge::End(node) => renderer.end(node),
        }
    }
    (renderer.map, lost::find(root, &lines))
}

struct Renderer<'a, 'b> {
    map: SourceMap<'a>,
    lines: &'b Lines<'b>,
    /// The backslashes of the cell of a Markdown table that is being rendered.
    cell: Option<RemovedBackslashes>,
}

impl Renderer<'_, '_> {
    fn start(&mut self, node: Node<'_>) {
        if let Some((start, _)) = tags(node) {
            self.tag(start, node);
        }
        let data = node.data();
        let position = data.sourcepos;
        let first_line = position.start.line;
        match &data.value {
            NodeValue::TableCell => {
                self.cell = Some(RemovedBackslashes::new(self.lines, position));
            }
            NodeValue::Text(text) => self.text(text, self.inline(position)),
            NodeValue::Code(code) => {
                let Range { start, end } = self.inline(position);
                let end = end.saturating_sub(code.num_backticks);
                let written = self.lines.text(start + code.num_backticks..end);
                // A space or line end before the code may not belong to it.
                let space = written.strip_prefix("\r\n");
                let space = space.or_else(|| written.strip_prefix([' ', '\n', '\r']));
                let start = end - space.unwrap_or(written).len();
                self.text(&code.literal, start..end);
            }
            NodeValue::HtmlInline(html) => {
                let start = self.inline(position).start;
                self.lines(html, first_line, start, Self::raw);
            }
            NodeValue::HtmlBlock(block) => {
                let start = self.lines.range(position).start;
                self.lines(&block.literal, first_line, start, Self::raw);
            }
            NodeValue::CodeBlock(block) => {
                let line = first_line + usize::from(block.fenced);
                let start = self.lines.line(line).start;
                self.lines(&block.literal, line, start, Self::escaped);
            }
            _ => {}
        }
    }

    fn end(&mut self, node: Node<'_>) {
        if let Some((_, end)) = tags(node) {
            self.tag(end, node);
        }
        if let NodeValue::TableCell = node.data().value {
            self.cell = None;
        }
    }

    /// Returns the range of an inline node.
    fn inline(&self, position: Sourcepos) -> Range<usize> {
        self.lines.range(match &self.cell {
            Some(removed) => removed.written(position),
            None => position,
        })
    }

    /// Appends a tag that is rendered from a node.
    fn tag(&mut self, html: &str, node: Node<'_>) {
        let mut range = self.lines.range(node.data().sourcepos);
        // A missing cell has the place of the end of its row.
        if let NodeValue::TableCell = node.data().value
            && self.lines.text(range.clone()) == "|"
            && let Some(row) = node.parent()
        {
            range.start = self.lines.range(row.data().sourcepos).end;
            range.end = range.start;
        }
        self.map.push(html, range, false);
    }

    /// Appends a text that is rendered from a range of the source. Its start and end equal the source;
    /// references and escapes may be between them.
    fn text(&mut self, text: &str, range: Range<usize>) {
        let written = self.lines.text(range.clone());
        let text = match self.cell {
            Some(_) => unescape_pipes(text, self.lines.text(0..range.end), range.start),
            None => text.to_owned(),
        };
        let start = common(text.chars(), written.chars());
        let (rest, written) = (&text[start..], &written[start..]);
        let end = common(rest.chars().rev(), written.chars().rev());
        let middle = range.start + start..range.end - end;
        self.escaped(&text[..start], range.start);
        self.map.push(&escape(&rest[..rest.len() - end]), middle.clone(), false);
        self.escaped(&rest[rest.len() - end..], middle.end);
    }

    /// Appends lines of the source. The first starts at a position. The others lack the prefixes
    /// that they have in the source, such as the marker of a block quote.
    fn lines(&mut self, text: &str, line: usize, start: usize, push: fn(&mut Self, &str, usize)) {
        if self.lines.text(start..usize::MAX).starts_with(text) {
            return push(self, text, start);
        }
        for (index, piece) in text.split_inclusive(['\n', '\r']).enumerate() {
            let mut range = self.lines.line(line + index);
            range.start = range.start.max(start);
            let written = self.lines.text(range.clone());
            let text = piece.trim_end_matches(['\n', '\r']);
            let suffix = written.ends_with(text).then(|| written.len() - text.len());
            match suffix.or_else(|| written.find(text)) {
                Some(at) => push(self, text, range.start + at),
                None => self.map.push(&escape(text), range.clone(), false),
            }
            self.map.push(&piece[text.len()..], range.end..range.end, false);
        }
    }

    /// Appends HTML that the source has verbatim at a position.
    fn raw(&mut self, html: &str, at: usize) {
        self.map.push(html, at..at + html.len(), true);
    }

    /// Appends a text that the source has verbatim at a position.
    fn escaped(&mut self, text: &str, at: usize) {
        let mut start = 0;
        for (index, special) in text.match_indices(['&', '<']) {
            self.raw(&text[start..index], at + start);
            start = index + special.len();
            self.map.push(&escape(special), at + index..at + start, false);
        }
        self.raw(&text[start..], at + start);
    }
}

/// Returns the length, in bytes, of the longest common prefix of two texts.
fn common(one: impl Iterator<Item = char>, other: impl Iterator<Item = char>) -> usize {
    let same = one.zip(other).take_while(|(one, other)| one == other);
    same.map(|(char, _)| char.len_utf8()).sum()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// Returns the HTML before and after the content of a node.
fn tags(node: Node<'_>) -> Option<(&'static str, &'static str)> {
    Some(match &node.data().value {
        NodeValue::BlockQuote => ("<blockquote>", "</blockquote>"),
        NodeValue::List(_) => ("<ul>", "</ul>"),
        NodeValue::Item(_) => ("<li>", "</li>"),
        NodeValue::CodeBlock(_) => ("<pre><code>", "</code></pre>"),
        // Neither the level of a heading nor the spacing of a list matters to tables.
        NodeValue::Paragraph => ("<p>", "</p>"),
        NodeValue::Heading(_) => ("<h1>", "</h1>"),
        NodeValue::ThematicBreak => ("<hr>", ""),
        NodeValue::Table(_) => ("<table>", "</table>"),
        NodeValue::TableRow(true) => ("<thead><tr>", "</tr></thead>"),
        NodeValue::TableRow(false) => ("<tr>", "</tr>"),
        NodeValue::TableCell if is_in_header(node) => ("<th>", "</th>"),
        NodeValue::TableCell => ("<td>", "</td>"),
        NodeValue::SoftBreak => ("\n", ""),
        NodeValue::LineBreak => ("<br>", ""),
        NodeValue::Code(_) => ("<code>", "</code>"),
        NodeValue::Emph => ("<em>", "</em>"),
        NodeValue::Strong => ("<strong>", "</strong>"),
        NodeValue::Strikethrough => ("<del>", "</del>"),
        NodeValue::Link(_) => ("<a>", "</a>"),
        NodeValue::Image(_) => ("<img>", ""),
        _ => return None,
    })
}

fn is_in_header(cell: Node<'_>) -> bool {
    cell.parent().is_some_and(|row| matches!(row.data().value, NodeValue::TableRow(true)))
}

#[cfg(test)]
mod tests {
    use super::render;
    use crate::source::Source;

    /// Returns the source of each part of a piece of the HTML.
    fn written(markdown: &str, html: &str) -> String {
        let source = Source::new("a.md", markdown);
        let (map, _) = render(&source, markdown);
        let start = map.html().find(html).unwrap_or_else(|| panic!("{}", map.html()));
        markdown[map.range(start..start + html.len())].to_owned()
    }

    #[test]
    fn html_knows_its_source() {
        let source = Source::new("a.md", "# a & *b*\n\n> <table>\n> <td>x\n");
        let (map, _) = render(&source, source.text());
        for (html, text) in
            [("a ", "a "), ("&amp;", "&"), ("<table>", "<table>"), ("<td>", "<td>"), ("x", "x")]
        {
            let position = map.position(map.html().find(html).unwrap());
            assert_eq!(Some(position), source.text().find(text), "{html}");
        }
    }

    #[test]
    fn texts_know_their_source() {
        for (markdown, html, text) in [
            ("a &amp; b\\* c", "a ", "a"),
            ("a &amp; b\\* c", " c", "c"),
            ("a &amp; b\\* c", "a &amp; b* c", "a &amp; b\\* c"),
            ("a<b & c", "a&lt;b", "a<b"),
            ("a<b & c", "&amp;", "&"),
            ("*a* `` b`c ``", "b`c", "b`c"),
            ("`\na < b `", "a &lt; b", "a < b"),
            ("`\r\na < b\r\n`", "a &lt; b", "a < b"),
            ("> - a <i\n>   b> c", "b> c", "b> c"),
            ("> - a <i\n>   b> c", " c", "c"),
            ("```\na\nb < c\n```", "b &lt; c", "b < c"),
            ("> ```\n> a\n> xy\n> ```", "xy", "xy"),
            ("    a\n\tb\n", "b", "b"),
            ("- a\n\n  <td>\n  <th>b\n", "<th>b", "<th>b"),
            ("<a>\r<b>\r\n<i>\rx", "<i>", "<i>"),
            ("|a|\n|-|\n|b \\| c **xy**|", "xy", "xy"),
            ("|a|\n|-|\n|`x \\| y`|", "x | y", "x \\| y"),
            ("|a|\n|-|\n|` x \\| y `|", "x | y", "x \\| y"),
            ("|a|\n|-|\n|x\\|\\^\u{1d10f} y|", "x|^\u{1d10f} y", "x\\|\\^\u{1d10f} y"),
            ("|a|\n|-|\n|b \\| c **d**|", "b | c ", "b \\| c"),
            ("|a|\n|-|\n|`\\|` <b>c</b> d|", "<b>", "<b>"),
            ("|a|\n|-|\n|`\\|` <b>c</b> xy|", " xy", "xy"),
            ("|a|\n|-|\n|\\\\\\| xy|\n", "xy", "xy"),
            ("|a|\n|-|\n|`x\\|y`\\| z|\n", "x|y", "x\\|y"),
            ("|a|\n|-|\n|\\|\\|\\|\\|\\|\\|\\|\\|<b>\\|<b>x|\n", "<b>x", "<b>x"),
            ("|a|\n|-|\n|x \\\\| y|\n", "x | y", "x \\\\| y"),
            ("|a|\n|-|\n|\\||\n\n*x*\n", "x", "x"),
            ("|a|\n|-|\n| \\|한 |\n", "|한", "|한"),
            ("|a|\n|-|\n|\\|한 **xy**|\n", "xy", "xy"),
        ] {
            assert_eq!(written(markdown, html), text, "{markdown}");
        }
    }
}
