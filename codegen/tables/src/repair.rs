//! Repairs tags with white space that HTML does not recognize.
//!
//! If the space of `<td >` is U+00A0, a browser reads an element of another name, and the cell is
//! lost. But the tag has only one plausible meaning.

use std::borrow::Cow;
use std::ops::Range;

/// A tag that was repaired.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokenTag {
    /// The tag.
    pub range: Range<usize>,
    /// The first character that was replaced by a space.
    pub char: char,
}

/// Replaces foreign white space by the same number of ASCII spaces, so that later offsets stay
/// valid.
pub(crate) fn repair(source: &str) -> (Cow<'_, str>, Vec<BrokenTag>) {
    let mut repaired = Cow::Borrowed(source);
    let mut broken = Vec::new();
    if !source.contains(is_foreign_space) {
        return (repaired, broken);
    }
    let mut at = 0;
    // Tags in an unclosed comment are repaired; the comment is reported as misplaced content.
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
            repaired.to_mut().replace_range(range, &blank);
        }
        at = start + len;
    }
    (repaired, broken)
}

/// Whether a character is white space in Unicode, but not in HTML.
fn is_foreign_space(char: char) -> bool {
    !char.is_ascii_whitespace() && char.is_whitespace()
}

/// The elements whose tags are repaired. Other text in angle brackets may be just text.
const KNOWN: [&str; 35] = [
    "a", "b", "big", "br", "caption", "center", "code", "col", "colgroup", "div", "em", "font",
    "hr", "i", "img", "li", "ol", "p", "pre", "s", "small", "span", "strong", "sub", "sup",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "tt", "u", "ul",
];

/// The maximum length of a tag that is repaired. A longer one is hardly a tag.
const MAX_LENGTH: usize = 1024;

/// Returns the length of the tag at the start of a text, and the foreign white space to replace.
/// If the tag is incomplete, too long or unknown, returns 1 and no white space.
fn tag(text: &str) -> (usize, Vec<(usize, char)>) {
    const NONE: (usize, Vec<(usize, char)>) = (1, Vec::new());
    let name = text[1..].strip_prefix('/').unwrap_or(&text[1..]);
    let end = name.find(|char: char| !char.is_ascii_alphanumeric()).unwrap_or(name.len());
    if !KNOWN.iter().any(|known| name[..end].eq_ignore_ascii_case(known)) {
        return NONE;
    }
    let mut spaces = Vec::new();
    let mut value_starts = false;
    let mut chars = text.char_indices().skip(1).take_while(|(at, _)| *at < MAX_LENGTH);
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
