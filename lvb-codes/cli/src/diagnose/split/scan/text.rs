//! Text outside values, and its lines.

use super::encoded::Encoded;
use super::{Color, Expected, Mode, Scanner, State};
use crate::diagnose::problem::Problem;

/// The contents of the current line so far.
#[derive(Debug, Default)]
pub(super) struct Line {
    pub(super) has_value: bool,
    pub(super) has_text: bool,
    /// Whether it has more than white space and brackets.
    pub(super) is_used: bool,
}

impl Scanner {
    /// Reads a byte outside of values, or a line that can be cut as a whole.
    pub(super) fn text(&mut self, bytes: &[u8], at: usize) -> usize {
        let is_start = self.position(at) == self.line_start && self.mode != Mode::Inside;
        if let Some(next) = is_start.then(|| self.cut_line(bytes, at)).flatten() {
            return next;
        }
        match bytes[at] {
            b'{' => {
                self.start = self.mark(self.position(at));
                self.line.is_used = true;
                self.state = State::Brace;
            }
            // This does not end an open array, unlike other text: its strings may contain objects.
            b'"' => {
                self.line.has_text = true;
                self.line.is_used = true;
            }
            b'\n' => {
                self.end_line();
                self.next_line(at);
            }
            b'[' => self.arrays += u64::from(!self.line.is_used),
            b']' => self.arrays = self.arrays.saturating_sub(1),
            // These separate values: white space, commas, brackets left by a torn value, NUL,
            // record separators and byte order marks.
            b' ' | b'\t' | b'\r' | b',' | b'}' | 0 | 0x1e | 0xef | 0xbb | 0xbf => {}
            _ => {
                self.line.has_text = true;
                self.line.is_used = true;
                self.arrays = 0;
            }
        }
        at + 1
    }

    /// Begins an object at the brace before this byte, if the byte starts its first key.
    pub(super) fn first_key(&mut self, bytes: &[u8], at: usize) -> usize {
        match bytes[at] {
            b' ' | b'\t' | b'\r' => at + 1,
            b'\n' => {
                self.next_line(at);
                at + 1
            }
            b'"' | b'\'' | b'\\' | b'b' | b'u' if self.fits(self.start.position, at) => {
                self.open.begin(self.start.position, self.start.lines + 1);
                self.token = self.position(at);
                let is_encoded = bytes[at] == b'\\';
                let object = State::Object(Expected::KeyOrEnd);
                self.state = if is_encoded { State::Encoded(Encoded::ESCAPED) } else { object };
                at
            }
            // Treat an empty object as text.
            byte => {
                self.is_text();
                self.state = State::Text;
                at + usize::from(byte == b'}')
            }
        }
    }

    /// Reads a byte of an escape sequence of a terminal.
    pub(super) fn color(&mut self, bytes: &[u8], at: usize) -> usize {
        self.color = match (self.color, bytes[at]) {
            (Color::None, _) => Color::Escape,
            (Color::Escape, b'[') | (Color::Parameters, 0x20..=0x3f) => Color::Parameters,
            (Color::Parameters, 0x40..=0x7e) => Color::None,
            _ => {
                self.color = Color::None;
                return match self.state {
                    State::Object(_) | State::String(..) | State::Literal | State::Printed(_) => {
                        self.tear(bytes, at)
                    }
                    _ => at,
                };
            }
        };
        at + 1
    }

    /// Notes that the possible value turned out to be text.
    pub(super) fn is_text(&mut self) {
        self.line.has_text = true;
        if self.start.lines < self.lines {
            let lines = std::mem::replace(&mut self.lines, self.start.lines);
            self.end_line();
            self.lines = lines;
        }
    }

    pub(super) fn end_line(&mut self) {
        if self.line.has_text && !self.line.has_value && !self.is_in_torn {
            self.problem(Problem::NoValue);
        }
        self.line.has_text = false;
        self.line.has_value = false;
    }
}
