//! Texts from logs, as the page shows them.

use crate::text::cut;
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
