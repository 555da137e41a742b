//! Tokens of an object.

use super::encoded::Encoded;
use super::{Brace, Escape, Expected, Scanner, State};
use crate::diagnose::json::{may_start_literal, skip_plain};
use crate::diagnose::split::open::Closed;
use crate::diagnose::split::{Place, PlaceKind};
use memchr::memchr;
use std::ops::Range;

impl Scanner {
    /// Reads a token of an object, or its start.
    pub(super) fn token(
        &mut self,
        expected: Expected,
        byte: u8,
        at: usize,
        bytes: &[u8],
        places: &mut Vec<Place>,
    ) -> usize {
        use Expected::{Colon, CommaOrEnd, Key, KeyOrEnd, Value, ValueOrEnd};
        let next = match (expected, byte) {
            // Python writes a `b` before bytes.
            (_, b' ' | b'\t' | b'\r') | (Value | ValueOrEnd, b'b') => return at + 1,
            (_, b'\n') => {
                self.next_line(at);
                return at + 1;
            }
            (KeyOrEnd | Key, b'"' | b'\'') => State::String(Escape::None, Colon),
            (Value | ValueOrEnd, b'"' | b'\'') => State::String(Escape::None, CommaOrEnd),
            (Value | ValueOrEnd, _) if may_start_literal(byte) => State::Literal,
            (Value | ValueOrEnd, b'{' | b'[') => {
                if !self.open.open(byte, self.position(at), self.lines + 1) {
                    return self.tear(bytes, at, places);
                }
                State::Object(if byte == b'{' { KeyOrEnd } else { ValueOrEnd })
            }
            (Colon, b':') => {
                self.open.is_object = true;
                State::Object(Value)
            }
            (CommaOrEnd, b',') => State::Object(if self.open.is_in_object() { Key } else { Value }),
            (KeyOrEnd | ValueOrEnd | CommaOrEnd, b'}' | b']') => {
                let end = self.position(at + 1);
                let closed = self.open.close(byte, end, self.base, places);
                if closed == Closed::Mismatch {
                    return self.tear(bytes, at, places);
                }
                self.end_token(at + 1);
                match closed {
                    Closed::Value => {
                        let range = self.offset(self.open.start)..at + 1;
                        self.value(self.open.start_line, range, places);
                    }
                    Closed::TooLarge => {
                        self.open.give_up(false, end, self.base, places);
                        self.end_value();
                    }
                    Closed::Mismatch | Closed::Inner => {
                        self.state = State::Object(CommaOrEnd);
                    }
                }
                return at + 1;
            }
            (KeyOrEnd | Key | Colon | Value | ValueOrEnd | CommaOrEnd, _) => {
                return self.tear(bytes, at, places);
            }
        };
        match next {
            State::String(..) | State::Literal => {
                self.token = self.position(at);
                self.is_token_dropped = false;
                self.quote = byte;
            }
            _ => self.end_token(at + 1),
        }
        if byte == b'{' {
            self.brace = Some(self.brace_at(self.position(at)));
        }
        self.state = next;
        at + 1
    }

    pub(super) fn string(
        &mut self,
        escape: Escape,
        expected: Expected,
        byte: u8,
        at: usize,
        bytes: &[u8],
        places: &mut Vec<Place>,
    ) -> usize {
        let is_python = self.quote == b'\'';
        let next = match (escape, byte) {
            (Escape::None, _) if byte == self.quote => {
                return self.end_string(expected, at + 1, bytes, places);
            }
            (Escape::None, b'\\') => Escape::Backslash,
            (Escape::None, 0x20..) if self.quote == b'"' => return skip_plain(bytes, at),
            (Escape::None, 0x20..) => return at + 1,
            (Escape::Backslash, b'u') => Escape::Digits(4),
            (Escape::Backslash, b'x') if is_python => Escape::Digits(2),
            (Escape::Backslash, b'U') if is_python => Escape::Digits(8),
            (Escape::Backslash, b'\'') if is_python => Escape::None,
            (Escape::Backslash, b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => {
                Escape::None
            }
            (Escape::Digits(1), b'0'..=b'9' | b'a'..=b'f' | b'A'..=b'F') => Escape::None,
            (Escape::Digits(left), b'0'..=b'9' | b'a'..=b'f' | b'A'..=b'F') => {
                Escape::Digits(left - 1)
            }
            _ => return self.tear(bytes, at, places),
        };
        self.state = State::String(next, expected);
        at + 1
    }

    pub(super) fn end_string(
        &mut self,
        expected: Expected,
        end: usize,
        bytes: &[u8],
        places: &mut Vec<Place>,
    ) -> usize {
        let brace = self.brace;
        self.end_token(end);
        self.state = State::Object(expected);
        if self.is_token_too_large(end - 1) {
            return end;
        }
        let start = self.offset(self.token);
        let text = &bytes[start + 1..end - 1];
        // If the value was torn before this string's end, the next value begins at its last brace.
        if text.trim_ascii_end().ends_with(b"{") {
            self.brace = Some(self.brace_at(self.token + text.trim_ascii_end().len() as u64));
        } else if text.is_empty() && expected == Expected::Colon {
            // In a cell of CSV, `""` is the first quote.
            self.brace = brace;
        }
        // A string that contains an object has a brace, and escapes if the object has the same
        // quotes.
        let may_hold = self.quote == b'\'' || memchr(b'\\', text).is_some();
        if may_hold && memchr(b'{', text).is_some() {
            let (start, end) = (self.token, self.position(end));
            self.open.string(start, end, self.lines + 1, self.base, places);
        }
        end
    }

    /// Ends a value that cannot continue with the byte. Returns the position from which to look for
    /// the next value.
    pub(super) fn tear(&mut self, bytes: &[u8], at: usize, places: &mut Vec<Place>) -> usize {
        let state = std::mem::replace(&mut self.state, State::Text);
        if !self.open.is_object && self.position(at) - self.start <= self.open.max {
            // The brace is text, or in a cell of CSV. Scan again after it.
            let next = self.offset(self.start) + 1;
            let is_empty_name = bytes[next..at].trim_ascii() == b"\"\"";
            let is_one_line = self.lines + 1 == self.start_line && at < bytes.len();
            if state == State::Object(Expected::Colon) && is_empty_name && is_one_line {
                self.state = State::Encoded(Encoded::DOUBLED);
            } else {
                self.line.has_text = true;
            }
            self.brace = None;
            self.lines = self.start_line - 1;
            self.line_start = self.start_of_line;
            return next;
        }
        if self.open.is_object {
            self.open.give_up(true, self.position(at), self.base, places);
            self.is_in_torn = self.open.end_line > self.open.start_line;
            self.line.has_value = self.open.end_line == self.lines + 1;
            self.line.has_text = false;
        } else {
            self.is_text(places);
        }
        self.line.is_used = true;
        match self.brace.take() {
            Some(brace)
                if self.open.is_object
                    && matches!(state, State::Object(_))
                    && self.position(at) - brace.position <= self.open.max =>
            {
                self.lines = brace.lines;
                self.line_start = brace.line_start;
                self.line.has_value = true;
                let at = self.offset(brace.position);
                debug_assert_eq!(bytes[at], b'{');
                at
            }
            _ => at,
        }
    }

    pub(super) fn value(&mut self, line: u64, range: Range<usize>, places: &mut Vec<Place>) {
        places.push(Place { line, range, kind: PlaceKind::Value });
        self.end_value();
    }

    pub(super) fn end_value(&mut self) {
        self.line.has_value = true;
        self.line.is_used = true;
        self.is_in_torn = false;
        self.state = State::Text;
    }

    /// Returns a brace in the current line.
    fn brace_at(&self, position: u64) -> Brace {
        Brace { position, lines: self.lines, line_start: self.line_start }
    }

    pub(super) fn end_token(&mut self, end: usize) {
        self.brace = None;
        self.open.end = self.position(end);
        self.open.end_line = self.lines + 1;
        self.open.end_column = self.open.end - self.line_start;
    }
}
