//! The code table of one document, as it stands: what the generator reads.

use crate::catalog::{self, Catalog};
use crate::document::{Document, Layout};
use crate::error::Error;
use crate::finding::Finding;
use crate::manifest::{Columns, Manifest};
use crate::report::json::{self, JsonFinding};
use crate::source::{self, Source};
use crate::tag::Tag;
use crate::text::{count, visible};
use serde::Serialize;
use std::path::Path;
use std::sync::Arc;

/// The code table of one document.
#[derive(Debug)]
pub struct Extracted {
    /// The document.
    pub source: Arc<Source>,
    /// Its language, if that is known.
    pub language: Option<Tag>,
    /// Its codes; none if there is no usable table.
    pub catalog: Option<Catalog>,
    /// What is wrong with it.
    pub findings: Vec<Finding>,
}

/// Reads the code table of the document at `path`; `-` is standard input.
///
/// The headers to look for are those of a language of the manifest: of `tag`; else of the one
/// that the document belongs to; else of the first that finds a table.
///
/// # Errors
///
/// The document cannot be read, or its tables are too large.
pub fn run(path: &Path, tag: Option<&Tag>, manifest: &Manifest) -> Result<Extracted, Error> {
    let document = Document::parse(source::read(path)?);
    let languages = manifest.languages.iter();
    let known = match tag {
        Some(tag) => Some((tag, languages.clone().find(|language| language.tag == *tag))),
        None => languages
            .clone()
            .find(|language| is_same_file(&language.document, path))
            .map(|language| (&language.tag, Some(language))),
    };
    if let Some((tag, language)) = known {
        let columns = language.map_or(&manifest.columns, |language| &language.columns);
        let (catalog, findings) = catalog::read(&document, tag, columns)?;
        return Ok(Extracted {
            source: document.source,
            language: Some(tag.clone()),
            catalog,
            findings,
        });
    }

    for language in languages.clone() {
        let (catalog, findings) = catalog::read(&document, &language.tag, &language.columns)?;
        if catalog.is_some() {
            return Ok(Extracted {
                source: document.source,
                language: Some(language.tag.clone()),
                catalog,
                findings,
            });
        }
    }
    let all = languages.clone().map(|language| &language.columns);
    let all = all.fold(Columns::default(), |all, columns| all.merged(columns));
    let (_, mut findings) = catalog::read(&document, &manifest.languages[0].tag, &all)?;
    for finding in &mut findings {
        finding.language = None;
    }
    Ok(Extracted { source: document.source, language: None, catalog: None, findings })
}

fn is_same_file(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

#[derive(Serialize)]
struct JsonExtracted<'a> {
    document: &'a str,
    language: Option<&'a Tag>,
    layout: Option<Layout>,
    entries: Vec<JsonEntry<'a>>,
    findings: Vec<JsonFinding<'a>>,
}

/// An entry in JSON, and a row in CSV.
#[derive(Serialize)]
struct JsonEntry<'a> {
    code: u16,
    sub: Option<u16>,
    reason: &'a str,
    line: usize,
}

impl Extracted {
    /// The codes for a person. Texts are shown with what is invisible in them.
    #[must_use]
    pub fn human(&self) -> String {
        let Some(catalog) = &self.catalog else {
            return String::new();
        };
        let mut text = format!(
            "{}: {} in the {} table at line {}\n",
            self.source.name(),
            count(catalog.entries.len(), "code"),
            catalog.layout,
            catalog.place.line()
        );
        for entry in &catalog.entries {
            let code = entry.code.to_string();
            text += &format!("{code:>8}  {}\n", visible(&entry.reason));
        }
        text
    }

    /// The codes for programs.
    ///
    /// # Errors
    ///
    /// Those of [`json::write`].
    pub fn json(&self) -> Result<String, Error> {
        json::write(&JsonExtracted {
            document: self.source.name(),
            language: self.language.as_ref(),
            layout: self.catalog.as_ref().map(|catalog| catalog.layout),
            entries: self.entries().collect(),
            findings: json::findings(&self.findings),
        })
    }

    /// The codes for a spreadsheet or a database.
    ///
    /// # Errors
    ///
    /// Those of the `csv` crate, which has none when it writes to memory.
    pub fn csv(&self) -> Result<String, Error> {
        crate::export::to_csv(["code", "sub", "reason", "line"], self.entries())
    }

    fn entries(&self) -> impl Iterator<Item = JsonEntry<'_>> {
        let entries = self.catalog.iter().flat_map(|catalog| &catalog.entries);
        entries.map(|entry| JsonEntry {
            code: entry.code.errcode,
            sub: entry.code.sub_errcode.map(std::num::NonZero::get),
            reason: &entry.reason,
            line: entry.place.line(),
        })
    }
}
