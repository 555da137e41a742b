//! The manifest, `sources.toml`: the documents, where they come from, and accepted findings.

pub mod allow;
pub mod correction;
pub mod edit;
mod paths;

use crate::error::Error;
use crate::files;
use crate::language::Tag;
use crate::text::{list, quoted};
use crate::upstream::location::Location;
use allow::{Allow, RawAllow};
use correction::{Correction, RawCorrection};
use doc_tables::{Source, Span, normalize};
use jiff::civil::Date;
use paths::Paths;
use serde::Deserialize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use toml::Spanned;

/// A checked manifest, with its paths resolved against its own folder.
#[derive(Debug)]
pub struct Manifest {
    /// The path of the manifest.
    pub path: PathBuf,
    /// The text, which findings point into.
    pub source: Arc<Source>,
    /// The Rust module to write.
    pub output: PathBuf,
    /// The file of names.
    pub names: PathBuf,
    /// The header texts that mean the same in every language.
    pub columns: Columns,
    /// The languages; the first is the reference. There is at least one.
    pub languages: Vec<Language>,
    /// The findings that are accepted.
    pub allow: Vec<Allow>,
    /// The rows that upstream got wrong.
    pub corrections: Vec<Correction>,
}

/// A language and its document.
#[derive(Debug)]
pub struct Language {
    /// The tag.
    pub tag: Tag,
    /// The path of the vendored document.
    pub document: PathBuf,
    /// The place of the document's path in the manifest.
    pub document_span: Span,
    /// The path of the document as written in the manifest, which is the same from any directory.
    pub document_name: String,
    /// The SHA-256 of the vendored bytes, in lower-case hexadecimal. A new language has none until
    /// `update` has fetched its document.
    pub sha256: Option<String>,
    /// The place of the digest in the manifest, or of the tag.
    pub sha256_span: Span,
    /// The digests of published versions that `update` skips.
    pub skip: Vec<String>,
    /// Where the document is published.
    pub upstream: Option<Location>,
    /// The URL of the page that a person reads.
    pub page: Option<String>,
    /// The edition: the day on which upstream published the vendored bytes.
    pub dated: Option<Date>,
    /// The header texts of the document's table.
    pub columns: Columns,
}

/// The header texts of each column.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Columns {
    /// Headers of the errcode column, or of both code columns.
    #[serde(default)]
    pub code: Vec<String>,
    /// Headers of the `sub_errcode` column.
    #[serde(default)]
    pub sub_code: Vec<String>,
    /// Headers of the column with the reasons.
    #[serde(default)]
    pub reason: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawManifest {
    output: Spanned<PathBuf>,
    names: Spanned<PathBuf>,
    #[serde(default)]
    columns: Columns,
    language: Spanned<Vec<RawLanguage>>,
    #[serde(default)]
    allow: Vec<RawAllow>,
    #[serde(default)]
    correction: Vec<RawCorrection>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLanguage {
    tag: Spanned<Tag>,
    document: Spanned<PathBuf>,
    sha256: Option<Spanned<String>>,
    #[serde(default)]
    skip: Vec<Spanned<String>>,
    upstream: Option<Spanned<String>>,
    page: Option<Spanned<String>>,
    dated: Option<Spanned<String>>,
    #[serde(default)]
    columns: Columns,
}

impl Manifest {
    /// Reads and checks a manifest.
    pub fn read(path: &Path) -> Result<Self, Error> {
        Self::parse(path, &files::read(path)?)
    }

    /// Checks the text of a manifest.
    ///
    /// # Errors
    ///
    /// The text is not TOML, lacks a key, or names a file outside the repository.
    pub fn parse(path: &Path, source: &Arc<Source>) -> Result<Self, Error> {
        let raw: RawManifest = files::parse_toml(source)?;
        let paths = Paths::new(path, source)?;
        let languages = check_languages(raw.language, &raw.columns, &paths)?;
        let tags: Vec<&Tag> = languages.iter().map(|language| &language.tag).collect();
        let manifest = Self {
            path: path.to_owned(),
            output: paths.resolve(&raw.output)?,
            names: paths.resolve(&raw.names)?,
            columns: raw.columns.merged(&Columns::default()),
            allow: allow::check(raw.allow, &tags, source)?,
            corrections: correction::check(raw.correction, &tags, source)?,
            languages,
            source: source.clone(),
        };
        let mut inputs = vec![path, &manifest.names];
        inputs.extend(manifest.languages.iter().map(|language| language.document.as_path()));
        if let Some(input) = inputs.iter().find(|input| is_same_file(input, &manifest.output)) {
            let message = format!("the module would overwrite {}", input.display());
            return Err(Error::spanned(source, raw.output.span(), message)
                .help("give the module a file of its own"));
        }
        Ok(manifest)
    }

    /// Returns all files that a command may write.
    pub fn files(&self) -> Vec<PathBuf> {
        let documents = self.languages.iter().map(|language| language.document.clone());
        documents.chain([&self.path, &self.names, &self.output].map(PathBuf::clone)).collect()
    }

    /// Returns the language with a tag.
    pub fn language(&self, tag: &Tag) -> Option<&Language> {
        self.languages.iter().find(|language| language.tag == *tag)
    }
}

fn check_languages(
    raw: Spanned<Vec<RawLanguage>>,
    columns: &Columns,
    paths: &Paths<'_>,
) -> Result<Vec<Language>, Error> {
    let source = paths.source;
    let span = raw.span();
    let mut languages: Vec<Language> = Vec::new();
    for raw in raw.into_inner() {
        let tag = raw.tag.as_ref();
        if languages.iter().any(|known| known.tag.variant() == tag.variant()) {
            let message = format!("language `{tag}` is listed twice");
            return Err(Error::spanned(source, raw.tag.span(), message)
                .help("tags that differ only in case and in `-` have the same Rust variant"));
        }
        for digest in raw.sha256.iter().chain(&raw.skip) {
            check_digest(digest, source)?;
        }
        let sha256_range = raw.sha256.as_ref().map_or(raw.tag.span(), Spanned::span);
        languages.push(Language {
            upstream: raw.upstream.map(|upstream| paths.locate(&upstream)).transpose()?,
            page: raw.page.as_ref().map(|page| check_page(page, source)).transpose()?,
            dated: raw.dated.as_ref().map(|dated| check_date(dated, source)).transpose()?,
            columns: columns.merged(&raw.columns),
            document: paths.resolve(&raw.document)?,
            document_span: Span::new(source, raw.document.span()),
            document_name: raw.document.as_ref().display().to_string(),
            sha256_span: Span::new(source, sha256_range),
            sha256: raw.sha256.map(Spanned::into_inner),
            skip: raw.skip.into_iter().map(Spanned::into_inner).collect(),
            tag: raw.tag.into_inner(),
        });
    }
    if languages.is_empty() {
        let message = "there is no [[language]]".to_owned();
        return Err(Error::spanned(source, span, message).help("list the reference language first"));
    }
    Ok(languages)
}

/// Checks the language of an `[[allow]]` or a `[[correction]]`.
fn check_language(raw: &Spanned<Tag>, known: &[&Tag], source: &Arc<Source>) -> Result<(), Error> {
    let tag = raw.as_ref();
    if known.contains(&tag) {
        return Ok(());
    }
    let message = format!("there is no [[language]] `{tag}`");
    Err(Error::spanned(source, raw.span(), message)
        .help(format!("the languages are {}", list(known))))
}

/// Checks that a text has more than the dots of a proposed block.
fn check_filled(
    raw: &Spanned<String>,
    source: &Arc<Source>,
    what: &str,
    help: &str,
) -> Result<(), Error> {
    if !normalize(raw.as_ref()).trim_matches(['.', ' ']).is_empty() {
        return Ok(());
    }
    Err(Error::spanned(source, raw.span(), format!("{what} is empty")).help(help))
}

fn check_digest(raw: &Spanned<String>, source: &Arc<Source>) -> Result<(), Error> {
    let digest = raw.as_ref();
    let is_hex = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    if digest.len() == 64 && digest.bytes().all(is_hex) {
        return Ok(());
    }
    let message = format!("{} is not a SHA-256 digest", quoted(digest));
    Err(Error::spanned(source, raw.span(), message)
        .help("give the 64 lower-case hexadecimal digits that `sha256sum` prints"))
}

fn check_page(raw: &Spanned<String>, source: &Arc<Source>) -> Result<String, Error> {
    if let Ok(Location::Url(url)) = Location::parse(raw.as_ref(), Path::new("")) {
        return Ok(url);
    }
    let message = format!("{} is not the URL of a page", quoted(raw.as_ref()));
    Err(Error::spanned(source, raw.span(), message)
        .help("give a URL that starts with `https://`, without white space"))
}

fn check_date(raw: &Spanned<String>, source: &Arc<Source>) -> Result<Date, Error> {
    let text = raw.as_ref();
    let date = text.parse::<Date>().ok().filter(|date| date.to_string() == *text);
    date.ok_or_else(|| {
        let message = format!("{} is not a date", quoted(text));
        Error::spanned(source, raw.span(), message).help("write the date like `2019-09-02`")
    })
}

/// Returns whether two paths lead to one existing file.
pub fn is_same_file(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

impl Columns {
    /// Merges header texts, normalised like the texts of cells, without duplicates.
    #[must_use]
    pub fn merged(&self, other: &Self) -> Self {
        let merged = |these: &[String], those: &[String]| {
            let mut all = Vec::new();
            for text in these.iter().chain(those).map(|text| normalize(text)) {
                if !all.contains(&text) {
                    all.push(text);
                }
            }
            all
        };
        Self {
            code: merged(&self.code, &other.code),
            sub_code: merged(&self.sub_code, &other.sub_code),
            reason: merged(&self.reason, &other.reason),
        }
    }
}
