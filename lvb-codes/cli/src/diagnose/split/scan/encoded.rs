//! Objects in a longer string or CSV cell, with the quotes of that encoding: `{\"a\":1}` and
//! `{""a"":1}`.

use super::{Scanner, State};

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
    /// The object may continue, as after `{\"a\":1`.
    Continue,
    /// The byte completes the object, as in `{\"a\":1}`.
    Complete,
    /// The string or cell ends before the object does, as in `{\"a\":"`. The number of bytes
    /// before that end.
    Torn(usize),
    /// It is not an encoded object, as in `{\d`.
    Text,
}

/// The number of the object's own backslashes before a quote, or none if the byte is not a quote.
type Quote = Option<usize>;

impl Encoded {
    /// An object after `{`, if a backslash follows.
    pub(super) const ESCAPED: Self =
        Self { quotes: Quotes::Unknown, is_half: false, is_in_string: false, depth: 1 };
    /// An object after `{`, if two quotes follow.
    pub(super) const DOUBLED: Self = Self { quotes: Quotes::Doubled, ..Self::ESCAPED };

    fn read(&mut self, before: &[u8], byte: u8) -> Step {
        let quote = match self.quotes {
            Quotes::Unknown => self.first_quote(before, byte),
            Quotes::Escaped(len) => escaped_quote(len, before, byte),
            Quotes::Numbered => numbered_quote(before, byte),
            Quotes::Doubled => self.doubled_quote(before, byte),
        };
        match (quote, byte) {
            (Err(end), _) => return end,
            // A quote after an odd number of backslashes does not end the string.
            (Ok(Some(escapes)), _) => {
                self.is_in_string = !self.is_in_string || !escapes.is_multiple_of(2);
            }
            (Ok(None), b'{') if !self.is_in_string => self.depth += 1,
            (Ok(None), b'}') if !self.is_in_string => self.depth -= 1,
            (Ok(None), _) => {}
        }
        if self.depth == 0 { Step::Complete } else { Step::Continue }
    }

    /// Learns the encoding from the first quote. Only encoded white space may be before it.
    fn first_quote(&mut self, before: &[u8], byte: u8) -> Result<Quote, Step> {
        self.quotes = match byte {
            // A string inside a string doubles the backslashes and adds one.
            b'"' => match count_backslashes(before) + 1 {
                len if len > 1 && len.is_power_of_two() => Quotes::Escaped(len),
                _ => return Err(Step::Text),
            },
            b'2' if ends_with_number(before) => Quotes::Numbered,
            b'\\' | b' ' | b'n' | b'r' | b't' | b'x' | b'u' => return Ok(None),
            _ if byte.is_ascii_hexdigit() => return Ok(None),
            _ => return Err(Step::Text),
        };
        Ok(Some(0))
    }

    fn doubled_quote(&mut self, before: &[u8], byte: u8) -> Result<Quote, Step> {
        match (self.is_half, byte) {
            (_, b'"') => {
                self.is_half = !self.is_half;
                Ok((!self.is_half).then(|| count_backslashes(&before[..before.len() - 1])))
            }
            (true, _) => Err(Step::Torn(before.len() - 1)),
            (false, b'\n') => Err(Step::Torn(before.len())),
            (false, _) => Ok(None),
        }
    }
}

/// Reads a byte. `len` is the length of an encoded quote: 4 if it is `\\\"`. A quote that the
/// object itself escapes is longer by a multiple of `len`: 8 bytes in `\\\\\\\"`.
fn escaped_quote(len: usize, before: &[u8], byte: u8) -> Result<Quote, Step> {
    if byte == b'"' {
        let found = count_backslashes(before) + 1;
        if found.is_multiple_of(len) {
            return Ok(Some(found / len - 1));
        }
    }
    if matches!(byte, b'"' | ..0x20) { Err(Step::Torn(before.len())) } else { Ok(None) }
}

fn numbered_quote(before: &[u8], byte: u8) -> Result<Quote, Step> {
    match byte {
        b'2' if ends_with_number(before) => Ok(Some(count_encoded_backslashes(before))),
        b'"' | ..0x20 => Err(Step::Torn(before.len())),
        _ => Ok(None),
    }
}

/// Whether the next `2` completes the number of a quote.
fn ends_with_number(text: &[u8]) -> bool {
    text.ends_with(b"\\x2") || text.ends_with(b"\\u002")
}

/// Counts the backslashes at the end.
fn count_backslashes(text: &[u8]) -> usize {
    text.iter().rev().take_while(|byte| **byte == b'\\').count()
}

/// Counts the encoded backslashes before a numbered quote. The text ends with the start of this
/// quote, such as `\x2`.
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
    /// Reads a byte of an encoded object. The object ends with its last brace, or is torn by a
    /// quote that is not encoded, or by the line end.
    pub(super) fn encoded(
        &mut self,
        mut encoded: Encoded,
        byte: u8,
        bytes: &[u8],
        at: usize,
    ) -> usize {
        if !self.fits(self.start.position, at) {
            self.is_too_large();
            return at;
        }
        let start = self.offset(self.start.position);
        let end = match encoded.read(&bytes[start..at], byte) {
            Step::Continue => {
                self.state = State::Encoded(encoded);
                return at + 1;
            }
            Step::Text => return self.tear(bytes, at),
            Step::Complete => at + 1,
            Step::Torn(len) => {
                let text = bytes[start..start + len].trim_ascii_end();
                // The brace before a quote may begin a value of its own.
                let is_brace = bytes.get(start + len) == Some(&b'"') && text.ends_with(b"{");
                if is_brace { start + text.len() - 1 } else { start + len }
            }
        };
        self.value(end);
        end
    }
}
