//! Opening logs: files, globs and standard input, compressed or not.

use crate::diagnose::progress::Counter;
use crate::error::Error;
use flate2::bufread::MultiGzDecoder;
use glob::MatchOptions;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// The bytes of a log.
pub type Reader = Box<dyn Read + Send>;

/// A pattern matches what it matches in a shell.
const GLOB: MatchOptions = MatchOptions {
    case_sensitive: true,
    require_literal_separator: true,
    require_literal_leading_dot: true,
};

/// The maximum window of a zstd frame, in bytes. The decoder holds about two windows.
pub const MAX_WINDOW: u64 = 16 << 20;

/// A log that is not open yet.
#[derive(Debug)]
pub enum Log {
    /// Standard input.
    Stdin,
    /// A file.
    File {
        /// Its path.
        path: PathBuf,
        /// Its size in bytes; none if it has no size, like a pipe.
        size: Option<u64>,
    },
}

/// Expands arguments to logs: `-` is standard input, and an argument that is not a file is a glob.
///
/// # Errors
///
/// The file does not exist, or no file matches the glob.
pub fn expand(arguments: &[PathBuf]) -> Result<Vec<Log>, Error> {
    let mut logs = Vec::new();
    for argument in arguments {
        let pattern = argument.to_str().filter(|text| text.contains(['*', '?', '[']));
        match pattern.filter(|_| !argument.exists()) {
            None if argument == Path::new("-") => logs.push(Log::Stdin),
            None => logs.push(file(argument.clone())?),
            Some(pattern) => {
                let paths = glob::glob_with(pattern, GLOB)
                    .map_err(|error| Error::new(format!("invalid pattern {pattern}: {error}")))?;
                let before = logs.len();
                for path in paths {
                    let path = path.map_err(|error| Error::new(error.to_string()))?;
                    if !path.is_dir() {
                        logs.push(file(path)?);
                    }
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
            "{name} is a folder; name the files in it, for example {name}/*.log"
        )));
    }
    let size = metadata.is_file().then_some(metadata.len());
    Ok(Log::File { path, size })
}

/// Returns the size of all logs, if it is known.
#[must_use]
pub fn size(logs: &[Log]) -> Option<u64> {
    let sizes = logs.iter().map(|log| match log {
        Log::Stdin => None,
        Log::File { size, .. } => *size,
    });
    sizes.sum()
}

impl Log {
    /// Returns the log's name in messages.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Stdin => "<stdin>".to_owned(),
            Self::File { path, .. } => path.display().to_string(),
        }
    }

    /// Opens the log. Its first bytes, not its name, say whether it is compressed.
    ///
    /// # Errors
    ///
    /// The log cannot be opened or read.
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
            Box::new(Zstd { source: reader, frame: FrameDecoder::new(), is_in_frame: false })
        } else {
            Box::new(reader)
        })
    }
}

/// Whether a zstd file starts like this. Parallel compressors begin files with a skippable frame.
fn is_zstd(start: &[u8]) -> bool {
    matches!(start, [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..])
}

/// Returns the error for a log that cannot be read.
#[must_use]
pub fn cannot_read(name: &str, error: &io::Error) -> Error {
    Error::new(format!("cannot read {name}: {error}"))
}

/// Decompresses a zstd file: a sequence of frames.
struct Zstd {
    source: BufReader<Reader>,
    frame: FrameDecoder,
    is_in_frame: bool,
}

impl Read for Zstd {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if self.is_in_frame {
                while self.frame.can_collect() == 0 && !self.frame.is_finished() {
                    let one = BlockDecodingStrategy::UptoBlocks(1);
                    self.frame.decode_blocks(&mut self.source, one).map_err(io::Error::other)?;
                }
                let read = self.frame.read(buffer)?;
                if read > 0 || buffer.is_empty() {
                    return Ok(read);
                }
                self.is_in_frame = false;
                let sum = self.frame.get_checksum_from_data();
                if sum.is_some() && sum != self.frame.get_calculated_checksum() {
                    return Err(io::Error::other("the checksum of a zstd frame does not match"));
                }
            }
            if self.source.fill_buf()?.is_empty() {
                return Ok(0);
            }
            let mut header = Recorded { source: &mut self.source, bytes: Vec::new() };
            match self.frame.init(&mut header) {
                Ok(()) if window(&header.bytes).is_some_and(|size| size > MAX_WINDOW) => {
                    return Err(io::Error::other(
                        "its zstd window is larger than 16 MiB; pipe the output of `zstd -dc --long=31` instead",
                    ));
                }
                Ok(()) => self.is_in_frame = true,
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

/// Keeps the bytes that are read from a source.
struct Recorded<'a, R> {
    source: &'a mut R,
    bytes: Vec<u8>,
}

impl<R: Read> Read for Recorded<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(buffer)?;
        self.bytes.extend_from_slice(&buffer[..read]);
        Ok(read)
    }
}

/// Returns the window size that the header of a zstd frame declares (RFC 8878, section 3.1.1.1).
fn window(header: &[u8]) -> Option<u64> {
    let descriptor = *header.get(4)?;
    let is_single_segment = descriptor & 0x20 != 0;
    if !is_single_segment {
        let window = u64::from(*header.get(5)?);
        let base = 1 << (10 + (window >> 3));
        return Some(base + base / 8 * (window & 7));
    }
    // The window is the whole content; its size follows the dictionary ID.
    let start = 5 + [0, 1, 2, 4][usize::from(descriptor & 3)];
    let len = [1, 2, 4, 8][usize::from(descriptor >> 6)];
    let size = header.get(start..start + len)?.iter().rev();
    Some(size.fold(0, |size, byte| size << 8 | u64::from(*byte)) + if len == 2 { 256 } else { 0 })
}

#[cfg(test)]
mod tests {
    use super::window;

    #[test]
    fn the_window_size_is_read_from_the_frame_header() {
        let header = |rest: &[u8]| window(&[&[0x28, 0xb5, 0x2f, 0xfd], rest].concat());
        assert_eq!(header(&[0x04, 0x68]), Some(8 << 20));
        assert_eq!(header(&[0x04, 0x69]), Some(9 << 20));
        assert_eq!(header(&[0x20, 7]), Some(7));
        assert_eq!(header(&[0x60, 7, 1]), Some(7 + 256 + 256));
        assert_eq!(header(&[0xa3, 9, 9, 9, 9, 0, 0, 0, 1]), Some(1 << 24));
        assert_eq!(header(&[0xe0, 1, 0, 0, 0, 1, 0, 0, 0]), Some((1 << 32) + 1));
        assert_eq!(header(&[0x04]), None);
        assert_eq!(header(&[0xe0, 1]), None);
    }
}
