//! Values as the page shows them.

use crate::report::time::{to_minute, to_second};
use crate::text::cut;
use jiff::Timestamp;
use std::fmt::{Display, Formatter, Result};
use visible_text::visible;

/// The maximum width of a text from a log, in cells.
const MAX_TEXT: usize = 120;

/// A text from a log: shortened, with every invisible character replaced by its code point.
pub(super) struct Shown(String);

impl Shown {
    pub(super) fn new(text: &str) -> Self {
        Self(cut(&visible(text), MAX_TEXT))
    }
}

impl Display for Shown {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Result {
        formatter.write_str(&self.0)
    }
}

/// A time in UTC.
#[derive(Clone, Copy)]
pub(super) struct Time(pub(super) Timestamp);

impl Time {
    /// Returns the time in the form for programs.
    pub(super) fn machine(self) -> String {
        to_second(self.0)
    }

    pub(super) fn minute(self) -> String {
        to_minute(self.0)
    }

    pub(super) fn second(self) -> String {
        self.0.strftime("%Y-%m-%d %H:%M:%S").to_string()
    }
}
