//! Lines that are cut as a whole.

use super::{Mode, Scanner, State};
use crate::diagnose::split::Piece;
use crate::diagnose::table;
use memchr::memchr;

impl Scanner {
    /// Cuts a line, if it can be read on its own. Returns the start of the next line.
    ///
    /// This is the case if it starts with `{"` and ends with `}`, and the next line starts with
    /// `{`: an object of several lines cannot continue with a `{` after a `}`.
    pub(super) fn cut_line(&mut self, bytes: &[u8], at: usize) -> Option<usize> {
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
        self.piece(self.lines + 1, at..end, Piece::Line);
        self.next_line(end);
        Some(end + 1)
    }

    /// Starts a row, if the line may be one.
    fn start_row(&mut self, bytes: &[u8], at: usize) -> Option<usize> {
        let is_row = if self.mode == Mode::Table {
            !matches!(bytes[at], b'[' | b'\n' | b'\r')
        } else {
            self.not_a_header != Some(self.line_start) && table::may_be_header(&bytes[at..])
        };
        if !is_row {
            return None;
        }
        self.start = self.mark(self.position(at));
        self.token = self.start.position;
        self.is_token_dropped = false;
        self.state = State::Row;
        Some(at)
    }

    /// Ends a row or header, if the line ends. Returns the next byte.
    pub(super) fn row(&mut self, bytes: &[u8], at: usize) -> usize {
        let line_end = memchr(b'\n', &bytes[at..]).map(|len| at + len);
        let end = line_end.unwrap_or(bytes.len());
        if self.mode != Mode::Table {
            let line = &bytes[self.offset(self.token)..end];
            if line_end.is_none() && table::may_be_header(line) {
                return end;
            }
            if line_end.is_none() || !table::is_header(line) {
                self.not_a_header = Some(self.token);
                self.state = State::Text;
                return self.offset(self.token);
            }
        }
        if line_end.is_some() {
            self.end_row(bytes, end);
        }
        end
    }

    fn end_row(&mut self, bytes: &[u8], end: usize) {
        if self.is_token_dropped || !self.fits(self.token, end) {
            return self.is_too_large();
        }
        let range = self.offset(self.token)..end;
        if table::is_header(&bytes[range.clone()]) {
            self.mode = Mode::Table;
        } else {
            self.piece(self.lines + 1, range, Piece::Row);
        }
        self.end_value();
    }

    /// Ends a row or header with the log. Returns the next byte.
    pub(super) fn last_row(&mut self, bytes: &[u8]) -> usize {
        if self.mode == Mode::Table || table::is_header(&bytes[self.offset(self.token)..]) {
            self.end_row(bytes, bytes.len());
        } else {
            // The log ends inside a header, which has no value.
            self.line.has_text = bytes[self.offset(self.token)..].is_ascii();
        }
        bytes.len()
    }
}
