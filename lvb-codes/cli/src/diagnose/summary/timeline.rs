//! The interruptions of one stream in order of time, in bounded memory.

use jiff::Timestamp;
use lvb_codes::RawCode;
use std::collections::BTreeMap;

/// The maximum number of interruptions. If there are more, the latest are kept.
const MAX_INTERRUPTIONS: usize = 100;

/// The maximum bytes of an address. A longer text is not an address and is omitted.
const MAX_ADDRESS: usize = 64;

/// The interruptions of the stream that all records belong to.
#[derive(Debug, Default)]
pub(crate) enum Timeline {
    /// Before the first record.
    #[default]
    Empty,
    /// All records belong to one stream.
    One(Stream),
    /// There are several streams, or a record does not name its stream.
    Several,
}

/// A stream and its latest interruptions.
#[derive(Debug)]
pub(crate) struct Stream {
    pub(crate) name: Box<str>,
    /// The interruptions by time; equal times keep their order.
    pub(crate) latest: BTreeMap<(Timestamp, u64), Interruption>,
    /// The number of interruptions that have a time.
    timed: u64,
}

/// An interruption in a timeline.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Interruption {
    pub(crate) code: Option<RawCode>,
    pub(crate) push_duration_ms: Option<u64>,
    pub(crate) client: Option<Box<str>>,
}

impl Timeline {
    /// Adds an interruption of a stream.
    pub(crate) fn add(
        &mut self,
        stream: Option<&str>,
        time: Option<Timestamp>,
        interruption: impl FnOnce() -> Interruption,
    ) {
        if let (Self::Empty, Some(name)) = (&*self, stream) {
            *self = Self::One(Stream { name: name.into(), latest: BTreeMap::new(), timed: 0 });
        }
        match self {
            Self::One(one) if stream == Some(&*one.name) => {
                if let Some(time) = time {
                    one.add(time, interruption());
                }
            }
            _ => *self = Self::Several,
        }
    }

    /// Returns the stream, if there is exactly one and its interruptions have times.
    pub(crate) fn stream(self) -> Option<Stream> {
        match self {
            Self::One(stream) if stream.timed > 0 => Some(stream),
            _ => None,
        }
    }
}

impl Stream {
    fn add(&mut self, time: Timestamp, interruption: Interruption) {
        self.latest.insert((time, self.timed), interruption);
        self.timed += 1;
        if self.latest.len() > MAX_INTERRUPTIONS {
            self.latest.pop_first();
        }
    }

    /// Returns the number of earlier interruptions that were not kept.
    pub(crate) fn earlier(&self) -> u64 {
        self.timed - self.latest.len() as u64
    }
}

impl Interruption {
    pub(crate) fn new(
        code: Option<RawCode>,
        push_duration_ms: Option<u64>,
        client: Option<&str>,
    ) -> Self {
        let client = client.filter(|client| client.len() <= MAX_ADDRESS).map(Into::into);
        Self { code, push_duration_ms, client }
    }
}
