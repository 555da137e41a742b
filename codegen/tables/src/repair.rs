//! Tags that only look sound: with white space in them that HTML does not count as such.
//!
//! To a browser `<td >` with U+00A0 for the space is an element of some other name, and the cell is
//! lost. There is one way to read it all the same.

use std::borrow::Cow;
use std::ops::Range;

/// A tag that was mended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokenTag {
    /// The tag.
    pub range: Range<usize>,
    /// The first character in it that was read as a space.
    pub char: char,
}

/// Puts spaces into such tags, so many that no byte behind them moves.
pub(crate) fn mend(source: &str) -> (Cow<'_, str>, Vec<BrokenTag>) {
    let mut mended = Cow::Borrowed(source);
    let mut broken = Vec::new();
    if !may_have_foreign_space(source) || !source.contains(is_foreign_space) {
        return (mended, broken);
    }
    let mut at = 0;
    // A comment that is never closed hides nothing: that is for others to report.
    let comments = &source[..source.rfind("-->").map_or(0, |end| end + 3)];
    while let Some(found) = source[at..].find('<') {
        let start = at + found;
        let comment = comments.get(start..).filter(|rest| rest.starts_with("<!--"));
        if let Some(end) = comment.and_then(|rest| rest.find("-->")) {
            at = start + end + 3;
            continue;
        }
        let (len, spaces) = tag(&source[start..]);
        if let Some((_, char)) = spaces.first() {
            broken.push(BrokenTag { range: start..start + len, char: *char });
        }
        for (position, char) in spaces {
            let range = start + position..start + position + char.len_utf8();
            let blank = " ".repeat(range.len());
            mended.to_mut().replace_range(range, &blank);
        }
        at = start + len;
    }
    (mended, broken)
}

/// Whether HTML does not know that a character is white space.
fn is_foreign_space(char: char) -> bool {
    !char.is_ascii_whitespace() && char.is_whitespace()
}

/// Whether there is the first byte of such a character. Most documents have none, and to look at
/// all bytes of a block is faster than to stop at the first.
fn may_have_foreign_space(text: &str) -> bool {
    let is_first = |byte: &u8| matches!(byte, 0x0b | 0xc2 | 0xe1..=0xe3);
    let mut blocks = text.as_bytes().chunks(1024);
    blocks.any(|block| block.iter().fold(false, |any, byte| any | is_first(byte)))
}

/// Elements that are mended. A text in angle brackets may be just that.
const KNOWN: [&str; 35] = [
    "a", "b", "big", "br", "caption", "center", "code", "col", "colgroup", "div", "em", "font",
    "hr", "i", "img", "li", "ol", "p", "pre", "s", "small", "span", "strong", "sub", "sup",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "tt", "u", "ul",
];

/// The length of a tag that is still mended: a longer one is hardly one.
const LONGEST: usize = 1024;

/// The length of the tag that a text starts with, and the white space in it that HTML does not
/// know. What is no whole tag has none.
fn tag(text: &str) -> (usize, Vec<(usize, char)>) {
    const NONE: (usize, Vec<(usize, char)>) = (1, Vec::new());
    let name = text[1..].strip_prefix('/').unwrap_or(&text[1..]);
    let end = name.find(|char: char| !char.is_ascii_alphanumeric()).unwrap_or(name.len());
    if !KNOWN.iter().any(|known| name[..end].eq_ignore_ascii_case(known)) {
        return NONE;
    }
    let mut spaces = Vec::new();
    let mut value_starts = false;
    let mut chars = text.char_indices().skip(1).take_while(|(at, _)| *at < LONGEST);
    while let Some((at, char)) = chars.next() {
        match char {
            '>' => return (at + 1, spaces),
            '<' => break,
            '"' | '\'' if value_starts => {
                value_starts = false;
                if !chars.any(|(_, other)| other == char) {
                    break;
                }
            }
            '=' => value_starts = true,
            _ if is_foreign_space(char) => spaces.push((at, char)),
            _ if char.is_ascii_whitespace() => {}
            _ => value_starts = false,
        }
    }
    NONE
}

#[cfg(test)]
mod tests {
    use super::mend;

    fn mended(source: &str) -> (String, Vec<&str>) {
        let (mended, broken) = mend(source);
        (mended.into_owned(), broken.into_iter().map(|tag| &source[tag.range]).collect())
    }

    #[test]
    fn foreign_white_space_in_a_tag_is_a_space() {
        assert_eq!(mended("a<td\u{a0}>b"), ("a<td  >b".into(), vec!["<td\u{a0}>"]));
        assert_eq!(mended("</td\u{3000}>"), ("</td   >".into(), vec!["</td\u{3000}>"]));
        assert_eq!(
            mended("<td\u{b}colspan=\u{a0}'2'\u{2003}>"),
            ("<td colspan=  '2'   >".into(), vec!["<td\u{b}colspan=\u{a0}'2'\u{2003}>"])
        );
    }

    #[test]
    fn every_such_tag_is_mended() {
        assert_eq!(mended("<td\u{a0}></td\u{a0}>").1, ["<td\u{a0}>", "</td\u{a0}>"]);
    }

    #[test]
    fn quotes_hide_white_space_only_around_a_value() {
        for source in ["<td don't\u{a0}>", "<td a=b'c\u{a0}>", "<td a='b' c'\u{a0}>"] {
            assert_eq!(mended(source).1, [source]);
        }
    }

    #[test]
    fn a_tag_that_is_very_long_is_none() {
        let tag = |len: usize| format!("<td\u{a0}{}>", "a".repeat(len - 6));
        assert_eq!(mended(&tag(1024)).1.len(), 1);
        assert_eq!(mended(&tag(1025)).1.len(), 0);
    }

    #[test]
    fn a_tag_behind_an_open_comment_is_mended() {
        assert_eq!(mended("<!-- <td\u{a0}>"), ("<!-- <td  >".into(), vec!["<td\u{a0}>"]));
        assert_eq!(mended("<!-- --><td\u{a0}><!--").1, ["<td\u{a0}>"]);
        assert_eq!(mended("<td\u{a0}><!-- <td\u{a0}> -->").1, ["<td\u{a0}>"]);
    }

    #[test]
    fn anything_else_stays_as_it_is() {
        for source in [
            "a\u{a0}b <td >\u{a0}</td>",
            "<td title='a\u{a0}b' alt=\"\u{a0}>\">",
            "a <\u{a0}b> <1\u{a0}>",
            "a <b\u{a0}c <d>",
            "<td title='\u{a0}>",
            "<td title= '\u{a0}'>",
            "<td\u{a0}",
            "<!-- <td\u{a0}> -->",
            "<the\u{a0}name>",
            "<table1\u{a0}>",
        ] {
            assert_eq!(mended(source), (source.to_owned(), Vec::new()));
        }
    }
}
