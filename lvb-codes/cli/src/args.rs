//! The command line: the global options and the list of commands.

use crate::diagnose::Diagnose;
use crate::explain::Explain;
use crate::list::List;
use crate::manual::{Completions, Man};
use crate::report::Report;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Arg, Parser, Subcommand};
use colorchoice_clap::Color;
use lvb_codes::Lang;
use std::ffi::OsStr;

/// Explains why live pushes to Tencent Cloud LVB/CSS were interrupted
///
/// Exit status: 0 on success; 1 if some lines could not be read or a code is not documented; 2 on
/// error.
#[derive(Debug, Parser)]
#[command(
    name = "lvb",
    version,
    arg_required_else_help = true,
    after_help = "\
Examples:
  lvb explain 18-202
  lvb report *.log
  lvb diagnose --count-by reason events.ndjson"
)]
pub struct Args {
    /// The command to run.
    #[command(subcommand)]
    pub command: Command,

    /// Language for reasons [default: from the locale]
    #[arg(
        long,
        value_name = "TAG",
        value_parser = LangParser,
        global = true,
        help_heading = "Global options"
    )]
    pub lang: Option<Lang>,

    /// When to use colours.
    #[command(flatten, next_help_heading = "Global options")]
    pub color: Color,
}

/// The commands, each in a file of its own.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Explain codes: `18-202`, `18 202`, `5`
    Explain(Explain),
    /// Print the table of all codes
    List(List),
    /// Print or count the interruptions in event logs
    Diagnose(Diagnose),
    /// Summarise the interruptions in event logs on one screen
    Report(Report),
    /// Print a completion script for a shell
    Completions(Completions),
    /// Print the manual page of lvb or of a command
    Man(Man),
}

/// Parses a language: its tag, which help and completions list, or a locale such as `ko_KR.UTF-8`.
#[derive(Clone, Copy, Debug)]
struct LangParser;

impl TypedValueParser for LangParser {
    type Value = Lang;

    fn parse_ref(
        &self,
        command: &clap::Command,
        arg: Option<&Arg>,
        value: &OsStr,
    ) -> Result<Lang, clap::Error> {
        if let Some(lang) = value.to_str().and_then(|text| text.parse().ok()) {
            return Ok(lang);
        }
        let tags = PossibleValuesParser::new(Lang::ALL.iter().map(|lang| lang.tag()));
        tags.try_map(|tag| tag.parse::<Lang>()).parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let values =
            Lang::ALL.iter().map(|lang| PossibleValue::new(lang.tag()).help(lang.native_name()));
        Some(Box::new(values))
    }
}
