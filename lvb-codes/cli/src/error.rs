//! What stops the job.

/// The job could not be done.
#[derive(Debug)]
pub struct Error(pub String);

impl Error {
    /// With a message for the person who started it.
    pub fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}
