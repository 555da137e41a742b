//! Reading files within a limit.

pub mod links;
mod lock;
pub mod transaction;

use crate::error::Error;
use doc_tables::{Source, Span, normalize};
use serde::de::DeserializeOwned;
use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::Path;
use std::sync::Arc;
use visible_text::visible;

/// The maximum size of a file, in bytes: a document with 200,000 codes. The vendored documents
/// have some thousand bytes.
pub const MAX_BYTES: u64 = 32 << 20;

/// Reads all bytes of a file; `-` is standard input.
///
/// # Errors
///
/// The file cannot be read, or has more than [`MAX_BYTES`].
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, Error> {
    let (name, bytes) = if path == Path::new("-") {
        ("standard input".to_owned(), read_limited(io::stdin().lock(), MAX_BYTES))
    } else {
        let bytes = File::open(path).and_then(|file| read_limited(file, MAX_BYTES));
        (path.display().to_string(), bytes)
    };
    let bytes = bytes.map_err(|error| Error::new(format!("cannot read {name}: {error}")))?;
    bytes.ok_or_else(|| Error::new(format!("{name} is larger than {} MiB", MAX_BYTES >> 20)))
}

/// Reads all bytes of a file. Returns `None` if the file does not exist.
///
/// # Errors
///
/// The file exists, but cannot be read.
pub fn read_if_exists(path: &Path) -> Result<Option<Vec<u8>>, Error> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::new(format!("cannot read {}: {error}", path.display()))),
    }
}

/// Reads to the end. Returns `None` if that is more than `max` bytes.
pub(crate) fn read_limited(file: impl Read, max: u64) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    file.take(max + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= max).then_some(bytes))
}

/// Reads a file as text; `-` is standard input.
///
/// # Errors
///
/// The file cannot be read, is too large, or is not text.
pub fn read(path: &Path) -> Result<Arc<Source>, Error> {
    let name =
        if path == Path::new("-") { "<stdin>".to_owned() } else { path.display().to_string() };
    Ok(Source::from_bytes(name, read_bytes(path)?)?)
}

/// Parses TOML; an error points into the source.
pub(crate) fn parse_toml<T: DeserializeOwned>(source: &Arc<Source>) -> Result<T, Error> {
    toml::from_str(source.text()).map_err(|error| {
        let span = Span::new(source, error.span().unwrap_or(0..0));
        Error::new(visible(&normalize(error.message()))).at(span)
    })
}

#[cfg(test)]
mod tests {
    use super::{MAX_BYTES, read_bytes};
    use std::fs::File;

    #[test]
    fn a_file_of_the_maximum_size_is_read() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("a.md");
        let file = File::create(&path).unwrap();
        file.set_len(MAX_BYTES).unwrap();
        assert_eq!(read_bytes(&path).unwrap().len() as u64, MAX_BYTES);
        file.set_len(MAX_BYTES + 1).unwrap();
        assert!(read_bytes(&path).is_err());
    }
}
