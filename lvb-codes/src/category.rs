//! The methods and traits of `Category`; its variants are generated.

use crate::generated::{CATEGORIES, CATEGORY_ROWS, Category};
use core::fmt;

impl Category {
    /// All categories.
    pub const ALL: &'static [Self] = &CATEGORIES;

    /// The name, in lower case: `account`.
    ///
    /// ```
    /// use lvb_codes::Category;
    ///
    /// assert_eq!(Category::Account.name(), "account");
    /// ```
    #[must_use]
    pub const fn name(self) -> &'static str {
        CATEGORY_ROWS[self as usize].name
    }
}

/// Writes the [name](Self::name).
impl fmt::Display for Category {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
