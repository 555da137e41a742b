//! `lvb`: explains why live pushes to Tencent Cloud LVB/CSS were interrupted.

use anstream::AutoStream;
use clap::{CommandFactory, Parser};
use lvb::args::{Args, Command};
use lvb::console::{Console, Output, Style};
use lvb::error::{Error, Status};
use lvb::locale;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;
use terminal_size::terminal_size_of;
use visible_text::visible;

fn main() -> ExitCode {
    let args = Args::parse();
    args.color.write_global();
    let status = run(args).unwrap_or_else(|error| {
        // If standard error is closed, the exit status still reports the failure.
        let _ = writeln!(anstream::stderr(), "error: {}", visible(&error.0));
        Status::Failed
    });
    ExitCode::from(status as u8)
}

fn run(args: Args) -> Result<Status, Error> {
    let stdout = io::stdout();
    let style = Style {
        is_terminal: stdout.is_terminal(),
        width: terminal_size_of(&stdout).map(|(width, _)| width.0.into()),
        is_styled: AutoStream::choice(&stdout) != anstream::ColorChoice::Never,
    };
    let (mut out, mut messages) = (stdout.lock(), anstream::stderr());
    let mut console = Console {
        out: Output::new(&mut out),
        messages: &mut messages,
        style,
        shows_messages: io::stderr().is_terminal(),
        reads_terminal: io::stdin().is_terminal(),
    };
    let lang = args.lang.unwrap_or_else(locale::lang);
    match args.command {
        Command::Explain(explain) => explain.run(lang, &mut console),
        Command::List(list) => list.run(lang, &mut console),
        Command::Diagnose(diagnose) => diagnose.run(lang, &mut console),
        Command::Report(report) => report.run(lang, &mut console),
        Command::Completions(completions) => completions.run(Args::command(), &mut console),
        Command::Man(man) => man.run(Args::command(), &mut console),
    }
}
