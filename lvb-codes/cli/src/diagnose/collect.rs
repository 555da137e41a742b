//! Collects the parts of all blocks, in the order of the logs.

use crate::console::{Console, cannot_write};
use crate::diagnose::RepeatsOption;
use crate::diagnose::count::Counts;
use crate::diagnose::notes::Notes;
use crate::diagnose::outcome::Outcome;
use crate::diagnose::part::{Item, Part, Prepared, Task, View};
use crate::diagnose::print::Rows;
use crate::diagnose::progress::Progress;
use crate::diagnose::repeats::Repeats;
use crate::diagnose::sort::Sorter;
use crate::diagnose::source::Parts;
use crate::diagnose::summary::Summary;
use crate::error::Error;
use jiff::Timestamp;
use std::io::{BufWriter, Write};
use std::mem;
use std::sync::mpsc::Receiver;
use visible_text::visible;

/// The result of reading all logs.
#[derive(Debug)]
pub(crate) struct Collected {
    pub(crate) outcome: Outcome,
    pub(crate) summary: Summary,
}

/// How collecting ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    Reached,
    /// Nothing more is needed: a problem under `--strict`, or a closed pipe.
    Early,
}

/// Writes or counts the parts as they arrive.
pub(crate) struct Collector<'a, 'c> {
    task: &'a Task,
    progress: Progress,
    console: &'a mut Console<'c>,
    /// None if repeats are kept.
    repeats: Option<Repeats>,
    rows: Rows,
    sorter: Sorter,
    counts: Counts,
    summary: Summary,
    notes: Notes,
    /// The number of interruptions that match the filter.
    matches: u64,
    /// The latest time of an interruption, whether or not it matches the filter.
    latest: Option<Timestamp>,
    outcome: Outcome,
    has_parts: bool,
}

impl<'a, 'c> Collector<'a, 'c> {
    pub(crate) fn new(task: &'a Task, progress: Progress, console: &'a mut Console<'c>) -> Self {
        Self {
            task,
            progress,
            console,
            repeats: (task.options.repeats == RepeatsOption::Skip).then(Repeats::default),
            rows: Rows::new(task.printer),
            sorter: Sorter::default(),
            counts: Counts::default(),
            summary: Summary::default(),
            notes: Notes::default(),
            matches: 0,
            latest: None,
            outcome: Outcome::default(),
            has_parts: false,
        }
    }

    pub(crate) fn collect(&mut self, slots: Receiver<Parts>) -> Result<End, Error> {
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

    /// Adds a part. Returns [`End::Early`] if no other part is needed.
    fn add(&mut self, name: &str, part: Part) -> Result<End, Error> {
        self.has_parts = true;
        self.outcome.interruptions += part.interruptions;
        self.outcome.starts += part.starts;
        self.matches += part.matches;
        self.latest = self.latest.max(part.latest);
        self.notes.merge(part.notes);
        let mut rows = Vec::new();
        for Item { identity, output } in part.items {
            if let Some((repeats, identity)) = self.repeats.as_mut().zip(identity)
                && repeats.is_repeat(identity.hash)
            {
                if identity.is_certain {
                    self.notes.repeats += 1;
                    continue;
                }
                self.notes.alike += 1;
            }
            match output {
                Prepared::Row(time, row) if self.task.view == (View::Records { sorted: true }) => {
                    self.sorter.add(time, row).map_err(|error| cannot_sort(&error))?;
                }
                Prepared::Row(_, row) => rows.push(row),
                Prepared::Key(key) => self.counts.add(key, None),
                Prepared::Facts(facts) => self.summary.add(*facts),
                Prepared::Start => self.outcome.starts += 1,
            }
        }
        if !rows.is_empty() {
            // Flush after each part, so that the events of a live log appear at once.
            let out = &mut BufWriter::new(&mut self.console.out);
            let written = self.rows.write(out, &rows).and_then(|()| out.flush());
            written.map_err(|error| cannot_write(&error))?;
        }
        for unreadable in part.problems {
            let is_shown = self.notes.problem(&unreadable.problem);
            if is_shown && !self.task.options.quiet {
                let entry = unreadable.entry.map(|entry| format!(" entry {entry}:"));
                let problem = unreadable.problem.to_string();
                self.warn(&format!(
                    "{}:{}:{} {}",
                    visible(name),
                    unreadable.line,
                    entry.unwrap_or_default(),
                    visible(&problem)
                ));
            }
            if self.task.options.strict {
                return Ok(End::Early);
            }
        }
        Ok(End::Reached)
    }

    /// Reports a log that cannot be read.
    fn fail(&mut self, error: &Error) -> End {
        self.outcome.failed += 1;
        self.warn(&format!("error: {}", visible(&error.0)));
        if self.task.options.strict { End::Early } else { End::Reached }
    }

    fn warn(&mut self, message: &str) {
        self.progress.bar.suspend(|| self.console.warn(message));
    }

    /// Writes the counts or the sorted records, then the messages that sum up all logs.
    pub(crate) fn finish(mut self) -> Result<Collected, Error> {
        self.outcome.uncounted = self.counts.others();
        self.outcome.unreadable = self.notes.problems();
        self.outcome.untimed = self.notes.untimed;
        self.outcome.repeats = self.notes.repeats;
        self.outcome.others = self.notes.others();
        let error = self.counts.max_error();
        {
            let out = &mut BufWriter::new(&mut self.console.out);
            let written = match self.task.view {
                View::Counts { by, top } => {
                    self.task.printer.counts(out, mem::take(&mut self.counts), by, top)
                }
                View::Records { .. } => {
                    let rows = &mut self.rows;
                    let sorter = mem::take(&mut self.sorter);
                    let written = sorter.finish(|row| rows.write(out, &[row]));
                    // If no log could be read, the output is empty.
                    let is_empty = !self.has_parts && self.outcome.failed > 0;
                    written.and_then(|()| if is_empty { Ok(()) } else { rows.end(out) })
                }
                View::Summary => Ok(()),
            };
            written.and_then(|()| out.flush()).map_err(|error| cannot_write(&error))?;
        }
        if !self.task.options.quiet {
            if let Some(note) = self.no_match() {
                self.warn(&note);
            }
            for sum in self.notes.sums() {
                self.warn(&sum);
            }
            if self.outcome.uncounted > 0 {
                self.warn(&format!(
                    "{} interruptions are not counted by key, because there are too many different \
                     keys; each count may be up to {error} too low",
                    self.outcome.uncounted
                ));
            }
        }
        Ok(Collected { outcome: self.outcome, summary: self.summary })
    }

    /// Returns a message if the filter omitted every interruption, so that an empty result does not
    /// look like an empty log.
    fn no_match(&self) -> Option<String> {
        if self.matches > 0 || self.task.options.filter.is_empty() {
            return None;
        }
        let subject = match self.outcome.interruptions {
            0 => return None,
            1 => "the only interruption does not match the filters".to_owned(),
            count => format!("none of {count} interruptions matches the filters"),
        };
        let latest = self.latest.map(|latest| format!("; the latest is at {latest}"));
        Some(subject + &latest.unwrap_or_default())
    }
}

fn cannot_sort(error: &std::io::Error) -> Error {
    Error::new(format!("cannot write a temporary file: {error}"))
}
