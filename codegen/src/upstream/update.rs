//! Plans to take published documents in: documents, digests, names and module change together.

use crate::error::Error;
use crate::files;
use crate::files::transaction::Change;
use crate::finding::Finding;
use crate::manifest::Manifest;
use crate::names::Names;
use crate::names::propose::propose;
use crate::page::{digest, edited_document};
use crate::pipeline;
use crate::upstream::Published;
use crate::upstream::drift::{self, Drift, Status};
use doc_tables::Source;

/// What an update writes, or why it writes nothing.
#[derive(Debug)]
pub struct Plan {
    /// The vendored documents compared with the published ones.
    pub drift: Drift,
    /// The `names.toml` blocks that are missing.
    pub missing_names: Option<String>,
    /// The files to write.
    pub changes: Vec<Change>,
    /// Whether a finding or a missing document forbids the update.
    pub refused: bool,
}

/// Plans to take in what was fetched for a manifest. With `accept_names`, codes without a name get
/// the proposed ones.
///
/// # Errors
///
/// A file cannot be read, or the names cannot be edited.
pub fn plan(
    manifest: &Manifest,
    names: &Names,
    published: &[Published],
    accept_names: bool,
) -> Result<Plan, Error> {
    let mut changes = Vec::new();
    let vendored = drift::vendored(manifest)?;
    let mut drift = drift::compare(manifest, names, &vendored, published)?;
    let proposals = propose(names, drift.outcome.reference());
    let mut missing_names = None;
    if !proposals.is_empty() {
        if accept_names {
            let text = proposals.edit()?;
            let names = Names::parse(Source::new(names.source.name(), text.clone()))?;
            changes.push(Change { path: manifest.names.clone(), bytes: text.into_bytes() });
            drift = drift::compare(manifest, &names, &vendored, published)?;
        } else {
            missing_names = Some(proposals.to_toml());
        }
    }
    let edited = edited_documents(manifest, &vendored, &drift);
    drift.outcome.findings.extend(edited);

    let failed = drift.documents.iter().any(|document| document.status.is_failure());
    let refused = failed || drift.outcome.findings.refuse();
    match &drift.outcome.agreement {
        Some(agreement) if !refused => {
            changes.extend(new_documents(manifest, &vendored, &drift));
            let module = pipeline::module(manifest, agreement)?.into_bytes();
            changes.push(Change { path: manifest.output.clone(), bytes: module });
            changes = only_different(changes)?;
        }
        _ => changes.clear(),
    }
    Ok(Plan { drift, missing_names, changes, refused })
}

/// Reports vendored documents with edits that the update would lose.
fn edited_documents(manifest: &Manifest, vendored: &[Vec<u8>], drift: &Drift) -> Vec<Finding> {
    let documents = manifest.languages.iter().zip(vendored).zip(&drift.documents);
    let changed = documents
        .filter(|(_, document)| matches!(document.status, Status::Changed { .. }))
        .map(|(vendored, _)| vendored);
    changed.filter_map(|(language, bytes)| edited_document(language, bytes)).collect()
}

/// Returns the changed documents, and the manifest with the digests of all. A vendored document may
/// have been edited to equal the published one.
fn new_documents(manifest: &Manifest, vendored: &[Vec<u8>], drift: &Drift) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut text = manifest.source.text().to_owned();
    let documents = vendored.iter().zip(&drift.documents);
    // From the end, because a new digest may move what follows.
    for (language, (vendored, document)) in manifest.languages.iter().zip(documents).rev() {
        let bytes = match &document.status {
            Status::Changed { bytes } => {
                changes.push(Change { path: language.document.clone(), bytes: bytes.clone() });
                bytes
            }
            _ => vendored,
        };
        let digest = format!("\"{}\"", digest(bytes));
        text.replace_range(language.sha256_span.range.clone(), &digest);
    }
    changes.reverse();
    changes.push(Change { path: manifest.path.clone(), bytes: text.into_bytes() });
    changes
}

fn only_different(changes: Vec<Change>) -> Result<Vec<Change>, Error> {
    let mut different = Vec::new();
    for change in changes {
        if files::read_if_exists(&change.path)?.as_ref() != Some(&change.bytes) {
            different.push(change);
        }
    }
    Ok(different)
}
