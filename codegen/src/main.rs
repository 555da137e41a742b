//! `lvb-codegen`: documents in, Rust module out.

mod args;

use args::{Args, Command, DiffFormat, ExtractFormat, ReportFormat, TablesFormat};
use clap::{ColorChoice, Parser};
use lvb_codegen::error::Error;
use lvb_codegen::finding::Finding;
use lvb_codegen::generate::{self, Mode};
use lvb_codegen::manifest::Manifest;
use lvb_codegen::report::{github, human, json};
use lvb_codegen::{compare, export, extract, pipeline, tables, transaction};
use std::io::{ErrorKind, Write};
use std::path::PathBuf;
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
