//! `lvb-codegen`: documents in, Rust module out.

mod commands;

use clap::Parser;
use commands::{Command, ExitStatus};
use lvb_codegen::report::human;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// Generates the crate lvb-codes from the documentation pages of Tencent Cloud LVB push
/// interruption codes.
///
/// Exit status: 0 if there is nothing to report; 1 on findings, changes or a stale module; 2 on
/// error.
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true)]
struct Args {
    #[command(subcommand)]
    command: Command,

    /// The manifest [default: docs/sources.toml here or in the nearest folder above]
    #[arg(long, value_name = "PATH", global = true)]
    manifest: Option<PathBuf>,

    #[command(flatten)]
    color: colorchoice_clap::Color,
}

fn main() -> ExitCode {
    let args = Args::parse();
    args.color.write_global();
    let status = args.command.run(args.manifest.as_deref()).unwrap_or_else(|error| {
        // If stderr is closed, the exit status still reports the failure.
        let _ = writeln!(anstream::stderr(), "{}", human::error(&error));
        ExitStatus::Failed
    });
    ExitCode::from(status as u8)
}
