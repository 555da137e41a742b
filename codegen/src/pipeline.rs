//! From the manifest to the agreement: everything but the writing.

use crate::agreement::{self, Agreement, Page};
use crate::catalog;
use crate::error::Error;
use crate::files;
use crate::finding::Finding;
use crate::finding::rule::Rule;
use crate::manifest::allow;
use crate::manifest::{Language, Manifest};
use crate::names::Names;
use doc_tables::Document;
use doc_tables::{Source, Span};
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

/// What the documents say together, and what is wrong with them.
#[derive(Debug)]
pub struct Outcome {
    /// The manifest that was read.
    pub manifest: Manifest,
    /// The names that were read.
    pub names: Names,
    /// The document of the reference language, if it holds a usable table.
    pub reference: Option<Page>,
    /// The table to generate from; none if anything that is wrong forbids it.
    pub agreement: Option<Agreement>,
    /// All that is wrong, document by document.
    pub findings: Vec<Finding>,
    /// The number of codes in the reference document.
    pub codes: usize,
    /// The number of named reasons that these codes have.
    pub reasons: usize,
}

/// Reads everything that a manifest names, and compares it.
///
/// # Errors
///
/// A file cannot be read, or the manifest or the names are not valid.
pub fn run(manifest: &Path) -> Result<Outcome, Error> {
    let manifest = Manifest::read(manifest)?;
    let names = Names::read(&manifest.names)?;
    let mut findings = Vec::new();
    let mut documents = Vec::new();
    for language in &manifest.languages {
        documents.push(read_document(language, &manifest, &mut findings)?);
    }
    agree(manifest, names, &documents, findings)
}

/// Compares the documents of a manifest's languages, with what is wrong with them already.
///
/// # Errors
///
/// The tables of a document are too large.
pub fn agree(
    manifest: Manifest,
    names: Names,
    documents: &[Document],
    mut findings: Vec<Finding>,
) -> Result<Outcome, Error> {
    let mut catalogs = Vec::new();
    let mut sources = vec![manifest.source.clone()];
    for (language, document) in manifest.languages.iter().zip(documents) {
        let (catalog, found) = catalog::read(document, Some(&language.tag), &language.columns)?;
        findings.extend(found);
        catalogs.push(catalog);
        sources.push(document.source.clone());
    }

    let reference = catalogs.first().and_then(Option::as_ref);
    let entries = reference.map_or(&[][..], |catalog| &catalog.entries);
    let meant: HashSet<usize> =
        entries.iter().filter_map(|entry| names.reason(entry.code)).collect();
    let (codes, reasons) = (entries.len(), meant.len());

    // An unusable page keeps the table from being agreed on, but not the others from comparison.
    let has_reference = reference.is_some();
    let pages = manifest.languages.iter().zip(catalogs).filter_map(|(language, catalog)| {
        Some(Page { language: language.tag.clone(), catalog: catalog? })
    });
    let pages: Vec<Page> = pages.collect();
    let all_usable = pages.len() == manifest.languages.len();
    let mut agreement = None;
    if has_reference {
        let (agreed, found) = agreement::sync(&pages, &names);
        findings.extend(found);
        agreement = agreed.filter(|_| all_usable);
    }
    allow::mark(&mut findings, &manifest.allow);
    if all_usable {
        findings.extend(allow::stale(&findings, &manifest.allow));
    }
    sources.push(names.source.clone());
    findings.sort_by_key(|finding| {
        // The manifest first, for an edited document explains what follows; then file by file,
        // from top to bottom.
        let source = &finding.span.source;
        let rank = sources.iter().position(|known| Arc::ptr_eq(known, source));
        (rank, finding.span.range.start)
    });

    Ok(Outcome {
        reference: pages.into_iter().next().filter(|_| has_reference),
        names,
        agreement: agreement.filter(|_| !findings.iter().any(Finding::refuses)),
        manifest,
        findings,
        codes,
        reasons,
    })
}

fn read_document(
    language: &Language,
    manifest: &Manifest,
    findings: &mut Vec<Finding>,
) -> Result<Document, Error> {
    let bytes = files::read_bytes(&language.document)?;
    findings.extend(edited_document(language, manifest, &bytes));
    let source = Source::from_bytes(language.document.display().to_string(), bytes)?;
    Ok(doc_tables::read(&source)?)
}

/// Whether the bytes of a vendored document are those that its digest was taken of.
#[must_use]
pub fn edited_document(language: &Language, manifest: &Manifest, bytes: &[u8]) -> Option<Finding> {
    let digest = digest(bytes);
    if digest == *language.sha256.as_ref() {
        return None;
    }
    let name = language.document.display().to_string();
    let span = Span::new(&manifest.source, language.sha256.span());
    let message = format!("{name} is not the document that this digest was taken of");
    Some(
        Finding::new(Rule::EditedDocument, span, message)
            .language(&language.tag)
            .label("the vendored copy was edited, or replaced")
            .help(format!(
                "restore it with `git checkout -- {name}`; or, if it is meant to be what it is \
                 now, read what changed in it, and set sha256 = \"{digest}\""
            )),
    )
}

/// The SHA-256 of a document, in lower-case hexadecimal.
#[must_use]
pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
