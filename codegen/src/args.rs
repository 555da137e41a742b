//! The command line.

use clap::{ColorChoice, Parser, Subcommand, ValueEnum};
use lvb_codegen::export;
use lvb_codegen::language::Tag;
use lvb_codegen::upstream::drift::Override;
use std::path::PathBuf;
use std::time::Duration;

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
    /// Compare the vendored documents with those that upstream publishes today; write nothing
    Drift {
        #[command(flatten)]
        upstream: Upstream,

        /// How to report
        #[arg(long, value_enum, default_value = "human")]
        format: DriftFormat,
    },
    /// Take upstream's documents in and write the module: all of it, or nothing
    Update {
        #[command(flatten)]
        upstream: Upstream,

        /// Say what would be written, but write nothing
        #[arg(long)]
        dry_run: bool,

        /// Take the names that `names` proposes for codes that have none
        #[arg(long)]
        accept_names: bool,

        /// How to report
        #[arg(long, value_enum, default_value = "human")]
        format: UpdateFormat,
    },
    /// Propose names for codes that have none
    Names {
        /// Put the proposals into the file of names
        #[arg(long)]
        write: bool,

        /// Look for such codes in upstream's documents, not in the vendored ones
        #[arg(long)]
        from_upstream: bool,

        #[command(flatten)]
        upstream: Upstream,
    },
    /// Print the agreed table for other tools
    Export {
        /// How to print it
        #[arg(long, value_enum)]
        format: export::Format,
    },
}

impl Command {
    /// Whether GitHub is to show what is reported.
    pub(crate) fn is_for_github(&self) -> bool {
        matches!(
            self,
            Self::Generate { format: ReportFormat::Github }
                | Self::Check { format: ReportFormat::Github }
                | Self::Drift { format: DriftFormat::Github, .. }
        )
    }
}

#[derive(Debug, clap::Args)]
pub(crate) struct Upstream {
    /// Where to look for the document of a language: a URL or a path [default: the manifest's
    /// `upstream`]
    #[arg(long = "upstream", value_name = "TAG=LOCATION", value_parser = upstream)]
    pub(crate) locations: Vec<Override>,

    /// How long to wait for a document
    #[arg(long, value_name = "SECONDS", default_value = "30", value_parser = seconds)]
    pub(crate) timeout: Duration,
}

fn upstream(argument: &str) -> Result<Override, String> {
    let (tag, location) = argument.split_once('=').ok_or("write it as TAG=LOCATION")?;
    if location.is_empty() {
        return Err("the location is empty".to_owned());
    }
    Ok((tag.parse()?, location.to_owned()))
}

fn seconds(argument: &str) -> Result<Duration, String> {
    let seconds: f64 = argument.parse().map_err(|_| "write a number of seconds".to_owned())?;
    let duration = Duration::try_from_secs_f64(seconds).ok();
    // A day is more than any server needs, and less than a clock can take.
    let duration = duration.filter(|duration| (1..=86_400_000).contains(&duration.as_millis()));
    duration.ok_or_else(|| "give a number from 0.001 to 86400".to_owned())
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DriftFormat {
    /// Like a changelog
    Human,
    Json,
    /// Workflow commands for GitHub Actions
    Github,
    /// For a pull request
    Markdown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum UpdateFormat {
    /// Like a changelog
    Human,
    Json,
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
