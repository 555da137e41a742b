//! `check`: runs the pipeline, and compares the module. `generate` prints the same report.

use super::{ExitStatus, annotate};
use clap::ValueEnum;
use lvb_codegen::checkout::Checkout;
use lvb_codegen::emit;
use lvb_codegen::error::Error;
use lvb_codegen::files;
use lvb_codegen::finding::Findings;
use lvb_codegen::language::Tag;
use lvb_codegen::manifest::Manifest;
use lvb_codegen::names::Names;
use lvb_codegen::pipeline::{self, Outcome};
use lvb_codegen::report::json::JsonFinding;
use lvb_codegen::report::terminal::{print, show};
use lvb_codegen::report::{github, human, json};
use lvb_codegen::text::{count, list};
use serde::Serialize;
use std::path::Path;
use visible_text::visible;

/// Check that the module is fresh and the documents agree; write nothing
#[derive(Debug, clap::Args)]
pub(crate) struct Check {
    /// Output format
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Messages in the style of rustc
    Human,
    /// One object
    Json,
    /// Workflow commands for GitHub Actions
    Github,
}

/// The state of the module.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Module {
    Written,
    Stale,
    Fresh,
    /// The documents do not agree on a module.
    Unknown,
}

#[derive(Serialize)]
struct JsonReport<'a> {
    output: String,
    changed: bool,
    codes: usize,
    reasons: usize,
    languages: Vec<&'a Tag>,
    findings: Vec<JsonFinding<'a>>,
}

impl Check {
    pub(crate) fn run(&self, manifest: Option<&Path>) -> Result<ExitStatus, Error> {
        let status = self.check(manifest);
        if self.format == Format::Github { annotate(status) } else { status }
    }

    fn check(&self, manifest: Option<&Path>) -> Result<ExitStatus, Error> {
        let Checkout { manifest, names, right: _lock } = Checkout::read(manifest)?;
        let mut outcome = pipeline::run(&manifest, &names)?;
        let module = match &outcome.agreement {
            None => Module::Unknown,
            Some(agreement) => {
                let expected = pipeline::module(&manifest, agreement);
                let current = files::read_if_exists(&manifest.output)?;
                match emit::stale_output(&manifest.output, current, &expected) {
                    None => Module::Fresh,
                    Some(finding) => {
                        outcome.findings.push(finding);
                        Module::Stale
                    }
                }
            }
        };
        report(&manifest, &names, &outcome, module, self.format)
    }
}

/// Prints the findings and the state of the module.
pub(super) fn report(
    manifest: &Manifest,
    names: &Names,
    outcome: &Outcome,
    module: Module,
    format: Format,
) -> Result<ExitStatus, Error> {
    let (codes, reasons) = (outcome.codes(), outcome.reasons(names));
    let languages: Vec<&Tag> = manifest.languages.iter().map(|language| &language.tag).collect();
    let findings = &outcome.findings;
    let output = manifest.output.display().to_string();
    if format == Format::Json {
        print(&json::write(&JsonReport {
            output,
            changed: matches!(module, Module::Written | Module::Stale),
            codes,
            reasons,
            languages,
            findings: json::findings(findings),
        }))?;
    } else {
        show_findings(findings, format)?;
        let (codes, reasons) = (count(codes, "code"), count(reasons, "reason"));
        let (output, languages) = (visible(&output), list(languages));
        let (state, tally) = (state(module), human::tally(findings));
        print(&format!("{output}: {codes}, {reasons}, {languages}, {state}{tally}\n"))?;
    }
    Ok(ExitStatus::of(findings))
}

fn show_findings(findings: &Findings, format: Format) -> Result<(), Error> {
    if format == Format::Github { print(&github::findings(findings)) } else { show(findings) }
}

fn state(module: Module) -> &'static str {
    match module {
        Module::Written => "written",
        Module::Stale => "stale",
        Module::Fresh => "unchanged",
        Module::Unknown => "left alone",
    }
}
