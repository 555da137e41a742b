//! A text file in memory, and places in it.

use crate::error::Error;
use std::fs::File;
use std::io::{self, Read};
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, OnceLock};

/// The size of a file that is still read, in bytes: that of a document with 200,000 codes. The
/// vendored ones have some thousand bytes.
pub const LARGEST: u64 = 32 << 20;

/// The text of a file, under the name by which it was opened.
#[derive(Debug)]
pub struct Source {
    name: String,
    text: String,
    /// Found only once somebody asks for a line: of a sound document nobody does.
    line_starts: OnceLock<Vec<usize>>,
}

impl Source {
    /// Wraps a text; a byte order mark at its start is left out.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Arc<Self> {
        let mut text = text.into();
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        Arc::new(Self { name: name.into(), text, line_starts: OnceLock::new() })
    }

    /// Decodes the bytes of a file.
    ///
    /// # Errors
    ///
    /// The bytes are not UTF-8, or hold a NUL, which no text does and which a browser drops.
    pub fn from_bytes(name: impl Into<String>, bytes: Vec<u8>) -> Result<Arc<Self>, Error> {
        let name = name.into();
        let not_text = |before: &[u8], what: &str| {
            let line = 1 + before.iter().filter(|&&byte| byte == b'\n').count();
            Error::new(format!("{name}:{line}: {what}"))
                .help("save the file as UTF-8 text, or take it from its publisher again")
        };
        if bytes.contains(&0) {
            let before = bytes.split(|&byte| byte == 0).next().unwrap_or_default();
            return Err(not_text(before, "a NUL byte, so this is not a text"));
        }
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Self::new(name, text)),
            Err(error) => {
                let (before, after) = error.as_bytes().split_at(error.utf8_error().valid_up_to());
                let what = format!("byte 0x{:02x} is not valid UTF-8", after[0]);
                Err(not_text(before, &what))
            }
        }
    }

    /// The path or other name that messages show.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The number, from 1, of the line that `offset` is in.
    #[must_use]
    pub fn line(&self, offset: usize) -> usize {
        self.line_starts().partition_point(|&start| start <= offset)
    }

    /// The bytes of a line, without its line end. `line` counts from 1.
    #[must_use]
    pub fn line_range(&self, line: usize) -> Range<usize> {
        let start = self.line_starts()[line - 1];
        let end = self.line_starts().get(line).copied();
        let text = &self.text[start..end.unwrap_or(self.text.len())];
        start..start + text.trim_end_matches(['\r', '\n']).len()
    }

    fn line_starts(&self) -> &[usize] {
        self.line_starts.get_or_init(|| {
            let line_ends = self.text.match_indices('\n');
            std::iter::once(0).chain(line_ends.map(|(at, _)| at + 1)).collect()
        })
    }
}

/// Reads all bytes of a file; `-` is standard input.
///
/// # Errors
///
/// It cannot be read, or has more than [`LARGEST`].
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, Error> {
    let (name, bytes) = if path == Path::new("-") {
        ("standard input".to_owned(), read_all(io::stdin().lock()))
    } else {
        (path.display().to_string(), File::open(path).and_then(read_all))
    };
    let bytes = bytes.map_err(|error| Error::new(format!("cannot read {name}: {error}")))?;
    if bytes.len() as u64 > LARGEST {
        return Err(Error::new(format!("{name} is larger than {} MiB", LARGEST >> 20)));
    }
    Ok(bytes)
}

/// Reads to the end, or a byte more than is taken.
pub(crate) fn read_all(file: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(LARGEST + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Reads a file as text; `-` is standard input.
///
/// # Errors
///
/// It cannot be read, is too large, or is not text.
pub fn read(path: &Path) -> Result<Arc<Source>, Error> {
    let name =
        if path == Path::new("-") { "<stdin>".to_owned() } else { path.display().to_string() };
    Source::from_bytes(name, read_bytes(path)?)
}

/// A range of bytes in a source, for a message to point at.
#[derive(Clone, Debug)]
pub struct Place {
    /// The file.
    pub source: Arc<Source>,
    /// The bytes of its text.
    pub range: Range<usize>,
}

impl Place {
    /// A place in a source.
    #[must_use]
    pub fn new(source: &Arc<Source>, range: Range<usize>) -> Self {
        Self { source: source.clone(), range }
    }

    /// The number, from 1, of the line that the range starts in.
    #[must_use]
    pub fn line(&self) -> usize {
        self.source.line(self.range.start)
    }

    /// The column, in characters from 1, that the range starts at.
    #[must_use]
    pub fn column(&self) -> usize {
        let line = self.source.line_range(self.line());
        let before = &self.source.text()[line.start..self.range.start];
        1 + before.chars().count()
    }
}

#[cfg(test)]
mod tests {
    use super::{LARGEST, Place, Source, read_bytes};
    use std::fs::File;

    #[test]
    fn lines_and_columns_count_from_one() {
        let source = Source::new("a.md", "한국\r\nab\n\nc");
        let at = |text: &str| {
            let start = source.text().find(text).unwrap();
            let place = Place { source: source.clone(), range: start..start + text.len() };
            (place.line(), place.column())
        };
        assert_eq!(at("한"), (1, 1));
        assert_eq!(at("국"), (1, 2));
        assert_eq!(at("b"), (2, 2));
        assert_eq!(at("c"), (4, 1));
        assert_eq!(source.line(source.text().len()), 4);
        assert_eq!(&source.text()[source.line_range(1)], "한국");
        assert_eq!(&source.text()[source.line_range(3)], "");
    }

    #[test]
    fn a_file_may_be_as_large_as_the_limit() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("a.md");
        let file = File::create(&path).unwrap();
        file.set_len(LARGEST).unwrap();
        assert_eq!(read_bytes(&path).unwrap().len() as u64, LARGEST);
        file.set_len(LARGEST + 1).unwrap();
        assert!(read_bytes(&path).is_err());
    }

    #[test]
    fn a_byte_order_mark_is_not_text() {
        assert_eq!(Source::new("a.md", "\u{feff}a").text(), "a");
    }

    #[test]
    fn what_is_not_text_is_refused_with_its_line() {
        let message = |bytes: &[u8]| {
            let error = Source::from_bytes("a.md", bytes.to_vec()).unwrap_err();
            error.message
        };
        assert_eq!(message(b"a\n\xff"), "a.md:2: byte 0xff is not valid UTF-8");
        assert_eq!(message(b"\n\na\0"), "a.md:3: a NUL byte, so this is not a text");
    }
}
