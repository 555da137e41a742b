//! The documents that are published at a location.

pub mod drift;
mod http;
pub mod lock;

use crate::error::Error;
use crate::files::read_all;
use lock::Validator;
use path_clean::PathClean;
use std::fmt;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The size of a document that is still taken in, in bytes. It is strangers who edit these.
const LARGEST: u64 = 8 << 20;

/// Where a document is published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    /// An `http` or `https` URL.
    Url(String),
    /// A file.
    Path(PathBuf),
}

impl Location {
    /// Reads a location; a path is relative to `folder`.
    ///
    /// # Errors
    ///
    /// It is a URL of another kind.
    pub fn parse(text: &str, folder: &Path) -> Result<Self, Error> {
        let scheme = text.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
        match scheme.as_deref() {
            Some("http" | "https") => Ok(Self::Url(text.to_owned())),
            Some(scheme) => Err(Error::new(format!("cannot fetch from a {scheme} URL"))
                .help("give an http or https URL, or the path of a file")),
            None => Ok(Self::Path(folder.join(text).clean())),
        }
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Url(url) => f.write_str(url),
            Self::Path(path) => write!(f, "{}", path.display()),
        }
    }
}

/// What a location gives.
#[derive(Debug)]
pub enum Answer {
    /// A document.
    Document {
        /// All of it.
        bytes: Vec<u8>,
        /// What to ask with next time, if the server says so.
        validator: Option<Validator>,
    },
    /// The document is the one that the validator came with.
    Unchanged,
}

/// Why a location gives no document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// It gives nothing, or no end of it.
    Unreachable(String),
    /// It gives something, but no document.
    Invalid(String),
}

/// Fetches a document within a time. `retrying` hears why it is tried again.
///
/// # Errors
///
/// The location gives no document; the failure says why.
pub fn fetch(
    location: &Location,
    validator: Option<&Validator>,
    within: Duration,
    retrying: &dyn Fn(&str),
) -> Result<Answer, Failure> {
    match location {
        Location::Url(url) => http::fetch(url, validator, within, retrying),
        Location::Path(path) => File::open(path)
            .and_then(read_all)
            .map_err(|error| Failure::Unreachable(format!("cannot read it: {error}")))
            .and_then(
                |bytes| if bytes.len() as u64 > LARGEST { Err(too_large()) } else { Ok(bytes) },
            )
            .map(|bytes| Answer::Document { bytes, validator: None }),
    }
}

fn too_large() -> Failure {
    Failure::Invalid(format!("it is larger than {} MiB", LARGEST >> 20))
}
