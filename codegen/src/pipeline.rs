//! All stages from the documents to the text of the module, in order.
//!
//! The command `generate` writes the text; `check` compares it with the module.

use crate::agreement::{self, Agreement};
use crate::catalog::{self, Catalog};
use crate::emit;
use crate::error::Error;
use crate::finding::{Finding, Findings};
use crate::manifest::{Language, Manifest, allow};
use crate::names::Names;
use crate::page::{Origin, Page, read_vendored};
use doc_tables::Source;
use std::collections::HashSet;
use std::sync::Arc;

/// The result of the stages before the module.
#[derive(Debug)]
pub struct Outcome {
    /// The documents, in the order of the manifest.
    pub pages: Vec<Arc<Page>>,
    /// The table to generate from, unless a finding forbids it.
    pub agreement: Option<Agreement>,
    /// All findings, document by document.
    pub findings: Findings,
}

/// Runs all stages on the vendored documents, except for [`module`].
pub fn run(manifest: &Manifest, names: &Names) -> Result<Outcome, Error> {
    let mut findings = Findings::default();
    let mut pages = Vec::new();
    for language in &manifest.languages {
        let bytes = read_vendored(language, &mut findings)?;
        let name = language.document.display().to_string();
        let page = page(&name, bytes, language, manifest, Origin::Vendored, &mut findings)?;
        pages.push(Arc::new(page));
    }
    Ok(agree(manifest, names, pages, findings))
}

/// Reads one document: its tables, their grids, and the codes that they list.
///
/// # Errors
///
/// The bytes are not text, or a table exceeds a limit.
pub fn page(
    name: &str,
    bytes: Vec<u8>,
    language: &Language,
    manifest: &Manifest,
    origin: Origin,
    findings: &mut Findings,
) -> Result<Page, Error> {
    let source = Source::from_bytes(name, bytes)?;
    let document = doc_tables::read(&source)?;
    let grids = doc_tables::grids(&document)?;
    let tag = &language.tag;
    let mut catalog = catalog::read(&document, &grids, Some(tag), &language.columns, findings);
    if let Some(catalog) = &mut catalog {
        catalog.correct(&manifest.corrections, tag, findings);
    }
    Ok(Page { language: tag.clone(), source, catalog, origin })
}

/// Compares the pages of all languages with each other and with the names, and marks the findings
/// that the manifest accepts.
pub fn agree(
    manifest: &Manifest,
    names: &Names,
    pages: Vec<Arc<Page>>,
    mut findings: Findings,
) -> Outcome {
    let agreement = agreement::agree(&pages, names, &mut findings);
    allow::mark(&mut findings, &manifest.allow);
    // A page that cannot be used hides findings that an [[allow]] may be for.
    if pages.iter().all(|page| page.catalog.is_some()) {
        allow::stale(&manifest.allow, &mut findings);
    }
    // An edited document explains later findings, so findings about the manifest come first.
    findings.sort_by_key(|finding| {
        let sources = pages.iter().map(|page| &page.source);
        let mut sources = [&manifest.source].into_iter().chain(sources).chain([&names.source]);
        let rank = sources.position(|source| Arc::ptr_eq(source, &finding.span.source));
        (rank, finding.span.range.start)
    });
    let agreement = agreement.filter(|_| !findings.iter().any(Finding::refuses));
    Outcome { pages, agreement, findings }
}

/// Returns the text of the module.
pub fn module(manifest: &Manifest, agreement: &Agreement) -> String {
    let has_page = |language: &&Language| agreement.languages.contains(&language.tag);
    emit::module(agreement, manifest.languages.iter().filter(has_page))
}

impl Outcome {
    /// Returns the codes of the reference language, if its page is usable.
    pub fn reference(&self) -> Option<&Catalog> {
        self.pages.first()?.catalog.as_ref()
    }

    /// Returns the number of codes in the reference document.
    pub fn codes(&self) -> usize {
        self.reference().map_or(0, |catalog| catalog.entries.len())
    }

    /// Returns the number of named reasons that these codes have.
    pub fn reasons(&self, names: &Names) -> usize {
        let entries = self.reference().into_iter().flat_map(|catalog| &catalog.entries);
        entries.filter_map(|entry| names.reason(entry.code)).collect::<HashSet<_>>().len()
    }
}
