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

/// The identity of an event, which its repeats have too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The hash of the fields that identify the event.
    pub hash: u64,
    /// Whether the log has the `sequence`. Without it, different events may have one identity.
    pub is_certain: bool,
}

impl Record<'_> {
    /// Returns the identity of the event. Returns none if the log does not identify the push.
    #[must_use]
    pub fn identity(&self, hasher: &impl BuildHasher) -> Option<Identity> {
        let (sequence, stream_name) = (self.sequence.as_deref(), self.stream_name.as_deref());
        let time = self.time.filter(|_| sequence.or(stream_name).is_some())?.as_nanosecond();
        let hash = hasher.hash_one((time, sequence, stream_name, self.code));
        Some(Identity { hash, is_certain: sequence.is_some() })
    }
}
