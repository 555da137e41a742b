//! Opening logs: files, globs and standard input, compressed or not.

mod kind;
mod utf16;
mod zstd;

use crate::error::Error;
use bzip2::bufread::MultiBzDecoder;
use flate2::bufread::MultiGzDecoder;
use glob::MatchOptions;
use indicatif::ProgressBar;
use kind::FileKind;
use lzma_rust2::XzReader;
use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use utf16::Utf16;
pub use zstd::MAX_WINDOW;
use zstd::Zstd;

pub(crate) type Reader = Box<dyn Read + Send>;

/// The maximum dictionary of an xz file, in bytes.
pub const MAX_DICTIONARY: u32 = 64 << 20;
/// The maximum memory of an xz decoder: the dictionary, and 512 KiB for everything else.
const XZ_MEMORY_KIB: u32 = (MAX_DICTIONARY >> 10) + 512;

/// Patterns match as in a shell.
const GLOB: MatchOptions = MatchOptions {
    case_sensitive: true,
    require_literal_separator: true,
    require_literal_leading_dot: true,
};

/// A log that is not open yet.
#[derive(Debug)]
pub(crate) enum Log {
    Stdin,
    File {
        path: PathBuf,
        /// Its size in bytes; none for a file without a size, such as a pipe.
        size: Option<u64>,
    },
    /// A log that cannot be read, with a message.
    Unreadable(String),
}

/// Expands arguments to logs: `-` is standard input; an argument that names no file is a glob.
pub(crate) fn expand(arguments: &[PathBuf]) -> Vec<Log> {
    if arguments.is_empty() {
        return vec![Log::Stdin];
    }
    let mut logs = Vec::new();
    for argument in arguments {
        let pattern = argument.to_str().filter(|text| text.contains(['*', '?', '[']));
        match pattern.filter(|_| !argument.exists()) {
            None if argument == Path::new("-") => logs.push(Log::Stdin),
            None => logs.push(file(argument.clone())),
            Some(pattern) => match matches(pattern) {
                Ok(files) => logs.extend(files),
                Err(message) => logs.push(Log::Unreadable(message)),
            },
        }
    }
    logs
}

/// Returns the files that match a pattern, without folders.
fn matches(pattern: &str) -> Result<Vec<Log>, String> {
    let paths = glob::glob_with(pattern, GLOB)
        .map_err(|error| format!("invalid pattern {pattern}: {error}"))?;
    let mut logs = Vec::new();
    for path in paths {
        match path {
            Ok(path) if path.is_dir() => {}
            Ok(path) => logs.push(file(path)),
            Err(error) => logs.push(Log::Unreadable(error.to_string())),
        }
    }
    if logs.is_empty() { Err(format!("no file matches {pattern}")) } else { Ok(logs) }
}

fn file(path: PathBuf) -> Log {
    let name = path.display();
    match fs::metadata(&path) {
        Err(error) => Log::Unreadable(cannot_read(&name.to_string(), &error).0),
        Ok(metadata) if metadata.is_dir() => Log::Unreadable(format!(
            "{name} is a folder; name the files in it, for example {name}/*.log"
        )),
        Ok(metadata) => {
            let size = metadata.is_file().then_some(metadata.len());
            Log::File { path, size }
        }
    }
}

/// Returns the total size of the logs, if it is known.
pub(crate) fn size(logs: &[Log]) -> Option<u64> {
    let sizes = logs.iter().map(|log| match log {
        Log::Stdin => None,
        Log::File { size, .. } => *size,
        Log::Unreadable(_) => Some(0),
    });
    sizes.sum()
}

impl Log {
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Stdin => "<stdin>".to_owned(),
            Self::File { path, .. } => path.display().to_string(),
            Self::Unreadable(_) => String::new(),
        }
    }

    /// Opens the log. The first bytes, not the name, determine the kind of file.
    pub(crate) fn open(&self, counter: &ProgressBar) -> Result<Reader, Error> {
        let failed = |error: io::Error| cannot_read(&self.name(), &error);
        let reader: Reader = match self {
            Self::Unreadable(message) => return Err(Error::new(message)),
            Self::Stdin => Box::new(counter.wrap_read(io::stdin())),
            Self::File { path, .. } => {
                Box::new(counter.wrap_read(File::open(path).map_err(failed)?))
            }
        };
        let (kind, reader) = kind::of(reader).map_err(failed)?;
        // A compressed text may also be in UTF-16.
        let (kind, reader) = match decompress(kind, reader) {
            Ok(decompressed) => kind::of(decompressed).map_err(failed)?,
            Err(text) => (kind, text),
        };
        match kind {
            FileKind::Text => Ok(Box::new(reader)),
            FileKind::Utf16(order) => Ok(Box::new(Utf16::new(reader, order))),
            FileKind::Other(name) => Err(Error::new(format!("{} is {name}", self.name()))),
            FileKind::Gzip | FileKind::Zstd | FileKind::Bzip2 | FileKind::Xz => {
                Err(Error::new(format!("{} is compressed twice: unpack it first", self.name())))
            }
        }
    }
}

/// Decompresses a compressed log; returns any other log unchanged.
fn decompress(kind: FileKind, reader: BufReader<Reader>) -> Result<Reader, BufReader<Reader>> {
    Ok(match kind {
        FileKind::Gzip => Box::new(MultiGzDecoder::new(reader)),
        FileKind::Zstd => Box::new(Zstd::new(reader)),
        FileKind::Bzip2 => Box::new(MultiBzDecoder::new(reader)),
        FileKind::Xz => Box::new(XzReader::new_mem_limit(reader, true, XZ_MEMORY_KIB)),
        FileKind::Text | FileKind::Utf16(_) | FileKind::Other(_) => return Err(reader),
    })
}

pub(crate) fn cannot_read(name: &str, error: &io::Error) -> Error {
    Error::new(format!("cannot read {name}: {error}"))
}
