//! The result of a run: an exit status or an error.

/// The status of a run without an error. Casting to `u8` yields the exit status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Everything was done.
    Done = 0,
    /// Some input could not be read, or a code is not documented.
    Incomplete = 1,
    /// A log could not be read at all or to its end.
    Failed = 2,
}

/// The reason why a command cannot do its job.
#[derive(Debug)]
pub struct Error(pub String);

impl Error {
    /// Creates an error with a message for the user.
    pub fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}
