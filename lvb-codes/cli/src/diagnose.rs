//! `lvb diagnose`: the interruptions in event logs.
//!
//! Logs are untrusted and may be unbounded; they are streamed in bounded memory, on all cores.
//! Each worker asks the [`source`] for the next block of the logs and turns it into [`part`]s. The
//! collector, in [`collect`], writes the parts in the order of the blocks.

mod collect;
pub(crate) mod count;
mod dialect;
pub mod event;
pub(crate) mod filter;
pub(crate) mod input;
pub mod json;
mod notes;
pub mod outcome;
pub(crate) mod part;
pub mod print;
pub mod problem;
mod progress;
pub mod record;
mod repeats;
mod sort;
mod source;
pub mod split;
pub(crate) mod summary;
mod table;

use crate::console::Console;
use crate::error::{Error, Status};
use clap::ValueEnum;
pub(crate) use collect::Collected;
use collect::{Collector, End};
pub use count::MAX_BYTES as MAX_KEYS;
use count::{CountBy, KeyKind};
use filter::Filter;
pub use input::{MAX_DICTIONARY, MAX_WINDOW};
use lvb_codes::Lang;
use outcome::Outcome;
use part::{Task, View};
use print::{Format, Printer};
use progress::Progress;
pub use repeats::MIN_REMEMBERED;
use source::Source;
use split::Block;
use std::hash::RandomState;
use std::panic;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::thread;

/// The maximum number of workers; more would wait for the source.
const MAX_WORKERS: usize = 8;

/// Arguments of `lvb diagnose`.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lvb diagnose events.ndjson
  lvb diagnose --since -2h --stream news *.log.gz
  lvb diagnose --count-by domain,code --top 10 events.ndjson
  tail -f events.ndjson | lvb diagnose --format ndjson -")]
pub struct Diagnose {
    /// Count interruptions by one key, or by two such as `domain,code`
    ///
    /// Hours and minutes are listed in order of time, including empty ones; other keys, by count.
    #[arg(long, value_name = "KEY", value_enum, value_delimiter = ',')]
    count_by: Vec<KeyKind>,

    /// Print only the first N counts
    #[arg(long, value_name = "N", requires = "count_by")]
    top: Option<usize>,

    /// Sort records across all logs
    #[arg(long, value_name = "BY", value_enum, conflicts_with = "count_by")]
    sort: Option<SortBy>,

    /// Output format
    #[arg(long, value_enum, default_value = "table")]
    format: Format,

    /// The logs.
    #[command(flatten)]
    logs: Logs,
}

/// The order of the records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum SortBy {
    /// By time; records without a time come last.
    Time,
}

/// The logs, and the options for reading them.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Logs {
    /// Logs: files, globs, `-` for standard input; may be compressed [default: -]
    pub(crate) files: Vec<PathBuf>,

    /// How to treat repeats of a notification
    #[arg(long, value_enum, default_value = "skip")]
    pub(crate) repeats: RepeatsOption,

    /// Stop at the first line that cannot be read
    #[arg(long)]
    pub(crate) strict: bool,

    /// Suppress messages about unreadable or omitted input
    #[arg(long)]
    pub(crate) quiet: bool,

    /// The interruptions to print or count.
    #[command(flatten)]
    pub(crate) filter: Filter,
}

/// The treatment of repeats of a notification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum RepeatsOption {
    /// Print or count each event once.
    Skip,
    /// Print or count every notification.
    Keep,
}

impl Diagnose {
    /// Runs the command.
    ///
    /// # Errors
    ///
    /// The output cannot be written.
    pub fn run(self, lang: Lang, console: &mut Console<'_>) -> Result<Status, Error> {
        Ok(self.outcome(lang, console)?.status())
    }

    /// Reads all logs and prints their interruptions or counts.
    ///
    /// # Errors
    ///
    /// There are more than two keys, or the output cannot be written.
    pub fn outcome(self, lang: Lang, console: &mut Console<'_>) -> Result<Outcome, Error> {
        let view = match self.count_by[..] {
            [] => View::Records { sorted: self.sort == Some(SortBy::Time) },
            [first, ref rest @ ..] if rest.len() < 2 => {
                let by = CountBy { first, second: rest.first().copied() };
                View::Counts { by, top: self.top }
            }
            _ => return Err(Error::new("--count-by accepts at most two keys")),
        };
        let printer = Printer { format: self.format, lang, style: console.style };
        Ok(self.logs.read(view, printer, console)?.outcome)
    }
}

impl Logs {
    /// Reads all logs and prints what the view asks for.
    pub(crate) fn read(
        self,
        view: View,
        printer: Printer,
        console: &mut Console<'_>,
    ) -> Result<Collected, Error> {
        for note in self.filter.notes() {
            console.warn(note);
        }
        if self.files.is_empty() && console.reads_terminal {
            console.warn(
                "reading standard input until end of file (Ctrl-D); to read files, name them",
            );
        }
        let logs = input::expand(&self.files);
        // Records on a terminal already show the progress.
        let shows_progress = console.shows_messages
            && (!matches!(view, View::Records { .. }) || !console.style.is_terminal);
        let progress = Progress::new(shows_progress, input::size(&logs));
        let task = Task { printer, view, options: self, hasher: RandomState::new() };
        let (source, slots) = Source::new(logs, progress.bar.clone());
        let (source, task) = (Arc::new(Mutex::new(source)), Arc::new(task));
        let workers: Vec<_> = (0..thread::available_parallelism().map_or(1, usize::from))
            .take(MAX_WORKERS)
            .map(|_| {
                let (source, task) = (source.clone(), task.clone());
                thread::spawn(move || work(&source, &task))
            })
            .collect();
        drop(source);
        let mut collector = Collector::new(&task, progress, console);
        match collector.collect(slots)? {
            // A thread blocked on standard input cannot be cancelled, so it is not joined.
            End::Early => {}
            End::Reached => {
                for worker in workers {
                    worker.join().unwrap_or_else(|payload| panic::resume_unwind(payload));
                }
            }
        }
        collector.finish()
    }
}

/// Reads block after block, until the logs end or the collector needs no more.
fn work(source: &Mutex<Source>, task: &Task) {
    let mut block = Block::default();
    loop {
        let next = source.lock().ok().and_then(|mut source| source.next(&mut block));
        let Some(slot) = next else { return };
        if task.read(&block, &slot).is_none() {
            return;
        }
    }
}
