//! The vendored documents compared with the published ones.

use super::{Failure, Published};
use crate::diff::{self, Diff, phrases};
use crate::error::Error;
use crate::files;
use crate::finding::rule::Rule;
use crate::finding::{Finding, Findings};
use crate::language::Tag;
use crate::manifest::{Language, Manifest, allow};
use crate::names::Names;
use crate::page::Page;
use crate::pipeline::{self, Outcome};
use crate::upstream::location::Location;
use std::path::PathBuf;

/// The vendored documents compared with the published ones.
#[derive(Debug)]
pub struct Drift {
    /// The documents, in the order of the manifest.
    pub documents: Vec<Drifted>,
    /// What the pipeline says about the published documents, with the vendored document in place of
    /// one that is missing.
    pub outcome: Outcome,
}

/// One document.
#[derive(Debug)]
pub struct Drifted {
    /// The language.
    pub language: Tag,
    /// The path of the vendored document.
    pub vendored: PathBuf,
    /// Where the document is published.
    pub location: Location,
    /// The published version.
    pub status: Status,
    /// What changed in the table, if both versions have a usable one.
    pub diff: Option<Diff>,
}

/// The published version of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// It is the vendored version, byte for byte.
    Same,
    /// It is another version.
    Changed {
        /// The whole document.
        bytes: Vec<u8>,
    },
    /// It is not a document, or has no usable table.
    Invalid(String),
    /// The location does not respond.
    Unreachable(String),
}

impl Status {
    /// Returns the name in reports.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Changed { .. } => "changed",
            Self::Invalid(_) => "invalid",
            Self::Unreachable(_) => "unreachable",
        }
    }

    /// Returns whether there is no document to compare with.
    pub fn is_failure(&self) -> bool {
        matches!(self, Self::Invalid(_) | Self::Unreachable(_))
    }
}

impl Drifted {
    /// Returns one line about the document.
    pub fn message(&self) -> String {
        match (&self.status, &self.diff) {
            (Status::Same, _) => "upstream has the vendored document".to_owned(),
            (Status::Changed { .. }, Some(diff)) if diff.is_empty() => {
                "the page changed, but not its codes".to_owned()
            }
            (Status::Changed { .. }, Some(diff)) => phrases::summary(diff),
            (Status::Changed { .. }, None) => {
                "the vendored document has no usable table".to_owned()
            }
            (Status::Invalid(message) | Status::Unreachable(message), _) => message.clone(),
        }
    }
}

/// Reads the vendored documents, which are compared with the published ones.
///
/// # Errors
///
/// A vendored document cannot be read.
pub fn vendored(manifest: &Manifest) -> Result<Vec<Vec<u8>>, Error> {
    manifest.languages.iter().map(|language| files::read_bytes(&language.document)).collect()
}

/// Compares the vendored documents with the published ones, both in the order of the manifest.
///
/// # Errors
///
/// A vendored document is not text, or exceeds a limit.
pub fn compare(
    manifest: &Manifest,
    names: &Names,
    vendored: &[Vec<u8>],
    published: &[Published],
) -> Result<Drift, Error> {
    let (mut documents, mut pages, mut findings) = (Vec::new(), Vec::new(), Findings::default());
    for ((language, old), published) in manifest.languages.iter().zip(vendored).zip(published) {
        let name = language.document.display().to_string();
        let mut own = Findings::default();
        let vendored = pipeline::page(&name, old.clone(), language, &mut own)?;
        let (status, page) = match &published.document {
            Err(Failure::Unreachable(message)) => (Status::Unreachable(message.clone()), None),
            Err(Failure::Invalid(message)) => (Status::Invalid(message.clone()), None),
            Ok(new) if new == old => (Status::Same, None),
            Ok(new) => {
                let mut found = Findings::default();
                match read(&published.location, new, language, manifest, &mut found) {
                    Ok(page) => {
                        own = found;
                        (Status::Changed { bytes: new.clone() }, Some(page))
                    }
                    Err(Unusable { message, finding }) => {
                        findings.extend(finding);
                        (Status::Invalid(message), None)
                    }
                }
            }
        };
        let old = vendored.catalog.as_ref();
        let new = match (&status, &page) {
            (Status::Same, _) => old,
            (_, page) => page.as_ref().and_then(|page| page.catalog.as_ref()),
        };
        let diff = old.zip(new).map(|(old, new)| diff::diff(old, new, names));
        findings.extend(own);
        documents.push(Drifted {
            language: language.tag.clone(),
            vendored: language.document.clone(),
            location: published.location.clone(),
            status,
            diff,
        });
        pages.push(page.unwrap_or(vendored));
    }
    Ok(Drift { documents, outcome: pipeline::agree(manifest, names, pages, findings) })
}

/// Why a published document cannot be used.
struct Unusable {
    message: String,
    finding: Option<Finding>,
}

fn read(
    location: &Location,
    bytes: &[u8],
    language: &Language,
    manifest: &Manifest,
    findings: &mut Findings,
) -> Result<Page, Unusable> {
    let page = pipeline::page(&location.to_string(), bytes.to_vec(), language, findings)
        .map_err(|error| Unusable { message: error.message, finding: None })?;
    allow::mark(findings, &manifest.allow);
    // A document that breaks off would look like one from which codes were removed.
    let breaks_off = |finding: &&Finding| finding.rule == Rule::UnclosedTable && finding.is_open();
    let reason = findings.iter().find(|found| found.rule.is_fatal() || breaks_off(found));
    match reason {
        Some(reason) => {
            Err(Unusable { message: reason.message.clone(), finding: Some(reason.clone()) })
        }
        None if page.catalog.is_none() => {
            Err(Unusable { message: "it has no usable table".to_owned(), finding: None })
        }
        None => Ok(page),
    }
}
