//! `names`: proposes names for codes that have none.

use super::drift::{Upstream, check_unchanged};
use super::{ExitStatus, finished};
use lvb_codegen::checkout::Checkout;
use lvb_codegen::error::Error;
use lvb_codegen::files::transaction::Change;
use lvb_codegen::manifest::Manifest;
use lvb_codegen::names::propose::propose;
use lvb_codegen::pipeline::{self, Outcome};
use lvb_codegen::report::terminal::{note, print};
use lvb_codegen::upstream::Published;
use lvb_codegen::upstream::drift::{compare, vendored};
use std::path::Path;
use visible_text::visible;

/// Propose names for codes that have none
#[derive(Debug, clap::Args)]
pub(crate) struct Names {
    /// Add the proposals to the file of names
    #[arg(long)]
    write: bool,

    /// Read the published documents instead of the vendored ones
    #[arg(long)]
    from_upstream: bool,

    #[command(flatten)]
    upstream: Upstream,
}

/// The manifest, and the documents that were fetched with it.
type Fetched = (Manifest, Vec<Published>);

impl Names {
    pub(crate) fn run(&self, manifest: Option<&Path>) -> Result<ExitStatus, Error> {
        let fetched = self.fetch(manifest)?;
        if self.write {
            let checkout = Checkout::write(manifest, &finished)?;
            let outcome = outcome(&checkout, fetched.as_ref())?;
            let proposals = propose(&checkout.names, outcome.reference());
            if proposals.all.is_empty() {
                return Ok(ExitStatus::Clean);
            }
            print(&proposals.to_toml())?;
            let path = checkout.manifest.names.clone();
            let next = if fetched.is_some() { "update" } else { "generate" };
            let message = format!(
                "written: {}; rename the new reasons and set their categories, then run \
                 `cargo codegen {next}`",
                visible(&path.display().to_string())
            );
            let bytes = proposals.edit()?.into_bytes();
            checkout.right.commit(vec![Change { path, bytes }])?;
            note(&message)?;
            return Ok(ExitStatus::Clean);
        }
        let checkout = Checkout::read(manifest)?;
        let outcome = outcome(&checkout, fetched.as_ref())?;
        let proposals = propose(&checkout.names, outcome.reference());
        print(&proposals.to_toml())?;
        Ok(ExitStatus::findings_if(!proposals.all.is_empty()))
    }

    /// Fetches the published documents, if they are asked for. No lock is held meanwhile.
    fn fetch(&self, manifest: Option<&Path>) -> Result<Option<Fetched>, Error> {
        if !self.from_upstream && self.upstream.locations.is_empty() {
            return Ok(None);
        }
        let manifest = if self.write {
            Checkout::write(manifest, &finished)?.manifest
        } else {
            Checkout::read(manifest)?.manifest
        };
        let published = self.upstream.fetch(&manifest)?;
        Ok(Some((manifest, published)))
    }
}

fn outcome<Right>(checkout: &Checkout<Right>, fetched: Option<&Fetched>) -> Result<Outcome, Error> {
    let (manifest, names) = (&checkout.manifest, &checkout.names);
    let Some((before, published)) = fetched else {
        return pipeline::run(manifest, names);
    };
    check_unchanged(before, manifest)?;
    let drift = compare(manifest, names, &vendored(manifest)?, published)?;
    if let Some(first) = drift.documents.first().filter(|first| first.status.is_failure()) {
        let (tag, location) = (&first.language, &first.location);
        return Err(Error::new(format!("{tag}: {location}: {}", first.message())));
    }
    Ok(drift.outcome)
}
