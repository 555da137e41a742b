//! Two versions of a document, compared.

use crate::diff::json::JsonDiff;
use crate::diff::{self, Diff, human, markdown, phrases};
use crate::error::Error;
use crate::extract::{self, Extracted};
use crate::finding::Finding;
use crate::language::Tag;
use crate::manifest::Manifest;
use crate::names::Names;
use crate::report::json;
use crate::text::markdown::code;
use std::path::Path;
use visible_text::visible;

/// Two versions of a document, and what changed between them.
#[derive(Debug)]
pub struct Compared {
    /// The old version.
    pub old: String,
    /// The new version.
    pub new: String,
    /// What changed; none if a version has no usable table.
    pub diff: Option<Diff>,
    /// What is wrong with the versions.
    pub findings: Vec<Finding>,
}

/// Compares the documents at two paths, each read as [`extract::run`] does.
///
/// # Errors
///
/// A document or the names cannot be read, or the documents are of two languages.
pub fn run(
    old: &Path,
    new: &Path,
    tag: Option<&Tag>,
    manifest: &Manifest,
) -> Result<Compared, Error> {
    let names = Names::read(&manifest.names)?;
    let old = extract::run(old, tag, manifest)?;
    let new = extract::run(new, tag, manifest)?;
    if let (Some(one), Some(other)) = (&old.language, &new.language) {
        if one != other {
            let (old, new) = (old.source.name(), new.source.name());
            return Err(Error::new(format!("{old} is in {one}, but {new} is in {other}")).help(
                "compare two versions of one document; --lang says which language it is in",
            ));
        }
    }
    let both = old.catalog.as_ref().zip(new.catalog.as_ref());
    let diff = both.map(|(old, new)| diff::diff(old, new, &names));
    let name = |extracted: &Extracted| extracted.source.name().to_owned();
    Ok(Compared {
        old: name(&old),
        new: name(&new),
        diff,
        findings: [old.findings, new.findings].concat(),
    })
}

impl Compared {
    /// The changes for a person. The text has terminal colours in it.
    #[must_use]
    pub fn human(&self) -> String {
        let Some(diff) = &self.diff else {
            return String::new();
        };
        let (old, new) = (visible(&self.old), visible(&self.new));
        format!("{old} -> {new}: {}\n{}", phrases::summary(diff), human::changes(diff))
    }

    /// The changes for a pull request.
    #[must_use]
    pub fn markdown(&self) -> String {
        let Some(diff) = &self.diff else {
            return String::new();
        };
        let (old, new) = (code(&self.old), code(&self.new));
        let summary = phrases::summary(diff);
        format!("### {old} → {new}\n\n{summary}\n{}", markdown::changes(diff))
    }

    /// The changes for programs.
    ///
    /// # Errors
    ///
    /// Those of [`json::write`].
    pub fn json(&self) -> Result<String, Error> {
        self.diff.as_ref().map_or(Ok(String::new()), |diff| json::write(&JsonDiff::from(diff)))
    }
}
