//! Finds JSON objects in any text.

mod encoded;
mod line;
mod object;
mod text;

use super::open::OpenValue;
use super::{Piece, Place};
use crate::diagnose::dialect::Printed;
use crate::diagnose::problem::Problem;
use crate::diagnose::table::Header;
use encoded::Encoded;
use std::ops::Range;
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
    /// The start of the possible value or row.
    start: Mark,
    open: OpenValue,
    /// Where the current string, literal or row starts.
    token: u64,
    /// Whether bytes of the current token were dropped.
    is_token_dropped: bool,
    /// The quote that ends the current string.
    quote: u8,
    /// The last brace, if only an empty name or the end of a string was read after it. If the value
    /// is torn here, the next value may begin at this brace.
    brace: Option<Mark>,
    line: Line,
    /// Whether the text belongs to a torn value of several lines.
    is_in_torn: bool,
    /// The number of open arrays around the values.
    arrays: u64,
    mode: Mode,
    /// The header of the last table. The lines after it may be rows.
    header: Option<Header>,
    /// The start of a line that is not the header of a table.
    not_a_header: Option<u64>,
    /// The pieces found in this call.
    places: Vec<Place>,
}

/// The kind of text that is scanned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    /// A log.
    Log,
    /// A text inside a log. It has no tables, and every line is scanned.
    Inside,
}

/// The place of the next byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Outside of values, as after `INFO `.
    Text,
    /// In a possible value whose first key is next, as after `INFO {`.
    Brace,
    /// In an object with encoded quotes, as after `{\"a\":`.
    Encoded(Encoded),
    /// In a row of a table, as after `2022-08-29T`.
    Row,
    /// Between the tokens of an object, as after `{"a":`.
    Object(Expected),
    /// In a string, as after `{"a":"x`. The second value is the token that must follow the string.
    String(Escape, Expected),
    /// In a number, `true`, `false` or `null`, as after `{"a":tr`, or in the name of a printed value.
    Literal,
    /// In a printed value, as after `{"a":Decimal(`.
    Printed(Printed),
}

/// The next token of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Expected {
    /// As after `{`.
    KeyOrEnd,
    /// As after `{"a":1,`.
    Key,
    /// As after `{"a"`.
    Colon,
    /// As after `{"a":`, and after `[1,`.
    Value,
    /// As after `[`.
    ValueOrEnd,
    /// As after `{"a":1`.
    CommaOrEnd,
}

/// The place of the next byte in an escape of a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Escape {
    /// Outside of an escape.
    None,
    /// As after `\`.
    Backslash,
    /// As after `\u00`, with the number of digits that are missing.
    Digits(u8),
}

/// The place of the next byte in an escape sequence of a terminal, such as `ESC [ 1 ; 31 m`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Color {
    /// Outside of a sequence.
    None,
    /// As after `ESC`.
    Escape,
    /// As after `ESC [ 1 ;`.
    Parameters,
}

/// A position to which the scanner may return.
#[derive(Clone, Copy, Debug, Default)]
struct Mark {
    position: u64,
    /// The number of line ends before it.
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
            start: Mark::default(),
            open: OpenValue::with_max(max),
            token: 0,
            is_token_dropped: false,
            quote: b'"',
            brace: None,
            line: Line::default(),
            is_in_torn: false,
            arrays: 0,
            mode: Mode::Log,
            header: None,
            not_a_header: None,
            places: Vec::new(),
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
        let mut start = Some(seen);
        while let Some(mut at) = start.take() {
            while at < bytes.len() {
                at = self.step(bytes, at);
            }
            start = if at_end { self.end(bytes) } else { None };
        }
        let keep = if at_end { bytes.len() } else { self.keep(bytes) };
        self.base += keep as u64;
        places.append(&mut self.places);
        keep
    }

    /// Reads at least one byte, or changes the state. Returns the position of the next byte.
    fn step(&mut self, bytes: &[u8], at: usize) -> usize {
        let is_escape = bytes[at] == ESCAPE && !matches!(self.state, State::Literal | State::Row);
        if is_escape || self.color != Color::None {
            return self.color(bytes, at);
        }
        match self.state {
            State::Text => self.text(bytes, at),
            State::Brace => self.first_key(bytes, at),
            State::Encoded(encoded) => self.encoded(encoded, bytes[at], bytes, at),
            State::Row => self.row(bytes, at),
            State::Object(expected) => self.token(expected, bytes, at),
            State::String(escape, expected) => self.string(escape, expected, bytes, at),
            State::Literal => self.literal(bytes, at),
            State::Printed(printed) => self.printed(printed, bytes, at),
        }
    }

    /// Returns the first byte to keep. If this would be too much, gives up the oldest part.
    fn keep(&mut self, bytes: &[u8]) -> usize {
        let (end, max) = (self.position(bytes.len()), self.open.max);
        self.brace = self.brace.filter(|brace| end - brace.position <= max);
        loop {
            let first = self.first_needed().unwrap_or(end);
            if end - first <= max {
                return self.offset(first);
            }
            match self.state {
                State::Brace => {
                    self.is_text();
                    self.state = State::Text;
                }
                State::Encoded(_) => self.is_too_large(),
                State::Object(_) | State::String(..) | State::Literal | State::Printed(_)
                    if self.open.drop_outermost(self.base, &mut self.places) => {}
                _ => self.is_token_dropped = true,
            }
        }
    }

    /// Returns the first byte that may be needed again.
    fn first_needed(&self) -> Option<u64> {
        let token = Some(self.token).filter(|_| !self.is_token_dropped);
        let brace = self.brace.map(|brace| brace.position);
        match self.state {
            State::Text => None,
            State::Brace | State::Encoded(_) => Some(self.start.position),
            State::Row => token,
            State::Object(_) => self.open.kept_from().or(brace),
            State::String(..) | State::Literal | State::Printed(_) => {
                [self.open.kept_from(), token, brace].into_iter().flatten().min()
            }
        }
    }

    /// Ends the log. Returns the position from which to scan again, if any.
    fn end(&mut self, bytes: &[u8]) -> Option<usize> {
        let at = bytes.len();
        let next = match self.state {
            State::Text => at,
            State::Brace => {
                self.is_text();
                at
            }
            State::Row => self.end_row(bytes, Some(at)),
            State::Encoded(encoded) => self.encoded(encoded, b'\n', bytes, at),
            State::Object(_) | State::String(..) | State::Literal | State::Printed(_) => {
                self.tear(bytes, at)
            }
        };
        if next < at {
            return Some(next);
        }
        self.end_line();
        if self.arrays > 0 {
            self.problem(Problem::OpenArray);
        }
        None
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

    /// Returns a mark in the current line.
    fn mark(&self, position: u64) -> Mark {
        Mark { position, lines: self.lines, line_start: self.line_start }
    }

    /// Returns to a mark.
    fn go_to(&mut self, mark: Mark) -> usize {
        (self.lines, self.line_start) = (mark.lines, mark.line_start);
        self.offset(mark.position)
    }

    /// Whether the value, row or token that starts at this position fits into the maximum size.
    fn fits(&self, start: u64, at: usize) -> bool {
        self.position(at) - start <= self.open.max
    }

    fn piece(&mut self, line: u64, range: Range<usize>, piece: Piece) {
        self.places.push(Place { line, range, piece });
    }

    fn problem(&mut self, problem: Problem) {
        self.piece(self.lines + 1, 0..0, Piece::Problem(problem));
    }

    fn is_too_large(&mut self) {
        self.problem(Problem::TooLarge);
        self.end_value();
    }

    /// Ends a value or a row.
    fn end_value(&mut self) {
        self.line.has_value = true;
        self.line.is_used = true;
        self.is_in_torn = false;
        self.state = State::Text;
    }
}
