//! Reads a block: finds its events, filters them, and prepares them for output.

use crate::diagnose::Logs;
use crate::diagnose::count::{CountBy, Key, KeyKind};
use crate::diagnose::event::find::{events, inner_events};
use crate::diagnose::event::{Detail, Found};
use crate::diagnose::filter::Match;
use crate::diagnose::notes::Notes;
use crate::diagnose::print::{Printer, Row};
use crate::diagnose::problem::Problem;
use crate::diagnose::record::{Identity, Record};
use crate::diagnose::split::{Block, Cut, Piece, rescan};
use crate::diagnose::summary::Facts;
use crate::error::Error;
use anstream::adapter::strip_str;
use jiff::Timestamp;
use std::borrow::Cow;
use std::hash::RandomState;
use std::mem;
use std::sync::mpsc::SyncSender;

/// The maximum bytes of output in a part. A larger part is sent, and another one begun.
const MAX_PART: usize = 1 << 20;

/// The maximum number of problems in a part. A part with more is sent, and another one begun.
const MAX_PROBLEMS: usize = 1 << 10;

/// The processing of all events, as the options request it.
#[derive(Clone, Debug)]
pub(crate) struct Task {
    pub(crate) printer: Printer,
    pub(crate) view: View,
    pub(crate) options: Logs,
    /// Hashes the identities of events.
    pub(crate) hasher: RandomState,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum View {
    Records {
        sorted: bool,
    },
    /// Nothing yet: the report is printed after all logs are read.
    Summary,
    Counts {
        by: CountBy,
        /// The maximum number of totals.
        top: Option<usize>,
    },
}

/// An interruption, prepared for output.
#[derive(Debug)]
pub(crate) struct Item {
    /// The identity of the event, if the log identifies it.
    pub(crate) identity: Option<Identity>,
    pub(crate) output: Prepared,
}

/// The form in which an interruption is printed or counted.
#[derive(Debug)]
pub(crate) enum Prepared {
    Row(Option<Timestamp>, Row),
    Key(Key),
    Facts(Box<Facts>),
    Start,
}

/// The result of reading a block, or pieces of it.
#[derive(Debug, Default)]
pub(crate) struct Part {
    /// The interruptions that match the filter.
    pub(crate) items: Vec<Item>,
    /// The approximate memory of the items, in bytes.
    bytes: usize,
    pub(crate) problems: Vec<Unreadable>,
    /// The number of interruptions, before the filter.
    pub(crate) interruptions: u64,
    /// The number of interruptions that match the filter.
    pub(crate) matches: u64,
    /// The latest time of an interruption, whether or not it matches the filter.
    pub(crate) latest: Option<Timestamp>,
    pub(crate) starts: u64,
    /// Counts of everything else.
    pub(crate) notes: Notes,
}

/// The channel to which a worker sends the parts of its block.
pub(crate) type Slot = SyncSender<Result<Part, Error>>;

/// A problem and its place.
#[derive(Debug)]
pub(crate) struct Unreadable {
    pub(crate) line: u64,
    /// The number of the entry, in a list.
    pub(crate) entry: Option<u64>,
    pub(crate) problem: Problem,
}

impl Task {
    /// Reads a block and sends its parts. Returns none if the collector needs no more.
    pub(crate) fn read(&self, block: &Block, slot: &Slot) -> Option<()> {
        let (detail, part) = (self.detail(), Part::default());
        let mut reader = Reader { task: self, slot, detail, part, sent: Some(()) };
        for cut in block.cuts() {
            reader.cut(cut);
            reader.sent?;
        }
        slot.send(Ok(reader.part)).ok()
    }

    /// Returns the fields of an event that the task needs.
    fn detail(&self) -> Detail {
        let has_code = |kind| matches!(kind, KeyKind::Code | KeyKind::Reason | KeyKind::Category);
        match self.view {
            View::Counts { by, .. }
                if by.kinds().all(has_code) && self.options.filter.is_by_code() =>
            {
                Detail::Code
            }
            _ => Detail::All,
        }
    }
}

/// Reads the pieces of a block.
struct Reader<'a> {
    task: &'a Task,
    slot: &'a Slot,
    detail: Detail,
    part: Part,
    /// None once the collector needs no more.
    sent: Option<()>,
}

impl Reader<'_> {
    fn cut(&mut self, Cut { line, bytes, piece }: Cut<'_>) {
        let detail = self.detail;
        let mut found = |entry, found: Found<'_>| self.found(line, entry, found);
        match piece {
            Piece::Line => {
                if !self.object(line, bytes) {
                    rescan(line, bytes, |cut| self.cut(cut));
                }
            }
            Piece::Value => events(&json(bytes), detail, &mut found),
            Piece::Inner => inner_events(&json(bytes), detail, &mut found),
            Piece::Row(header) => match header.object(bytes) {
                Some(json) => events(&json, detail, &mut found),
                None => rescan(line, bytes, |cut| self.cut(cut)),
            },
            Piece::Problem(problem) => found(None, Found::Problem(problem.clone())),
        }
    }

    /// Reads a line that is usually one object. Returns false if it is not.
    fn object(&mut self, line: u64, bytes: &[u8]) -> bool {
        let Ok(json) = std::str::from_utf8(bytes) else { return false };
        let mut is_object = true;
        events(json, self.detail, &mut |entry, found| match found {
            Found::Problem(Problem::Invalid) => is_object = false,
            found => self.found(line, entry, found),
        });
        is_object
    }

    fn found(&mut self, line: u64, entry: Option<u64>, found: Found<'_>) {
        let part = &mut self.part;
        if self.task.options.strict && !part.problems.is_empty() {
            return;
        }
        match found {
            Found::Start(record) => match self.task.view {
                View::Summary => self.start(&record),
                View::Records { .. } | View::Counts { .. } => part.starts += 1,
            },
            Found::Interruption(record) => {
                part.interruptions += 1;
                part.latest = part.latest.max(record.time);
                match self.task.options.filter.matches(&record) {
                    Match::Yes => self.add(&record),
                    Match::No => {}
                    Match::NoTime => part.notes.untimed += 1,
                }
            }
            Found::Other(event_type) => part.notes.other(event_type),
            Found::Page { number, total } => part.notes.page(number, total),
            Found::Problem(problem) => part.problems.push(Unreadable { line, entry, problem }),
        }
        let part = &mut self.part;
        if part.bytes >= MAX_PART || part.problems.len() >= MAX_PROBLEMS {
            self.sent = self.sent.and_then(|()| self.slot.send(Ok(mem::take(part))).ok());
        }
    }

    /// Adds the start of a push. A filter on codes does not exclude it.
    fn start(&mut self, record: &Record<'_>) {
        if self.task.options.filter.matches_push(record) {
            let identity = record.identity(&self.task.hasher);
            self.push(identity.filter(|identity| identity.is_certain), Prepared::Start);
        }
    }

    fn add(&mut self, record: &Record<'_>) {
        let output = match self.task.view {
            View::Records { .. } => Prepared::Row(record.time, self.task.printer.record(record)),
            View::Counts { by, .. } => Prepared::Key(Key::new(record, by)),
            View::Summary => Prepared::Facts(Box::new(Facts::new(record))),
        };
        self.push(record.identity(&self.task.hasher), output);
        self.part.matches += 1;
    }

    fn push(&mut self, identity: Option<Identity>, output: Prepared) {
        let size = match &output {
            Prepared::Row(_, row) => row.size(),
            Prepared::Key(key) => key.size(),
            Prepared::Facts(facts) => facts.size(),
            Prepared::Start => 0,
        };
        self.part.bytes += size + size_of::<Item>();
        self.part.items.push(Item { identity, output });
    }
}

/// Returns a value as JSON text: removes the colours of a terminal, and replaces invalid UTF-8.
fn json(bytes: &[u8]) -> Cow<'_, str> {
    let text = String::from_utf8_lossy(bytes);
    if text.contains('\u{1b}') { strip_str(&text).to_string().into() } else { text }
}
