//! The command line: the global options and the list of commands.

use crate::diagnose::Diagnose;
use crate::explain::Explain;
use crate::list::List;
use crate::manual::{Completions, Man};
use clap::{Parser, Subcommand};
use colorchoice_clap::Color;
use lvb_codes::Lang;

/// Explains why live pushes to Tencent Cloud LVB/CSS were interrupted
///
/// Exit status: 0 on success; 1 if some lines could not be read or a code is not documented; 2 on
/// error.
#[derive(Debug, Parser)]
#[command(name = "lvb", version, arg_required_else_help = true)]
pub struct Args {
    /// The command to run.
    #[command(subcommand)]
    pub command: Command,

    /// Language for reasons [default: from the locale]
    #[arg(long, value_name = "TAG", global = true)]
    pub lang: Option<Lang>,

    /// When to use colours.
    #[command(flatten)]
    pub color: Color,
}

/// The commands, each in a file of its own.
#[expect(clippy::large_enum_variant, reason = "only one exists")]
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Explain codes: `18-202`, `18 202`, `5`
    Explain(Explain),
    /// Print the table of all codes
    List(List),
    /// Print or count the interruptions in event logs
    Diagnose(Diagnose),
    /// Print a completion script for a shell
    Completions(Completions),
    /// Print the manual page of lvb or of a command
    Man(Man),
}
