//! Cutting a log into JSON values, block by block, in bounded memory.
//!
//! A log with one value per line is cut at line ends, so that a broken line costs only itself. An
//! array, and values of several lines, are cut where their brackets match. Each byte is examined
//! once, even if few bytes arrive at a time.

mod lines;
mod values;

use lines::Lines;
use serde::de::IgnoredAny;
use std::io::{self, ErrorKind, Read};
use std::ops::Range;
use values::Values;

/// The maximum bytes of a value. A response has at most 100 events, about 50 kB.
pub const MAX_VALUE: usize = 1 << 20;

/// The number of bytes that are read at once.
const BLOCK: usize = 1 << 18;

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Some values of a log.
#[derive(Debug, Default)]
pub struct Block {
    /// The bytes in use come first; the rest is spare memory.
    bytes: Vec<u8>,
    cuts: Cuts,
}

/// Where the values of a block are.
#[derive(Debug, Default)]
struct Cuts {
    /// The values, with the lines in which they start.
    values: Vec<(Range<usize>, u64)>,
    /// Messages about what is not a value, with the lines.
    broken: Vec<(u64, &'static str)>,
}

impl Cuts {
    fn too_large(&mut self, line: u64) {
        self.broken.push((line, "more than 1 MiB long"));
    }

    fn is_empty(&self) -> bool {
        self.values.is_empty() && self.broken.is_empty()
    }
}

impl Block {
    /// Returns the values and the lines in which they start.
    pub fn values(&self) -> impl Iterator<Item = (u64, &[u8])> {
        self.cuts.values.iter().map(|(range, line)| (*line, &self.bytes[range.clone()]))
    }

    /// Returns messages about what is not a value, with the lines.
    #[must_use]
    pub fn broken(&self) -> &[(u64, &'static str)] {
        &self.cuts.broken
    }
}

/// Cuts a log block by block.
#[derive(Debug)]
pub struct Blocks<R> {
    reader: R,
    /// The bytes that were read but are in no block yet.
    rest: Vec<u8>,
    at_end: bool,
    layout: Layout,
}

#[derive(Debug)]
enum Layout {
    /// More bytes are needed to decide.
    Unknown,
    Lines(Lines),
    Values(Values),
}

impl<R: Read> Blocks<R> {
    /// Creates an iterator over the blocks of a log.
    pub fn new(reader: R) -> Self {
        Self { reader, rest: Vec::new(), at_end: false, layout: Layout::Unknown }
    }

    /// Fills the block with the next values. False at the end of the log.
    ///
    /// # Errors
    ///
    /// The log cannot be read.
    pub fn fill(&mut self, block: &mut Block) -> io::Result<bool> {
        let Block { bytes, cuts } = block;
        cuts.values.clear();
        cuts.broken.clear();
        let mut len = self.rest.len();
        if bytes.len() < len + BLOCK {
            bytes.resize(len + BLOCK, 0);
        }
        bytes[..len].copy_from_slice(&self.rest);
        while !self.at_end && cuts.is_empty() {
            // The rest was examined the last time, unless the layout was unknown.
            let seen = if matches!(self.layout, Layout::Unknown) { 0 } else { len };
            if bytes.len() < len + BLOCK {
                bytes.resize(len + BLOCK, 0);
            }
            len += self.read(&mut bytes[len..])?;
            let end = self.cut(&bytes[..len], seen, cuts);
            if cuts.is_empty() {
                bytes.copy_within(end..len, 0);
                len -= end;
            } else {
                self.rest.clear();
                self.rest.extend_from_slice(&bytes[end..len]);
            }
        }
        Ok(!cuts.is_empty())
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

    /// Cuts all complete values and returns the end of the last one. The bytes before `seen` were
    /// examined before.
    fn cut(&mut self, bytes: &[u8], seen: usize, cuts: &mut Cuts) -> usize {
        let mut start = 0;
        if matches!(self.layout, Layout::Unknown) {
            if bytes.starts_with(BYTE_ORDER_MARK) {
                start = BYTE_ORDER_MARK.len();
            }
            self.layout = layout(&bytes[start..], self.at_end);
        }
        match &mut self.layout {
            Layout::Unknown => 0,
            Layout::Lines(lines) => lines.cut(bytes, start, seen.max(start), self.at_end, cuts),
            Layout::Values(values) => values.cut(bytes, seen.max(start), self.at_end, cuts),
        }
    }
}

/// Returns the layout that the start of a log shows.
fn layout(start: &[u8], at_end: bool) -> Layout {
    let lines = || Layout::Lines(Lines::default());
    let values = || Layout::Values(Values::default());
    let unless_more = || if at_end || start.len() > BLOCK { lines() } else { Layout::Unknown };
    let start = start.trim_ascii_start();
    match start.first() {
        None => unless_more(),
        Some(_) if BYTE_ORDER_MARK.starts_with(start) => unless_more(),
        Some(b'[') => values(),
        Some(b'{') => {
            let Some(end) = memchr::memchr(b'\n', start) else { return unless_more() };
            match serde_json::from_slice::<IgnoredAny>(&start[..end]) {
                // The value goes on, or it is torn and the next line is a value.
                Err(error) if error.is_eof() => match start[end..].trim_ascii_start().first() {
                    None => unless_more(),
                    Some(b'{') => lines(),
                    Some(_) => values(),
                },
                _ => lines(),
            }
        }
        Some(_) => lines(),
    }
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, Block, Blocks, MAX_VALUE};
    use std::io::{self, Read};

    type Cut = (Vec<(u64, String)>, Vec<u64>);

    /// Returns all values and the lines of messages.
    fn cut(log: impl Read) -> Cut {
        let mut blocks = Blocks::new(log);
        let mut block = Block::default();
        let (mut values, mut broken) = (Vec::new(), Vec::new());
        while blocks.fill(&mut block).unwrap() {
            let texts = block
                .values()
                .map(|(line, text)| (line, String::from_utf8_lossy(text).trim().to_owned()));
            values.extend(texts);
            broken.extend(block.broken().iter().map(|(line, _)| *line));
        }
        (values, broken)
    }

    /// Reads one byte at a time.
    struct Drip<'a>(&'a [u8]);

    impl Read for Drip<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let len = buffer.len().min(1);
            self.0.read(&mut buffer[..len])
        }
    }

    fn expect<const N: usize, const M: usize>(
        log: &str,
        values: [(u64, &str); N],
        broken: [u64; M],
    ) {
        let values = values.map(|(line, text)| (line, text.to_owned())).to_vec();
        let expected = (values, broken.to_vec());
        assert_eq!(cut(log.as_bytes()), expected, "{log}");
        assert_eq!(cut(Drip(log.as_bytes())), expected, "{log}, dripping");
    }

    #[test]
    fn one_value_per_line() {
        expect("", [], []);
        expect("\n \n", [], []);
        expect("{}\n\n{\"a\"\r\nx\n{}", [(1, "{}"), (3, "{\"a\""), (4, "x"), (5, "{}")], []);
        expect("\u{feff}{\"a\":1,\n{}\n", [(1, "{\"a\":1,"), (2, "{}")], []);
        expect("{\"a\":1,x\n\"b\":2}\n", [(1, "{\"a\":1,x"), (2, "\"b\":2}")], []);
        expect("{", [(1, "{")], []);
        expect("\u{feff}", [], []);
    }

    #[test]
    fn an_array() {
        expect(
            "[{},{\"a\":[{\"b\":\"}]\\\"}\"}]}]",
            [(1, "{}"), (1, "{\"a\":[{\"b\":\"}]\\\"}\"}]}")],
            [],
        );
        expect(
            "\u{feff}[\n {\n  \"a\": 1\n },\n {}\n]\n[{}]",
            [(2, "{\n  \"a\": 1\n }"), (5, "{}"), (7, "{}")],
            [],
        );
        expect("[]", [], []);
    }

    #[test]
    fn values_of_several_lines() {
        expect("{\n\"a\": 1\n}\n{\n}", [(1, "{\n\"a\": 1\n}"), (4, "{\n}")], []);
    }

    #[test]
    fn a_broken_value_costs_only_itself() {
        expect("[\"a,{\\\"\",{}]", [(1, "\"a,{\\\"\""), (1, "{}")], []);
        expect(
            "[1, true\n,{}, \"x\", {}]",
            [(1, "1"), (1, "true"), (2, "{}"), (2, "\"x\""), (2, "{}")],
            [],
        );
        // A string that does not end, a bracket that is missing, one too many, and the wrong one.
        expect("[\n{\"a\":\"},\n{}]", [(2, "{\"a\":\"},"), (3, "{}")], []);
        expect("[\n{\"a\":\"\\\n{}]", [(2, "{\"a\":\"\\"), (3, "{}")], []);
        expect("[{\"a\":1,\n{\"b\":{}}]", [(1, "{\"a\":1,"), (2, "{\"b\":{}}")], []);
        expect("[{\"a\":[1\n{}]", [(1, "{\"a\":[1"), (2, "{}")], []);
        expect("[{}}}},\n{}]", [(1, "{}"), (1, "}}}"), (2, "{}")], []);
        expect("[{}]]\n{}", [(1, "{}"), (1, "]"), (2, "{}")], []);
        expect("[]]]", [(1, "]"), (1, "]")], []);
        expect("[{\"a\":[{}},\n \"b\":2},\n{}]", [(1, "{\"a\":[{}}"), (3, "{}")], []);
    }

    #[test]
    fn extra_closing_brackets_are_messages() {
        expect("[{}]]\n]{}", [(1, "{}"), (1, "]"), (2, "]"), (2, "{}")], []);
    }

    #[test]
    fn a_torn_array_is_reported() {
        expect("[{},\n{\"a\":", [(1, "{}"), (2, "{\"a\":")], [2]);
        expect("[{},\n{}\n", [(1, "{}"), (2, "{}")], [3]);
        expect("{\n\"a\":", [(1, "{\n\"a\":")], []);
    }

    #[test]
    fn values_may_cross_blocks() {
        let line = format!("{{\"a\":\"{}\"}}", "x".repeat(BLOCK / 3));
        for (start, between, end) in [("", "\n", "\n"), ("", "\n", ""), ("[", ",\n", "]")] {
            let log = format!("{start}{}{end}", vec![line.clone(); 20].join(between));
            let expected: Vec<_> = (1..=20).map(|number| (number, line.clone())).collect();
            assert_eq!(cut(log.as_bytes()), (expected, vec![]));
        }
    }

    #[test]
    fn values_that_are_too_large_are_skipped() {
        let large = "x".repeat(MAX_VALUE + 1);
        let numbered = |lines: [u64; 2]| lines.map(|line| (line, "{}".to_owned())).to_vec();
        let log = format!("{{}}\n{large}{large}\n{{}}\n{large}");
        assert_eq!(cut(log.as_bytes()), (numbered([1, 3]), vec![2, 4]));
        let log = format!("[{{}},\n{{\"{large}{large}\":\n1}},\n{{}}]");
        assert_eq!(cut(log.as_bytes()), (numbered([1, 4]), vec![2]));
        let log = format!("[{{}},\n{large}{large},\n{{}}]");
        assert_eq!(cut(log.as_bytes()), (numbered([1, 3]), vec![2]));
    }

    #[test]
    fn a_value_may_have_the_maximum_size() {
        let text = "x".repeat(MAX_VALUE - "{\"a\":\"\"}".len());
        for (start, end) in [("", "\n"), ("[", "]")] {
            let log = format!("{start}{{\"a\":\"{text}\"}}{end}");
            let (values, broken) = cut(log.as_bytes());
            assert_eq!((values.len(), broken.len()), (1, 0));
        }
    }

    #[test]
    fn unbounded_input_takes_bounded_memory() {
        for start in ["", "[", "[{\"", "{\n\""] {
            let mut blocks = Blocks::new(start.as_bytes().chain(io::repeat(b'x').take(64 << 20)));
            let mut block = Block::default();
            let mut broken = 0;
            while blocks.fill(&mut block).unwrap() {
                broken += block.broken().len();
                assert!(block.bytes.len() <= MAX_VALUE + 2 * BLOCK);
                assert!(blocks.rest.len() <= MAX_VALUE);
            }
            assert!(broken > 0);
        }
    }
}
