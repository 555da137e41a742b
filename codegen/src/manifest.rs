//! The manifest, `sources.toml`: which documents there are, and what is known about them.

pub mod allow;
mod paths;

use self::paths::Repository;
use crate::code::Code;
use crate::error::Error;
use crate::files;
use crate::finding::rule::Rule;
use crate::language::Tag;
use crate::text::quoted;
use crate::toml_file;
use crate::upstream::{Location, lock};
use crate::wording::list;
use doc_tables::normalize;
use doc_tables::{Source, Span};
use path_clean::PathClean;
use serde::Deserialize;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use toml::Spanned;

/// A manifest that has been checked, with its paths resolved against its own folder.
#[derive(Debug)]
pub struct Manifest {
    /// Its own path.
    pub path: PathBuf,
    /// The text, for findings to point at.
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
}

/// One language, with its document.
#[derive(Debug)]
pub struct Language {
    /// Its tag.
    pub tag: Tag,
    /// The vendored document.
    pub document: PathBuf,
    /// The document's path as the manifest has it, which is the same from any directory.
    pub document_name: String,
    /// The SHA-256 of the vendored bytes, in lower-case hexadecimal.
    pub sha256: Spanned<String>,
    /// Where the document is published.
    pub upstream: Option<Location>,
    /// The header texts of its table.
    pub columns: Columns,
}

/// The header texts that tell which column holds what.
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

/// A finding that is known and accepted.
#[derive(Debug)]
pub struct Allow {
    /// The rule.
    pub rule: Rule,
    /// Where the manifest says so.
    pub span: Span,
    /// The language of the document.
    pub language: Tag,
    /// The codes; none where the rule is not about codes.
    pub codes: Vec<Code>,
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
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLanguage {
    tag: Spanned<Tag>,
    document: Spanned<PathBuf>,
    sha256: Spanned<String>,
    upstream: Option<Spanned<String>>,
    #[serde(default)]
    columns: Columns,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAllow {
    rule: Spanned<String>,
    language: Spanned<Tag>,
    #[serde(default)]
    codes: Vec<Code>,
    because: Spanned<String>,
}

impl Manifest {
    /// The path of `docs/sources.toml` in the current directory, or in the nearest one above that
    /// has it. It is relative, so that messages show the paths that one would type there.
    ///
    /// # Errors
    ///
    /// No directory has one.
    pub fn find() -> Result<PathBuf, Error> {
        let here = std::env::current_dir()
            .map_err(|error| Error::new(format!("cannot tell the current directory: {error}")))?;
        let ups = (0..here.components().count()).map(|up| PathBuf::from("../".repeat(up)));
        ups.map(|up| up.join("docs/sources.toml")).find(|path| path.is_file()).ok_or_else(|| {
            Error::new("there is no docs/sources.toml in this directory or in any above it")
                .help("go to the workspace, or name a manifest with --manifest")
        })
    }

    /// Reads and checks a manifest.
    ///
    /// # Errors
    ///
    /// The file cannot be read, or those of [`Manifest::parse`].
    pub fn read(path: &Path) -> Result<Self, Error> {
        Self::parse(path, &files::read(path)?)
    }

    /// Checks the text of a manifest that is at a path.
    ///
    /// # Errors
    ///
    /// It is not TOML, does not say what a manifest must say, or names a file outside its
    /// repository.
    pub fn parse(path: &Path, source: &Arc<Source>) -> Result<Self, Error> {
        let raw: RawManifest = toml_file::parse(source)?;
        let paths = Paths {
            folder: path.parent().unwrap_or(Path::new("")),
            repository: Repository::of(path)?,
            source,
        };
        let languages = check_languages(raw.language, &raw.columns, &paths)?;
        let manifest = Self {
            path: path.to_owned(),
            output: paths.resolve(&raw.output)?,
            names: paths.resolve(&raw.names)?,
            columns: raw.columns.merged(&Columns::default()),
            allow: check_allow(raw.allow, &languages, source)?,
            languages,
            source: source.clone(),
        };
        let lock = lock::path(&manifest);
        // These two may be links.
        if let Some(path) = [path, &lock].into_iter().find(|path| !paths.repository.holds(path)) {
            return Err(paths.repository.refusal(path));
        }
        if manifest.output == lock {
            let message = format!("{} is where `update` keeps its notes", lock.display());
            return Err(fault(&manifest.source, raw.output.span(), message)
                .help("give the module another name"));
        }
        let mut inputs = vec![path, &manifest.names];
        inputs.extend(manifest.languages.iter().map(|language| language.document.as_path()));
        if let Some(input) = inputs.iter().find(|input| is_same_file(input, &manifest.output)) {
            let message = format!("the module would be written over {}", input.display());
            return Err(fault(&manifest.source, raw.output.span(), message)
                .help("give it a file of its own"));
        }
        Ok(manifest)
    }

    /// All files that a run may write.
    #[must_use]
    pub fn files(&self) -> Vec<PathBuf> {
        let documents = self.languages.iter().map(|language| language.document.clone());
        let others = [&self.path, &self.names, &lock::path(self), &self.output].map(PathBuf::clone);
        documents.chain(others).collect()
    }
}

fn fault(source: &Arc<Source>, span: Range<usize>, message: String) -> Error {
    Error::new(message).at(Span::new(source, span))
}

/// What the paths of a manifest are relative to, and may not leave.
struct Paths<'a> {
    folder: &'a Path,
    repository: Repository,
    source: &'a Arc<Source>,
}

impl Paths<'_> {
    fn resolve(&self, raw: &Spanned<PathBuf>) -> Result<PathBuf, Error> {
        let path = self.folder.join(raw.as_ref()).clean();
        self.check(&path, raw.span())?;
        Ok(path)
    }

    fn check(&self, path: &Path, span: Range<usize>) -> Result<(), Error> {
        if self.repository.holds(path) {
            return Ok(());
        }
        Err(self.repository.refusal(path).at(Span::new(self.source, span)))
    }

    /// Where a document is published: anywhere, or in a file of the repository.
    fn locate(&self, raw: &Spanned<String>) -> Result<Location, Error> {
        let location = Location::parse(raw.as_ref(), self.folder);
        let location = location.map_err(|error| error.at(Span::new(self.source, raw.span())))?;
        if let Location::Path(path) = &location {
            self.check(path, raw.span())?;
        }
        Ok(location)
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
            return Err(fault(source, raw.tag.span(), message)
                .help("tags that differ in `-` and case alone are one variant in Rust"));
        }
        let digest = raw.sha256.as_ref();
        let hex = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        if digest.len() != 64 || !digest.bytes().all(hex) {
            let message = format!("{} is not a SHA-256 digest", quoted(digest));
            return Err(fault(source, raw.sha256.span(), message)
                .help("give the 64 lower-case hexadecimal digits that `sha256sum` prints"));
        }
        languages.push(Language {
            upstream: raw.upstream.map(|upstream| paths.locate(&upstream)).transpose()?,
            columns: columns.merged(&raw.columns),
            document: paths.resolve(&raw.document)?,
            document_name: raw.document.as_ref().display().to_string(),
            sha256: raw.sha256,
            tag: raw.tag.into_inner(),
        });
    }
    if languages.is_empty() {
        let message = "there is no [[language]]".to_owned();
        return Err(fault(source, span, message).help("list the reference language first"));
    }
    Ok(languages)
}

fn check_allow(
    raw: Vec<RawAllow>,
    languages: &[Language],
    source: &Arc<Source>,
) -> Result<Vec<Allow>, Error> {
    let mut allow = Vec::new();
    for raw in raw {
        let name = raw.rule.as_ref();
        let Some(rule) = Rule::from_name(name) else {
            let message = format!("there is no rule {}", quoted(name));
            return Err(fault(source, raw.rule.span(), message)
                .help(format!("the rules that can be accepted are {}", Rule::allowable())));
        };
        let tag = raw.language.as_ref();
        if !languages.iter().any(|known| known.tag == *tag) {
            let known = list(languages.iter().map(|language| &language.tag));
            let message = format!("there is no [[language]] `{tag}`");
            return Err(fault(source, raw.language.span(), message)
                .help(format!("the languages are {known}")));
        }
        if raw.because.as_ref().trim_matches(['.', ' ']).is_empty() {
            let message = "`because` says nothing".to_owned();
            return Err(
                fault(source, raw.because.span(), message).help("say why this finding is accepted")
            );
        }
        allow.push(Allow {
            rule,
            span: Span::new(source, raw.rule.span()),
            language: raw.language.into_inner(),
            codes: raw.codes,
        });
    }
    Ok(allow)
}

/// Whether two paths lead to one file that exists.
pub(crate) fn is_same_file(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

impl Columns {
    /// These header texts and those, normalised like the texts of cells, each once.
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
