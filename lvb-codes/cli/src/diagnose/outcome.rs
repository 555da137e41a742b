//! What the logs hold, in numbers.

use crate::error::Status;

/// What the logs hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// The number of interruptions, before the filter.
    pub interruptions: u64,
    /// The number of pushes that began.
    pub starts: u64,
    /// The number of lines, values or entries that cannot be read.
    pub unreadable: u64,
    /// The number of logs that cannot be read at all or to their end.
    pub failed: u64,
    /// The number of interruptions whose key is not known any more.
    pub uncounted: u64,
    /// The number of interruptions without a time that a filter on the time left out.
    pub untimed: u64,
    /// The number of repeated notifications that were left out.
    pub repeats: u64,
    /// The number of events of other types.
    pub others: u64,
}

impl Outcome {
    /// Returns the status that says whether everything was read and counted.
    #[must_use]
    pub fn status(&self) -> Status {
        match self {
            Self { failed: 1.., .. } => Status::Failed,
            Self { unreadable: 0, uncounted: 0, untimed: 0, .. } => Status::Done,
            _ => Status::Incomplete,
        }
    }
}
