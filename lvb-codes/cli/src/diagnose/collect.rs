//! Puts the parts together, in the order of the logs.

use crate::console::{Console, cannot_write};
use crate::diagnose::count::Counts;
use crate::diagnose::part::{Part, Task};
use crate::diagnose::print::Format;
use crate::diagnose::progress::Progress;
use crate::diagnose::source::Parts;
use crate::error::{Error, Status};
use std::io::{BufWriter, Write};
use std::mem;
use std::sync::mpsc::Receiver;
use visible_text::visible;

/// What the logs hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// The number of interruptions, before the filter.
    pub interruptions: u64,
    /// The number of pushes that began.
    pub starts: u64,
    /// The number of lines or entries that cannot be read.
    pub unreadable: u64,
    /// The number of logs that cannot be read at all or to their end.
    pub failed: u64,
    /// The number of interruptions counted together because there are too many keys.
    pub uncounted: u64,
}

impl Outcome {
    /// Returns the status that says whether everything was read and counted.
    #[must_use]
    pub fn status(&self) -> Status {
        match self {
            Self { failed: 1.., .. } => Status::Failed,
            Self { unreadable: 0, uncounted: 0, .. } => Status::Done,
            _ => Status::Incomplete,
        }
    }
}

/// How collecting ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The logs have ended.
    Reached,
    /// The user asked for no more: `--strict`, or a closed pipe.
    Early,
}

/// Writes or counts the parts as they come.
#[expect(missing_debug_implementations, reason = "writers have none")]
pub struct Collector<'a, 'c> {
    task: &'a Task,
    progress: Progress,
    console: &'a mut Console<'c>,
    is_first: bool,
    counts: Counts,
    outcome: Outcome,
}

impl<'a, 'c> Collector<'a, 'c> {
    /// Creates a collector that has seen nothing.
    pub fn new(task: &'a Task, progress: Progress, console: &'a mut Console<'c>) -> Self {
        let (counts, outcome) = (Counts::default(), Outcome::default());
        Self { task, progress, console, is_first: true, counts, outcome }
    }

    /// Collects all parts.
    ///
    /// # Errors
    ///
    /// The output cannot be written.
    pub fn collect(&mut self, slots: Receiver<Parts>) -> Result<End, Error> {
        if self.task.count_by.is_none() {
            self.console.print(&self.task.printer.start())?;
        }
        for (name, parts) in slots {
            for part in parts {
                self.progress.beat();
                let end = match part {
                    Ok(part) => self.add(&name, part)?,
                    Err(error) => self.fail(&error),
                };
                if end == End::Early || self.console.out.is_closed() {
                    return Ok(End::Early);
                }
            }
        }
        Ok(End::Reached)
    }

    /// Adds a part, and says whether it is the last one.
    fn add(&mut self, name: &str, part: Part) -> Result<End, Error> {
        self.outcome.interruptions += part.interruptions;
        self.outcome.starts += part.starts;
        self.outcome.uncounted += self.counts.merge(part.counts);
        // In JSON, each record follows a comma, but for the first.
        let output = match part.output.strip_prefix(b",") {
            Some(rest) if self.is_first && self.task.printer.format == Format::Json => rest,
            _ => &part.output,
        };
        self.is_first &= output.is_empty();
        // Flushed part by part, so that the events of a live log show at once.
        let out = &mut self.console.out;
        out.write_all(output).and_then(|()| out.flush()).map_err(|error| cannot_write(&error))?;
        for (line, message) in part.unreadable {
            self.outcome.unreadable += 1;
            self.warn(&format!("{}:{line}: {}", visible(name), visible(&message)));
            if self.task.strict {
                return Ok(End::Early);
            }
        }
        Ok(End::Reached)
    }

    /// Reports a log that cannot be read.
    fn fail(&mut self, error: &Error) -> End {
        self.outcome.failed += 1;
        self.warn(&format!("error: {}", visible(&error.0)));
        if self.task.strict { End::Early } else { End::Reached }
    }

    fn warn(&mut self, message: &str) {
        self.progress.suspend(|| self.console.warn(message));
    }

    /// Writes what comes after the last part: the counts, and a summary of what was skipped.
    ///
    /// # Errors
    ///
    /// The output cannot be written.
    pub fn finish(mut self) -> Result<Outcome, Error> {
        let printer = self.task.printer;
        match self.task.count_by {
            Some(by) => {
                let out = &mut BufWriter::new(&mut self.console.out);
                let written = printer.counts(out, mem::take(&mut self.counts), by);
                written.and_then(|()| out.flush()).map_err(|error| cannot_write(&error))?;
            }
            None => self.console.print(printer.end())?,
        }
        let Outcome { unreadable, uncounted, .. } = self.outcome;
        if unreadable > 0 && !self.task.strict {
            let were = if unreadable == 1 { "line was" } else { "lines were" };
            self.warn(&format!("{unreadable} {were} skipped"));
        }
        if uncounted > 0 {
            self.warn(&format!(
                "{uncounted} interruptions are counted together because there are too many \
                 different keys; use a filter to count fewer"
            ));
        }
        Ok(self.outcome)
    }
}
