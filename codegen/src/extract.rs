//! The code table of one document, as it stands: what the generator reads.

use crate::catalog::{self, Catalog};
use crate::error::Error;
use crate::export::to_csv;
use crate::files;
use crate::finding::Finding;
use crate::language::Tag;
use crate::manifest::allow;
use crate::manifest::{Columns, Manifest, is_same_file};
use crate::report::json::{self, JsonFinding};
use crate::wording::count;
use doc_tables::Source;
use doc_tables::TableSyntax;
use serde::Serialize;
use std::path::Path;
use std::sync::Arc;
use visible_text::{spreadsheet_safe, visible};

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
/// that the document belongs to; else of the one that finds a table. If there are several of those,
/// the language stays unknown.
///
/// # Errors
///
/// The document cannot be read, or its tables are too large.
pub fn run(path: &Path, tag: Option<&Tag>, manifest: &Manifest) -> Result<Extracted, Error> {
    let document = doc_tables::read(&files::read(path)?)?;
    let languages = &manifest.languages;
    let own = languages.iter().find(|language| match tag {
        Some(tag) => language.tag == *tag,
        None => is_same_file(&language.document, path),
    });
    let candidates: Vec<(&Tag, &Columns)> = match (own, tag) {
        (Some(own), _) => vec![(&own.tag, &own.columns)],
        (None, Some(tag)) => vec![(tag, &manifest.columns)],
        (None, None) => {
            languages.iter().map(|language| (&language.tag, &language.columns)).collect()
        }
    };
    let mut found = Vec::new();
    for (tag, columns) in &candidates {
        let (catalog, findings) = catalog::read(&document, Some(tag), columns)?;
        if catalog.is_some() || candidates.len() == 1 {
            found.push(((*tag).clone(), catalog, findings));
        }
    }
    if let (1, Some((tag, catalog, mut findings))) = (found.len(), found.pop()) {
        allow::mark(&mut findings, &manifest.allow);
        let source = document.source;
        return Ok(Extracted { source, language: Some(tag), catalog, findings });
    }
    // None or several: whatever the headers are, they do not tell the language.
    let all = candidates.iter().map(|(_, columns)| *columns);
    let all = all.fold(Columns::default(), |all, columns| all.merged(columns));
    let (catalog, findings) = catalog::read(&document, None, &all)?;
    Ok(Extracted { source: document.source, language: None, catalog, findings })
}

#[derive(Serialize)]
struct JsonExtracted<'a> {
    document: &'a str,
    language: Option<&'a Tag>,
    layout: Option<TableSyntax>,
    entries: Vec<JsonEntry<'a>>,
    findings: Vec<JsonFinding<'a>>,
}

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
            visible(self.source.name()),
            count(catalog.entries.len(), "code"),
            catalog.layout,
            catalog.span.line()
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
        let rows = self.entries();
        let rows =
            rows.map(|entry| (entry.code, entry.sub, spreadsheet_safe(entry.reason), entry.line));
        to_csv(["code", "sub", "reason", "line"], rows)
    }

    fn entries(&self) -> impl Iterator<Item = JsonEntry<'_>> {
        let entries = self.catalog.iter().flat_map(|catalog| &catalog.entries);
        entries.map(|entry| JsonEntry {
            code: entry.code.errcode,
            sub: entry.code.sub_number(),
            reason: &entry.reason,
            line: entry.span.line(),
        })
    }
}
