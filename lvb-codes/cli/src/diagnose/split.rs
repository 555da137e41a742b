//! Cutting a log into JSON values, block by block, in bounded memory.
//!
//! [`scan`] finds the values one by one, independent of their surroundings: a log may mix arrays,
//! values of several lines, several values per line, and text. A torn value does not affect others.
//!
//! A line that can be read on its own is cut without scanning it. The worker that reads it scans it
//! only if it is not exactly one object. Every other byte is scanned in order, even if few bytes
//! arrive at a time. After a torn value, the scanner may go back to its last brace.

mod open;
mod partial;
mod scan;

use crate::diagnose::problem::Problem;
use crate::diagnose::table::Header;
use partial::Partial;
use scan::Scanner;
use std::io::{self, ErrorKind, Read};
use std::ops::Range;

/// The maximum bytes of a value. A response has at most 100 events, about 50 kB.
pub const MAX_VALUE: usize = 1 << 20;

/// The number of bytes that are read at once.
const BLOCK: usize = 1 << 18;

/// A piece of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut<'a> {
    /// The line in which the piece starts.
    pub line: u64,
    /// The bytes of the piece.
    pub bytes: &'a [u8],
    /// The kind of the piece.
    pub piece: &'a Piece,
}

/// The kind of a piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A line that starts with `{"` and ends with `}`. It is usually one object; if not, [`rescan`]
    /// finds its values.
    Line,
    /// An object, or a string that contains one.
    Value,
    /// A complete object or string inside a value that is torn or too large.
    Inner,
    /// A row of a table.
    Row(Header),
    /// Something that cannot be read. It has no bytes.
    Problem(Problem),
}

/// The place of a [`Cut`] in the bytes.
#[derive(Clone, Debug)]
struct Place {
    line: u64,
    range: Range<usize>,
    piece: Piece,
}

impl Place {
    fn cut<'a>(&'a self, bytes: &'a [u8]) -> Cut<'a> {
        Cut { line: self.line, bytes: &bytes[self.range.clone()], piece: &self.piece }
    }
}

/// Some pieces of a log.
#[derive(Debug, Default)]
pub struct Block {
    /// The bytes in use come first; the rest is spare memory.
    bytes: Vec<u8>,
    places: Vec<Place>,
}

impl Block {
    /// Returns the pieces in order.
    pub fn cuts(&self) -> impl Iterator<Item = Cut<'_>> {
        self.places.iter().map(|place| place.cut(&self.bytes))
    }
}

/// Scans the bytes of a [`Piece::Line`], or any other complete text, for values.
pub fn rescan(line: u64, bytes: &[u8], mut each: impl FnMut(Cut<'_>)) {
    let mut places = Vec::new();
    Scanner::inside(line, MAX_VALUE).scan(bytes, 0, true, &mut places);
    for place in &places {
        each(place.cut(bytes));
    }
}

/// Cuts a log block by block.
#[derive(Debug)]
pub struct Blocks<R> {
    reader: R,
    /// The bytes that were read but are in no block yet.
    rest: Vec<u8>,
    at_end: bool,
    scanner: Scanner,
    partial: Partial,
}

impl<R: Read> Blocks<R> {
    /// Creates an iterator over the blocks of a log.
    pub fn new(reader: R) -> Self {
        Self {
            reader,
            rest: Vec::new(),
            at_end: false,
            scanner: Scanner::with_max(MAX_VALUE),
            partial: Partial::default(),
        }
    }

    /// Fills the block with the next pieces. Returns false at the end of the log.
    ///
    /// # Errors
    ///
    /// The log cannot be read. The next block contains the bytes before the error.
    pub fn fill(&mut self, block: &mut Block) -> io::Result<bool> {
        let Block { bytes, places } = block;
        places.clear();
        let mut len = self.rest.len();
        if bytes.len() < len + BLOCK {
            bytes.resize(len + BLOCK, 0);
        }
        bytes[..len].copy_from_slice(&self.rest);
        while !self.at_end && places.is_empty() {
            // The rest was scanned in an earlier round.
            let seen = len;
            if bytes.len() < len + BLOCK {
                bytes.resize(len + BLOCK, 0);
            }
            match self.read(&mut bytes[len..]) {
                Ok(read) => len += read,
                Err(error) => {
                    self.rest.clear();
                    self.rest.extend_from_slice(&bytes[..len]);
                    return Err(error);
                }
            }
            let end = self.scanner.scan(&bytes[..len], seen, self.at_end, places);
            let joined = self.partial.join(&bytes[..len], self.at_end, places);
            if places.is_empty() {
                bytes.copy_within(end..len, 0);
                len -= end;
            } else {
                self.rest.clear();
                self.rest.extend_from_slice(&bytes[end..len]);
            }
            if !joined.is_empty() {
                bytes.truncate(len);
                bytes.extend(joined);
            }
        }
        Ok(!places.is_empty())
    }

    /// Ends a log that cannot be read to its end: fills the block with the last pieces.
    pub fn end(&mut self, block: &mut Block) -> bool {
        let Block { bytes, places } = block;
        places.clear();
        if !self.at_end {
            self.at_end = true;
            bytes.clear();
            bytes.append(&mut self.rest);
            self.scanner.scan(bytes, bytes.len(), true, places);
            let joined = self.partial.join(bytes, true, places);
            bytes.extend(joined);
        }
        !places.is_empty()
    }

    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match self.reader.read(buffer) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Ok(0) => {
                    self.at_end = true;
                    return Ok(0);
                }
                read => return read,
            }
        }
    }
}

#[cfg(test)]
mod tests;
