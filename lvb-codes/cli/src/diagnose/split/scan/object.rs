//! Tokens of an object.

use super::encoded::Encoded;
use super::{Escape, Expected, Scanner, State};
use crate::diagnose::dialect::{Printed, PrintedStep, is_long, may_start_name};
use crate::diagnose::json::{is_in_literal, is_literal, may_start_literal, skip_plain};
use crate::diagnose::split::Piece;
use crate::diagnose::split::open::{Closed, Inner};
use memchr::memchr;

impl Scanner {
    /// Reads a token of an object, or its start.
    pub(super) fn token(&mut self, expected: Expected, bytes: &[u8], at: usize) -> usize {
        use Expected::{Colon, CommaOrEnd, Key, KeyOrEnd, Value, ValueOrEnd};
        match (expected, bytes[at]) {
            // Python writes a `b` before bytes, and a `u` before text.
            (_, b' ' | b'\t' | b'\r') | (KeyOrEnd | Key | Value | ValueOrEnd, b'b' | b'u') => {
                at + 1
            }
            (_, b'\n') => {
                self.next_line(at);
                at + 1
            }
            (KeyOrEnd | Key, quote @ (b'"' | b'\'')) => {
                self.quote = quote;
                self.start_token(State::String(Escape::None, Colon), at)
            }
            (Value | ValueOrEnd, quote @ (b'"' | b'\'')) => {
                self.quote = quote;
                self.start_token(State::String(Escape::None, CommaOrEnd), at)
            }
            (Value | ValueOrEnd, b'<') => {
                self.start_token(State::Printed(Printed::default()), at);
                at
            }
            (Value | ValueOrEnd, byte) if may_start_literal(byte) || may_start_name(byte) => {
                self.start_token(State::Literal, at)
            }
            (Value | ValueOrEnd, b'{' | b'[') => self.open_bracket(bytes, at),
            (KeyOrEnd | ValueOrEnd | CommaOrEnd, b'}' | b']') => self.close_bracket(bytes, at),
            (Colon, b':') => {
                self.open.is_object = true;
                self.end_token(at + 1, Value)
            }
            (CommaOrEnd, b',') => {
                self.end_token(at + 1, if self.open.is_in_object() { Key } else { Value })
            }
            _ => self.tear(bytes, at),
        }
    }

    /// Starts a token of several bytes.
    fn start_token(&mut self, state: State, at: usize) -> usize {
        self.token = self.position(at);
        self.is_token_dropped = false;
        self.state = state;
        at + 1
    }

    /// Ends a token.
    fn end_token(&mut self, end: usize, next: Expected) -> usize {
        self.brace = None;
        self.open.end = self.position(end);
        self.open.end_line = self.lines + 1;
        self.open.end_column = self.open.end - self.line_start;
        self.state = State::Object(next);
        end
    }

    fn open_bracket(&mut self, bytes: &[u8], at: usize) -> usize {
        if !self.open.open(bytes[at], self.position(at), self.lines + 1) {
            return self.tear(bytes, at);
        }
        if bytes[at] == b'[' {
            return self.end_token(at + 1, Expected::ValueOrEnd);
        }
        self.end_token(at + 1, Expected::KeyOrEnd);
        self.brace = Some(self.mark(self.position(at)));
        at + 1
    }

    fn close_bracket(&mut self, bytes: &[u8], at: usize) -> usize {
        let end = self.position(at + 1);
        let closed = self.open.close(bytes[at], end, self.base, &mut self.places);
        if closed == Closed::Mismatch {
            return self.tear(bytes, at);
        }
        self.end_token(at + 1, Expected::CommaOrEnd);
        match closed {
            Closed::Value => self.value(at + 1),
            Closed::TooLarge => {
                self.open.give_up(false, end, self.base, &mut self.places);
                self.end_value();
            }
            Closed::Mismatch | Closed::Inner => {}
        }
        at + 1
    }

    /// Ends a complete value.
    pub(super) fn value(&mut self, end: usize) {
        let start = self.offset(self.start.position);
        self.piece(self.start.lines + 1, start..end, Piece::Value);
        self.end_value();
    }

    /// Reads a byte of a literal, or ends it.
    pub(super) fn literal(&mut self, bytes: &[u8], at: usize) -> usize {
        if is_in_literal(bytes[at]) || bytes[at] == b'_' {
            return at + 1;
        }
        // If the literal is too large, its start may have been dropped.
        if !self.fits(self.token, at) {
            return self.end_token(at, Expected::CommaOrEnd);
        }
        let text = &bytes[self.offset(self.token)..at];
        if bytes[at] == b'(' && may_start_name(text[0]) {
            self.state = State::Printed(Printed::default());
            return at;
        }
        if is_literal(text) || is_long(text) {
            return self.end_token(at, Expected::CommaOrEnd);
        }
        self.tear(bytes, at)
    }

    /// Reads a byte of a printed value.
    pub(super) fn printed(&mut self, mut printed: Printed, bytes: &[u8], at: usize) -> usize {
        match printed.read(bytes[at]) {
            PrintedStep::Inside => {
                self.state = State::Printed(printed);
                at + 1
            }
            PrintedStep::End => self.end_token(at + 1, Expected::CommaOrEnd),
            PrintedStep::Torn => self.tear(bytes, at),
        }
    }

    /// Reads a byte of a string, or several plain ones, or ends it.
    pub(super) fn string(
        &mut self,
        escape: Escape,
        expected: Expected,
        bytes: &[u8],
        at: usize,
    ) -> usize {
        let is_python = self.quote == b'\'';
        let next = match (escape, bytes[at]) {
            (Escape::None, byte) if byte == self.quote => {
                return self.end_string(expected, bytes, at + 1);
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
            (Escape::Digits(1), byte) if byte.is_ascii_hexdigit() => Escape::None,
            (Escape::Digits(left), byte) if byte.is_ascii_hexdigit() => Escape::Digits(left - 1),
            _ => return self.tear(bytes, at),
        };
        self.state = State::String(next, expected);
        at + 1
    }

    fn end_string(&mut self, expected: Expected, bytes: &[u8], end: usize) -> usize {
        let brace = self.brace;
        self.end_token(end, expected);
        if !self.fits(self.token, end - 1) {
            return end;
        }
        let text = &bytes[self.offset(self.token) + 1..end - 1];
        // If the value was torn before this string's end, the next value begins at its last brace.
        if text.trim_ascii_end().ends_with(b"{") {
            self.brace = Some(self.mark(self.token + text.trim_ascii_end().len() as u64));
        } else if text.is_empty() && expected == Expected::Colon {
            // In a cell of CSV, `""` is the first quote.
            self.brace = brace;
        }
        // A string that contains an object has a brace, and escapes if the object has the same
        // quotes.
        let may_hold = self.quote == b'\'' || memchr(b'\\', text).is_some();
        // Without its colon, the first name may be text.
        if self.open.is_object && may_hold && memchr(b'{', text).is_some() {
            let string = Inner { start: self.token, end: self.position(end), line: self.lines + 1 };
            self.open.complete(string, self.base, &mut self.places);
        }
        end
    }

    /// Ends a value that cannot continue with the byte. Returns the position from which to look for
    /// the next value.
    pub(super) fn tear(&mut self, bytes: &[u8], at: usize) -> usize {
        let state = std::mem::replace(&mut self.state, State::Text);
        let brace = self.brace.take();
        if !self.open.is_object {
            if self.fits(self.start.position, at) {
                return self.go_to_text(state, bytes, at);
            }
            self.is_text();
            self.line.is_used = true;
            return at;
        }
        self.open.give_up(true, self.position(at), self.base, &mut self.places);
        self.is_in_torn = self.open.end_line > self.open.start_line;
        self.line.has_value = self.open.end_line == self.lines + 1;
        self.line.has_text = false;
        self.line.is_used = true;
        // The next value may begin at the brace, as in `{"a":"x{"b":1}`.
        let is_between_tokens = matches!(state, State::Object(_));
        match brace.filter(|brace| is_between_tokens && self.fits(brace.position, at)) {
            None => at,
            Some(brace) => {
                self.line.has_value = true;
                self.go_to(brace)
            }
        }
    }

    /// Returns to the first brace, because it is text, as in `{"a" b}`, or in a cell of CSV, as in
    /// `{""a"":1}`.
    fn go_to_text(&mut self, state: State, bytes: &[u8], at: usize) -> usize {
        let is_one_line = self.lines == self.start.lines && at < bytes.len();
        let next = self.go_to(self.start) + 1;
        let is_empty_name = bytes[next..at].trim_ascii() == b"\"\"";
        if state == State::Object(Expected::Colon) && is_empty_name && is_one_line {
            self.state = State::Encoded(Encoded::DOUBLED);
        } else {
            self.line.has_text = true;
        }
        next
    }
}
