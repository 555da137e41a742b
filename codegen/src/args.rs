//! The command line.

use clap::{ColorChoice, Parser, Subcommand, ValueEnum};
use lvb_codegen::export;
use lvb_codegen::tag::Tag;
use std::path::PathBuf;

/// Generates the crate lvb-codes from the documentation pages of Tencent Cloud LVB push
/// interruption codes.
///
/// Exit status: 0, nothing to report; 1, findings, changes or a stale module; 2, the job could not be done.
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,

    /// The manifest [default: docs/sources.toml here or in the nearest folder above]
    #[arg(long, value_name = "PATH", global = true)]
    pub(crate) manifest: Option<PathBuf>,

    /// When to colour messages
    #[arg(long, value_name = "WHEN", value_enum, default_value = "auto", global = true)]
    pub(crate) color: ColorChoice,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Write the module, unless a document has errors
    Generate {
        /// How to report
        #[arg(long, value_enum, default_value = "human")]
        format: ReportFormat,
    },
    /// Check that the module is fresh and the documents agree; write nothing
    Check {
        /// How to report
        #[arg(long, value_enum, default_value = "human")]
        format: ReportFormat,
    },
    /// Print the code table of one document
    Extract {
        /// The document; `-` is standard input
        file: PathBuf,

        /// The language whose headers to look for [default: that of the document, or the one
        /// that finds a table]
        #[arg(long, value_name = "TAG")]
        lang: Option<Tag>,

        /// How to print it
        #[arg(long, value_enum, default_value = "human")]
        format: ExtractFormat,
    },
    /// Print every table of a document as a filled grid
    Tables {
        /// The document; `-` is standard input
        file: PathBuf,

        /// How to print them
        #[arg(long, value_enum, default_value = "human")]
        format: TablesFormat,
    },
    /// Print what changed between two versions of a document
    Diff {
        /// The version before
        old: PathBuf,

        /// The version after; `-` is standard input
        new: PathBuf,

        /// The language whose headers to look for [default: as for `extract`]
        #[arg(long, value_name = "TAG")]
        lang: Option<Tag>,

        /// How to print it
        #[arg(long, value_enum, default_value = "human")]
        format: DiffFormat,
    },
    /// Print the agreed table for other tools
    Export {
        /// How to print it
        #[arg(long, value_enum)]
        format: export::Format,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// Like rustc
    Human,
    /// One object
    Json,
    /// Workflow commands for GitHub Actions
    Github,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExtractFormat {
    Human,
    Json,
    Csv,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum DiffFormat {
    /// Like a changelog
    Human,
    Json,
    /// For a pull request
    Markdown,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum TablesFormat {
    Human,
    Json,
}
