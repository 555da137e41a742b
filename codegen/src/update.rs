//! Taking upstream's documents in: documents, digests, names and module change together, or not at
//! all.

use crate::error::Error;
use crate::files;
use crate::files::transaction::{Change, Transaction};
use crate::finding::Finding;
use crate::generate;
use crate::manifest::Manifest;
use crate::names::Names;
use crate::names::propose::propose;
use crate::pipeline::{digest, edited_document};
use crate::upstream::Location;
use crate::upstream::drift::{self, Drift, Drifted, Published, Status};
use crate::upstream::lock::{self, Lock, Served};
use doc_tables::Source;
use std::path::Path;

/// What to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Take the proposed names for codes that have none.
    pub accept_names: bool,
    /// Find out what would be written, but write nothing.
    pub dry_run: bool,
}

/// What was done.
#[derive(Debug)]
pub struct Updated {
    /// The documents as they were, against those that were taken in.
    pub drift: Drift,
    /// The `names.toml` blocks that are missing.
    pub missing_names: Option<String>,
    /// The files that were written, or would be.
    pub changes: Vec<Change>,
    /// Whether anything keeps the documents from being taken in.
    pub refused: bool,
}

/// Takes in what was fetched for a manifest.
///
/// # Errors
///
/// A file cannot be read or written, or the manifest is not the one that the documents were fetched
/// for. Nothing is written then.
pub fn run(
    manifest: &Manifest,
    published: &[Published],
    options: Options,
) -> Result<Updated, Error> {
    let path = &manifest.path;
    let transaction = (!options.dry_run).then(|| Transaction::begin(path)).transpose()?;
    if Manifest::read(path)?.source.text() != manifest.source.text() {
        let message = format!("{} changed while the documents were fetched", path.display());
        return Err(Error::new(message).help("run this again"));
    }
    let updated = plan(path, published, options.accept_names)?;
    if let Some(transaction) = transaction.filter(|_| !updated.changes.is_empty()) {
        transaction.commit(updated.changes.clone())?;
    }
    Ok(updated)
}

/// What has to be written to take in what was fetched for the manifest at `path`.
///
/// # Errors
///
/// A file cannot be read.
pub fn plan(path: &Path, published: &[Published], accept_names: bool) -> Result<Updated, Error> {
    let manifest = Manifest::read(path)?;
    let names = Names::read(&manifest.names)?;
    let mut changes = Vec::new();
    let mut drift = drift::compare(manifest, names, published)?;
    let proposals = propose(&drift.outcome.names, drift.outcome.reference.as_ref());
    let mut missing_names = None;
    if !proposals.is_empty() {
        if accept_names {
            let text = proposals.edit()?;
            let manifest = Manifest::read(path)?;
            let names = Names::parse(Source::new(drift.outcome.names.source.name(), text.clone()))?;
            changes.push(Change { path: manifest.names.clone(), bytes: text.into_bytes() });
            drift = drift::compare(manifest, names, published)?;
        } else {
            missing_names = Some(proposals.to_toml());
        }
    }
    let edited = edited_documents(&drift)?;
    drift.outcome.findings.extend(edited);

    let failed = drift.documents.iter().any(|document| document.status.is_failure());
    let refused = failed || drift.outcome.findings.iter().any(Finding::refuses);
    match &drift.outcome.agreement {
        Some(agreement) if !refused => {
            let manifest = &drift.outcome.manifest;
            changes.extend(new_documents(&drift)?);
            let module = generate::text(manifest, agreement)?.into_bytes();
            changes.push(Change { path: manifest.output.clone(), bytes: module });
            changes
                .retain(|change| std::fs::read(&change.path).ok().as_ref() != Some(&change.bytes));
        }
        _ => changes.clear(),
    }
    Ok(Updated { drift, missing_names, changes, refused })
}

/// Documents that would be lost: somebody edited them, and upstream has others.
fn edited_documents(drift: &Drift) -> Result<Vec<Finding>, Error> {
    let manifest = &drift.outcome.manifest;
    let mut findings = Vec::new();
    for (language, document) in manifest.languages.iter().zip(&drift.documents) {
        if matches!(document.status, Status::Changed { .. }) {
            let bytes = files::read_bytes(&language.document)?;
            findings.extend(edited_document(language, manifest, &bytes));
        }
    }
    Ok(findings)
}

/// The documents that changed, and what the manifest and the lock say of them all.
fn new_documents(drift: &Drift) -> Result<Vec<Change>, Error> {
    let manifest = &drift.outcome.manifest;
    let mut changes = Vec::new();
    let mut text = manifest.source.text().to_owned();
    let mut lock = Lock::read(manifest)?;
    let mut digests = Vec::new();
    // From the end, for a digest that is replaced may move those behind it.
    for (language, document) in manifest.languages.iter().zip(&drift.documents).rev() {
        let digest = match &document.status {
            Status::Changed { bytes, .. } => {
                changes.push(Change { path: language.document.clone(), bytes: bytes.clone() });
                digest(bytes)
            }
            _ => digest(&files::read_bytes(&language.document)?),
        };
        text.replace_range(language.sha256.span(), &format!("\"{digest}\""));
        if let Some(served) = served(document, &digest) {
            lock.served.retain(|other| other.url != served.url);
            lock.served.push(served);
        }
        digests.push(digest);
    }
    changes.reverse();
    changes.push(Change { path: manifest.path.clone(), bytes: text.into_bytes() });
    let known = lock.served.len();
    lock.served.retain(|served| digests.contains(&served.sha256));
    lock.served.sort_by(|one, other| one.url.cmp(&other.url));
    if known > 0 {
        changes.push(Change { path: lock::path(manifest), bytes: lock.to_toml().into_bytes() });
    }
    Ok(changes)
}

fn served(document: &Drifted, sha256: &str) -> Option<Served> {
    match (&document.location, &document.status) {
        (Location::Url(url), Status::Changed { validator: Some(validator), .. }) => Some(Served {
            url: url.clone(),
            sha256: sha256.to_owned(),
            validator: validator.clone(),
        }),
        _ => None,
    }
}
