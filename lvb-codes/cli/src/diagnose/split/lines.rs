//! A log with one value per line.

use super::{Cuts, MAX_VALUE};
use memchr::memchr_iter;
use std::ops::Range;

/// The state between two calls.
#[derive(Debug, Default)]
pub(super) struct Lines {
    ended: u64,
    /// Whether the current line is too large and its start was dropped.
    skipping: bool,
}

impl Lines {
    /// Cuts the lines from `start` on and returns the end of the last one. No line ends before
    /// `seen`.
    pub(super) fn cut(
        &mut self,
        bytes: &[u8],
        mut start: usize,
        seen: usize,
        at_end: bool,
        cuts: &mut Cuts,
    ) -> usize {
        for end in memchr_iter(b'\n', &bytes[seen..]) {
            self.line(bytes, start..seen + end, cuts);
            start = seen + end + 1;
        }
        if at_end {
            self.line(bytes, start..bytes.len(), cuts);
            return bytes.len();
        }
        if bytes.len() - start > MAX_VALUE {
            if !self.skipping {
                cuts.too_large(self.ended + 1);
            }
            self.skipping = true;
        }
        if self.skipping { bytes.len() } else { start }
    }

    fn line(&mut self, bytes: &[u8], range: Range<usize>, cuts: &mut Cuts) {
        self.ended += 1;
        if std::mem::take(&mut self.skipping) {
            return;
        }
        if range.len() > MAX_VALUE {
            cuts.too_large(self.ended);
        } else if !bytes[range.clone()].trim_ascii().is_empty() {
            cuts.values.push((range, self.ended));
        }
    }
}
