//! Reading files within a limit.

pub mod links;
pub mod transaction;

use crate::error::Error;
use doc_tables::Source;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

/// The maximum size of a file, in bytes: a document with 200,000 codes. The vendored documents
/// have some thousand bytes.
pub const MAX_BYTES: u64 = 32 << 20;

/// Reads all bytes of a file; `-` is standard input.
///
/// # Errors
///
/// It cannot be read, or has more than [`MAX_BYTES`].
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, Error> {
    let (name, bytes) = if path == Path::new("-") {
        ("standard input".to_owned(), read_all(io::stdin().lock()))
    } else {
        (path.display().to_string(), File::open(path).and_then(read_all))
    };
    let bytes = bytes.map_err(|error| Error::new(format!("cannot read {name}: {error}")))?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(Error::new(format!("{name} is larger than {} MiB", MAX_BYTES >> 20)));
    }
    Ok(bytes)
}

/// Reads to the end, or a byte more than is taken.
pub(crate) fn read_all(file: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
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
    Ok(Source::from_bytes(name, read_bytes(path)?)?)
}

#[cfg(test)]
mod tests {
    use super::{MAX_BYTES, read_bytes};
    use std::fs::File;

    #[test]
    fn a_file_may_be_as_large_as_the_limit() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("a.md");
        let file = File::create(&path).unwrap();
        file.set_len(MAX_BYTES).unwrap();
        assert_eq!(read_bytes(&path).unwrap().len() as u64, MAX_BYTES);
        file.set_len(MAX_BYTES + 1).unwrap();
        assert!(read_bytes(&path).is_err());
    }
}
