//! The published versions of the documents.

pub mod drift;
pub mod drifted;
mod http;
pub mod location;
mod moved;
mod retire;
pub mod update;
mod whereabouts;

use crate::error::Error;
use crate::files::read_limited;
use crate::language::Tag;
use crate::manifest::{Language, Manifest};
use crate::text::list;
use jiff::Zoned;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use location::Location;
use std::fs::File;
use std::io::ErrorKind;
use std::path::Path;
use std::thread;
use std::time::Duration;

/// The maximum size of a published document, in bytes. Anyone may edit these pages.
const MAX_BYTES: u64 = 8 << 20;

/// The result of fetching the document of a language.
#[derive(Debug)]
pub struct Published {
    /// Where the document is published.
    pub location: Location,
    /// The document, or why there is none.
    pub document: Result<Fetched, Failure>,
}

/// A published document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// All bytes.
    pub bytes: Vec<u8>,
    /// The day on which it was published, if the server gives it, or else today in UTC.
    pub dated: Date,
}

/// Why a location has no document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The location does not respond, responds with an error status, or breaks off.
    Unreachable(String),
    /// There is nothing at the location.
    NotFound(String),
    /// The response is not a document.
    Invalid(String),
}

/// A location that replaces the manifest's for a language.
pub type Override = (Tag, String);

/// Fetches the documents of all languages at once. `report` receives the progress.
///
/// # Errors
///
/// A language has no location, or an override is for an unknown language.
pub fn fetch(
    manifest: &Manifest,
    overrides: &[Override],
    timeout: Duration,
    report: &(dyn Fn(&str) + Sync),
) -> Result<Vec<Published>, Error> {
    let locations = locations(manifest, overrides)?;
    let fetch = |tag: &Tag, location: &Location| {
        report(&format!("{tag}: fetching {location}"));
        let retrying = |message: &str| report(&format!("{tag}: {message}"));
        match location {
            Location::Url(url) => http::fetch(url, timeout, &retrying),
            Location::Path(path) => read_file(path),
        }
    };
    thread::scope(|scope| {
        let fetches = manifest.languages.iter().zip(&locations);
        let fetches =
            fetches.map(|(language, location)| scope.spawn(move || fetch(&language.tag, location)));
        // Start all before waiting for the first.
        let fetches: Vec<_> = fetches.collect();
        let published = fetches.into_iter().zip(&locations).map(|(fetch, location)| {
            let document = fetch.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            Published { location: location.clone(), document }
        });
        Ok(published.collect())
    })
}

fn read_file(path: &Path) -> Result<Fetched, Failure> {
    let bytes = File::open(path).and_then(|file| read_limited(file, MAX_BYTES));
    let bytes = bytes.map_err(|error| {
        let message = format!("cannot read it: {error}");
        match error.kind() {
            ErrorKind::NotFound => Failure::NotFound(message),
            _ => Failure::Unreachable(message),
        }
    })?;
    Ok(Fetched { bytes: bytes.ok_or_else(too_large)?, dated: today() })
}

fn today() -> Date {
    Zoned::now().with_time_zone(TimeZone::UTC).date()
}

fn too_large() -> Failure {
    Failure::Invalid(format!("it is larger than {} MiB", MAX_BYTES >> 20))
}

fn locations(manifest: &Manifest, overrides: &[Override]) -> Result<Vec<Location>, Error> {
    for (index, (tag, _)) in overrides.iter().enumerate() {
        if manifest.language(tag).is_none() {
            let known = list(manifest.languages.iter().map(|language| &language.tag));
            return Err(Error::new(format!("--upstream: the manifest has no language {tag}"))
                .help(format!("the languages of the manifest are {known}")));
        }
        if overrides[..index].iter().any(|(other, _)| other == tag) {
            return Err(Error::new(format!("--upstream gives two locations for {tag}")));
        }
    }
    let location = |language: &Language| {
        let tag = &language.tag;
        match overrides.iter().find(|(other, _)| other == tag) {
            Some((_, location)) => Location::parse(location, Path::new("")),
            None => language.upstream.clone().ok_or_else(|| {
                Error::new(format!("the manifest has no `upstream` for {tag}"))
                    .help(format!("add one to its [[language]], or give --upstream {tag}=LOCATION"))
            }),
        }
    };
    manifest.languages.iter().map(location).collect()
}
