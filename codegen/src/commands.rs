//! The commands. Each has a file with its arguments, its run and its output.

mod check;
mod diff;
mod drift;
mod export;
mod extract;
mod generate;
mod names;
mod tables;
mod update;

use clap::Subcommand;
use lvb_codegen::error::Error;
use lvb_codegen::finding::{Finding, Findings};
use lvb_codegen::report::{github, terminal};
use std::path::Path;

macro_rules! commands {
    ($($module:ident::$command:ident)*) => {
        #[derive(Debug, Subcommand)]
        pub(crate) enum Command {
            $($command($module::$command),)*
        }

        impl Command {
            pub(crate) fn run(&self, manifest: Option<&Path>) -> Result<ExitStatus, Error> {
                match self {
                    $(Self::$command(command) => command.run(manifest),)*
                }
            }
        }
    };
}

commands! {
    generate::Generate
    check::Check
    extract::Extract
    tables::Tables
    diff::Diff
    drift::Drift
    update::Update
    names::Names
    export::Export
}

/// The exit status. Of several, the greatest wins.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ExitStatus {
    Clean = 0,
    Findings = 1,
    Failed = 2,
}

impl ExitStatus {
    fn of(findings: &Findings) -> Self {
        if findings.iter().any(|finding| finding.is_open() && finding.rule.is_fatal()) {
            Self::Failed
        } else {
            Self::findings_if(findings.iter().any(Finding::is_open))
        }
    }

    fn findings_if(any: bool) -> Self {
        if any { Self::Findings } else { Self::Clean }
    }
}

/// Shows an error as an annotation on GitHub, in addition to standard error.
fn annotate(result: Result<ExitStatus, Error>) -> Result<ExitStatus, Error> {
    result.inspect_err(|error| {
        // The error itself is reported either way.
        let _ = terminal::print(&github::error(error));
    })
}

/// Reports that an interrupted update was finished. The note is best effort; write errors are ignored.
fn finished() {
    let _ = terminal::note("finished an interrupted update");
}
