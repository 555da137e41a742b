//! `tables`: prints every table of a document as a filled grid.

use super::ExitStatus;
use clap::ValueEnum;
use lvb_codegen::error::Error;
use lvb_codegen::files;
use lvb_codegen::report::grids;
use lvb_codegen::report::terminal::print;
use std::path::{Path, PathBuf};

/// Print every table of a document as a filled grid
#[derive(Debug, clap::Args)]
pub(crate) struct Tables {
    /// The document; `-` is standard input
    file: PathBuf,

    /// Output format
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Human,
    Json,
}

impl Tables {
    /// Prints the grids. This command needs no manifest.
    pub(crate) fn run(&self, _manifest: Option<&Path>) -> Result<ExitStatus, Error> {
        let document = doc_tables::read(&files::read(&self.file)?)?;
        match self.format {
            Format::Human => print(&grids::human(&document)?)?,
            Format::Json => print(&grids::json(&document)?)?,
        }
        Ok(ExitStatus::Clean)
    }
}
