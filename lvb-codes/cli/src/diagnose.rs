//! Interruptions out of event logs, in bounded memory and on all cores.
//!
//! One thread cuts the logs into blocks, others read them, and this one puts what they give back
//! into order. There are only so many blocks at a time.

use crate::args::{Diagnose, Format};
use crate::count::{self, Counts};
use crate::error::Error;
use crate::event::{self, Record};
use crate::format;
use crate::input::{self, cannot_read};
use crate::split::{Block, Blocks};
use crate::text::visible;
use lvb_codes::Lang;
use std::collections::BTreeMap;
use std::io::{self, ErrorKind, Write};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// All lines were read.
    Fine,
    /// Some could not be read.
    Broken,
}

/// A block on its way to be read, or what is wrong with the log.
struct Work {
    number: u64,
    name: Arc<str>,
    block: Result<Block, Error>,
}

/// What a block gave.
struct Done {
    number: u64,
    name: Arc<str>,
    result: Result<Found, Error>,
}

#[derive(Default)]
struct Found {
    output: Vec<u8>,
    counts: Counts,
    /// Lines that cannot be read, and why.
    broken: Vec<(u64, String)>,
}

/// Reads all logs, and writes their interruptions or the counts of these.
pub(crate) fn run(
    options: &Diagnose,
    lang: Lang,
    bars: bool,
    out: &mut dyn Write,
) -> Result<End, Error> {
    let paths = input::expand(&options.files)?;
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let (work, queue) = sync_channel(workers);
    let queue = Arc::new(Mutex::new(queue));
    let (done, results) = channel();
    let (permit, permits) = sync_channel(2 * workers + 2);
    for _ in 0..2 * workers + 2 {
        let _ = permit.send(());
    }
    thread::scope(|scope| {
        scope.spawn(move || cut(&paths, &permits, &work));
        for _ in 0..workers {
            let (queue, done) = (queue.clone(), done.clone());
            scope.spawn(move || work_through(&queue, &done, options, lang));
        }
        drop((queue, done));
        let collected = collect(options, lang, bars, &results, &permit, out);
        // Whoever still works finds that nobody listens, and ends.
        drop((results, permit));
        collected
    })
}

/// Cuts the logs into blocks, as long as there is somebody to take them.
fn cut(paths: &[PathBuf], permits: &Receiver<()>, work: &SyncSender<Work>) {
    let mut number = 0;
    let mut send = |name: &Arc<str>, block| {
        let sent =
            permits.recv().is_ok() && work.send(Work { number, name: name.clone(), block }).is_ok();
        number += 1;
        sent
    };
    for path in paths {
        let input = match input::open(path) {
            Ok(input) => input,
            Err(error) => {
                send(&Arc::from(""), Err(error));
                return;
            }
        };
        let name: Arc<str> = Arc::from(input.name);
        let mut blocks = Blocks::new(input.reader);
        loop {
            let (block, is_last) = match blocks.next() {
                Ok(Some(block)) => (Ok(block), false),
                Ok(None) => break,
                Err(error) => (Err(cannot_read(&name, &error)), true),
            };
            if !send(&name, block) || is_last {
                return;
            }
        }
    }
}

fn work_through(
    queue: &Mutex<Receiver<Work>>,
    done: &Sender<Done>,
    options: &Diagnose,
    lang: Lang,
) {
    loop {
        let next = queue.lock().map(|queue| queue.recv());
        let Ok(Ok(Work { number, name, block })) = next else {
            return;
        };
        let result = block.map(|block| read(&block, options, lang));
        if done.send(Done { number, name, result }).is_err() {
            return;
        }
    }
}

fn read(block: &Block, options: &Diagnose, lang: Lang) -> Found {
    let mut found = Found::default();
    for (line, json) in block.values() {
        match event::read(json) {
            Ok(events) => {
                let records = events.records.iter().filter(|record| is_wanted(record, options));
                for record in records {
                    match options.count_by {
                        Some(by) => found.counts.add(record, by),
                        None => format::record(&mut found.output, record, options.format, lang),
                    }
                }
            }
            Err(message) => {
                found.broken.push((line, message));
                if options.strict {
                    break;
                }
            }
        }
    }
    let too_large = block.too_large.iter().map(|line| (*line, "more than 4 MiB long".to_owned()));
    found.broken.extend(too_large);
    found.broken.sort_by_key(|(line, _)| *line);
    found
}

fn is_wanted(record: &Record<'_>, options: &Diagnose) -> bool {
    let is = |value: &Option<std::borrow::Cow<'_, str>>, wanted: &Option<String>| {
        wanted.is_none() || value.as_deref() == wanted.as_deref()
    };
    is(&record.stream_name, &options.stream)
        && is(&record.path, &options.path)
        && is(&record.domain, &options.domain)
        && options.since.is_none_or(|since| record.time.is_some_and(|time| time >= since))
        && options.until.is_none_or(|until| record.time.is_some_and(|time| time < until))
        && options.code.is_none_or(|code| record.code() == Some(code))
        && options
            .category
            .is_none_or(|category| record.code().is_some_and(|code| code.category() == category))
}

/// Takes what the blocks gave in the order of the blocks.
fn collect(
    options: &Diagnose,
    lang: Lang,
    bars: bool,
    results: &Receiver<Done>,
    permit: &SyncSender<()>,
    out: &mut dyn Write,
) -> Result<End, Error> {
    let mut sink = Sink { out, is_first: true, format: options.format, is_closed: false };
    if options.count_by.is_none() {
        sink.write(format::start(options.format).as_bytes())?;
    }
    let mut early = BTreeMap::new();
    let mut next = 0;
    let mut counts = Counts::default();
    let mut broken = 0_u64;
    'all: while !sink.is_closed {
        let Ok(done) = results.recv() else {
            break;
        };
        early.insert(done.number, done);
        while let Some(Done { name, result, .. }) = early.remove(&next) {
            next += 1;
            // The one who cuts may be done already.
            let _ = permit.send(());
            let found = result?;
            sink.records(&found.output)?;
            counts.merge(found.counts);
            for (line, message) in found.broken {
                broken += 1;
                complain(&format!("{}:{line}: {message}", visible(&name)));
                if options.strict {
                    break 'all;
                }
            }
        }
    }
    if options.count_by.is_some() {
        sink.write(count::print(&counts.sorted(lang), options.format, bars).as_bytes())?;
    } else {
        sink.write(format::end(options.format).as_bytes())?;
    }
    sink.flush()?;
    if broken == 0 {
        return Ok(End::Fine);
    }
    if !options.strict {
        let lines = if broken == 1 { "line was" } else { "lines were" };
        complain(&format!("{broken} {lines} passed over"));
    }
    Ok(End::Broken)
}

/// Says what is wrong; if nobody hears it, the exit status is all that is left.
fn complain(text: &str) {
    let _ = writeln!(anstream::stderr().lock(), "{text}");
}

/// Where records go, until nobody reads them any more.
struct Sink<'a> {
    out: &'a mut dyn Write,
    is_first: bool,
    format: Format,
    is_closed: bool,
}

impl Sink<'_> {
    /// Writes records, before each of which there is a comma in JSON.
    fn records(&mut self, records: &[u8]) -> Result<(), Error> {
        let records = match records.strip_prefix(b",") {
            Some(rest) if self.is_first && self.format == Format::Json => rest,
            _ => records,
        };
        self.is_first &= records.is_empty();
        self.write(records)
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), Error> {
        if self.is_closed {
            return Ok(());
        }
        let written = self.out.write_all(bytes);
        self.unless_closed(written)
    }

    fn flush(&mut self) -> Result<(), Error> {
        let flushed = self.out.flush();
        self.unless_closed(flushed)
    }

    fn unless_closed(&mut self, written: io::Result<()>) -> Result<(), Error> {
        match written {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                self.is_closed = true;
                Ok(())
            }
            written => written.map_err(|error| Error::new(format!("cannot write: {error}"))),
        }
    }
}
