//! `lvb-codegen`: documents in, Rust module out.

mod args;
mod commands;
mod terminal;

use args::{Args, Command};
use clap::{ColorChoice, Parser};
use commands::Status;
use lvb_codegen::error::Error;
use lvb_codegen::files::transaction;
use lvb_codegen::generate::Mode;
use lvb_codegen::manifest::Manifest;
use lvb_codegen::report::{github, human};
use lvb_codegen::update::Options;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let args = Args::parse();
    let color = match args.color {
        ColorChoice::Auto => anstream::ColorChoice::Auto,
        ColorChoice::Always => anstream::ColorChoice::Always,
        ColorChoice::Never => anstream::ColorChoice::Never,
    };
    color.write_global();
    let status = run(&args).unwrap_or_else(|error| {
        // If nobody takes the words, the status is all that is left to say it with.
        let _ = writeln!(anstream::stderr(), "{}", human::error(&error));
        if args.command.is_for_github() {
            let _ = terminal::print(&github::error(&error));
        }
        Status::Failed
    });
    ExitCode::from(status as u8)
}

fn run(args: &Args) -> Result<Status, Error> {
    match &args.command {
        Command::Generate { format } => commands::generate(&manifest(args)?, Mode::Write, *format),
        Command::Check { format } => commands::generate(&manifest(args)?, Mode::Check, *format),
        Command::Extract { file, lang, format } => {
            commands::extract(&manifest(args)?, file, lang.as_ref(), *format)
        }
        Command::Tables { file, format } => commands::tables(file, *format),
        Command::Diff { old, new, lang, format } => {
            commands::diff(&manifest(args)?, old, new, lang.as_ref(), *format)
        }
        Command::Drift { upstream, format } => commands::drift(&manifest(args)?, upstream, *format),
        Command::Update { upstream, dry_run, accept_names, format } => {
            let options = Options { accept_names: *accept_names, dry_run: *dry_run };
            commands::update(&manifest(args)?, upstream, options, *format)
        }
        Command::Names { write, from_upstream, upstream } => {
            let upstream = (*from_upstream || !upstream.locations.is_empty()).then_some(upstream);
            commands::names(&manifest(args)?, upstream, *write)
        }
        Command::Export { format } => commands::export(&manifest(args)?, *format),
    }
}

/// The manifest to work on, with nothing left to finish.
fn manifest(args: &Args) -> Result<PathBuf, Error> {
    let manifest = args.manifest.clone().map_or_else(Manifest::find, Ok)?;
    if transaction::recover(&manifest)? {
        terminal::note("finished an update that was interrupted")?;
    }
    Ok(manifest)
}
