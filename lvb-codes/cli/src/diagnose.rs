//! Interruptions out of event logs, in bounded memory and on all cores.
//!
//! The readers take turns at cutting the next block out of the logs; what one makes of its block
//! goes into a slot that stands in the order of the blocks, and this thread empties slot by slot.

pub mod count;
pub mod event;
pub mod filter;
pub mod input;
pub mod print;
pub mod progress;
pub mod split;

use crate::args::Diagnose;
use crate::diagnose::count::Counts;
use crate::diagnose::event::Event;
use crate::diagnose::input::{Log, Reader, cannot_read};
use crate::diagnose::print::{Format, Printer};
use crate::diagnose::progress::{Counter, Progress};
use crate::diagnose::split::{Block, Blocks};
use crate::error::Error;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::panic;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::vec::IntoIter;
use visible_text::visible;

/// More readers than that would wait for the one that cuts.
const MOST_READERS: usize = 8;

/// The blocks that may be read before their turn comes.
const AHEAD: usize = 4;

/// The bytes of output and of keys, after which a part is handed on.
const FULL: usize = 1 << 20;

/// The lines that cannot be read, after which a part is handed on.
const FULL_OF_BROKEN: usize = 1 << 10;

/// What was in the logs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Interruptions, wanted or not.
    pub interruptions: u64,
    /// Pushes that began.
    pub starts: u64,
    /// Lines or entries that cannot be read.
    pub broken: u64,
    /// Logs that cannot be read, at all or to their end.
    pub failed: u64,
    /// Interruptions whose key is one too many, so that they are counted together.
    pub uncounted: u64,
}

/// What a reader makes of a block, or of a part of it.
#[derive(Default)]
struct Part {
    output: Vec<u8>,
    counts: Counts,
    /// What cannot be read, by its line.
    broken: Vec<(u64, String)>,
    interruptions: u64,
    starts: u64,
}

/// The parts of a block to come, or why a log cannot be read.
type Slot = (Arc<str>, Receiver<Result<Part, Error>>);

/// All logs, to be cut into blocks.
struct Source {
    logs: IntoIter<Log>,
    counter: Counter,
    current: Option<(Arc<str>, Blocks<Reader>)>,
    slots: SyncSender<Slot>,
}

/// Reads all logs, and writes their interruptions or the counts of these, and messages of what
/// cannot be read.
///
/// # Errors
///
/// There is no such log, or the output cannot be written. A closed pipe is no error.
pub fn run(
    options: Diagnose,
    printer: Printer,
    wants_progress: bool,
    out: &mut dyn Write,
    messages: &mut dyn Write,
) -> Result<Outcome, Error> {
    let logs = input::expand(&options.files)?;
    let progress = Progress::new(wants_progress, input::size(&logs));
    let (slots, queue) = sync_channel(AHEAD);
    let counter = progress.counter();
    let source = Source { logs: logs.into_iter(), counter, current: None, slots };
    let (source, options) = (Arc::new(Mutex::new(source)), Arc::new(options));
    // Who waits for standard input cannot be called off, so nobody waits for the readers unless
    // they are done.
    let readers: Vec<_> = (0..thread::available_parallelism().map_or(1, usize::from))
        .take(MOST_READERS)
        .map(|_| {
            let (source, options) = (source.clone(), options.clone());
            thread::spawn(move || take_turns(&source, &options, printer))
        })
        .collect();
    drop(source);
    let mut collector = Collector {
        options: &options,
        printer,
        progress,
        out: BufWriter::new(Sink { out, is_closed: false }),
        messages,
        is_first: true,
        counts: Counts::default(),
        outcome: Outcome::default(),
    };
    if collector.collect(queue)? == End::Reached {
        for reader in readers {
            if let Err(payload) = reader.join() {
                panic::resume_unwind(payload);
            }
        }
    }
    collector.finish()
}

/// Reads block after block.
fn take_turns(source: &Mutex<Source>, options: &Diagnose, printer: Printer) {
    let mut block = Block::default();
    loop {
        let next = source.lock().ok().and_then(|mut source| source.next(&mut block));
        let Some(slot) = next else { return };
        if read(&block, options, printer, &slot).is_none() {
            return;
        }
    }
}

impl Source {
    /// Fills the block; gives the slot for what comes of it. None if there is no more to read, or
    /// nobody to read it for.
    fn next(&mut self, block: &mut Block) -> Option<SyncSender<Result<Part, Error>>> {
        loop {
            let error = match &mut self.current {
                None => {
                    let log = self.logs.next()?;
                    let name = Arc::from(log.name());
                    match log.open(&self.counter) {
                        Ok(reader) => {
                            self.current = Some((name, Blocks::new(reader)));
                            continue;
                        }
                        Err(error) => cannot_read(&name, &error),
                    }
                }
                Some((name, blocks)) => match blocks.fill(block) {
                    Ok(true) => {
                        let (slot, parts) = sync_channel(1);
                        self.slots.send((name.clone(), parts)).ok()?;
                        return Some(slot);
                    }
                    Ok(false) => {
                        self.current = None;
                        continue;
                    }
                    Err(error) => cannot_read(name, &error),
                },
            };
            self.current = None;
            let (slot, parts) = sync_channel(1);
            slot.send(Err(error)).ok()?;
            self.slots.send((Arc::from(""), parts)).ok()?;
        }
    }
}

/// Reads a block; gives none if nobody wants to know.
fn read(
    block: &Block,
    options: &Diagnose,
    printer: Printer,
    slot: &SyncSender<Result<Part, Error>>,
) -> Option<()> {
    let with_details = options.needs_details();
    let mut part = Part::default();
    let mut broken = block.broken().iter().peekable();
    for (line, json) in block.values() {
        while let Some((line, message)) = broken.next_if(|(broken, _)| *broken < line) {
            part.broken.push((*line, (*message).to_owned()));
        }
        let mut sent = Some(());
        event::read(json, with_details, |found| {
            part.add(line, found, options, printer);
            if part.is_full() {
                sent = sent.and_then(|()| slot.send(Ok(std::mem::take(&mut part))).ok());
            }
        });
        sent?;
    }
    part.broken.extend(broken.map(|(line, message)| (*line, (*message).to_owned())));
    slot.send(Ok(part)).ok()
}

impl Part {
    fn add(&mut self, line: u64, found: event::Found<'_>, options: &Diagnose, printer: Printer) {
        if options.strict && !self.broken.is_empty() {
            return;
        }
        match found {
            Ok(Event::Start) => self.starts += 1,
            Ok(Event::Interruption(record)) => {
                self.interruptions += 1;
                if options.select.takes(&record) {
                    match options.count_by {
                        Some(by) => self.counts.add(&record, by),
                        None => printer
                            .record(&mut self.output, &record)
                            .expect("memory takes all that is written to it"),
                    }
                }
            }
            Err(message) => self.broken.push((line, message)),
        }
    }

    fn is_full(&self) -> bool {
        self.output.len() + self.counts.bytes() >= FULL || self.broken.len() >= FULL_OF_BROKEN
    }
}

/// How the collecting ended.
#[derive(PartialEq)]
enum End {
    /// All is read.
    Reached,
    /// No more is wanted.
    Early,
}

/// The thread that puts together what the readers find.
struct Collector<'a> {
    options: &'a Diagnose,
    printer: Printer,
    progress: Progress,
    out: BufWriter<Sink<'a>>,
    messages: &'a mut dyn Write,
    is_first: bool,
    counts: Counts,
    outcome: Outcome,
}

impl Collector<'_> {
    fn collect(&mut self, queue: Receiver<Slot>) -> Result<End, Error> {
        if self.options.count_by.is_none() {
            self.out.write_all(self.printer.start().as_bytes()).map_err(cannot_write)?;
        }
        for (name, parts) in queue {
            for part in parts {
                self.progress.beat();
                let is_enough = match part {
                    Ok(part) => self.take(&name, part)?,
                    Err(error) => {
                        self.outcome.failed += 1;
                        self.complain(&format!("error: {}", visible(&error.0)));
                        self.options.strict
                    }
                };
                if is_enough || self.out.get_ref().is_closed {
                    return Ok(End::Early);
                }
            }
        }
        Ok(End::Reached)
    }

    /// Takes a part in; says whether it was the last that is wanted.
    fn take(&mut self, name: &str, part: Part) -> Result<bool, Error> {
        self.outcome.interruptions += part.interruptions;
        self.outcome.starts += part.starts;
        self.outcome.uncounted += self.counts.merge(part.counts);
        // In JSON, a comma stands before each record.
        let output = match part.output.strip_prefix(b",") {
            Some(rest) if self.is_first && self.printer.format == Format::Json => rest,
            _ => &part.output,
        };
        self.is_first &= output.is_empty();
        // Each part at once, for who waits for the next event of a push.
        self.out.write_all(output).and_then(|()| self.out.flush()).map_err(cannot_write)?;
        for (line, message) in part.broken {
            self.outcome.broken += 1;
            self.complain(&format!("{}:{line}: {}", visible(name), visible(&message)));
            if self.options.strict {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn complain(&mut self, message: &str) {
        // If nobody hears it, the exit status is all that is left.
        self.progress.suspend(|| drop(writeln!(self.messages, "{message}")));
    }

    fn finish(mut self) -> Result<Outcome, Error> {
        let written = match self.options.count_by {
            Some(by) => {
                let counts = std::mem::take(&mut self.counts);
                self.printer.counts(&mut self.out, counts, by)
            }
            None => self.out.write_all(self.printer.end().as_bytes()),
        };
        written.and_then(|()| self.out.flush()).map_err(cannot_write)?;
        let Outcome { broken, uncounted, .. } = self.outcome;
        if broken > 0 && !self.options.strict {
            let were = if broken == 1 { "line was" } else { "lines were" };
            self.complain(&format!("{broken} {were} passed over"));
        }
        if uncounted > 0 {
            self.complain(&format!(
                "{uncounted} interruptions are counted together, for there are too many different \
                 keys to count them apart; narrow them down with a filter"
            ));
        }
        Ok(self.outcome)
    }
}

/// Where the output goes, until nobody reads it any more.
struct Sink<'a> {
    out: &'a mut dyn Write,
    is_closed: bool,
}

impl Write for Sink<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.is_closed {
            return Ok(bytes.len());
        }
        let written = self.out.write(bytes);
        self.unless_closed(written, bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let flushed = self.out.flush();
        self.unless_closed(flushed, ())
    }
}

impl Sink<'_> {
    fn unless_closed<T>(&mut self, result: io::Result<T>, closed: T) -> io::Result<T> {
        match result {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                self.is_closed = true;
                Ok(closed)
            }
            result => result,
        }
    }
}

#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
fn cannot_write(error: io::Error) -> Error {
    Error::new(format!("cannot write: {error}"))
}
