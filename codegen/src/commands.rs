//! What each command does, and the exit status that this comes to.

use crate::args::{
    DiffFormat, DriftFormat, ExtractFormat, ReportFormat, TablesFormat, UpdateFormat, Upstream,
};
use crate::terminal::{note, print, print_styled, show};
use lvb_codegen::error::Error;
use lvb_codegen::files::transaction::{Change, ReadLock, Transaction};
use lvb_codegen::finding::Finding;
use lvb_codegen::generate::{self, Mode};
use lvb_codegen::language::Tag;
use lvb_codegen::manifest::Manifest;
use lvb_codegen::names::Names;
use lvb_codegen::names::propose::propose;
use lvb_codegen::report::{github, human, json};
use lvb_codegen::update::{self, Options};
use lvb_codegen::upstream::drift::{self, Drift, Published};
use lvb_codegen::{compare, export, extract, pipeline, tables};
use std::io::IsTerminal;
use std::path::Path;
use visible_text::visible;

/// The exit status. Of several, the greatest counts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Status {
    Fine = 0,
    Findings = 1,
    Failed = 2,
}

pub(crate) fn generate(manifest: &Path, mode: Mode, format: ReportFormat) -> Result<Status, Error> {
    let generated = generate::run(manifest, mode)?;
    match format {
        ReportFormat::Human => {
            show(&generated.findings)?;
            print(&human::summary(&generated))?;
        }
        ReportFormat::Json => print(&json::generated(&generated)?)?,
        ReportFormat::Github => {
            print(&github::findings(&generated.findings))?;
            print(&human::summary(&generated))?;
        }
    }
    Ok(status(&generated.findings))
}

pub(crate) fn extract(
    manifest: &Path,
    file: &Path,
    lang: Option<&Tag>,
    format: ExtractFormat,
) -> Result<Status, Error> {
    let extracted = extract::run(file, lang, &Manifest::read(manifest)?)?;
    match format {
        ExtractFormat::Human => print(&extracted.human())?,
        ExtractFormat::Json => print(&extracted.json()?)?,
        ExtractFormat::Csv => print(&extracted.csv()?)?,
    }
    if format != ExtractFormat::Json {
        show(&extracted.findings)?;
    }
    Ok(status(&extracted.findings))
}

pub(crate) fn tables(file: &Path, format: TablesFormat) -> Result<Status, Error> {
    let document = tables::read(file)?;
    match format {
        TablesFormat::Human => print(&tables::human(&document)?)?,
        TablesFormat::Json => print(&tables::json(&document)?)?,
    }
    Ok(Status::Fine)
}

pub(crate) fn diff(
    manifest: &Path,
    old: &Path,
    new: &Path,
    lang: Option<&Tag>,
    format: DiffFormat,
) -> Result<Status, Error> {
    let compared = compare::run(old, new, lang, &Manifest::read(manifest)?)?;
    match format {
        DiffFormat::Human => print_styled(&compared.human())?,
        DiffFormat::Json => print(&compared.json()?)?,
        DiffFormat::Markdown => print(&compared.markdown())?,
    }
    show(&compared.findings)?;
    let changed = compared.diff.as_ref().is_some_and(|diff| !diff.is_empty());
    Ok(status(&compared.findings).max(if changed { Status::Findings } else { Status::Fine }))
}

pub(crate) fn export(manifest: &Path, format: export::Format) -> Result<Status, Error> {
    let lock = ReadLock::new(manifest);
    let outcome = pipeline::run(manifest)?;
    drop(lock);
    show(&outcome.findings)?;
    if let Some(agreement) = &outcome.agreement {
        print(&export::export(agreement, format)?)?;
    }
    Ok(status(&outcome.findings))
}

pub(crate) fn drift(
    manifest: &Path,
    upstream: &Upstream,
    format: DriftFormat,
) -> Result<Status, Error> {
    let drift = compare_with_upstream(manifest, upstream)?;
    match format {
        DriftFormat::Human => {
            print_styled(&drift::human::documents(&drift.documents))?;
            show(&drift.outcome.findings)?;
        }
        DriftFormat::Json => print(&drift::json::drift(&drift)?)?,
        DriftFormat::Github => print(&drift::github::drift(&drift))?,
        DriftFormat::Markdown => print(&drift::markdown::drift(&drift))?,
    }
    let changed = drift.documents.iter().any(|document| document.status != drift::Status::Same);
    let changed = if changed { Status::Findings } else { Status::Fine };
    Ok(drift_status(&drift).max(changed))
}

pub(crate) fn update(
    manifest: &Path,
    upstream: &Upstream,
    options: Options,
    format: UpdateFormat,
) -> Result<Status, Error> {
    let manifest = Manifest::read(manifest)?;
    let published = fetch(&manifest, upstream)?;
    let updated = update::run(&manifest, &published, options)?;
    match format {
        UpdateFormat::Human => {
            print_styled(&drift::human::documents(&updated.drift.documents))?;
            show(&updated.drift.outcome.findings)?;
            if let Some(names) = &updated.missing_names {
                note(&format!(
                    "note: add this to {}, or run `cargo codegen update --accept-names`; a block \
                     whose name is there already is to take its place:\n\n{names}",
                    manifest.names.display()
                ))?;
            }
            print(&human::update_summary(&updated, options.dry_run))?;
        }
        UpdateFormat::Json => print(&drift::json::updated(&updated, options.dry_run)?)?,
    }
    Ok(drift_status(&updated.drift))
}

pub(crate) fn names(
    manifest: &Path,
    upstream: Option<&Upstream>,
    write: bool,
) -> Result<Status, Error> {
    let transaction = write.then(|| Transaction::begin(manifest)).transpose()?;
    let outcome = match upstream {
        None => pipeline::run(manifest)?,
        Some(upstream) => {
            let Drift { documents, outcome } = compare_with_upstream(manifest, upstream)?;
            if let Some(first) = documents.first().filter(|first| first.status.is_failure()) {
                let (tag, location) = (&first.language, &first.location);
                return Err(Error::new(format!("{tag}: {location}: {}", first.message())));
            }
            outcome
        }
    };
    let proposals = propose(&outcome.names, outcome.reference.as_ref());
    if proposals.is_empty() {
        return Ok(Status::Fine);
    }
    print(&proposals.to_toml())?;
    let Some(transaction) = transaction else {
        return Ok(Status::Findings);
    };
    let path = outcome.manifest.names.clone();
    transaction.commit(vec![Change { path, bytes: proposals.edit()?.into_bytes() }])?;
    Ok(Status::Fine)
}

/// What the findings come to, if all documents are there.
fn drift_status(drift: &Drift) -> Status {
    let failed = drift.documents.iter().any(|document| document.status.is_failure());
    let failed = if failed { Status::Failed } else { Status::Fine };
    status(&drift.outcome.findings).max(failed)
}

fn compare_with_upstream(manifest: &Path, upstream: &Upstream) -> Result<Drift, Error> {
    let manifest = Manifest::read(manifest)?;
    let names = Names::read(&manifest.names)?;
    let published = fetch(&manifest, upstream)?;
    drift::compare(manifest, names, &published)
}

/// Fetches upstream's documents; on a terminal it says so.
fn fetch(manifest: &Manifest, upstream: &Upstream) -> Result<Vec<Published>, Error> {
    let is_terminal = std::io::stderr().is_terminal();
    let report = |text: &str| {
        if is_terminal {
            // Who cannot hear of the progress can do without.
            let _ = note(&visible(text));
        }
    };
    drift::fetch(manifest, &upstream.locations, upstream.timeout, &report)
}

fn status(findings: &[Finding]) -> Status {
    let open = findings.iter().filter(|finding| finding.is_open());
    let statuses =
        open.map(|finding| if finding.rule.is_fatal() { Status::Failed } else { Status::Findings });
    statuses.max().unwrap_or(Status::Fine)
}
