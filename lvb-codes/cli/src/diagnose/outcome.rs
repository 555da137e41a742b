//! The contents of the logs, in numbers.

use crate::error::Status;

/// The contents of the logs, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// The number of interruptions, before the filter.
    pub interruptions: u64,
    /// The number of pushes that started.
    pub starts: u64,
    /// The number of lines, values or entries that cannot be read.
    pub unreadable: u64,
    /// The number of logs that cannot be read, or not to their end.
    pub failed: u64,
    /// The number of interruptions whose key was dropped to save memory.
    pub uncounted: u64,
    /// The number of interruptions without a time that a filter on the time omitted.
    pub untimed: u64,
    /// The number of omitted repeats of notifications.
    pub repeats: u64,
    /// The number of events of other types.
    pub others: u64,
}

impl Outcome {
    /// Returns the exit status: whether everything was read and counted.
    #[must_use]
    pub fn status(&self) -> Status {
        match self {
            Self { failed: 1.., .. } => Status::Failed,
            Self { unreadable: 0, uncounted: 0, untimed: 0, .. } => Status::Done,
            _ => Status::Incomplete,
        }
    }
}
