//! What a worker makes of a block: its events, filtered, then printed or counted.

use crate::diagnose::count::{CountBy, Counts};
use crate::diagnose::event::{self, Event};
use crate::diagnose::filter::Filter;
use crate::diagnose::print::Printer;
use crate::diagnose::source::Slot;
use crate::diagnose::split::Block;
use std::mem;

/// The maximum bytes of output and keys in a part; then it is sent.
const MAX_PART: usize = 1 << 20;

/// The maximum number of unreadable lines in a part; then it is sent.
const MAX_UNREADABLE: usize = 1 << 10;

/// What to do with the events of a log.
#[derive(Clone, Debug)]
pub struct Task {
    /// How records are printed.
    pub printer: Printer,
    /// The key to count by; without it, records are printed.
    pub count_by: Option<CountBy>,
    /// The interruptions that are printed or counted.
    pub filter: Filter,
    /// Whether reading stops at the first unreadable line.
    pub strict: bool,
}

/// What comes out of a block or of a piece of it.
#[derive(Debug, Default)]
pub struct Part {
    /// Printed records.
    pub output: Vec<u8>,
    /// Counted records.
    pub counts: Counts,
    /// Messages about unreadable lines, with the line numbers.
    pub unreadable: Vec<(u64, String)>,
    /// The number of interruptions, before the filter.
    pub interruptions: u64,
    /// The number of pushes that began.
    pub starts: u64,
}

impl Task {
    /// Reads a block and sends its parts. None if the collector needs no more.
    #[must_use]
    pub fn read(&self, block: &Block, slot: &Slot) -> Option<()> {
        let with_details = self.needs_details();
        let mut part = Part::default();
        let mut broken = block.broken().iter().peekable();
        for (line, json) in block.values() {
            while let Some((line, message)) = broken.next_if(|(broken, _)| *broken < line) {
                part.unreadable.push((*line, (*message).to_owned()));
            }
            let mut sent = Some(());
            event::read(json, with_details, |found| {
                self.add(&mut part, line, found);
                if part.is_full() {
                    sent = sent.and_then(|()| slot.send(Ok(mem::take(&mut part))).ok());
                }
            });
            sent?;
        }
        part.unreadable.extend(broken.map(|(line, message)| (*line, (*message).to_owned())));
        slot.send(Ok(part)).ok()
    }

    /// Whether the task needs more of a record than its code.
    fn needs_details(&self) -> bool {
        let by_code = [CountBy::Code, CountBy::Reason, CountBy::Category].map(Some);
        !by_code.contains(&self.count_by) || self.filter.needs_details()
    }

    fn add(&self, part: &mut Part, line: u64, found: event::Found<'_>) {
        if self.strict && !part.unreadable.is_empty() {
            return;
        }
        match found {
            Ok(Event::Start) => part.starts += 1,
            Ok(Event::Interruption(record)) => {
                part.interruptions += 1;
                if self.filter.matches(&record) {
                    match self.count_by {
                        Some(by) => part.counts.add(&record, by),
                        None => self
                            .printer
                            .record(&mut part.output, &record)
                            .expect("writing to memory cannot fail"),
                    }
                }
            }
            Err(message) => part.unreadable.push((line, message)),
        }
    }
}

impl Part {
    fn is_full(&self) -> bool {
        self.output.len() + self.counts.bytes() >= MAX_PART
            || self.unreadable.len() >= MAX_UNREADABLE
    }
}
