//! An event of a push, independent of its form in the log.

use jiff::Timestamp;
use lvb_codes::RawCode;
use std::borrow::Cow;
use std::hash::BuildHasher;

/// An event of a push. A field is none if the log does not have it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Record<'a> {
    /// The time of the interruption or start.
    pub time: Option<Timestamp>,
    /// The push domain.
    pub domain: Option<Cow<'a, str>>,
    /// The push path.
    pub path: Option<Cow<'a, str>>,
    /// The stream name.
    pub stream_name: Option<Cow<'a, str>>,
    /// The sequence number, the same in all notifications of one push.
    pub sequence: Option<Cow<'a, str>>,
    /// The numbers of the code, documented or not.
    pub code: Option<RawCode>,
    /// The client's IP address.
    pub user_ip: Option<Cow<'a, str>>,
    /// How long the push lasted, in milliseconds.
    pub push_duration_ms: Option<u64>,
    /// `errmsg` or `StopReason`.
    pub raw_message: Option<Cow<'a, str>>,
}

impl Record<'_> {
    /// Returns a number that is the same for all notifications of one event. Returns none if the
    /// log does not identify the push.
    #[must_use]
    pub fn identity(&self, hasher: &impl BuildHasher) -> Option<u64> {
        let (time, sequence) = (self.time?, self.sequence.as_deref()?);
        let stream_name = self.stream_name.as_deref();
        Some(hasher.hash_one((time.as_nanosecond(), sequence, stream_name, self.code)))
    }
}
