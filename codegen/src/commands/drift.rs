//! `drift`: the vendored documents compared with the published ones.

mod github;
pub(super) mod human;
pub(super) mod json;
pub(super) mod markdown;

use super::{ExitStatus, annotate};
use clap::ValueEnum;
use lvb_codegen::checkout::Checkout;
use lvb_codegen::error::Error;
use lvb_codegen::language::Tag;
use lvb_codegen::manifest::Manifest;
use lvb_codegen::report::json::write;
use lvb_codegen::report::terminal::{note, print, print_styled, show};
use lvb_codegen::upstream::drift;
use lvb_codegen::upstream::{self, Override, Published};
use std::io::IsTerminal;
use std::path::Path;
use std::time::Duration;
use visible_text::visible;

/// Compare the vendored documents with the published ones; write nothing
#[derive(Debug, clap::Args)]
pub(crate) struct Drift {
    #[command(flatten)]
    upstream: Upstream,

    /// The maximum size of the Markdown, in bytes; a longer report is cut between sections, and says so
    #[arg(long, value_name = "N")]
    max_bytes: Option<usize>,

    /// Output format
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Like a changelog
    Human,
    Json,
    /// Workflow commands for GitHub Actions
    Github,
    /// For a pull request
    Markdown,
}

/// Where to fetch the published documents.
#[derive(Debug, clap::Args)]
pub(crate) struct Upstream {
    /// The location of the document of a language: a URL or a path [default: the manifest's
    /// `upstream`]
    #[arg(long = "upstream", value_name = "TAG=LOCATION", value_parser = location)]
    pub(crate) locations: Vec<Override>,

    /// The maximum time to wait for a document
    #[arg(long, value_name = "SECONDS", default_value = "30", value_parser = seconds)]
    timeout: Duration,
}

impl Drift {
    pub(crate) fn run(&self, manifest: Option<&Path>) -> Result<ExitStatus, Error> {
        let status = self.drift(manifest);
        if self.format == Format::Github { annotate(status) } else { status }
    }

    fn drift(&self, manifest: Option<&Path>) -> Result<ExitStatus, Error> {
        let drift = self.upstream.compare(manifest)?;
        match self.format {
            Format::Human => {
                print_styled(&human::documents(&drift.documents))?;
                show(&drift.outcome.findings)?;
                print(&human::verdict(&drift))?;
            }
            Format::Json => print(&write(&json::JsonDrift::from(&drift)))?,
            Format::Github => print(&github::drift(&drift))?,
            Format::Markdown => print(&markdown::drift(&drift, self.max_bytes))?,
        }
        let changed = drift.documents.iter().any(|document| !document.status.is_quiet());
        Ok(status(&drift).max(ExitStatus::findings_if(changed)))
    }
}

/// Returns the exit status for findings and missing documents.
pub(super) fn status(drift: &drift::Drift) -> ExitStatus {
    if drift.documents.iter().any(|document| document.status.is_failure()) {
        ExitStatus::Failed
    } else {
        ExitStatus::of(&drift.outcome.findings)
    }
}

impl Upstream {
    /// Compares the vendored documents with the published ones. No lock is held during the fetch.
    pub(super) fn compare(&self, manifest: Option<&Path>) -> Result<drift::Drift, Error> {
        let checkout = Checkout::read(manifest)?;
        let vendored = drift::vendored(&checkout.manifest)?;
        let checkout = checkout.unlock();
        let published = self.fetch(&checkout.manifest)?;
        drift::compare(&checkout.manifest, &checkout.names, &vendored, &published)
    }

    /// Fetches the published documents, with progress on a terminal.
    pub(super) fn fetch(&self, manifest: &Manifest) -> Result<Vec<Published>, Error> {
        let is_terminal = std::io::stderr().is_terminal();
        let report = |text: &str| {
            if is_terminal {
                // Progress is best effort; ignore write errors.
                let _ = note(&visible(text));
            }
        };
        upstream::fetch(manifest, &self.locations, self.timeout, &report)
    }
}

/// Reports a manifest that changed while no lock was held.
pub(super) fn check_unchanged(before: &Manifest, now: &Manifest) -> Result<(), Error> {
    if before.source.text() == now.source.text() {
        return Ok(());
    }
    let path = now.path.display();
    Err(Error::new(format!("{path} changed while the documents were fetched"))
        .help("run this command again"))
}

fn location(argument: &str) -> Result<Override, String> {
    let (tag, location) = argument.split_once('=').ok_or("expected TAG=LOCATION")?;
    if location.is_empty() {
        return Err("the location is empty".to_owned());
    }
    let tag: Tag = tag.parse()?;
    Ok((tag, location.to_owned()))
}

fn seconds(argument: &str) -> Result<Duration, String> {
    let seconds: f64 = argument.parse().map_err(|_| "expected a number of seconds".to_owned())?;
    let duration = Duration::try_from_secs_f64(seconds).ok();
    // The limit of a day keeps the deadline from overflowing the clock.
    let duration = duration.filter(|duration| (1..=86_400_000).contains(&duration.as_millis()));
    duration.ok_or_else(|| "expected a number from 0.001 to 86400".to_owned())
}
