//! `update`: the published documents taken in, all or nothing.

use super::drift::json::JsonDrift;
use super::drift::{self, Upstream, check_unchanged};
use super::{ExitStatus, finished};
use clap::ValueEnum;
use lvb_codegen::checkout::Checkout;
use lvb_codegen::error::Error;
use lvb_codegen::manifest::Manifest;
use lvb_codegen::report::terminal::{note, print, print_styled, show};
use lvb_codegen::report::{human, json};
use lvb_codegen::text::list;
use lvb_codegen::upstream::Published;
use lvb_codegen::upstream::update::{Plan, plan};
use serde::Serialize;
use std::path::Path;
use visible_text::visible;

/// Take the published documents in and write the module: all of it, or nothing
#[derive(Debug, clap::Args)]
pub(crate) struct Update {
    #[command(flatten)]
    upstream: Upstream,

    /// Say what would be written, but write nothing
    #[arg(long)]
    dry_run: bool,

    /// Use the names that `names` proposes for codes that have none
    #[arg(long)]
    accept_names: bool,

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
        self.report(&plan, &before.names)?;
        Ok(drift::status(&plan.drift))
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

    fn report(&self, plan: &Plan, names: &Path) -> Result<(), Error> {
        if self.format == Format::Json {
            let paths = plan.changes.iter().map(|change| change.path.display().to_string());
            return print(&json::write(&JsonUpdate {
                dry_run: self.dry_run,
                written: paths.collect(),
                missing_names: plan.missing_names.as_deref(),
                drift: JsonDrift::from(&plan.drift),
            }));
        }
        print_styled(&drift::human::documents(&plan.drift.documents))?;
        show(&plan.drift.outcome.findings)?;
        if let Some(blocks) = &plan.missing_names {
            note(&format!(
                "note: add this to {}, where a block replaces the one with the same name; or run \
                 `cargo codegen update --accept-names`:\n\n{blocks}",
                names.display()
            ))?;
        }
        print(&self.summary(plan))
    }

    fn summary(&self, plan: &Plan) -> String {
        let paths = plan.changes.iter().map(|change| change.path.display().to_string());
        let files = list(paths.map(|path| visible(&path).into_owned()));
        let done = match (plan.refused, plan.changes.is_empty(), self.dry_run) {
            (true, _, _) => "nothing is written",
            (false, true, _) => "nothing to write",
            (false, false, true) => "would write ",
            (false, false, false) => "written: ",
        };
        format!("{done}{files}{}\n", human::tally(&plan.drift.outcome.findings))
    }
}
