//! Event logs: files, globs, standard input; compressed or not.

use crate::error::Error;
use crate::progress::Counter;
use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// The bytes of a log.
pub type Reader = Box<dyn Read + Send>;

/// One log, not opened yet.
#[derive(Debug)]
pub enum Log {
    /// What comes in on standard input.
    Stdin,
    /// A file that is there.
    File {
        /// Its path.
        path: PathBuf,
        /// Its size in bytes, unless it is a pipe, say.
        size: Option<u64>,
    },
}

/// The logs that the arguments stand for: `-` is standard input, and what is no file is a glob.
///
/// # Errors
///
/// There is no such file, or no file that matches.
pub fn expand(arguments: &[PathBuf]) -> Result<Vec<Log>, Error> {
    let mut logs = Vec::new();
    for argument in arguments {
        let pattern = argument.to_str().filter(|text| text.contains(['*', '?', '[']));
        match pattern.filter(|_| !argument.exists()) {
            None if argument == Path::new("-") => logs.push(Log::Stdin),
            None => logs.push(file(argument.clone())?),
            Some(pattern) => {
                let paths = glob::glob(pattern)
                    .map_err(|error| Error::new(format!("{pattern} is not a pattern: {error}")))?;
                let before = logs.len();
                for path in paths {
                    logs.push(file(path.map_err(|error| Error::new(error.to_string()))?)?);
                }
                if logs.len() == before {
                    return Err(Error::new(format!("no file matches {pattern}")));
                }
            }
        }
    }
    if logs.is_empty() {
        logs.push(Log::Stdin);
    }
    Ok(logs)
}

fn file(path: PathBuf) -> Result<Log, Error> {
    let name = path.display();
    let metadata = fs::metadata(&path).map_err(|error| cannot_read(&name.to_string(), &error))?;
    if metadata.is_dir() {
        return Err(Error::new(format!(
            "{name} is a folder; name the files in it, with {name}/*.log, say"
        )));
    }
    let size = metadata.is_file().then_some(metadata.len());
    Ok(Log::File { path, size })
}

/// The bytes of all logs, if that is known.
#[must_use]
pub fn size(logs: &[Log]) -> Option<u64> {
    let sizes = logs.iter().map(|log| match log {
        Log::Stdin => None,
        Log::File { size, .. } => *size,
    });
    sizes.sum()
}

impl Log {
    /// What it is called in messages.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Stdin => "<stdin>".to_owned(),
            Self::File { path, .. } => path.display().to_string(),
        }
    }

    /// Opens it, and decompresses it if it begins like a gzip or zstd file, whatever it is called.
    ///
    /// # Errors
    ///
    /// It cannot be opened, or not be read.
    pub fn open(&self, counter: &Counter) -> io::Result<Reader> {
        let reader: Reader = match self {
            Self::Stdin => Box::new(counter.count(io::stdin())),
            Self::File { path, .. } => Box::new(counter.count(File::open(path)?)),
        };
        let mut reader = BufReader::with_capacity(1 << 16, reader);
        let start = reader.fill_buf()?;
        Ok(if start.starts_with(&[0x1f, 0x8b]) {
            Box::new(MultiGzDecoder::new(reader))
        } else if is_zstd(start) {
            Box::new(Zstd { source: reader, frame: FrameDecoder::new(), is_within: false })
        } else {
            Box::new(reader)
        })
    }
}

/// Whether this begins a frame of zstd, or one to be skipped: parallel compressors write such a one
/// before each other one, so before the first.
fn is_zstd(start: &[u8]) -> bool {
    matches!(start, [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..])
}

/// A log that cannot be read.
#[must_use]
pub fn cannot_read(name: &str, error: &io::Error) -> Error {
    Error::new(format!("cannot read {name}: {error}"))
}

/// A zstd file: frames, one after the other.
struct Zstd {
    source: BufReader<Reader>,
    frame: FrameDecoder,
    is_within: bool,
}

impl Read for Zstd {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if self.is_within {
                while self.frame.can_collect() == 0 && !self.frame.is_finished() {
                    let one = BlockDecodingStrategy::UptoBlocks(1);
                    self.frame.decode_blocks(&mut self.source, one).map_err(io::Error::other)?;
                }
                let read = self.frame.read(buffer)?;
                if read > 0 || buffer.is_empty() {
                    return Ok(read);
                }
                self.is_within = false;
                let sum = self.frame.get_checksum_from_data();
                if sum.is_some() && sum != self.frame.get_calculated_checksum() {
                    return Err(io::Error::other("the checksum of a zstd frame does not match"));
                }
            }
            if self.source.fill_buf()?.is_empty() {
                return Ok(0);
            }
            match self.frame.init(&mut self.source) {
                Ok(()) => self.is_within = true,
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                    length,
                    ..
                })) => {
                    io::copy(&mut (&mut self.source).take(length.into()), &mut io::sink())?;
                }
                Err(error) => return Err(io::Error::other(error)),
            }
        }
    }
}
