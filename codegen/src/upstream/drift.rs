//! The vendored documents against what upstream publishes today.

pub mod github;
pub mod human;
pub mod json;
pub mod markdown;

use crate::catalog::{self, Catalog};
use crate::diff::{self, Diff, phrases};
use crate::error::Error;
use crate::files;
use crate::finding::Finding;
use crate::finding::rule::Rule;
use crate::language::Tag;
use crate::manifest::allow;
use crate::manifest::{Language, Manifest};
use crate::names::Names;
use crate::pipeline::{self, Outcome, digest};
use crate::upstream::lock::{Lock, Validator};
use crate::upstream::{self, Answer, Failure, Location};
use crate::wording::list;
use doc_tables::Document;
use doc_tables::Source;
use std::path::Path;
use std::thread;
use std::time::Duration;

/// What upstream publishes, language by language.
#[derive(Debug)]
pub struct Published {
    location: Location,
    answer: Result<Answer, Failure>,
}

/// The vendored documents against upstream's.
#[derive(Debug)]
pub struct Drift {
    /// The documents, in the order of the manifest.
    pub documents: Vec<Drifted>,
    /// What the pipeline makes of upstream's documents; of a vendored one where upstream's is none.
    pub outcome: Outcome,
}

/// One document.
#[derive(Debug)]
pub struct Drifted {
    /// Its language.
    pub language: Tag,
    /// Where upstream publishes it.
    pub location: Location,
    /// What became of it there.
    pub status: Status,
    /// What changed in its table; none if either version has no usable one.
    pub diff: Option<Diff>,
}

/// What became of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// It is the vendored one, to the byte.
    Same,
    /// It is another.
    Changed {
        /// All of it.
        bytes: Vec<u8>,
        /// What the server said of it.
        validator: Option<Validator>,
    },
    /// What upstream gives is no document, or holds no usable table.
    Invalid(String),
    /// Upstream gives nothing.
    Unreachable(String),
}

impl Status {
    /// The name, as reports have it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Changed { .. } => "changed",
            Self::Invalid(_) => "invalid",
            Self::Unreachable(_) => "unreachable",
        }
    }

    /// Whether there is no document to compare with.
    #[must_use]
    pub fn is_failure(&self) -> bool {
        matches!(self, Self::Invalid(_) | Self::Unreachable(_))
    }
}

impl Drifted {
    /// One line about it.
    #[must_use]
    pub fn message(&self) -> String {
        match (&self.status, &self.diff) {
            (Status::Same, _) => "upstream has the vendored document".to_owned(),
            (Status::Changed { .. }, Some(diff)) if diff.is_empty() => {
                "the page changed, but not its codes".to_owned()
            }
            (Status::Changed { .. }, Some(diff)) => phrases::summary(diff),
            (Status::Changed { .. }, None) => {
                "the vendored document holds no usable table".to_owned()
            }
            (Status::Invalid(message) | Status::Unreachable(message), _) => message.clone(),
        }
    }
}

/// A location that is to be asked instead of the manifest's.
pub type Override = (Tag, String);

/// Asks all locations at once. `report` hears how it goes.
///
/// # Errors
///
/// A language has no location, or an override is for a language that there is not.
pub fn fetch(
    manifest: &Manifest,
    overrides: &[Override],
    within: Duration,
    report: &(dyn Fn(&str) + Sync),
) -> Result<Vec<Published>, Error> {
    let locations = locations(manifest, overrides)?;
    let lock = Lock::read(manifest)?;
    let fetch = |language: &Language, location: &Location| {
        let tag = &language.tag;
        report(&format!("{tag}: fetching {location}"));
        // What was edited since is not what the server gave.
        let validator = match (location, files::read_bytes(&language.document)) {
            (Location::Url(url), Ok(bytes)) => lock.validator(url, &digest(&bytes)),
            _ => None,
        };
        let retrying = |message: &str| report(&format!("{tag}: {message}"));
        upstream::fetch(location, validator, within, &retrying)
    };
    thread::scope(|scope| {
        let fetches = manifest.languages.iter().zip(&locations);
        let fetches =
            fetches.map(|(language, location)| scope.spawn(move || fetch(language, location)));
        // All start before the first is waited for.
        let fetches: Vec<_> = fetches.collect();
        let answers = fetches.into_iter().zip(locations.clone());
        let published = answers.map(|(fetch, location)| {
            let answer = fetch.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            Published { location, answer }
        });
        Ok(published.collect())
    })
}

fn locations(manifest: &Manifest, overrides: &[Override]) -> Result<Vec<Location>, Error> {
    for (index, (tag, _)) in overrides.iter().enumerate() {
        if !manifest.languages.iter().any(|language| language.tag == *tag) {
            let known = list(manifest.languages.iter().map(|language| &language.tag));
            return Err(Error::new(format!("there is no language {tag} to take from upstream"))
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

/// Compares what was fetched with the vendored documents.
///
/// # Errors
///
/// A vendored document cannot be read.
pub fn compare(manifest: Manifest, names: Names, published: &[Published]) -> Result<Drift, Error> {
    let (mut drifted, mut documents, mut findings) = (Vec::new(), Vec::new(), Vec::new());
    for (language, Published { location, answer }) in manifest.languages.iter().zip(published) {
        let bytes = files::read_bytes(&language.document)?;
        let name = language.document.display().to_string();
        let vendored = doc_tables::read(&Source::from_bytes(name, bytes.clone())?)?;
        let (old, _) = catalog::read(&vendored, Some(&language.tag), &language.columns)?;
        let (status, new) = match answer {
            Err(Failure::Unreachable(message)) => (Status::Unreachable(message.clone()), None),
            Err(Failure::Invalid(message)) => (Status::Invalid(message.clone()), None),
            Ok(Answer::Unchanged) => (Status::Same, None),
            Ok(Answer::Document { bytes: new, .. }) if *new == bytes => (Status::Same, None),
            Ok(Answer::Document { bytes, validator }) => {
                match read(location.to_string(), bytes, language, &manifest) {
                    Ok((document, catalog)) => {
                        let (bytes, validator) = (bytes.clone(), validator.clone());
                        (Status::Changed { bytes, validator }, Some((document, catalog)))
                    }
                    Err((message, finding)) => {
                        findings.extend(finding);
                        (Status::Invalid(message), None)
                    }
                }
            }
        };
        let catalogs = match (&status, &new) {
            (Status::Same, _) => old.as_ref().zip(old.as_ref()),
            (_, Some((_, new))) => old.as_ref().zip(Some(new)),
            (_, None) => None,
        };
        let diff = catalogs.map(|(old, new)| diff::diff(old, new, &names));
        let location = location.clone();
        drifted.push(Drifted { language: language.tag.clone(), location, status, diff });
        documents.push(new.map_or(vendored, |(document, _)| document));
    }
    let outcome = pipeline::agree(manifest, names, &documents, findings)?;
    Ok(Drift { documents: drifted, outcome })
}

/// The document and its codes; or why it cannot be used, as a finding if it is one.
fn read(
    name: String,
    bytes: &[u8],
    language: &Language,
    manifest: &Manifest,
) -> Result<(Document, Catalog), (String, Option<Finding>)> {
    let source = Source::from_bytes(name, bytes.to_vec());
    let source = source.map_err(|error| (error.to_string(), None))?;
    let document = doc_tables::read(&source).map_err(|error| (error.limit.to_string(), None))?;
    let read = catalog::read(&document, Some(&language.tag), &language.columns);
    let (catalog, mut findings) = read.map_err(|error| (error.message, None))?;
    allow::mark(&mut findings, &manifest.allow);
    // A document that breaks off would look like one from which codes were removed.
    let breaks_off = |finding: &Finding| finding.rule == Rule::UnclosedTable && finding.is_open();
    let reason = findings.into_iter().find(|found| found.rule.is_fatal() || breaks_off(found));
    match (catalog, reason) {
        (Some(catalog), None) => Ok((document, catalog)),
        (_, Some(reason)) => Err((reason.message.clone(), Some(reason))),
        (None, None) => Err(("it holds no usable table".to_owned(), None)),
    }
}
