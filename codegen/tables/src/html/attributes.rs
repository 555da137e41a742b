//! Counting the attributes of a tag that is not read to its end yet.
//!
//! For such a tag the tokenizer tells nothing, however long it is.

use std::ops::Range;

/// Counts on, as more of a tag is read.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    /// What was looked at, from the start of the tag.
    seen: Range<usize>,
    state: State,
    count: usize,
}

/// Where the tokenizer is in a tag.
#[derive(Clone, Copy, Debug, Default)]
enum State {
    #[default]
    TagName,
    BeforeName,
    Name,
    AfterName,
    BeforeValue,
    Value,
    Quoted(u8),
}

impl Attributes {
    /// The attributes in what is read of a tag, each as often as it is given; 0 if that is no tag,
    /// but a comment, say.
    pub(super) fn count(&mut self, html: &str, read: Range<usize>) -> usize {
        let bytes = &html.as_bytes()[..read.end];
        let ([b'<', b'/', first, ..] | [b'<', first, ..]) = &bytes[read.start..] else {
            return 0;
        };
        if !first.is_ascii_alphabetic() {
            return 0;
        }
        if read.start != self.seen.start || self.seen.is_empty() {
            *self = Self { seen: read.start..read.start + 2, ..Self::default() };
        }
        for &byte in &bytes[self.seen.end..] {
            let next = self.state.next(byte);
            self.count += usize::from(self.state.is_between() && matches!(next, State::Name));
            self.state = next;
        }
        self.seen.end = read.end;
        self.count
    }
}

impl State {
    /// Whether a name may start here.
    fn is_between(self) -> bool {
        matches!(self, Self::BeforeName | Self::AfterName)
    }

    /// The state behind a byte, which does not end the tag. Quotes are such only where a value
    /// starts, and a `=` where a name starts is a part of it.
    fn next(self, byte: u8) -> Self {
        match (self, byte) {
            (Self::Quoted(quote), _) if quote == byte => Self::BeforeName,
            (Self::BeforeValue, b'"' | b'\'') => Self::Quoted(byte),
            (Self::Name | Self::AfterName, b'=') => Self::BeforeValue,
            (Self::TagName | Self::BeforeName | Self::Name | Self::AfterName, b'/') => {
                Self::BeforeName
            }
            (Self::Name, space) if space.is_ascii_whitespace() => Self::AfterName,
            (Self::TagName | Self::Value, space) if space.is_ascii_whitespace() => Self::BeforeName,
            (_, space) if space.is_ascii_whitespace() => self,
            (Self::BeforeName | Self::AfterName, _) => Self::Name,
            (Self::BeforeValue, _) => Self::Value,
            _ => self,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Attributes;

    #[test]
    fn each_attribute_counts() {
        for (tag, count) in [
            ("<td", 0),
            ("<td ", 0),
            ("<td a b=c d", 3),
            ("<td/a/b/", 2),
            ("<td a='x y/z' b=\"'\"c='d'", 3),
            ("<td =a b=c= d = e f/g", 5),
            ("<td a\n=\n\"b c\"d", 2),
            ("<td a a a", 3),
            ("<td don't a=b'c d'", 3),
            ("</td\n a\n", 1),
            ("<td a='b > c d", 1),
        ] {
            assert_eq!(Attributes::default().count(tag, 0..tag.len()), count, "{tag}");
        }
    }

    #[test]
    fn what_is_no_tag_has_none() {
        for html in ["", "<", "</", "<!-- a b", "<?a b", "</ a b", "< a b", "a b c"] {
            assert_eq!(Attributes::default().count(html, 0..html.len()), 0, "{html}");
        }
    }

    #[test]
    fn a_tag_is_read_bit_by_bit() {
        let html = "a b c <td b='c d'\n e f=g>h</td i j";
        let mut attributes = Attributes::default();
        let counts: Vec<usize> = (7..25).map(|end| attributes.count(html, 6..end)).collect();
        assert_eq!(counts, [0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 3, 3, 3]);
        assert_eq!(attributes.count(html, 26..html.len()), 2);
    }
}
