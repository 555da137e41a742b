//! Cutting HTML into tags, comments and texts, the way that a browser's tokenizer does.

/// Elements whose content is text, whatever it looks like.
pub(super) const RAW_TEXT: [&str; 9] =
    ["iframe", "noembed", "noframes", "noscript", "script", "style", "textarea", "title", "xmp"];

/// Elements in which no other has a text for its content.
const FOREIGN: [&str; 2] = ["math", "svg"];

/// Start tags that are not taken into those, but end them.
const ENDS_FOREIGN: [&str; 44] = [
    "b",
    "big",
    "blockquote",
    "body",
    "br",
    "center",
    "code",
    "dd",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "hr",
    "i",
    "img",
    "li",
    "listing",
    "menu",
    "meta",
    "nobr",
    "ol",
    "p",
    "pre",
    "ruby",
    "s",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "table",
    "tt",
    "u",
    "ul",
    "var",
];

/// One piece of HTML: its kind, and the bytes it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    pub(super) kind: Kind<'a>,
    pub(super) start: usize,
    pub(super) text: &'a str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind<'a> {
    /// A start tag, with its name as it is written.
    Start(&'a str),
    /// An end tag, with its name as it is written.
    End(&'a str),
    /// A comment, or what is read as one. It may have no end.
    Comment { closed: bool },
    /// Anything else.
    Text,
}

/// All pieces, in order and without gaps.
pub(super) fn pieces(html: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut start = 0;
    let mut raw_text = None;
    let mut foreign = 0_usize;
    std::iter::from_fn(move || {
        let rest = html.get(start..).filter(|rest| !rest.is_empty())?;
        let (kind, len) = match raw_text.take() {
            Some(name) => (Kind::Text, raw_text_len(rest, name)),
            None => piece(rest),
        };
        let is =
            |name: &str, names: &[&str]| names.iter().any(|other| name.eq_ignore_ascii_case(other));
        match kind {
            Kind::Start(name) if is(name, &FOREIGN) => {
                foreign += usize::from(!rest[..len].ends_with("/>"));
            }
            Kind::Start(name) if foreign > 0 && is(name, &ENDS_FOREIGN) => foreign = 0,
            Kind::Start(name) if foreign == 0 => {
                raw_text = RAW_TEXT.into_iter().find(|raw| name.eq_ignore_ascii_case(raw));
            }
            Kind::End(name) if is(name, &FOREIGN) => foreign = foreign.saturating_sub(1),
            _ => {}
        }
        let piece = Piece { kind, start, text: &rest[..len] };
        start += len;
        // A raw text may be empty.
        Some(piece)
    })
    .filter(|piece| !piece.text.is_empty())
}

/// The first piece of a text that is not empty.
fn piece(html: &str) -> (Kind<'_>, usize) {
    let to = |end: &str, from: usize| {
        let found = html[from..].find(end).map(|at| from + at + end.len());
        (Kind::Comment { closed: found.is_some() }, found.unwrap_or(html.len()))
    };
    let letter = |at: usize| html.as_bytes().get(at).is_some_and(u8::is_ascii_alphabetic);
    if !html.starts_with('<') {
        (Kind::Text, html.find('<').unwrap_or(html.len()))
    } else if letter(1) {
        (Kind::Start(name(&html[1..])), tag_len(html))
    } else if html.starts_with("</") && letter(2) {
        (Kind::End(name(&html[2..])), tag_len(html))
    } else if html.starts_with("<!--") {
        // `<!-->` is a whole comment, and `--!>` ends one too.
        let end = html
            .match_indices('>')
            .map(|(at, _)| at)
            .find(|at| html[2..*at].ends_with("--") || (*at > 4 && html[4..*at].ends_with("--!")));
        let end = end.map(|end| end + 1);
        (Kind::Comment { closed: end.is_some() }, end.unwrap_or(html.len()))
    } else if html.starts_with("<!") || html.starts_with("<?") || html.starts_with("</") {
        to(">", 2)
    } else {
        let len = html[1..].find('<').map_or(html.len(), |at| at + 1);
        (Kind::Text, len)
    }
}

fn name(tag: &str) -> &str {
    let end = tag.find(|char: char| char.is_ascii_whitespace() || matches!(char, '/' | '>'));
    &tag[..end.unwrap_or(tag.len())]
}

/// Up to the `>` that is in no quotes.
fn tag_len(html: &str) -> usize {
    tag(html).0
}

/// The number of attributes of the tag that a text starts with.
pub(super) fn attributes(html: &str) -> usize {
    tag(html).1
}

/// Where the tokenizer is in a tag.
#[derive(Clone, Copy)]
enum InTag {
    TagName,
    BeforeAttribute,
    Name,
    AfterName,
    BeforeValue,
    Value,
}

/// The length of the tag that a text starts with, and the number of its attributes. Quotes are such
/// only where a value starts, and a `=` where a name starts is a part of it.
fn tag(html: &str) -> (usize, usize) {
    let bytes = html.as_bytes();
    let mut at = if html.starts_with("</") { 2 } else { 1 };
    let mut attributes = 0;
    let mut state = InTag::TagName;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        state = match (state, byte) {
            (_, b'>') => return (at, attributes),
            (InTag::BeforeValue, b'"' | b'\'') => {
                let close = bytes[at..].iter().position(|other| *other == byte);
                at = close.map_or(bytes.len(), |close| at + close + 1);
                InTag::BeforeAttribute
            }
            (InTag::TagName | InTag::Name | InTag::AfterName | InTag::BeforeAttribute, b'/') => {
                InTag::BeforeAttribute
            }
            (InTag::Name | InTag::AfterName, b'=') => InTag::BeforeValue,
            (InTag::Name, space) if space.is_ascii_whitespace() => InTag::AfterName,
            (InTag::TagName | InTag::Value, space) if space.is_ascii_whitespace() => {
                InTag::BeforeAttribute
            }
            (_, space) if space.is_ascii_whitespace() => state,
            (InTag::BeforeAttribute | InTag::AfterName, _) => {
                attributes += 1;
                InTag::Name
            }
            (InTag::BeforeValue, _) => InTag::Value,
            (InTag::TagName | InTag::Name | InTag::Value, _) => state,
        };
    }
    (html.len(), attributes)
}

/// Up to the end tag of an element whose content is text.
fn raw_text_len(html: &str, name: &str) -> usize {
    let is_end = |at: &usize| {
        let tag = &html[at + 2..];
        tag.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
    };
    let mut ends = html.match_indices("</").map(|(at, _)| at);
    ends.find(is_end).unwrap_or(html.len())
}

#[cfg(test)]
mod tests {
    use super::{attributes, pieces};

    fn cut(html: &str) -> Vec<&str> {
        let pieces: Vec<_> = pieces(html).collect();
        let mut end = 0;
        for piece in &pieces {
            assert_eq!(piece.start, end);
            end += piece.text.len();
        }
        assert_eq!(end, html.len());
        pieces.into_iter().map(|piece| piece.text).collect()
    }

    #[test]
    fn tags_and_texts_are_told_apart() {
        assert_eq!(cut(""), [] as [&str; 0]);
        assert_eq!(cut("a<b c>d</b >e"), ["a", "<b c>", "d", "</b >", "e"]);
        assert_eq!(cut("a < b <1 > c"), ["a ", "< b ", "<1 > c"]);
        assert_eq!(cut("<td\n colspan=2\n>a"), ["<td\n colspan=2\n>", "a"]);
        assert_eq!(cut("<td"), ["<td"]);
        assert_eq!(cut("<"), ["<"]);
    }

    #[test]
    fn quotes_hide_the_end_of_a_tag_only_around_a_value() {
        assert_eq!(cut("<td title='a > b' x>c"), ["<td title='a > b' x>", "c"]);
        assert_eq!(cut("<td title = \"'>\">c"), ["<td title = \"'>\">", "c"]);
        assert_eq!(cut("<td don't>c's"), ["<td don't>", "c's"]);
        assert_eq!(cut("<td a=b'c>d'"), ["<td a=b'c>", "d'"]);
        assert_eq!(cut("<td title='a>b"), ["<td title='a>b"]);
        assert_eq!(cut("<td =\">a"), ["<td =\">", "a"]);
        assert_eq!(cut("<td a==\">a"), ["<td a==\">", "a"]);
        assert_eq!(cut("<td a=b=\">a"), ["<td a=b=\">", "a"]);
    }

    #[test]
    fn attributes_are_counted() {
        for (tag, count) in [
            ("<td>", 0),
            ("<td a b=c d>", 3),
            ("<td/a/b/>", 2),
            ("<td a='x y/z' b=\"'\"c='d'>", 3),
            ("<td =a b=c= d = e f/g>", 5),
            ("</td\n a\n", 1),
            ("<td a='b c d", 1),
        ] {
            assert_eq!(attributes(tag), count, "{tag}");
        }
    }

    #[test]
    fn comments_hide_tags() {
        assert_eq!(cut("<!-- <td> -->a"), ["<!-- <td> -->", "a"]);
        assert_eq!(cut("<!-->a"), ["<!-->", "a"]);
        assert_eq!(cut("<!--->a"), ["<!--->", "a"]);
        assert_eq!(cut("<!-- <td> --!>a-->"), ["<!-- <td> --!>", "a-->"]);
        assert_eq!(cut("<!-- <td>"), ["<!-- <td>"]);
        assert_eq!(cut("<?a <b>c</ d>e<!e>"), ["<?a <b>", "c", "</ d>", "e", "<!e>"]);
    }

    #[test]
    fn raw_texts_hide_tags() {
        assert_eq!(cut("<script><td></SCRIPT>a"), ["<script>", "<td>", "</SCRIPT>", "a"]);
        assert_eq!(cut("<style></style>"), ["<style>", "</style>"]);
        let svg = ["<svg>", "<title/>", "</svg>", "<td>"];
        assert_eq!(cut(&svg.concat()), svg);
        assert_eq!(cut("<svg><p><style><td>"), ["<svg>", "<p>", "<style>", "<td>"]);
        assert_eq!(cut("<svg/><style><td></style>"), ["<svg/>", "<style>", "<td>", "</style>"]);
        assert_eq!(cut("<textarea></b></textarea"), ["<textarea>", "</b>", "</textarea"]);
    }
}
