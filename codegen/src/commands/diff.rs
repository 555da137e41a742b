//! `diff`: prints the changes between two versions of a document.

use super::ExitStatus;
use super::extract::Extracted;
use clap::ValueEnum;
use lvb_codegen::checkout::Checkout;
use lvb_codegen::diff::json::JsonDiff;
use lvb_codegen::diff::{diff, human, markdown, phrases};
use lvb_codegen::error::Error;
use lvb_codegen::language::Tag;
use lvb_codegen::report::json;
use lvb_codegen::report::terminal::{print, print_styled, show};
use lvb_codegen::text::markdown::code;
use std::path::{Path, PathBuf};
use visible_text::visible;

/// Print the changes between two versions of a document
#[derive(Debug, clap::Args)]
pub(crate) struct Diff {
    /// The old version
    old: PathBuf,

    /// The new version; `-` is standard input
    new: PathBuf,

    /// The language whose headers the tables have [default: as for `extract`]
    #[arg(long, value_name = "TAG")]
    lang: Option<Tag>,

    /// Output format
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// Like a changelog
    Human,
    Json,
    /// For a pull request
    Markdown,
}

impl Diff {
    pub(crate) fn run(&self, manifest: Option<&Path>) -> Result<ExitStatus, Error> {
        let Checkout { manifest, names, right: _lock } = Checkout::read(manifest)?;
        let old = Extracted::read(&self.old, self.lang.as_ref(), &manifest)?;
        let new = Extracted::read(&self.new, self.lang.as_ref(), &manifest)?;
        if let (Some(one), Some(other)) = (&old.language, &new.language)
            && one != other
        {
            let (old, new) = (old.source.name(), new.source.name());
            return Err(Error::new(format!("{old} is in {one}, but {new} is in {other}"))
                .help("compare two versions of one document, or give its language with --lang"));
        }
        let both = old.catalog.as_ref().zip(new.catalog.as_ref());
        let diff = both.map(|(old, new)| diff(old, new, &names));
        if let Some(diff) = &diff {
            let summary = phrases::summary(diff);
            let (old, new) = (old.source.name(), new.source.name());
            match self.format {
                Format::Human => {
                    let (old, new) = (visible(old), visible(new));
                    let changes = human::changes(diff);
                    print_styled(&format!("{old} -> {new}: {summary}\n{changes}"))?;
                }
                Format::Json => print(&json::write(&JsonDiff::from(diff)))?,
                Format::Markdown => {
                    let (old, new) = (code(old), code(new));
                    let changes = markdown::changes(diff);
                    print(&format!("### {old} → {new}\n\n{summary}\n{changes}"))?;
                }
            }
        }
        let findings = [old.findings, new.findings].concat();
        show(&findings)?;
        let changed = diff.is_some_and(|diff| !diff.is_empty());
        Ok(ExitStatus::of(&findings).max(ExitStatus::findings_if(changed)))
    }
}
