//! The command line.

use crate::diagnose::count::CountBy;
use crate::diagnose::filter::{Select, category};
use crate::diagnose::print::Format;
use clap::{ColorChoice, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use lvb_codes::{Category, Lang};
use std::path::PathBuf;

/// Says why live pushes to Tencent Cloud LVB/CSS broke off.
///
/// Exit status: 0, done; 1, done, but for lines that cannot be read, or codes that are not
/// documented; 2, the job could not be done.
#[derive(Debug, Parser)]
#[command(name = "lvb", version, arg_required_else_help = true)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,

    /// The language of the reasons [default: that of the locale]
    #[arg(long, value_name = "TAG", global = true)]
    pub lang: Option<Lang>,

    /// When to use colours
    #[arg(long, value_name = "WHEN", value_enum, default_value = "auto", global = true)]
    pub color: ColorChoice,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Say what codes mean: `18-202`, `18 202`, `5`
    Explain {
        /// The codes; an errcode and its `sub_errcode` may be two arguments
        #[arg(required = true)]
        codes: Vec<String>,

        /// How to print them
        #[arg(long, value_enum, default_value = "human")]
        format: ExplainFormat,
    },
    /// Print the table of all codes
    List {
        /// Only codes of this category
        #[arg(long, value_parser = category)]
        category: Option<Category>,

        /// Only codes with this errcode
        #[arg(long, value_name = "ERRCODE")]
        group: Option<u32>,

        /// How to print it
        #[arg(long, value_enum, default_value = "human")]
        format: ListFormat,
    },
    /// Print the interruptions of event logs, or count them
    Diagnose(Diagnose),
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page, or that of a command
    Man {
        /// The command
        command: Option<String>,
    },
}

/// What `lvb diagnose` is asked for.
#[derive(Clone, Debug, clap::Args)]
pub struct Diagnose {
    /// Logs: files, globs, `-` for standard input; gzip and zstd too [default: -]
    pub files: Vec<PathBuf>,

    /// Count the interruptions, the most frequent first
    #[arg(long, value_name = "KEY", value_enum)]
    pub count_by: Option<CountBy>,

    /// How to print them
    #[arg(long, value_enum, default_value = "table")]
    pub format: Format,

    /// Which ones are wanted.
    #[command(flatten)]
    pub select: Select,

    /// Stop at the first line that cannot be read
    #[arg(long)]
    pub strict: bool,
}

impl Diagnose {
    /// Whether more of a record matters than its code.
    #[must_use]
    pub fn needs_details(&self) -> bool {
        let by_code = [CountBy::Code, CountBy::Reason, CountBy::Category].map(Some);
        !by_code.contains(&self.count_by) || self.select.needs_details()
    }
}

/// What `lvb explain` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExplainFormat {
    /// Text, for people.
    Human,
    /// A JSON array.
    Json,
}

/// What `lvb list` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// Columns, for people.
    Human,
    /// A JSON array.
    Json,
    /// RFC 4180, with a header.
    Csv,
}
