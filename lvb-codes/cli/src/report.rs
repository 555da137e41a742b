//! `lvb report`: a summary of the interruptions in event logs on one screen.

mod html;
mod human;
mod json;
mod time;

use crate::console::Console;
use crate::diagnose::part::View;
use crate::diagnose::print::{Format, Printer};
use crate::diagnose::{Collected, Logs};
use crate::error::{Error, Status};
use crate::text::{json, meaning, short_meaning};
use clap::ValueEnum;
use html::Scope;
use lvb_codes::Lang;

/// Arguments of `lvb report`.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lvb report *.log
  lvb report --since -2h events.ndjson
  lvb report --domain push.example.com --format json events.ndjson.gz
  lvb report --format html events.ndjson > report.html")]
pub struct Report {
    /// Output format
    #[arg(long, value_enum, default_value = "human")]
    format: ReportFormat,

    /// Maximum number of codes, of streams, of domains and of clients
    #[arg(long, value_name = "N", default_value_t = 5)]
    top: usize,

    /// The logs.
    #[command(flatten)]
    logs: Logs,
}

/// The formats of `lvb report`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ReportFormat {
    /// Text for people.
    Human,
    /// A JSON object.
    Json,
    /// An HTML page in one file without scripts, to attach to a ticket.
    Html,
}

impl Report {
    /// Reads all logs and prints the report.
    pub fn run(self, lang: Lang, console: &mut Console<'_>) -> Result<Status, Error> {
        let style = console.style;
        let printer = Printer { format: Format::Table, lang, style };
        let scope = Scope::new(&self.logs);
        let Collected { outcome, summary } = self.logs.read(View::Summary, printer, console)?;
        let meaning = if self.format == ReportFormat::Json { meaning } else { short_meaning };
        let contents = summary.contents(outcome, self.top, lang, meaning);
        console.print(&match self.format {
            ReportFormat::Human => human::report(&contents, style),
            ReportFormat::Json => json(&json::JsonReport::new(&contents))?,
            ReportFormat::Html => html::page(&contents, &scope, lang)?,
        })?;
        Ok(outcome.status())
    }
}
