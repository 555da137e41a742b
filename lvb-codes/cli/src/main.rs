//! `lvb`: why live pushes to Tencent Cloud LVB/CSS broke off.

use anstream::AutoStream;
use clap::{ColorChoice, Parser};
use lvb::args::{Args, Command};
use lvb::diagnose::Outcome;
use lvb::diagnose::print::Printer;
use lvb::error::Error;
use lvb::{diagnose, explain, list, locale, manual};
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::process::ExitCode;
use visible_text::visible;

fn main() -> ExitCode {
    let args = Args::parse();
    let color = match args.color {
        ColorChoice::Auto => anstream::ColorChoice::Auto,
        ColorChoice::Always => anstream::ColorChoice::Always,
        ColorChoice::Never => anstream::ColorChoice::Never,
    };
    color.write_global();
    let status = run(args).unwrap_or_else(|error| {
        // If nobody hears it, the exit status is all that is left.
        let _ = writeln!(anstream::stderr(), "error: {}", visible(&error.0));
        2
    });
    ExitCode::from(status)
}

/// Gives the exit status.
fn run(args: Args) -> Result<u8, Error> {
    let lang = args.lang.unwrap_or_else(locale::lang);
    match args.command {
        Command::Explain { codes, format } => {
            let explained = explain::run(&codes, lang, format)?;
            print(explained.output.as_bytes())?;
            for error in &explained.unknown {
                let _ = writeln!(anstream::stderr(), "{error}");
            }
            Ok(u8::from(!explained.unknown.is_empty()))
        }
        Command::List { category, group, format } => {
            print(list::run(category, group, lang, format)?.as_bytes())?;
            Ok(0)
        }
        Command::Diagnose(options) => {
            let stdout = io::stdout();
            let is_terminal = stdout.is_terminal();
            let is_styled = AutoStream::choice(&stdout) != anstream::ColorChoice::Never;
            let printer =
                Printer { format: options.format, lang, bars: is_terminal, styled: is_styled };
            // Records on the same terminal show well enough how far it is.
            let wants_progress =
                io::stderr().is_terminal() && (options.count_by.is_some() || !is_terminal);
            let (out, messages) = (&mut stdout.lock(), &mut anstream::stderr());
            let outcome = diagnose::run(options, printer, wants_progress, out, messages)?;
            Ok(match outcome {
                Outcome { failed: 1.., .. } => 2,
                Outcome { broken: 0, uncounted: 0, .. } => 0,
                _ => 1,
            })
        }
        Command::Completions { shell } => {
            print(&manual::completions(shell))?;
            Ok(0)
        }
        Command::Man { command } => {
            print(&manual::page(command.as_deref())?)?;
            Ok(0)
        }
    }
}

/// Writes a result; a reader that has seen enough is no error.
fn print(bytes: &[u8]) -> Result<(), Error> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Error::new(format!("cannot write to standard output: {error}")))
        }
        _ => Ok(()),
    }
}
