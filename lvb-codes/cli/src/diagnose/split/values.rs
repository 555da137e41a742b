//! A log of arrays or of objects with several lines.
//!
//! This module only finds where an object ends; the parser checks the text between the brackets. If
//! a string does not end on its line, or the brackets do not match, the object ends there and the
//! search goes on for the next one.

use super::{Cuts, MAX_VALUE};
use memchr::memchr3;

/// The state between two calls.
#[derive(Debug, Default)]
pub(super) struct Values {
    state: State,
    /// The number of line ends so far.
    lines: u64,
    /// The number of open arrays around the values.
    arrays: u64,
    /// The line in which the current value starts.
    line: u64,
    /// The open brackets of the current object.
    open: Vec<u8>,
    /// The last byte of the current object that is not white space.
    before: u8,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum State {
    #[default]
    Between,
    Object,
    String,
    Escape,
    /// In something else in the place of an object.
    Other,
    /// After a broken object, before the next one.
    Skipping,
}

impl Values {
    /// Cuts the values and returns the end of the last one. The bytes before `seen` are the start of
    /// a value that was examined before.
    pub(super) fn cut(
        &mut self,
        bytes: &[u8],
        seen: usize,
        at_end: bool,
        cuts: &mut Cuts,
    ) -> usize {
        let mut start = 0;
        let mut at = seen;
        while at < bytes.len() {
            let byte = bytes[at];
            match self.state {
                State::Between => {
                    match byte {
                        b'[' => self.arrays += 1,
                        b']' if self.arrays > 0 => self.arrays -= 1,
                        b'\n' => self.lines += 1,
                        b',' | b' ' | b'\t' | b'\r' => {}
                        _ => {
                            start = at;
                            self.line = self.lines + 1;
                            self.state = match byte {
                                b'{' => State::Object,
                                b'"' => State::String,
                                _ => State::Other,
                            };
                            if byte == b'{' {
                                continue;
                            }
                        }
                    }
                    at += 1;
                }
                State::Other => match byte {
                    b'{' | b',' | b']' | b'\n' => self.end(start, at, State::Between, cuts),
                    _ => at += 1,
                },
                State::Skipping if byte == b'{' => self.state = State::Between,
                State::Skipping => {
                    self.lines += u64::from(byte == b'\n');
                    at += 1;
                }
                State::Object => match byte {
                    b'{' if !self.may_begin() => self.end(start, at, State::Between, cuts),
                    _ => {
                        at += 1;
                        if let Some(next) = self.goes_on(byte) {
                            self.end(start, at, next, cuts);
                        }
                    }
                },
                State::String => match memchr3(b'"', b'\\', b'\n', &bytes[at..]) {
                    None => at = bytes.len(),
                    Some(len) => {
                        at += len;
                        match bytes[at] {
                            b'\n' => self.end(start, at, State::Skipping, cuts),
                            b'"' if self.open.is_empty() => {
                                at += 1;
                                self.end(start, at, State::Between, cuts);
                            }
                            b'"' => {
                                self.state = State::Object;
                                self.before = b'"';
                                at += 1;
                            }
                            _ => {
                                self.state = State::Escape;
                                at += 1;
                            }
                        }
                    }
                },
                State::Escape => {
                    self.state = State::String;
                    at += usize::from(byte != b'\n');
                }
            }
        }
        if matches!(self.state, State::Between | State::Skipping) {
            start = bytes.len();
        } else if at_end {
            self.end(start, bytes.len(), State::Between, cuts);
            start = bytes.len();
        } else if bytes.len() - start > MAX_VALUE {
            self.end(start, bytes.len(), State::Skipping, cuts);
            start = bytes.len();
        }
        if at_end && self.arrays > 0 {
            cuts.broken.push((self.lines + 1, "the log ends inside an array"));
        }
        start
    }

    /// Reads a byte of an object, outside of strings. If the object ends, returns the next state.
    fn goes_on(&mut self, byte: u8) -> Option<State> {
        match byte {
            b'"' => self.state = State::String,
            b'{' | b'[' => self.open.push(byte),
            b'}' | b']' => {
                // In ASCII, each closing bracket is its opening bracket plus two.
                if self.open.pop() != Some(byte - 2) {
                    return Some(State::Skipping);
                }
                if self.open.is_empty() {
                    return Some(State::Between);
                }
            }
            b'\n' => self.lines += 1,
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            self.before = byte;
        }
        None
    }

    /// Whether an object may begin after the byte before it.
    fn may_begin(&self) -> bool {
        match self.open.last() {
            None => true,
            Some(b'[') => matches!(self.before, b'[' | b','),
            Some(_) => self.before == b':',
        }
    }

    fn end(&mut self, start: usize, end: usize, next: State, cuts: &mut Cuts) {
        if end - start > MAX_VALUE {
            cuts.too_large(self.line);
        } else {
            cuts.values.push((start..end, self.line));
        }
        self.open.clear();
        self.state = next;
    }
}
