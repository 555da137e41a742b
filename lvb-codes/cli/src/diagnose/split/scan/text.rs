//! Text outside values, and its lines.

use super::{Color, Scanner, State};
use crate::diagnose::problem::Problem;
use crate::diagnose::split::{Place, PlaceKind};

/// The contents of the current line so far.
#[derive(Debug, Default)]
pub(super) struct Line {
    pub(super) has_value: bool,
    pub(super) has_text: bool,
    /// Whether it has more than white space and brackets.
    pub(super) is_used: bool,
}

impl Scanner {
    pub(super) fn text(&mut self, byte: u8, at: usize, places: &mut Vec<Place>) {
        match byte {
            b'{' => {
                self.start = self.position(at);
                self.start_line = self.lines + 1;
                self.start_of_line = self.line_start;
                self.line.is_used = true;
                self.state = State::Brace;
            }
            // An array may have strings that contain objects.
            b'"' => {
                self.line.has_text = true;
                self.line.is_used = true;
            }
            b'\n' => {
                self.end_line(places);
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
    }

    /// Reads a byte of an escape sequence of a terminal.
    pub(super) fn color(
        &mut self,
        byte: u8,
        at: usize,
        bytes: &[u8],
        places: &mut Vec<Place>,
    ) -> usize {
        self.color = match (self.color, byte) {
            (Color::None, _) => Color::Escape,
            (Color::Escape, b'[') | (Color::Parameters, 0x20..=0x3f) => Color::Parameters,
            (Color::Parameters, 0x40..=0x7e) => Color::None,
            _ => {
                self.color = Color::None;
                return match self.state {
                    State::Object(_) | State::String(..) | State::Literal => {
                        self.tear(bytes, at, places)
                    }
                    _ => at,
                };
            }
        };
        at + 1
    }

    /// Notes that the possible value turned out to be text.
    pub(super) fn is_text(&mut self, places: &mut Vec<Place>) {
        self.line.has_text = true;
        if self.start_line <= self.lines {
            let lines = std::mem::replace(&mut self.lines, self.start_line - 1);
            self.end_line(places);
            self.lines = lines;
        }
    }

    pub(super) fn end_line(&mut self, places: &mut Vec<Place>) {
        if self.line.has_text && !self.line.has_value && !self.is_in_torn {
            self.problem(Problem::NoValue, places);
        }
        self.line.has_text = false;
        self.line.has_value = false;
    }

    pub(super) fn problem(&self, problem: Problem, places: &mut Vec<Place>) {
        places.push(Place { line: self.lines + 1, range: 0..0, kind: PlaceKind::Problem(problem) });
    }
}
