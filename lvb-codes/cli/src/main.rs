//! `lvb`: why live pushes to Tencent Cloud LVB/CSS broke off.

mod args;
mod count;
mod diagnose;
mod error;
mod event;
mod explain;
mod format;
mod input;
mod list;
mod locale;
mod split;
mod text;

use args::{Args, Command};
use clap::{ColorChoice, CommandFactory, Parser};
use diagnose::End;
use error::Error;
use lvb_codes::Lang;
use std::io::{self, BufWriter, ErrorKind, IsTerminal, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    let args = Args::parse();
    let color = match args.color {
        ColorChoice::Auto => anstream::ColorChoice::Auto,
        ColorChoice::Always => anstream::ColorChoice::Always,
        ColorChoice::Never => anstream::ColorChoice::Never,
    };
    color.write_global();
    let lang = args.lang.unwrap_or_else(locale::lang);
    match run(&args.command, lang) {
        Ok(code) => code,
        Err(error) => {
            // If nobody hears it, the exit status is all that is left.
            let _ = writeln!(anstream::stderr(), "error: {}", text::visible(&error.0));
            ExitCode::from(2)
        }
    }
}

fn run(command: &Command, lang: Lang) -> Result<ExitCode, Error> {
    match command {
        Command::Explain { codes, format } => {
            let explained = explain::run(codes, lang, *format)?;
            print(&explained.output)?;
            for error in &explained.unknown {
                let _ = writeln!(anstream::stderr(), "{error}");
            }
            Ok(ExitCode::from(u8::from(!explained.unknown.is_empty())))
        }
        Command::List { category, group, format } => {
            print(&list::run(*category, *group, lang, *format)?)?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Diagnose(options) => {
            let bars = io::stdout().is_terminal();
            let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
            match diagnose::run(options, lang, bars, &mut out)? {
                End::Fine => Ok(ExitCode::SUCCESS),
                End::Broken => Ok(ExitCode::from(1)),
            }
        }
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Args::command(), "lvb", &mut script);
            print(&String::from_utf8_lossy(&script))?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Man => {
            let mut page = Vec::new();
            clap_mangen::Man::new(Args::command())
                .render(&mut page)
                .map_err(|error| Error::new(format!("cannot write the manual page: {error}")))?;
            print(&String::from_utf8_lossy(&page))?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// Writes a result; a reader that has seen enough is no error.
fn print(text: &str) -> Result<(), Error> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Error::new(format!("cannot write to standard output: {error}")))
        }
        _ => Ok(()),
    }
}
