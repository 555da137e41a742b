//! Opens the logs one after the other, and cuts them into blocks.

use crate::diagnose::input::{Log, Reader, cannot_read};
use crate::diagnose::part::{Part, Slot};
use crate::diagnose::split::{Block, Blocks};
use crate::error::Error;
use indicatif::ProgressBar;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::vec::IntoIter;

/// The maximum number of blocks that are read ahead of the collector.
const MAX_AHEAD: usize = 4;

/// The name of a log and the parts of one of its blocks, or the reason why the log cannot be read.
pub(crate) type Parts = (Arc<str>, Receiver<Result<Part, Error>>);

/// All logs, read block by block. The collector gets the parts in the order of the blocks.
pub(crate) struct Source {
    logs: IntoIter<Log>,
    counter: ProgressBar,
    current: Option<(Arc<str>, Blocks<Reader>)>,
    /// An error to send after the last block of a log.
    failed: Option<(Arc<str>, Result<Part, Error>)>,
    slots: SyncSender<Parts>,
}

impl Source {
    pub(crate) fn new(logs: Vec<Log>, counter: ProgressBar) -> (Self, Receiver<Parts>) {
        let (slots, queue) = sync_channel(MAX_AHEAD);
        (Self { logs: logs.into_iter(), counter, current: None, failed: None, slots }, queue)
    }

    /// Fills the block and returns the slot for its parts. Returns none if the logs have ended or
    /// the collector needs no more.
    pub(crate) fn next(&mut self, block: &mut Block) -> Option<Slot> {
        loop {
            if let Some((name, failed)) = self.failed.take() {
                self.slot(name)?.send(failed).ok()?;
            }
            let Some((name, blocks)) = &mut self.current else {
                let log = self.logs.next()?;
                let name: Arc<str> = log.name().into();
                match log.open(&self.counter) {
                    Ok(reader) => self.current = Some((name, Blocks::new(reader))),
                    Err(error) => self.failed = Some((name, Err(error))),
                }
                continue;
            };
            let name = name.clone();
            match blocks.fill(block) {
                Ok(true) => return self.slot(name),
                Ok(false) => self.current = None,
                Err(error) => {
                    // Read the values before the error.
                    let has_rest = blocks.end(block);
                    self.current = None;
                    self.failed = Some((name.clone(), Err(cannot_read(&name, &error))));
                    if has_rest {
                        return self.slot(name);
                    }
                }
            }
        }
    }

    /// Opens the next slot in the collector's queue. Returns none if the collector needs no more.
    fn slot(&self, name: Arc<str>) -> Option<Slot> {
        let (slot, parts) = sync_channel(1);
        self.slots.send((name, parts)).ok()?;
        Some(slot)
    }
}
