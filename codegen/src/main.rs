//! `lvb-codegen`: documents in, Rust module out.

mod args;

use args::{
    Args, Command, DiffFormat, DriftFormat, ExtractFormat, ReportFormat, TablesFormat,
    UpdateFormat, Upstream,
};
use clap::{ColorChoice, Parser};
use lvb_codegen::drift::{Drift, Published};
use lvb_codegen::error::Error;
use lvb_codegen::finding::Finding;
use lvb_codegen::generate::{self, Mode};
use lvb_codegen::manifest::Manifest;
use lvb_codegen::names::Names;
use lvb_codegen::propose::propose;
use lvb_codegen::report::{github, human, json};
use lvb_codegen::text::visible;
use lvb_codegen::transaction::{Change, Transaction};
use lvb_codegen::update::Options;
use lvb_codegen::{compare, drift, export, extract, pipeline, tables, transaction, update};
use std::io::{ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The exit status. Of several, the greatest counts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Status {
    Fine = 0,
    Findings = 1,
    Failed = 2,
}

fn main() -> ExitCode {
    let args = Args::parse();
    let color = match args.color {
        ColorChoice::Auto => anstream::ColorChoice::Auto,
        ColorChoice::Always => anstream::ColorChoice::Always,
        ColorChoice::Never => anstream::ColorChoice::Never,
    };
    color.write_global();
    let status = run(&args).unwrap_or_else(|error| {
        // If standard error is gone too, the status is all that is left to say it with.
        let _ = writeln!(anstream::stderr(), "{}", human::error(&error));
        Status::Failed
    });
    ExitCode::from(status as u8)
}

fn run(args: &Args) -> Result<Status, Error> {
    let manifest = || {
        let manifest = args.manifest.clone().map_or_else(Manifest::find, Ok)?;
        if transaction::recover(&manifest)? {
            note("finished an update that was interrupted")?;
        }
        Ok(manifest)
    };
    match &args.command {
        Command::Generate { format } => generate(manifest(), Mode::Write, *format),
        Command::Check { format } => generate(manifest(), Mode::Check, *format),
        Command::Extract { file, lang, format } => {
            let manifest = Manifest::read(&manifest()?)?;
            let extracted = extract::run(file, lang.as_ref(), &manifest)?;
            match format {
                ExtractFormat::Human => print(&extracted.human())?,
                ExtractFormat::Json => print(&extracted.json()?)?,
                ExtractFormat::Csv => print(&extracted.csv()?)?,
            }
            if *format != ExtractFormat::Json {
                show(&extracted.findings)?;
            }
            Ok(status(&extracted.findings))
        }
        Command::Tables { file, format } => {
            let document = tables::read(file)?;
            match format {
                TablesFormat::Human => print(&tables::human(&document)?)?,
                TablesFormat::Json => print(&tables::json(&document)?)?,
            }
            Ok(Status::Fine)
        }
        Command::Diff { old, new, lang, format } => {
            let manifest = Manifest::read(&manifest()?)?;
            let compared = compare::run(old, new, lang.as_ref(), &manifest)?;
            match format {
                DiffFormat::Human => print(&compared.human())?,
                DiffFormat::Json => print(&compared.json()?)?,
                DiffFormat::Markdown => print(&compared.markdown())?,
            }
            show(&compared.findings)?;
            let changed = compared.diff.as_ref().is_some_and(|diff| !diff.is_empty());
            let changed = if changed { Status::Findings } else { Status::Fine };
            Ok(status(&compared.findings).max(changed))
        }
        Command::Drift { upstream, format } => drift(manifest(), upstream, *format),
        Command::Update { upstream, dry_run, accept_names, format } => {
            let options = Options { accept_names: *accept_names, dry_run: *dry_run };
            update(&manifest()?, upstream, options, *format)
        }
        Command::Names { write, from_upstream, upstream } => {
            let upstream = (*from_upstream || !upstream.locations.is_empty()).then_some(upstream);
            names(&manifest()?, upstream, *write)
        }
        Command::Export { format } => {
            let outcome = pipeline::run(&manifest()?)?;
            show(&outcome.findings)?;
            if let Some(agreement) = &outcome.agreement {
                print(&export::export(agreement, *format)?)?;
            }
            Ok(status(&outcome.findings))
        }
    }
}

fn generate(
    manifest: Result<PathBuf, Error>,
    mode: Mode,
    format: ReportFormat,
) -> Result<Status, Error> {
    let generated = manifest.and_then(|manifest| generate::run(&manifest, mode));
    if let (ReportFormat::Github, Err(error)) = (format, &generated) {
        print(&github::error(error))?;
    }
    let generated = generated?;
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

fn drift(
    manifest: Result<PathBuf, Error>,
    upstream: &Upstream,
    format: DriftFormat,
) -> Result<Status, Error> {
    let drift = manifest.and_then(|manifest| compare_with_upstream(&manifest, upstream));
    if let (DriftFormat::Github, Err(error)) = (format, &drift) {
        print(&github::error(error))?;
    }
    let drift = drift?;
    match format {
        DriftFormat::Human => {
            print(&drift::human::documents(&drift.documents))?;
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

fn update(
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
            print(&drift::human::documents(&updated.drift.documents))?;
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

fn names(manifest: &Path, upstream: Option<&Upstream>, write: bool) -> Result<Status, Error> {
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

/// Shows the findings that are not accepted.
fn show(findings: &[Finding]) -> Result<(), Error> {
    print_error(&human::findings(findings))
}

/// Says something that is no result.
fn note(text: &str) -> Result<(), Error> {
    print_error(&format!("{text}\n"))
}

fn print_error(text: &str) -> Result<(), Error> {
    let written = write!(anstream::stderr().lock(), "{text}");
    written.or_else(|error| unless_closed(&error, "standard error"))
}

fn status(findings: &[Finding]) -> Status {
    let open = findings.iter().filter(|finding| finding.is_open());
    let statuses =
        open.map(|finding| if finding.rule.is_fatal() { Status::Failed } else { Status::Findings });
    statuses.max().unwrap_or(Status::Fine)
}

/// Writes a result to standard output, with colours only where a terminal takes them.
fn print(text: &str) -> Result<(), Error> {
    let mut stdout = anstream::stdout().lock();
    let written = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush());
    written.or_else(|error| unless_closed(&error, "standard output"))
}

/// A reader that has seen enough is no error.
fn unless_closed(error: &std::io::Error, stream: &str) -> Result<(), Error> {
    match error.kind() {
        ErrorKind::BrokenPipe => Ok(()),
        _ => Err(Error::new(format!("cannot write to {stream}: {error}"))),
    }
}
