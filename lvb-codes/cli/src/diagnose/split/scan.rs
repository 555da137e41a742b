//! Finds JSON objects in any text.

mod line;
mod object;
mod text;

use super::open::OpenValue;
use super::{MAX_VALUE, Place};
use crate::diagnose::json::{is_in_literal, is_literal};
use crate::diagnose::problem::Problem;
use crate::diagnose::table;
use memchr::memchr;
use text::Line;

const ESCAPE: u8 = 0x1b;

/// The state between two calls. Positions count from the start of the log.
#[derive(Debug, Default)]
pub(super) struct Scanner {
    /// The position of the first byte that is kept.
    base: u64,
    /// The number of line ends so far.
    lines: u64,
    line_start: u64,
    state: State,
    color: Color,
    /// Where a possible value starts, and whether its line has a value before it.
    start: u64,
    start_line: u64,
    open: OpenValue,
    /// Where the current string or literal starts.
    token: u64,
    /// Whether bytes of the current token were dropped.
    is_token_dropped: bool,
    /// The last brace of the last string, if nothing but a colon or comma may follow the string.
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

/// What is scanned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Mode {
    /// A log.
    #[default]
    Log,
    /// A log with rows of `lvb`'s own CSV.
    Table,
    /// A text in a log: it has no such rows, and no lines to cut unseen.
    Inside,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    /// Outside of values.
    #[default]
    Text,
    /// After a brace outside of values; a key may follow.
    Brace,
    /// After a quote outside of values; an encoded object may follow.
    Quote,
    /// In a row of a table.
    Row,
    /// In an object, outside of strings and literals.
    Object(Expected),
    /// In a string. The second value is what follows the string.
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
    /// Nothing: the string is not in an object.
    Text,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Escape {
    None,
    Backslash,
    Digits(u8),
}

/// An escape sequence of a terminal, such as `ESC [ 1 ; 31 m`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Color {
    #[default]
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
    /// Creates a scanner of a text inside of a log.
    pub(super) fn inside(line: u64) -> Self {
        Self { lines: line - 1, mode: Mode::Inside, ..Self::default() }
    }

    /// Scans the bytes after `seen`; those before it are kept from the last call. Returns the first
    /// byte to keep for the next call.
    pub(super) fn scan(
        &mut self,
        bytes: &[u8],
        seen: usize,
        at_end: bool,
        places: &mut Vec<Place>,
    ) -> usize {
        let mut at = seen;
        while at < bytes.len() {
            at = self.step(bytes, at, places);
        }
        if at_end {
            self.end(bytes, places);
            return bytes.len();
        }
        let keep = self.keep(bytes, places);
        self.base += keep as u64;
        keep
    }

    /// Reads at least one byte, or changes the state. Returns the next byte.
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
                b'"' if self.position(at) - self.start <= MAX_VALUE as u64 => {
                    self.open.begin(self.start, self.start_line);
                    self.open.open(b'{', self.start, self.start_line);
                    self.state = State::Object(Expected::KeyOrEnd);
                    at
                }
                b' ' | b'\t' | b'\r' => at + 1,
                b'\n' => {
                    self.next_line(at);
                    at + 1
                }
                // An empty object is part of a text.
                _ => {
                    self.is_text(places);
                    self.state = State::Text;
                    at + usize::from(byte == b'}')
                }
            },
            State::Quote => match byte {
                b'{' | b'[' | b' ' => at + 1,
                b'\\' if (2..=MAX_VALUE as u64).contains(&(self.position(at) - self.start)) => {
                    self.token = self.start;
                    self.is_token_dropped = false;
                    self.state = State::String(Escape::Backslash, Expected::Text);
                    at + 1
                }
                _ => {
                    self.line.has_text = true;
                    self.state = State::Text;
                    self.offset(self.start) + 1
                }
            },
            State::Object(expected) => self.token(expected, byte, at, bytes, places),
            State::String(escape, expected) => {
                self.string(escape, expected, byte, at, bytes, places)
            }
            State::Literal => match byte {
                _ if is_in_literal(byte) => at + 1,
                _ if self.is_token_dropped || is_literal(&bytes[self.offset(self.token)..at]) => {
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

    fn position(&self, offset: usize) -> u64 {
        self.base + offset as u64
    }

    fn offset(&self, position: u64) -> usize {
        usize::try_from(position - self.base).unwrap_or(usize::MAX)
    }

    /// Returns the first byte to keep.
    fn keep(&mut self, bytes: &[u8], places: &mut Vec<Place>) -> usize {
        let end = self.position(bytes.len());
        loop {
            let token = Some(self.token).filter(|_| !self.is_token_dropped);
            let keep = match self.state {
                State::Text => None,
                State::Brace | State::Quote => Some(self.start),
                State::Row | State::String(_, Expected::Text) => token,
                State::String(..) | State::Literal => match (self.open.kept_from(), token) {
                    (Some(start), Some(token)) => Some(start.min(token)),
                    (start, token) => start.or(token),
                },
                State::Object(_) => self.open.kept_from(),
            };
            let keep = keep.unwrap_or(end);
            if end - keep <= MAX_VALUE as u64 {
                return self.offset(keep);
            }
            match self.state {
                State::Brace | State::Quote => {
                    self.is_text(places);
                    self.state = State::Text;
                }
                State::Object(_)
                | State::String(_, Expected::Colon | Expected::CommaOrEnd)
                | State::Literal
                    if self.open.drop_outermost(self.base, places) => {}
                _ => self.is_token_dropped = true,
            }
        }
    }

    /// Ends the log.
    fn end(&mut self, bytes: &[u8], places: &mut Vec<Place>) {
        let at = bytes.len();
        match self.state {
            State::Text => {}
            State::Row
                if self.mode == Mode::Table
                    || table::is_header(&bytes[self.offset(self.start)..]) =>
            {
                self.row(bytes, Some(at), places);
            }
            // A part of the header has no value in it.
            State::Row => self.line.has_text = bytes[self.offset(self.start)..].is_ascii(),
            State::Brace | State::Quote => self.is_text(places),
            State::Object(_) | State::String(..) | State::Literal => {
                // Nothing is read again: a value that is torn in a string has no next one.
                self.brace = None;
                self.tear(bytes, at, places);
            }
        }
        self.end_line(places);
        if self.arrays > 0 {
            self.problem(Problem::OpenArray, places);
        }
    }
}
