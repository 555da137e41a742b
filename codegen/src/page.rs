//! The document of one language: its source and its codes. Also reads vendored documents, and checks
//! their digests.

use crate::catalog::Catalog;
use crate::error::Error;
use crate::files;
use crate::finding::rule::Rule;
use crate::finding::{Finding, Findings};
use crate::language::Tag;
use crate::manifest::Language;
use doc_tables::Source;
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// A document that was read.
#[derive(Debug)]
pub struct Page {
    /// The language.
    pub language: Tag,
    /// The text.
    pub source: Arc<Source>,
    /// The codes, if the document has a usable table.
    pub catalog: Option<Catalog>,
    /// Where the document comes from.
    pub origin: Origin,
}

/// Where a document comes from.
#[derive(Debug)]
pub enum Origin {
    /// It is the vendored document.
    Vendored,
    /// It was fetched, and may replace this vendored document. A new language has none.
    Published(Option<Arc<Page>>),
}

/// Reads the bytes of a vendored document.
///
/// # Errors
///
/// The document cannot be read.
pub fn read_bytes(language: &Language) -> Result<Vec<u8>, Error> {
    files::read_bytes(&language.document).map_err(|error| {
        error.at(language.document_span.clone()).help("correct this path, or restore the file")
    })
}

/// Reads the vendored document of a language, and compares it with its digest.
pub fn read_vendored(language: &Language, findings: &mut Findings) -> Result<Vec<u8>, Error> {
    if language.sha256.is_none() && !language.document.exists() {
        let tag = &language.tag;
        let message = format!("the language {tag} has no document yet");
        return Err(Error::new(message)
            .at(language.sha256_span.clone())
            .help("run `cargo codegen update` to fetch it"));
    }
    let bytes = read_bytes(language)?;
    findings.extend(edited_document(language, &bytes));
    Ok(bytes)
}

/// Reports a vendored document whose bytes do not match its digest.
pub fn edited_document(language: &Language, bytes: &[u8]) -> Option<Finding> {
    let digest = digest(bytes);
    if language.sha256.as_ref() == Some(&digest) {
        return None;
    }
    let name = language.document.display().to_string();
    if language.sha256.is_none() {
        let message = format!("{name} has no recorded digest");
        let finding = Finding::new(Rule::EditedDocument, language.sha256_span.clone(), message);
        let help = format!("review the document, and add sha256 = \"{digest}\"");
        return Some(finding.language(&language.tag).help(help));
    }
    let message = format!("{name} does not match its recorded digest");
    Some(
        Finding::new(Rule::EditedDocument, language.sha256_span.clone(), message)
            .language(&language.tag)
            .label("the vendored copy was edited or replaced")
            .help(format!(
                "restore it with `git checkout -- {name}`; if the change is intentional, review it \
                 and set sha256 = \"{digest}\""
            )),
    )
}

/// Returns the SHA-256 of a document, in lower-case hexadecimal.
pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
