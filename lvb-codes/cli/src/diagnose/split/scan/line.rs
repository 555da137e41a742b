//! Lines that are cut as a whole.

use super::{Scanner, State};
use crate::diagnose::split::Piece;
use crate::diagnose::table::{self, Header};
use memchr::memchr;

impl Scanner {
    /// Cuts a line, if it can be read on its own, or starts a row. Returns the next byte, or none
    /// if the line must be scanned.
    ///
    /// A line can be read on its own if it starts with `{"` and ends with `}`, and the next line
    /// starts with `{`: an object of several lines cannot continue with a `{` after a `}`.
    pub(super) fn cut_line(&mut self, bytes: &[u8], at: usize) -> Option<usize> {
        if bytes[at] != b'{' {
            return self.start_row(bytes, at);
        }
        if self.is_in_torn || self.arrays > 0 {
            return None;
        }
        let end = at + memchr(b'\n', &bytes[at..])?;
        let line = bytes[at + 1..end].trim_ascii();
        // Treat an empty object as text. After two quotes, the first object has encoded quotes, and
        // others may follow.
        let is_object =
            line.starts_with(b"\"") && !line.starts_with(b"\"\"") && line.ends_with(b"}");
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
        let is_row = if self.header.is_some() {
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
        self.end_row(bytes, memchr(b'\n', &bytes[at..]).map(|len| at + len))
    }

    /// Ends a row or header, if its end is known. Returns the next byte.
    pub(super) fn end_row(&mut self, bytes: &[u8], end: Option<usize>) -> usize {
        let line_end = end.unwrap_or(bytes.len());
        let is_small = !self.is_token_dropped && self.fits(self.token, line_end);
        let line = if is_small { &bytes[self.offset(self.token)..line_end] } else { &[] };
        if let Some((end, header)) = end.zip(end.and_then(|_| Header::read(line))) {
            self.header = Some(header);
            self.end_value();
            return end;
        }
        let Some(header) = &self.header else {
            let may_be_header = end.is_none() && is_small && table::may_be_header(line);
            return if may_be_header { line_end } else { self.not_a_row() };
        };
        let Some(end) = end else { return line_end };
        if is_small {
            let piece = Piece::Row(header.clone());
            self.piece(self.lines + 1, self.offset(self.token)..end, piece);
            self.end_value();
        } else {
            self.is_too_large();
        }
        end
    }

    /// Returns the start of a line that is not a header after all, to scan it as text.
    fn not_a_row(&mut self) -> usize {
        self.not_a_header = Some(self.token);
        self.state = State::Text;
        self.offset(self.token)
    }
}
