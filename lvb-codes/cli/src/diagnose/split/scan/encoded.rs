//! Objects in a longer string or CSV cell, with the quotes of that encoding: `{\"a\":1}` and
//! `{""a"":1}`.

use super::{Scanner, State};
use crate::diagnose::problem::Problem;
use crate::diagnose::split::Place;

/// The start of an encoded object, up to the current byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Encoded {
    quotes: Quotes,
    /// Whether the first of two quotes was read.
    is_half: bool,
    is_in_string: bool,
    /// The number of open braces.
    depth: u64,
}

/// The encoding of a quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Quotes {
    /// No quote was read yet, but a backslash: `{\n  `.
    Unknown,
    /// After backslashes: `\"` in a string, `\\\"` in a string inside a string. The number includes
    /// the quote.
    Escaped(usize),
    /// By its number: `\x22` as web servers write it, or `\u0022`.
    Numbered,
    /// Twice, as in a cell of CSV (RFC 4180, section 2).
    Doubled,
}

/// The result of reading a byte.
enum Step {
    /// The object may continue.
    Continue,
    /// The byte completes the object.
    Complete,
    /// The string or cell ends before the object does. The number of bytes is that of its end.
    Torn(usize),
    /// It is not an encoded object.
    Text,
}

impl Encoded {
    /// An object after `{`, if a backslash follows.
    pub(super) const ESCAPED: Self =
        Self { quotes: Quotes::Unknown, is_half: false, is_in_string: false, depth: 1 };
    /// An object after `{`, if two quotes follow.
    pub(super) const DOUBLED: Self = Self { quotes: Quotes::Doubled, ..Self::ESCAPED };

    fn read(&mut self, before: &[u8], byte: u8) -> Step {
        let end = Step::Torn(before.len());
        let is_numbered =
            byte == b'2' && (before.ends_with(b"\\x2") || before.ends_with(b"\\u002"));
        // The backslashes of the object itself that are directly before the quote.
        let escapes = match (self.quotes, byte) {
            (Quotes::Unknown, b'"') => {
                let len = count_backslashes(before) + 1;
                if len == 1 || !len.is_power_of_two() {
                    return Step::Text;
                }
                self.quotes = Quotes::Escaped(len);
                Some(0)
            }
            (Quotes::Unknown, _) if is_numbered => {
                self.quotes = Quotes::Numbered;
                Some(0)
            }
            (Quotes::Unknown, b'\\' | b' ' | b'n' | b'r' | b't' | b'x' | b'u') => None,
            (Quotes::Unknown, _) if byte.is_ascii_hexdigit() => None,
            (Quotes::Unknown, _) => return Step::Text,
            (Quotes::Doubled, b'"') => {
                self.is_half = !self.is_half;
                (!self.is_half).then(|| count_backslashes(&before[..before.len() - 1]))
            }
            (Quotes::Doubled, _) if self.is_half => return Step::Torn(before.len() - 1),
            (Quotes::Doubled, b'\n') => return end,
            (Quotes::Escaped(len), b'"') => {
                let found = count_backslashes(before) + 1;
                if !found.is_multiple_of(len) {
                    return end;
                }
                Some(found / len - 1)
            }
            (Quotes::Numbered, _) if is_numbered => Some(count_encoded_backslashes(before)),
            (Quotes::Numbered, b'"') | (Quotes::Escaped(_) | Quotes::Numbered, ..0x20) => {
                return end;
            }
            (Quotes::Doubled | Quotes::Escaped(_) | Quotes::Numbered, _) => None,
        };
        match (escapes, byte) {
            (Some(escapes), _) => self.is_in_string = !self.is_in_string || escapes % 2 == 1,
            (None, b'{') if !self.is_in_string => self.depth += 1,
            (None, b'}') if !self.is_in_string => self.depth -= 1,
            _ => {}
        }
        if self.depth == 0 { Step::Complete } else { Step::Continue }
    }
}

/// Counts the backslashes at the end.
fn count_backslashes(text: &[u8]) -> usize {
    text.iter().rev().take_while(|byte| **byte == b'\\').count()
}

/// Counts the encoded backslashes before a quote by its number, the start of which is at the end.
fn count_encoded_backslashes(text: &[u8]) -> usize {
    let quote = text.iter().rposition(|byte| *byte == b'\\').unwrap_or_default();
    let (mut rest, mut count) = (&text[..quote], 0);
    while let Some(shorter) = [&b"\\x5C"[..], b"\\x5c", b"\\u005C", b"\\u005c", b"\\\\"]
        .iter()
        .find_map(|backslash| rest.strip_suffix(*backslash))
    {
        (rest, count) = (shorter, count + 1);
    }
    count
}

impl Scanner {
    /// Reads a byte of an encoded object. It ends with its last bracket, or is torn by a quote that
    /// is not encoded, or by the line end.
    pub(super) fn encoded(
        &mut self,
        mut encoded: Encoded,
        byte: u8,
        at: usize,
        bytes: &[u8],
        places: &mut Vec<Place>,
    ) -> usize {
        if self.position(at) - self.start > self.open.max {
            self.problem(Problem::TooLarge, places);
            self.end_value();
            return at;
        }
        let start = self.offset(self.start);
        let end = match encoded.read(&bytes[start..at], byte) {
            Step::Continue => {
                self.state = State::Encoded(encoded);
                return at + 1;
            }
            Step::Text => return self.tear(bytes, at, places),
            Step::Complete => at + 1,
            Step::Torn(len) => {
                let text = bytes[start..start + len].trim_ascii_end();
                // The brace before a quote may begin a value of its own.
                let is_brace = bytes.get(start + len) == Some(&b'"') && text.ends_with(b"{");
                if is_brace { start + text.len() - 1 } else { start + len }
            }
        };
        self.value(self.start_line, start..end, places);
        end
    }
}
