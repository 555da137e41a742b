//! Lines of Docker's `json-file` driver, which cuts a line of output after 16 KiB: in
//! `{"log":"…","stream":"stdout"}`, only the last part of the output ends with a line feed.

use super::{MAX_VALUE, Piece, Place};
use std::mem;

/// The bytes of each part but the last.
const PART: usize = 16 << 10;

const START: &[u8] = b"{\"log\":\"";

/// Joins the parts of a line of output.
#[derive(Debug, Default)]
pub(super) struct Partial {
    unfinished: Option<Unfinished>,
}

/// A line of output whose last part is missing.
#[derive(Debug)]
struct Unfinished {
    /// The line of the first part.
    line: u64,
    /// The start of an object, up to the end of the text in its string.
    json: Vec<u8>,
    stream: Vec<u8>,
}

/// A line of the driver.
struct Part<'a> {
    /// The text as written in the string.
    text: &'a [u8],
    /// The member that tells standard output and standard error apart.
    stream: &'a [u8],
    is_last: bool,
}

impl Partial {
    /// Replaces parts by the whole. Returns the bytes of the replacements, which follow the other
    /// bytes.
    pub(super) fn join(&mut self, bytes: &[u8], at_end: bool, places: &mut Vec<Place>) -> Vec<u8> {
        let mut joined = Vec::new();
        if self.unfinished.is_none() && places.iter().all(|place| place.range.len() < PART) {
            return joined;
        }
        let len = bytes.len();
        for place in mem::take(places) {
            let part = match place.piece {
                Piece::Line | Piece::Value => Part::read(&bytes[place.range.clone()]),
                Piece::Inner | Piece::Row(_) | Piece::Problem(_) => None,
            };
            let Some(part) = part else {
                places.push(place);
                continue;
            };
            let unfinished = self.unfinished.as_mut().filter(|it| it.stream == part.stream);
            match unfinished.filter(|it| it.json.len() + part.text.len() <= MAX_VALUE) {
                Some(unfinished) => {
                    unfinished.json.extend_from_slice(part.text);
                    if part.is_last {
                        self.finish(len, places, &mut joined);
                    }
                }
                None if part.is_last => places.push(place),
                None => {
                    self.finish(len, places, &mut joined);
                    let json = [START, part.text].concat();
                    let stream = part.stream.to_owned();
                    self.unfinished = Some(Unfinished { line: place.line, json, stream });
                }
            }
        }
        if at_end {
            self.finish(len, places, &mut joined);
        }
        joined
    }

    fn finish(&mut self, len: usize, places: &mut Vec<Place>, joined: &mut Vec<u8>) {
        if let Some(Unfinished { line, json, .. }) = self.unfinished.take() {
            let start = len + joined.len();
            joined.extend_from_slice(&json);
            joined.extend_from_slice(b"\"}");
            let range = start..len + joined.len();
            places.push(Place { line, range, piece: Piece::Value });
        }
    }
}

impl<'a> Part<'a> {
    fn read(line: &'a [u8]) -> Option<Self> {
        let rest = line.strip_prefix(START)?;
        let mut end = 0;
        while *rest.get(end)? != b'"' {
            end += if rest[end] == b'\\' { 2 } else { 1 };
        }
        let text = &rest[..end];
        let stream = rest[end + 1..].split(|byte| *byte == b',').nth(1)?;
        Some(Self { text, stream, is_last: is_last(text) })
    }
}

/// Whether a text has the line feed of its line, or is shorter than the parts before the last.
fn is_last(text: &[u8]) -> bool {
    if text.len() < PART {
        return true;
    }
    let string = [b"\"", text, b"\""].concat();
    serde_json::from_slice::<String>(&string)
        .map_or(true, |text| text.len() < PART || text.ends_with('\n'))
}
