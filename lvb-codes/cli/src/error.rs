//! What stops the job.

/// The job could not be done.
#[derive(Debug)]
pub(crate) struct Error(pub(crate) String);

impl Error {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}
