//! `lvb-codegen`: documents in, Rust module out.

mod args;

use args::{Args, Command, ExtractFormat, ReportFormat, TablesFormat};
use clap::{ColorChoice, Parser};
use lvb_codegen::error::Error;
use lvb_codegen::finding::Finding;
use lvb_codegen::generate::{self, Generated, Mode};
use lvb_codegen::manifest::Manifest;
use lvb_codegen::report::{github, human, json};
use lvb_codegen::text::{count, list};
use lvb_codegen::{export, extract, pipeline, tables};
use std::io::{ErrorKind, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// What the exit status says; the greater says more.
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
        anstream::eprintln!("{}", human::error(&error));
        Status::Failed
    });
    ExitCode::from(status as u8)
}

fn run(args: &Args) -> Result<Status, Error> {
    let manifest = || args.manifest.clone().map_or_else(find_manifest, Ok);
    match &args.command {
        Command::Generate { format } => {
            report_generated(&generate::run(&manifest()?, Mode::Write)?, Mode::Write, *format)
        }
        Command::Check { format } => {
            report_generated(&generate::run(&manifest()?, Mode::Check)?, Mode::Check, *format)
        }
        Command::Extract { file, lang, format } => {
            let manifest = Manifest::read(&manifest()?)?;
            let extracted = extract::run(file, lang.as_ref(), &manifest)?;
            match format {
                ExtractFormat::Human => print(&extracted.human())?,
                ExtractFormat::Json => print(&extracted.json()?)?,
                ExtractFormat::Csv => print(&extracted.csv()?)?,
            }
            if !matches!(format, ExtractFormat::Json) {
                show(&extracted.findings);
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
        Command::Export { format } => {
            let outcome = pipeline::run(&manifest()?)?;
            show(&outcome.findings);
            if let Some(agreement) = &outcome.agreement {
                print(&export::export(agreement, (*format).into())?)?;
            }
            Ok(status(&outcome.findings))
        }
    }
}

/// `docs/sources.toml` in the current directory, or in the nearest one above that has it.
fn find_manifest() -> Result<PathBuf, Error> {
    let here = std::env::current_dir()
        .map_err(|error| Error::new(format!("cannot tell the current directory: {error}")))?;
    // Relative, so that messages show the paths that a person in this directory would type.
    let ups = (0..here.components().count()).map(|up| PathBuf::from("../".repeat(up)));
    ups.map(|up| up.join("docs/sources.toml")).find(|path| path.is_file()).ok_or_else(|| {
        Error::new("there is no docs/sources.toml in this directory or in any above it")
            .help("go to the workspace, or name a manifest with --manifest")
    })
}

fn report_generated(
    generated: &Generated,
    mode: Mode,
    format: ReportFormat,
) -> Result<Status, Error> {
    match format {
        ReportFormat::Json => print(&json::generated(generated)?)?,
        ReportFormat::Human => {
            show(&generated.findings);
            print(&summary(generated, mode))?;
        }
        ReportFormat::Github => {
            let open = generated.findings.iter().filter(|finding| !finding.allowed);
            let commands = open.map(|finding| github::finding(finding) + "\n");
            print(&commands.collect::<String>())?;
            print(&summary(generated, mode))?;
        }
    }
    Ok(status(&generated.findings))
}

/// The line that says what was done.
fn summary(generated: &Generated, mode: Mode) -> String {
    let Generated { output, languages, findings, .. } = generated;
    let did = match (mode, generated.agreed, generated.changed) {
        (Mode::Write, false, _) => "not written",
        (Mode::Write, true, true) => "written",
        (Mode::Write, true, false) => "unchanged",
        (Mode::Check, false, _) => "not checked",
        (Mode::Check, true, true) => "stale",
        (Mode::Check, true, false) => "up to date",
    };
    let tally = human::tally(findings);
    let tally = if tally.is_empty() { tally } else { format!(" ({tally})") };
    format!(
        "{}: {}, {}, {}, {did}{tally}\n",
        output.display(),
        count(generated.codes, "code"),
        count(generated.reasons, "reason"),
        list(languages)
    )
}

/// Shows the findings that are not accepted.
fn show(findings: &[Finding]) {
    for finding in findings.iter().filter(|finding| !finding.allowed) {
        anstream::eprintln!("{}\n", human::finding(finding));
    }
}

fn status(findings: &[Finding]) -> Status {
    let open = findings.iter().filter(|finding| !finding.allowed);
    let statuses =
        open.map(|finding| if finding.rule.is_fatal() { Status::Failed } else { Status::Findings });
    statuses.max().unwrap_or(Status::Fine)
}

/// Writes a result to standard output. A reader that has seen enough is no error.
fn print(text: &str) -> Result<(), Error> {
    let mut stdout = std::io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Error::new(format!("cannot write to standard output: {error}")))
        }
        _ => Ok(()),
    }
}
