//! Lines that are cut as a whole.

use super::{Mode, Scanner, State};
use crate::diagnose::problem::Problem;
use crate::diagnose::split::{Place, PlaceKind};
use crate::diagnose::table;
use memchr::memchr;

impl Scanner {
    /// Cuts a line, if it can be read on its own. Returns the start of the next line.
    ///
    /// This is the case if it starts with `{"` and ends with `}`, and the next line starts with
    /// `{`: an object of several lines cannot continue with a `{` after a `}`.
    pub(super) fn cut_line(
        &mut self,
        bytes: &[u8],
        at: usize,
        places: &mut Vec<Place>,
    ) -> Option<usize> {
        if bytes[at] != b'{' {
            return self.start_row(bytes, at);
        }
        if self.is_in_torn || self.arrays > 0 {
            return None;
        }
        let end = at + memchr(b'\n', &bytes[at..])?;
        let line = bytes[at + 1..end].trim_ascii();
        // Treat an empty object as text.
        let is_object = line.starts_with(b"\"") && line.ends_with(b"}");
        // The line end counts as a byte of a torn value.
        let is_small = ((end - at) as u64) < self.open.max;
        if !is_object || bytes.get(end + 1) != Some(&b'{') || !is_small {
            return None;
        }
        places.push(Place { line: self.lines + 1, range: at..end, kind: PlaceKind::Line });
        self.next_line(end);
        Some(end + 1)
    }

    /// Starts a row, if the line may be one.
    pub(super) fn start_row(&mut self, bytes: &[u8], at: usize) -> Option<usize> {
        let is_row = if self.mode == Mode::Table {
            !matches!(bytes[at], b'[' | b'\n' | b'\r')
        } else {
            self.not_a_header != Some(self.line_start) && table::may_be_header(&bytes[at..])
        };
        if !is_row {
            return None;
        }
        self.start = self.position(at);
        self.token = self.start;
        self.is_token_dropped = false;
        self.state = State::Row;
        Some(at)
    }

    /// Ends a row, if its end is known. Returns the next byte.
    pub(super) fn row(
        &mut self,
        bytes: &[u8],
        end: Option<usize>,
        places: &mut Vec<Place>,
    ) -> usize {
        let complete = end.filter(|_| !self.is_token_dropped);
        if complete.is_some_and(|end| table::is_header(&bytes[self.offset(self.start)..end])) {
            self.mode = Mode::Table;
            self.end_value();
            return end.unwrap_or(bytes.len());
        }
        if self.mode != Mode::Table {
            let line = &bytes[self.offset(self.start)..end.unwrap_or(bytes.len())];
            if end.is_some() || !table::may_be_header(line) {
                self.not_a_header = Some(self.start);
                self.state = State::Text;
                return self.offset(self.start);
            }
        }
        let Some(end) = end else { return bytes.len() };
        if self.is_token_dropped || self.position(end) - self.start > self.open.max {
            self.problem(Problem::TooLarge, places);
            self.end_value();
        } else {
            let range = self.offset(self.start)..end;
            places.push(Place { line: self.lines + 1, range, kind: PlaceKind::Row });
            self.end_value();
        }
        end
    }
}
