//! `extract`: prints the code table of one document.

use super::{ExitStatus, export};
use clap::ValueEnum;
use doc_tables::{Source, TableSyntax};
use lvb_codegen::catalog::{self, Catalog};
use lvb_codegen::checkout;
use lvb_codegen::error::Error;
use lvb_codegen::files;
use lvb_codegen::finding::Findings;
use lvb_codegen::language::Tag;
use lvb_codegen::manifest::{Columns, Language, Manifest, allow, is_same_file};
use lvb_codegen::report::json::{self, JsonFinding};
use lvb_codegen::report::terminal::{print, show};
use lvb_codegen::text::count;
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use visible_text::{spreadsheet_safe, visible};

/// Print the code table of one document
#[derive(Debug, clap::Args)]
pub(crate) struct Extract {
    /// The document; `-` is standard input
    file: PathBuf,

    /// The language whose headers the table has [default: the language of the document, or the one
    /// that the headers match]
    #[arg(long, value_name = "TAG")]
    lang: Option<Tag>,

    /// Output format
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Human,
    Json,
    Csv,
}

impl Extract {
    pub(crate) fn run(&self, manifest: Option<&Path>) -> Result<ExitStatus, Error> {
        let manifest = checkout::read_manifest(manifest)?;
        let extracted = Extracted::read(&self.file, self.lang.as_ref(), &manifest)?;
        match self.format {
            Format::Human => print(&extracted.human())?,
            Format::Json => print(&extracted.json())?,
            Format::Csv => print(&extracted.csv())?,
        }
        if self.format != Format::Json {
            show(&extracted.findings)?;
        }
        Ok(ExitStatus::of(&extracted.findings))
    }
}

/// The code table of one document.
pub(super) struct Extracted {
    pub(super) source: Arc<Source>,
    /// The language, if it is known.
    pub(super) language: Option<Tag>,
    /// The codes, if the document has a usable table.
    pub(super) catalog: Option<Catalog>,
    pub(super) findings: Findings,
}

impl Extracted {
    /// Reads the code table of the document at `path`; `-` is standard input.
    ///
    /// The expected headers are those of the language `tag`, or else of the language of the document
    /// at that path. Otherwise the headers of all languages are tried; if several match, the language
    /// stays unknown.
    pub(super) fn read(path: &Path, tag: Option<&Tag>, manifest: &Manifest) -> Result<Self, Error> {
        let source = files::read(path)?;
        let document = doc_tables::read(&source)?;
        let grids = doc_tables::grids(&document)?;
        let own = |tag: &Tag| manifest.language(tag).map_or(&manifest.columns, |own| &own.columns);
        let is_document = |language: &&Language| is_same_file(&language.document, path);
        let languages = &manifest.languages;
        let candidates: Vec<(&Tag, &Columns)> =
            match tag.or_else(|| languages.iter().find(is_document).map(|known| &known.tag)) {
                Some(tag) => vec![(tag, own(tag))],
                None => languages.iter().map(|known| (&known.tag, &known.columns)).collect(),
            };
        let read = |tag: Option<&Tag>, columns: &Columns| {
            let mut findings = Findings::default();
            let catalog = catalog::read(&document, &grids, tag, columns, &mut findings);
            allow::mark(&mut findings, &manifest.allow);
            Self { source: source.clone(), language: tag.cloned(), catalog, findings }
        };
        let matches = candidates.iter().map(|(tag, columns)| read(Some(tag), columns));
        let matches = matches.filter(|read| candidates.len() == 1 || read.catalog.is_some());
        let mut matches: Vec<Self> = matches.collect();
        if matches.len() == 1 {
            return Ok(matches.remove(0));
        }
        // None or several match, so the headers do not tell the language.
        let all = candidates.iter().map(|(_, columns)| *columns);
        Ok(read(None, &all.fold(Columns::default(), |all, columns| all.merged(columns))))
    }

    /// The codes as human text, with invisible characters shown.
    fn human(&self) -> String {
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

    fn json(&self) -> String {
        json::write(&JsonExtracted {
            document: self.source.name(),
            language: self.language.as_ref(),
            layout: self.catalog.as_ref().map(|catalog| catalog.layout),
            entries: self.entries().collect(),
            findings: json::findings(&self.findings),
        })
    }

    fn csv(&self) -> String {
        let rows = self
            .entries()
            .map(|entry| (entry.code, entry.sub, spreadsheet_safe(entry.reason), entry.line));
        export::csv::write(["code", "sub", "reason", "line"], rows)
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
