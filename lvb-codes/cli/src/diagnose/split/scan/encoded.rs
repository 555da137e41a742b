//! Objects in a longer string or CSV cell, with the quotes of that encoding: `{\"a\":1}` and
//! `{""a"":1}`.

use super::{Scanner, State};
use crate::diagnose::problem::Problem;
use crate::diagnose::split::Place;

/// The encoding of a quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quotes {
    /// After a backslash, as in a string of JSON.
    Escaped,
    /// Twice, as in a cell of CSV (RFC 4180, section 2).
    Doubled,
}

impl Scanner {
    /// Reads a byte of the string or cell, which ends at a quote that is not encoded, or with the
    /// line. `is_half` is whether the byte is the second one of an escape or of two quotes.
    pub(super) fn encoded(
        &mut self,
        quotes: Quotes,
        is_half: bool,
        byte: u8,
        at: usize,
        bytes: &[u8],
        places: &mut Vec<Place>,
    ) -> usize {
        use Quotes::{Doubled, Escaped};
        if self.position(at) - self.start > self.open.max {
            self.problem(Problem::TooLarge, places);
            self.end_value();
            return at;
        }
        let is_first = self.position(at) == self.token + 1;
        let end = match (quotes, is_half, byte) {
            (Escaped, true, _) if is_first && !matches!(byte, b'"' | b'n' | b'r' | b't') => {
                return self.tear(bytes, at, places);
            }
            (Escaped, false, b'\\') | (Doubled, false, b'"') => {
                self.state = State::Encoded(quotes, true);
                return at + 1;
            }
            (
                Escaped,
                true,
                b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' | b'u' | b'x',
            )
            | (Doubled, true, b'"') => {
                self.state = State::Encoded(quotes, false);
                return at + 1;
            }
            (_, true, _) => at - 1,
            (Escaped, false, b'"' | ..0x20) | (Doubled, false, b'\n') => at,
            (_, false, _) => return at + 1,
        };
        let text = bytes[self.offset(self.start)..end].trim_ascii_end();
        // The brace before a quote may begin a value of its own.
        let is_brace = bytes.get(end) == Some(&b'"') && text.ends_with(b"{");
        let end = if is_brace { self.offset(self.start) + text.len() - 1 } else { end };
        self.value(self.start_line, self.offset(self.start)..end, places);
        end
    }
}
