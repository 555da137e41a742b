//! Recognising repeated notifications in bounded memory.
//!
//! Tencent repeats a callback that gets no answer, up to 12 times at intervals of a minute.

use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hasher};

/// The minimum number of latest events that are remembered. The maximum is twice as high.
pub const MIN_REMEMBERED: usize = 400_000;

/// The identities of the last events.
#[derive(Debug)]
pub(crate) struct Repeats {
    recent: Identities,
    older: Identities,
}

type Identities = HashSet<u64, BuildHasherDefault<Unhashed>>;

impl Default for Repeats {
    fn default() -> Self {
        Self { recent: identities(), older: Identities::default() }
    }
}

/// Returns an empty set that need not grow.
fn identities() -> Identities {
    HashSet::with_capacity_and_hasher(MIN_REMEMBERED, BuildHasherDefault::default())
}

impl Repeats {
    /// Returns whether an event with this identity was seen before, and remembers it.
    pub(crate) fn is_repeat(&mut self, identity: u64) -> bool {
        let is_repeat = !self.recent.insert(identity) || self.older.contains(&identity);
        if self.recent.len() >= MIN_REMEMBERED {
            self.older = std::mem::replace(&mut self.recent, identities());
        }
        is_repeat
    }
}

/// A hasher that returns the number itself, because an identity already is a hash.
#[derive(Debug, Default)]
struct Unhashed(u64);

impl Hasher for Unhashed {
    fn write(&mut self, _: &[u8]) {
        unreachable!("only numbers are hashed");
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::{MIN_REMEMBERED, Repeats};

    /// Returns different numbers that look like hashes.
    fn hash(number: u64) -> u64 {
        number.wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }

    #[test]
    fn the_last_events_are_remembered() {
        let mut repeats = Repeats::default();
        let count = 3 * MIN_REMEMBERED as u64;
        for identity in 0..count {
            assert!(!repeats.is_repeat(hash(identity)));
        }
        for identity in count - MIN_REMEMBERED as u64..count {
            assert!(repeats.is_repeat(hash(identity)));
        }
        assert!(!repeats.is_repeat(hash(0)));
        assert!(repeats.recent.len() + repeats.older.len() <= 2 * MIN_REMEMBERED);
    }

    #[test]
    fn a_repeat_is_remembered_again() {
        let mut repeats = Repeats::default();
        let count = MIN_REMEMBERED as u64;
        for identity in (0..count).chain([0]).chain(count..2 * count - 1) {
            repeats.is_repeat(hash(identity));
        }
        assert!(repeats.is_repeat(hash(0)));
    }
}
