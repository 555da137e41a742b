//! The command line.

use clap::{ArgAction, ColorChoice, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use lvb_codes::{Category, Code, Lang};
use std::path::PathBuf;

/// Says why live pushes to Tencent Cloud LVB/CSS broke off.
///
/// Exit status: 0, done; 1, done, but for lines that cannot be read, or codes that are not
/// documented; 2, the job could not be done.
#[derive(Debug, Parser)]
#[command(name = "lvb", version, arg_required_else_help = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,

    /// The language of the reasons [default: that of the locale]
    #[arg(long, value_name = "TAG", global = true)]
    pub(crate) lang: Option<Lang>,

    /// When to use colours
    #[arg(long, value_name = "WHEN", value_enum, default_value = "auto", global = true)]
    pub(crate) color: ColorChoice,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
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
    /// Print the manual page
    Man,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Diagnose {
    /// Logs: files, globs, `-` for standard input; gzip and zstd too [default: -]
    pub(crate) files: Vec<PathBuf>,

    /// Count the interruptions, the most frequent first
    #[arg(long, value_name = "KEY", value_enum)]
    pub(crate) count_by: Option<CountBy>,

    /// How to print them
    #[arg(long, value_enum, default_value = "table")]
    pub(crate) format: Format,

    /// Only pushes of this stream name
    #[arg(long, value_name = "NAME")]
    pub(crate) stream: Option<String>,

    /// Only pushes to this path (`AppName`)
    #[arg(long)]
    pub(crate) path: Option<String>,

    /// Only pushes to this domain
    #[arg(long)]
    pub(crate) domain: Option<String>,

    /// Only interruptions at this time or later: RFC 3339, or a date in UTC
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub(crate) since: Option<Timestamp>,

    /// Only interruptions before this time
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub(crate) until: Option<Timestamp>,

    /// Only interruptions of this category
    #[arg(long, value_parser = category)]
    pub(crate) category: Option<Category>,

    /// Only interruptions with this code
    #[arg(long, value_parser = str::parse::<Code>)]
    pub(crate) code: Option<Code>,

    /// Stop at the first line that cannot be read
    #[arg(long, action = ArgAction::SetTrue)]
    pub(crate) strict: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExplainFormat {
    Human,
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    Human,
    Json,
    Csv,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Table,
    Ndjson,
    Json,
    Csv,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CountBy {
    Code,
    Reason,
    Category,
    Stream,
    Path,
    Domain,
    Hour,
}

fn category(name: &str) -> Result<Category, String> {
    let category = Category::ALL.iter().find(|category| category.name() == name);
    category.copied().ok_or_else(|| {
        let names: Vec<&str> = Category::ALL.iter().map(|category| category.name()).collect();
        format!("the categories are {}", names.join(", "))
    })
}

fn time(text: &str) -> Result<Timestamp, String> {
    let timestamp = text.parse::<Timestamp>().ok();
    let in_utc = || text.parse::<DateTime>().ok()?.to_zoned(TimeZone::UTC).ok();
    let date = || text.parse::<Date>().ok()?.to_zoned(TimeZone::UTC).ok();
    let timestamp = timestamp.or_else(|| Some(in_utc().or_else(date)?.timestamp()));
    timestamp.ok_or_else(|| "write it like 2022-08-29T08:00:00Z or 2022-08-29".to_owned())
}
