//! Cutting HTML into tags, comments and texts, the way that a browser's tokenizer does.

use std::borrow::Cow;

/// One piece of HTML: its kind, and the bytes it takes.
#[derive(Debug)]
pub(super) struct Piece<'a> {
    pub(super) kind: Kind<'a>,
    pub(super) start: usize,
    pub(super) text: &'a str,
    /// The attributes of a tag, each as often as it is given.
    pub(super) attributes: usize,
}

#[derive(Debug)]
pub(super) enum Kind<'a> {
    /// A start tag, with its name in lower case.
    Start(Cow<'a, str>),
    /// An end tag, with its name in lower case.
    End(Cow<'a, str>),
    /// A comment, or what is read as one. It may have no end.
    Comment { closed: bool },
    /// The content of an element that has text for content, whatever it looks like.
    RawText,
    /// Anything else.
    Text,
}

/// All pieces, in order and without gaps.
pub(super) fn pieces(html: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut start = 0;
    let mut raw_text: Option<Cow<'_, str>> = None;
    let mut foreign = 0_usize;
    std::iter::from_fn(move || {
        let rest = html.get(start..).filter(|rest| !rest.is_empty())?;
        let (kind, Extent { len, attributes }) = match raw_text.take() {
            Some(name) => (Kind::RawText, raw_text_len(rest, &name).into()),
            None => piece(rest),
        };
        match &kind {
            Kind::Start(name) if is_foreign(name) => {
                foreign += usize::from(!rest[..len].ends_with("/>"));
            }
            Kind::Start(name) if foreign > 0 && ends_foreign(name) => foreign = 0,
            Kind::Start(name) if foreign == 0 && has_raw_text(name) => {
                raw_text = Some(name.clone());
            }
            Kind::End(name) if is_foreign(name) => foreign = foreign.saturating_sub(1),
            _ => {}
        }
        let piece = Piece { kind, start, text: &rest[..len], attributes };
        start += len;
        // A raw text may be empty.
        Some(piece)
    })
    .filter(|piece| !piece.text.is_empty())
}

/// How far a piece goes, and how many attributes it has.
struct Extent {
    len: usize,
    attributes: usize,
}

impl From<usize> for Extent {
    fn from(len: usize) -> Self {
        Self { len, attributes: 0 }
    }
}

/// The first piece of a text that is not empty.
fn piece(html: &str) -> (Kind<'_>, Extent) {
    match html.as_bytes() {
        [b'<', b'a'..=b'z' | b'A'..=b'Z', ..] => (Kind::Start(name(&html[1..])), tag(html)),
        [b'<', b'/', b'a'..=b'z' | b'A'..=b'Z', ..] => (Kind::End(name(&html[2..])), tag(html)),
        [b'<', b'!', b'-', b'-', ..] => {
            // `<!-->` is a whole comment, and `--!>` ends one too.
            let end = html.match_indices('>').map(|(at, _)| at).find(|at| {
                html[2..*at].ends_with("--") || (*at > 4 && html[4..*at].ends_with("--!"))
            });
            let end = end.map(|end| end + 1);
            (Kind::Comment { closed: end.is_some() }, end.unwrap_or(html.len()).into())
        }
        [b'<', b'!' | b'?' | b'/', ..] => {
            let end = html.find('>').map(|end| end + 1);
            (Kind::Comment { closed: end.is_some() }, end.unwrap_or(html.len()).into())
        }
        // The first may be a `<` that begins nothing.
        bytes => {
            let next = bytes.iter().skip(1).position(|&byte| byte == b'<');
            (Kind::Text, next.map_or(html.len(), |next| next + 1).into())
        }
    }
}

fn name(tag: &str) -> Cow<'_, str> {
    let is_end = |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>');
    let name = &tag[..tag.bytes().position(is_end).unwrap_or(tag.len())];
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    }
}

/// Elements whose content is text, whatever it looks like.
pub(super) fn has_raw_text(name: &str) -> bool {
    matches!(
        name,
        "iframe"
            | "noembed"
            | "noframes"
            | "noscript"
            | "script"
            | "style"
            | "textarea"
            | "title"
            | "xmp"
    )
}

/// Elements in which no other has a text for its content.
fn is_foreign(name: &str) -> bool {
    matches!(name, "math" | "svg")
}

/// Start tags that are not taken into those, but end them.
fn ends_foreign(name: &str) -> bool {
    matches!(
        name,
        "b" | "big"
            | "blockquote"
            | "body"
            | "br"
            | "center"
            | "code"
            | "dd"
            | "div"
            | "dl"
            | "dt"
            | "em"
            | "embed"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "head"
            | "hr"
            | "i"
            | "img"
            | "li"
            | "listing"
            | "menu"
            | "meta"
            | "nobr"
            | "ol"
            | "p"
            | "pre"
            | "ruby"
            | "s"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "table"
            | "tt"
            | "u"
            | "ul"
            | "var"
    )
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

/// The tag that a text starts with, up to the `>` that is in no quotes. Quotes are such
/// only where a value starts, and a `=` where a name starts is a part of it.
fn tag(html: &str) -> Extent {
    let bytes = html.as_bytes();
    let mut at = if html.starts_with("</") { 2 } else { 1 };
    let mut attributes = 0;
    let mut state = InTag::TagName;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        state = match (state, byte) {
            (_, b'>') => return Extent { len: at, attributes },
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
    Extent { len: html.len(), attributes }
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
    use super::pieces;

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
            assert_eq!(pieces(tag).next().unwrap().attributes, count, "{tag}");
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
