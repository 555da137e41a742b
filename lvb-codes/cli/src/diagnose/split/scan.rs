//! Finds JSON objects in any text.

mod encoded;
mod line;
mod object;
mod text;

use super::Place;
use super::open::OpenValue;
use crate::diagnose::json::{is_in_literal, is_literal};
use crate::diagnose::problem::Problem;
use crate::diagnose::table;
use encoded::Encoded;
use memchr::memchr;
use text::Line;

const ESCAPE: u8 = 0x1b;

/// The state between two calls. Positions count from the start of the log.
#[derive(Debug)]
pub(super) struct Scanner {
    /// The position of the first byte that is kept.
    base: u64,
    /// The number of line ends so far.
    lines: u64,
    line_start: u64,
    state: State,
    color: Color,
    /// Where a possible value starts.
    start: u64,
    start_line: u64,
    /// Where the line of the possible value starts.
    start_of_line: u64,
    open: OpenValue,
    /// Where the current string or literal starts.
    token: u64,
    /// Whether bytes of the current token were dropped.
    is_token_dropped: bool,
    /// The quote that ends the current string.
    quote: u8,
    /// The last brace, if only an empty name or the end of a string was read after it. If the value
    /// is torn here, the next value may begin at this brace.
    brace: Option<Brace>,
    line: Line,
    /// Whether the text belongs to a torn value of several lines.
    is_in_torn: bool,
    /// The number of open arrays around the values.
    arrays: u64,
    mode: Mode,
    /// The start of a line that is not the header of a table.
    not_a_header: Option<u64>,
}

/// The kind of text that is scanned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    /// A log.
    Log,
    /// A log with rows of `lvb`'s own CSV.
    Table,
    /// A text inside a log. It has no such rows, and every line is scanned.
    Inside,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Outside of values.
    Text,
    /// After a brace outside of values; a key may follow.
    Brace,
    /// In an object with encoded quotes.
    Encoded(Encoded),
    /// In a row of a table.
    Row,
    /// In an object, outside of strings and literals.
    Object(Expected),
    /// In a string. The second value is the token that must follow the string.
    String(Escape, Expected),
    /// In a number, `true`, `false` or `null`.
    Literal,
}

/// The next token of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Expected {
    KeyOrEnd,
    Key,
    Colon,
    Value,
    ValueOrEnd,
    CommaOrEnd,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Escape {
    None,
    Backslash,
    Digits(u8),
}

/// An escape sequence of a terminal, such as `ESC [ 1 ; 31 m`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Color {
    None,
    Escape,
    Parameters,
}

#[derive(Clone, Copy, Debug)]
struct Brace {
    position: u64,
    lines: u64,
    line_start: u64,
}

impl Scanner {
    /// Creates a scanner of a log whose values have a maximum size.
    pub(super) fn with_max(max: usize) -> Self {
        Self {
            base: 0,
            lines: 0,
            line_start: 0,
            state: State::Text,
            color: Color::None,
            start: 0,
            start_line: 0,
            start_of_line: 0,
            open: OpenValue::with_max(max),
            token: 0,
            is_token_dropped: false,
            quote: b'"',
            brace: None,
            line: Line::default(),
            is_in_torn: false,
            arrays: 0,
            mode: Mode::Log,
            not_a_header: None,
        }
    }

    /// Creates a scanner of a text inside a log.
    pub(super) fn inside(line: u64, max: usize) -> Self {
        Self { lines: line - 1, mode: Mode::Inside, ..Self::with_max(max) }
    }

    /// Scans the bytes after `seen`; the bytes before it were kept from the last call. Returns the
    /// first byte to keep for the next call.
    pub(super) fn scan(
        &mut self,
        bytes: &[u8],
        seen: usize,
        at_end: bool,
        places: &mut Vec<Place>,
    ) -> usize {
        let mut at = seen;
        loop {
            while at < bytes.len() {
                at = self.step(bytes, at, places);
            }
            match at_end.then(|| self.end(bytes, places)) {
                None => break,
                Some(None) => return bytes.len(),
                Some(Some(next)) => at = next,
            }
        }
        let keep = self.keep(bytes, places);
        self.base += keep as u64;
        keep
    }

    /// Reads at least one byte, or changes the state. Returns the position of the next byte.
    fn step(&mut self, bytes: &[u8], at: usize, places: &mut Vec<Place>) -> usize {
        let byte = bytes[at];
        if self.color != Color::None
            || (byte == ESCAPE && !matches!(self.state, State::Literal | State::Row))
        {
            return self.color(byte, at, bytes, places);
        }
        match self.state {
            State::Text => {
                let is_start = self.position(at) == self.line_start && self.mode != Mode::Inside;
                if let Some(next) = is_start.then(|| self.cut_line(bytes, at, places)).flatten() {
                    return next;
                }
                self.text(byte, at, places);
                at + 1
            }
            State::Row => {
                let end = memchr(b'\n', &bytes[at..]).map(|len| at + len);
                self.row(bytes, end, places)
            }
            State::Brace => match byte {
                b'"' | b'\'' | b'\\' if self.position(at) - self.start <= self.open.max => {
                    self.open.begin(self.start, self.start_line);
                    self.token = self.position(at);
                    self.state = if byte == b'\\' {
                        State::Encoded(Encoded::ESCAPED)
                    } else {
                        State::Object(Expected::KeyOrEnd)
                    };
                    at
                }
                b' ' | b'\t' | b'\r' => at + 1,
                b'\n' => {
                    self.next_line(at);
                    at + 1
                }
                // Treat an empty object as text.
                _ => {
                    self.is_text(places);
                    self.state = State::Text;
                    at + usize::from(byte == b'}')
                }
            },
            State::Encoded(encoded) => self.encoded(encoded, byte, at, bytes, places),
            State::Object(expected) => self.token(expected, byte, at, bytes, places),
            State::String(escape, expected) => {
                self.string(escape, expected, byte, at, bytes, places)
            }
            State::Literal => match byte {
                _ if is_in_literal(byte) => at + 1,
                _ if self.is_token_too_large(at)
                    || is_literal(&bytes[self.offset(self.token)..at]) =>
                {
                    self.end_token(at);
                    self.state = State::Object(Expected::CommaOrEnd);
                    at
                }
                _ => self.tear(bytes, at, places),
            },
        }
    }

    fn next_line(&mut self, at: usize) {
        self.lines += 1;
        self.line_start = self.position(at + 1);
        self.line.is_used = false;
    }

    /// Returns whether the token before a byte exceeds the maximum size of a value, so that some of
    /// it may have been dropped.
    fn is_token_too_large(&self, at: usize) -> bool {
        self.position(at) - self.token > self.open.max
    }

    fn position(&self, offset: usize) -> u64 {
        self.base + offset as u64
    }

    fn offset(&self, position: u64) -> usize {
        usize::try_from(position - self.base).unwrap_or(usize::MAX)
    }

    /// Returns the first byte to keep.
    fn keep(&mut self, bytes: &[u8], places: &mut Vec<Place>) -> usize {
        let end = self.position(bytes.len());
        let max = self.open.max;
        self.brace = self.brace.filter(|brace| end - brace.position <= max);
        loop {
            let token = Some(self.token).filter(|_| !self.is_token_dropped);
            let value = self.open.kept_from();
            let brace = self.brace.map(|brace| brace.position);
            let keep = match self.state {
                State::Text => None,
                State::Brace | State::Encoded(_) => Some(self.start),
                State::Row => token,
                State::String(..) | State::Literal => {
                    [value, token, brace].into_iter().flatten().min()
                }
                State::Object(_) => value.or(brace),
            };
            let keep = keep.unwrap_or(end);
            if end - keep <= self.open.max {
                return self.offset(keep);
            }
            match self.state {
                State::Brace => {
                    self.is_text(places);
                    self.state = State::Text;
                }
                State::Encoded(_) => {
                    self.problem(Problem::TooLarge, places);
                    self.end_value();
                }
                State::Object(_)
                | State::String(_, Expected::Colon | Expected::CommaOrEnd)
                | State::Literal
                    if self.open.drop_outermost(self.base, places) => {}
                _ => self.is_token_dropped = true,
            }
        }
    }

    /// Ends the log. Returns the position from which to scan again, if any.
    fn end(&mut self, bytes: &[u8], places: &mut Vec<Place>) -> Option<usize> {
        let at = bytes.len();
        match self.state {
            State::Text => {}
            State::Row
                if self.mode == Mode::Table
                    || table::is_header(&bytes[self.offset(self.start)..]) =>
            {
                self.row(bytes, Some(at), places);
            }
            // The log ends inside a header, which has no value.
            State::Row => self.line.has_text = bytes[self.offset(self.start)..].is_ascii(),
            State::Brace => self.is_text(places),
            State::Encoded(_) | State::Object(_) | State::String(..) | State::Literal => {
                let next = match self.state {
                    State::Encoded(encoded) => self.encoded(encoded, b'\n', at, bytes, places),
                    _ => self.tear(bytes, at, places),
                };
                if next < at {
                    return Some(next);
                }
            }
        }
        self.end_line(places);
        if self.arrays > 0 {
            self.problem(Problem::OpenArray, places);
        }
        None
    }
}
