//! `update`: vendors the published documents that `check` accepts.

use super::drift::json::JsonDrift;
use super::drift::{Upstream, check_unchanged, human, markdown};
use super::{ExitStatus, finished};
use clap::ValueEnum;
use lvb_codegen::checkout::Checkout;
use lvb_codegen::error::Error;
use lvb_codegen::finding::{Finding, Findings};
use lvb_codegen::language::Tag;
use lvb_codegen::manifest::Manifest;
use lvb_codegen::report::human::tally as findings_tally;
use lvb_codegen::report::json;
use lvb_codegen::report::terminal::{note, print, print_styled, show};
use lvb_codegen::text::list;
use lvb_codegen::upstream::Published;
use lvb_codegen::upstream::update::{HeldBack, Plan, plan};
use serde::Serialize;
use std::path::{Path, PathBuf};
use visible_text::visible;

/// Vendor the published documents that `check` accepts, and write the module, all at once
#[derive(Debug, clap::Args)]
pub(crate) struct Update {
    #[command(flatten)]
    upstream: Upstream,

    /// Print what would be written, but write nothing
    #[arg(long)]
    dry_run: bool,

    /// Use the names that `names` proposes for codes that have none
    #[arg(long)]
    accept_names: bool,

    /// Also write the report of `drift --format markdown` to a file
    #[arg(long, value_name = "PATH")]
    report: Option<PathBuf>,

    /// The maximum size of the report, in bytes; a longer report is cut between sections, and says so
    #[arg(long, value_name = "N", requires = "report")]
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
}

#[derive(Serialize)]
struct JsonUpdate<'a> {
    dry_run: bool,
    taken: &'a [Tag],
    held_back: &'a [HeldBack],
    written: Vec<String>,
    missing_names: Option<&'a str>,
    #[serde(flatten)]
    drift: JsonDrift<'a>,
}

impl Update {
    pub(crate) fn run(&self, manifest: Option<&Path>) -> Result<ExitStatus, Error> {
        // No lock is held while the documents are fetched.
        let before = if self.dry_run {
            Checkout::read(manifest)?.manifest
        } else {
            Checkout::write(manifest, &finished)?.manifest
        };
        let published = self.upstream.fetch(&before)?;
        let plan = if self.dry_run {
            self.plan(&before, &Checkout::read(manifest)?, &published)?
        } else {
            let checkout = Checkout::write(manifest, &finished)?;
            let plan = self.plan(&before, &checkout, &published)?;
            if !plan.changes.is_empty() {
                checkout.right.commit(plan.changes.clone())?;
            }
            plan
        };
        if let Some(path) = &self.report {
            let report = markdown::drift(&plan.drift, self.max_bytes);
            std::fs::write(path, report)
                .map_err(|error| Error::new(format!("cannot write {}: {error}", path.display())))?;
        }
        self.report(&plan)?;
        Ok(status(&plan))
    }

    fn plan<Right>(
        &self,
        before: &Manifest,
        checkout: &Checkout<Right>,
        published: &[Published],
    ) -> Result<Plan, Error> {
        check_unchanged(before, &checkout.manifest)?;
        plan(&checkout.manifest, &checkout.names, published, self.accept_names)
    }

    fn report(&self, plan: &Plan) -> Result<(), Error> {
        if self.format == Format::Json {
            let paths = plan.changes.iter().map(|change| change.path.display().to_string());
            return print(&json::write(&JsonUpdate {
                dry_run: self.dry_run,
                taken: &plan.taken,
                held_back: &plan.held_back,
                written: paths.collect(),
                missing_names: plan.missing_names.as_deref(),
                drift: JsonDrift::new(
                    &plan.drift,
                    plan.verdict,
                    plan.version.as_ref(),
                    findings(plan),
                ),
            }));
        }
        print_styled(&human::documents(&plan.drift.documents))?;
        show(findings(plan))?;
        if plan.missing_names.is_some() {
            note("note: to use the proposed names, run this command again with --accept-names")?;
        }
        print(&self.summary(plan))
    }

    fn summary(&self, plan: &Plan) -> String {
        let mut text = String::new();
        for HeldBack { language, because } in &plan.held_back {
            text += &format!("{language} is held back:\n");
            text.extend(because.iter().map(|reason| format!("  {}\n", visible(reason))));
        }
        let changed = |each: &HeldBack| {
            let mut documents = plan.drift.documents.iter();
            documents
                .any(|document| document.language == each.language && !document.status.is_failure())
        };
        if plan.held_back.iter().any(changed) {
            text +=
                "make the edits that the findings propose, then run `cargo codegen update` again\n";
        }
        if let (Some(verdict), false) = (plan.verdict, plan.taken.is_empty()) {
            text += &human::for_crate(verdict, plan.version.as_ref());
        }
        let paths = plan.changes.iter().map(|change| change.path.display().to_string());
        let files = list(paths.map(|path| visible(&path).into_owned()));
        let done = match (plan.changes.is_empty(), plan.held_back.is_empty(), self.dry_run) {
            (true, false, _) => "nothing is written",
            (true, true, _) => "nothing to write",
            (false, _, true) => "would write ",
            (false, _, false) => "written: ",
        };
        text + &format!("{done}{files}{}\n", findings_tally(findings(plan)))
    }
}

/// Returns the findings that hold documents back, or else those that remain.
fn findings(plan: &Plan) -> &Findings {
    if plan.held_back.is_empty() { &plan.findings } else { &plan.drift.outcome.findings }
}

/// Returns the exit status: failure only if no published document can be used.
fn status(plan: &Plan) -> ExitStatus {
    let documents = &plan.drift.documents;
    if documents.iter().all(|document| document.status.is_failure()) {
        return ExitStatus::Failed;
    }
    let is_incomplete = !plan.held_back.is_empty() || plan.findings.iter().any(Finding::is_open);
    ExitStatus::findings_if(is_incomplete)
}
