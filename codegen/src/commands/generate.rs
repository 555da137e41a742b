//! `generate`: runs the pipeline, and writes the module.

use super::check::{Format, Module, report};
use super::{ExitStatus, annotate, finished};
use lvb_codegen::checkout::Checkout;
use lvb_codegen::error::Error;
use lvb_codegen::files;
use lvb_codegen::files::transaction::Change;
use lvb_codegen::pipeline;
use std::path::Path;

/// Write the module, unless a document has errors
#[derive(Debug, clap::Args)]
pub(crate) struct Generate {
    /// Output format
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
}

impl Generate {
    pub(crate) fn run(&self, manifest: Option<&Path>) -> Result<ExitStatus, Error> {
        let status = self.generate(manifest);
        if self.format == Format::Github { annotate(status) } else { status }
    }

    fn generate(&self, manifest: Option<&Path>) -> Result<ExitStatus, Error> {
        let Checkout { manifest, names, right: transaction } =
            Checkout::write(manifest, &finished)?;
        let outcome = pipeline::run(&manifest, &names)?;
        let module = match &outcome.agreement {
            None => Module::Unknown,
            Some(agreement) => {
                let text = pipeline::module(&manifest, agreement);
                if files::read_if_exists(&manifest.output)?.as_deref() == Some(text.as_bytes()) {
                    Module::Fresh
                } else {
                    let path = manifest.output.clone();
                    transaction.commit(vec![Change { path, bytes: text.into_bytes() }])?;
                    Module::Written
                }
            }
        };
        report(&manifest, &names, &outcome, module, self.format)
    }
}
