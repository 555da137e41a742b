//! Cutting a log into JSON values, in blocks of bounded size.
//!
//! A log with a value on each line is cut at line ends, so that a broken line costs that line alone.
//! An array, or values that take several lines, are cut where brackets match.

use memchr::{memchr, memchr_iter, memrchr};
use serde::de::IgnoredAny;
use std::io::{self, Read};
use std::ops::Range;

/// The bytes that a value may take.
const LARGEST: usize = 4 << 20;

/// The bytes that are read at once.
const BLOCK: usize = 1 << 18;

/// Some values of a log.
#[derive(Debug, Default)]
pub(crate) struct Block {
    bytes: Vec<u8>,
    /// Where each value is, and the line that it starts in.
    values: Vec<(Range<usize>, u64)>,
    /// Values that are too large to be read, by the line that they start in.
    pub(crate) too_large: Vec<u64>,
}

impl Block {
    pub(crate) fn values(&self) -> impl Iterator<Item = (u64, &[u8])> {
        self.values.iter().map(|(range, line)| (*line, &self.bytes[range.clone()]))
    }

    fn is_empty(&self) -> bool {
        self.values.is_empty() && self.too_large.is_empty()
    }
}

/// Cuts a log block by block.
pub(crate) struct Blocks<R> {
    reader: R,
    /// What is read, but in no block yet.
    rest: Vec<u8>,
    line: u64,
    layout: Option<Layout>,
    at_end: bool,
    /// The line on which a value started that is passed over until it ends.
    skipped: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Layout {
    Lines,
    Values,
}

impl<R: Read> Blocks<R> {
    pub(crate) fn new(reader: R) -> Self {
        Self { reader, rest: Vec::new(), line: 1, layout: None, at_end: false, skipped: false }
    }

    /// The next block; none at the end.
    pub(crate) fn next(&mut self) -> io::Result<Option<Block>> {
        loop {
            if self.at_end && self.rest.is_empty() {
                return Ok(None);
            }
            self.fill()?;
            let layout = *self.layout.get_or_insert_with(|| layout(&self.rest));
            let mut block = Block { bytes: std::mem::take(&mut self.rest), ..Block::default() };
            let end = match layout {
                Layout::Lines => self.lines(&mut block),
                Layout::Values => self.values(&mut block),
            };
            self.rest.extend_from_slice(&block.bytes[end..]);
            if !block.is_empty() {
                return Ok(Some(block));
            }
        }
    }

    /// Reads until there is a block's worth more than before, or the log ends.
    fn fill(&mut self) -> io::Result<()> {
        let is_first = self.layout.is_none();
        let wanted = BLOCK as u64;
        let read = self.reader.by_ref().take(wanted).read_to_end(&mut self.rest)?;
        self.at_end = (read as u64) < wanted;
        if is_first && self.rest.starts_with(b"\xef\xbb\xbf") {
            self.rest.drain(..3);
        }
        Ok(())
    }

    /// Takes all whole lines; gives where they end.
    fn lines(&mut self, block: &mut Block) -> usize {
        let bytes = &block.bytes;
        let mut start = 0;
        let ends = memchr_iter(b'\n', bytes).map(|end| (end, end + 1));
        let last = memrchr(b'\n', bytes).map_or(0, |end| end + 1);
        let unended = (self.at_end && last < bytes.len()).then_some((bytes.len(), bytes.len()));
        for (end, next) in ends.chain(unended) {
            let line = &bytes[start..end];
            if self.skipped {
                self.skipped = false;
            } else if line.len() > LARGEST {
                block.too_large.push(self.line);
            } else if !line.trim_ascii().is_empty() {
                block.values.push((start..end, self.line));
            }
            self.line += 1;
            start = next;
        }
        if bytes.len() - start > LARGEST {
            if !self.skipped {
                block.too_large.push(self.line);
            }
            self.skipped = true;
            return bytes.len();
        }
        start
    }

    /// Takes all whole values; gives where they end.
    fn values(&mut self, block: &mut Block) -> usize {
        let bytes = &block.bytes;
        let mut at = 0;
        while at < bytes.len() {
            match bytes[at] {
                b'\n' => {
                    self.line += 1;
                    self.skipped = false;
                    at += 1;
                }
                _ if self.skipped => {
                    at = memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |end| at + end);
                }
                b'[' | b']' | b',' | b' ' | b'\t' | b'\r' => at += 1,
                _ => {
                    let len =
                        value_len(&bytes[at..]).or_else(|| self.at_end.then_some(bytes.len() - at));
                    let Some(len) = len.filter(|len| *len <= LARGEST) else {
                        if bytes.len() - at <= LARGEST {
                            return at;
                        }
                        block.too_large.push(self.line);
                        self.skipped = true;
                        continue;
                    };
                    block.values.push((at..at + len, self.line));
                    self.line += memchr_iter(b'\n', &bytes[at..at + len]).count() as u64;
                    at += len;
                }
            }
        }
        at
    }
}

/// The length of the object that a text starts with; of anything else, up to the end of the line.
/// None if it goes on behind the text.
fn value_len(bytes: &[u8]) -> Option<usize> {
    if bytes[0] != b'{' {
        return memchr(b'\n', bytes);
    }
    let mut depth = 0_usize;
    let mut in_string = false;
    let mut is_escaped = false;
    for (at, byte) in bytes.iter().enumerate() {
        if in_string {
            match byte {
                _ if is_escaped => is_escaped = false,
                b'\\' => is_escaped = true,
                b'"' => in_string = false,
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => in_string = true,
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// Whether there is a value on each line, as far as the start of a log tells.
fn layout(start: &[u8]) -> Layout {
    let mut lines = start.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    let mut lines = lines.by_ref().filter(|line| !line.is_empty());
    let (first, second) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    let is_whole = || serde_json::from_slice::<IgnoredAny>(first).is_ok();
    // A line that is cut off is followed by one that is not.
    let goes_on = !second.is_empty() && !second.starts_with(b"{");
    match first.first() {
        Some(b'[') => Layout::Values,
        Some(b'{') if goes_on && !is_whole() => Layout::Values,
        _ => Layout::Lines,
    }
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, Blocks, LARGEST};
    use std::io::Read;

    /// All values with their lines, and the lines of what is too large.
    fn cut(log: impl Read) -> (Vec<(u64, String)>, Vec<u64>) {
        let mut blocks = Blocks::new(log);
        let (mut values, mut too_large) = (Vec::new(), Vec::new());
        while let Some(block) = blocks.next().unwrap() {
            let texts = block
                .values()
                .map(|(line, text)| (line, String::from_utf8_lossy(text).trim().to_owned()));
            values.extend(texts);
            too_large.extend(block.too_large);
        }
        (values, too_large)
    }

    fn values(log: &str) -> Vec<(u64, String)> {
        let (values, too_large) = cut(log.as_bytes());
        assert_eq!(too_large, [0; 0]);
        values
    }

    fn numbered<const N: usize>(values: [(u64, &str); N]) -> Vec<(u64, String)> {
        values.map(|(line, text)| (line, text.to_owned())).to_vec()
    }

    #[test]
    fn a_value_on_each_line() {
        assert_eq!(values(""), []);
        assert_eq!(values("\n \n"), []);
        assert_eq!(
            values("{}\n\n{\"a\"\r\nx\n{}"),
            numbered([(1, "{}"), (3, "{\"a\""), (4, "x"), (5, "{}")])
        );
        assert_eq!(values("\u{feff}{\"a\":1,\n{}\n"), numbered([(1, "{\"a\":1,"), (2, "{}")]));
    }

    #[test]
    fn an_array() {
        assert_eq!(
            values("[{},{\"a\":[{\"b\":\"}]\\\"}\"}]}]"),
            numbered([(1, "{}"), (1, "{\"a\":[{\"b\":\"}]\\\"}\"}]}")])
        );
        assert_eq!(
            values("[\n {\n  \"a\": 1\n },\n {}\n]\n[{}]"),
            numbered([(2, "{\n  \"a\": 1\n }"), (5, "{}"), (7, "{}")])
        );
        assert_eq!(
            values("[1, true\n,{}, {\"a\":"),
            numbered([(1, "1, true"), (2, "{}"), (2, "{\"a\":")])
        );
    }

    #[test]
    fn values_of_several_lines() {
        assert_eq!(values("{\n\"a\": 1\n}\n{\n}"), numbered([(1, "{\n\"a\": 1\n}"), (4, "{\n}")]));
    }

    #[test]
    fn blocks_end_anywhere() {
        let line = format!("{{\"a\":\"{}\"}}", "x".repeat(BLOCK / 3));
        for (start, between, end) in [("", "\n", "\n"), ("", "\n", ""), ("[", ",\n", "]")] {
            let log = format!("{start}{}{end}", vec![line.clone(); 20].join(between));
            let expected: Vec<_> = (1..=20).map(|number| (number, line.clone())).collect();
            assert_eq!(values(&log), expected);
        }
    }

    #[test]
    fn what_is_too_large_is_passed_over() {
        let large = "x".repeat(LARGEST + 1);
        let log = format!("{{}}\n{large}{large}\n{{}}\n{large}");
        assert_eq!(cut(log.as_bytes()), (numbered([(1, "{}"), (3, "{}")]), vec![2, 4]));
        let log = format!("[{{}},\n{{\"{large}{large}\":\n1}},\n{{}}]");
        assert_eq!(cut(log.as_bytes()).1, [2]);
        assert_eq!(cut(log.as_bytes()).0.last().unwrap().1, "{}");
    }

    #[test]
    fn endless_input_takes_bounded_memory() {
        let mut blocks = Blocks::new(std::io::repeat(b'x').take(64 << 20));
        let mut too_large = 0;
        while let Some(block) = blocks.next().unwrap() {
            assert!(block.bytes.len() <= LARGEST + 2 * BLOCK);
            too_large += block.too_large.len();
        }
        assert_eq!(too_large, 1);
    }
}
