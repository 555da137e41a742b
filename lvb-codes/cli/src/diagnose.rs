//! `lvb diagnose`: the interruptions in event logs.
//!
//! Logs are untrusted and may be unbounded; they are streamed in bounded memory, on all cores.
//! Each worker asks the [`source`] for the next block of the logs and turns it into [`part`]s; the
//! [`collect`]or writes the parts in the order of the blocks.

pub mod collect;
pub mod count;
pub mod event;
pub mod filter;
pub mod input;
pub mod part;
pub mod print;
pub mod progress;
pub mod source;
pub mod split;

use crate::console::Console;
use crate::error::{Error, Status};
use collect::{Collector, End, Outcome};
use count::CountBy;
use filter::Filter;
use lvb_codes::Lang;
use part::Task;
use print::{Format, Printer};
use progress::Progress;
use source::Source;
use split::Block;
use std::panic;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::thread;

/// The maximum number of workers; more would wait for the source.
const MAX_WORKERS: usize = 8;

/// Arguments of `lvb diagnose`.
#[derive(Clone, Debug, clap::Args)]
pub struct Diagnose {
    /// Logs: files, globs, `-` for standard input; may be compressed (gzip, zstd) [default: -]
    pub files: Vec<PathBuf>,

    /// Count interruptions by this key, the most frequent first
    #[arg(long, value_name = "KEY", value_enum)]
    pub count_by: Option<CountBy>,

    /// Output format
    #[arg(long, value_enum, default_value = "table")]
    pub format: Format,

    /// The interruptions to print or count.
    #[command(flatten)]
    pub filter: Filter,

    /// Stop at the first line that cannot be read
    #[arg(long)]
    pub strict: bool,
}

impl Diagnose {
    /// Runs the command.
    ///
    /// # Errors
    ///
    /// A log does not exist, or the output cannot be written.
    pub fn run(self, lang: Lang, console: &mut Console<'_>) -> Result<Status, Error> {
        Ok(self.outcome(lang, console)?.status())
    }

    /// Reads all logs and prints their interruptions or counts.
    ///
    /// # Errors
    ///
    /// A log does not exist, or the output cannot be written.
    pub fn outcome(self, lang: Lang, console: &mut Console<'_>) -> Result<Outcome, Error> {
        let logs = input::expand(&self.files)?;
        // Records on the terminal show the progress well enough.
        let shows_progress =
            console.shows_messages && (self.count_by.is_some() || !console.style.is_terminal);
        let progress = Progress::new(shows_progress, input::size(&logs));
        let printer = Printer { format: self.format, lang, style: console.style };
        let task =
            Task { printer, count_by: self.count_by, filter: self.filter, strict: self.strict };
        let (source, slots) = Source::new(logs, progress.counter());
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
