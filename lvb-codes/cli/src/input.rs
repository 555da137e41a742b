//! Event logs: files, globs, standard input; compressed or not.

use crate::error::Error;
use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::StreamingDecoder;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// One log, opened.
pub(crate) struct Input {
    pub(crate) name: String,
    pub(crate) reader: Box<dyn Read + Send>,
}

/// The paths that the arguments stand for: `-` and what is there stay; anything else is a glob.
pub(crate) fn expand(arguments: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
    let mut paths = Vec::new();
    for argument in arguments {
        let pattern = argument.to_str().filter(|text| text.contains(['*', '?', '[']));
        let Some(pattern) = pattern.filter(|_| !argument.exists()) else {
            paths.push(argument.clone());
            continue;
        };
        let found = glob::glob(pattern)
            .map_err(|error| Error::new(format!("{pattern} is not a pattern: {error}")))?;
        let before = paths.len();
        for path in found {
            paths.push(path.map_err(|error| Error::new(error.to_string()))?);
        }
        if paths.len() == before {
            return Err(Error::new(format!("no file matches {pattern}")));
        }
    }
    if paths.is_empty() {
        paths.push(PathBuf::from("-"));
    }
    Ok(paths)
}

/// Opens a log, and decompresses it if it begins like a gzip or zstd file, whatever it is called.
pub(crate) fn open(path: &Path) -> Result<Input, Error> {
    let (name, reader): (_, Box<dyn Read + Send>) = if path == Path::new("-") {
        ("<stdin>".to_owned(), Box::new(io::stdin()))
    } else {
        let name = path.display().to_string();
        let file = File::open(path).map_err(|error| cannot_read(&name, &error))?;
        if file.metadata().is_ok_and(|metadata| metadata.is_dir()) {
            return Err(Error::new(format!("{name} is a folder; name the files in it")));
        }
        (name, Box::new(file))
    };
    let mut reader = BufReader::with_capacity(1 << 16, reader);
    let start = reader.fill_buf().map_err(|error| cannot_read(&name, &error))?;
    let reader: Box<dyn Read + Send> = if start.starts_with(&[0x1f, 0x8b]) {
        Box::new(MultiGzDecoder::new(reader))
    } else if start.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) {
        Box::new(Frames { source: Some(reader), decoder: None })
    } else {
        Box::new(reader)
    };
    Ok(Input { name, reader })
}

pub(crate) fn cannot_read(name: &str, error: &io::Error) -> Error {
    Error::new(format!("cannot read {name}: {error}"))
}

type Source = BufReader<Box<dyn Read + Send>>;

/// The frames of a zstd file, one after the other.
struct Frames {
    /// What follows the current frame, between two of them.
    source: Option<Source>,
    decoder: Option<Box<StreamingDecoder<Source, ruzstd::decoding::FrameDecoder>>>,
}

impl Read for Frames {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if let Some(decoder) = &mut self.decoder {
                let read = decoder.read(buffer)?;
                if read > 0 || buffer.is_empty() {
                    return Ok(read);
                }
                self.source = self.decoder.take().map(|decoder| decoder.into_inner());
            }
            let Some(mut source) = self.source.take() else {
                return Ok(0);
            };
            if source.fill_buf()?.is_empty() {
                return Ok(0);
            }
            let decoder = StreamingDecoder::new(source).map_err(io::Error::other)?;
            self.decoder = Some(Box::new(decoder));
        }
    }
}
