//! The methods and traits of `Category`; its variants are generated.

use crate::generated::{CATEGORY_NAMES, CATEGORY_REASONS, Category, Reason};
use crate::string::string_form;
use core::fmt;
use core::str::FromStr;

impl Category {
    /// The name, in kebab case: `account`.
    ///
    /// ```
    /// use lvb_codes::Category;
    ///
    /// assert_eq!(Category::Account.name(), "account");
    /// ```
    #[inline]
    #[must_use]
    pub const fn name(self) -> &'static str {
        CATEGORY_NAMES[self as usize]
    }

    /// The reasons in this category. There is at least one.
    ///
    /// ```
    /// use lvb_codes::{Category, Reason};
    ///
    /// assert_eq!(Category::Idle.reasons(), [Reason::NoData]);
    /// ```
    #[inline]
    #[must_use]
    pub const fn reasons(self) -> &'static [Reason] {
        CATEGORY_REASONS[self as usize]
    }
}

string_form!(Category, name);

/// Parses a [name](Category::name).
///
/// ```
/// use lvb_codes::Category;
///
/// assert_eq!("account".parse(), Ok(Category::Account));
/// assert!("Account".parse::<Category>().is_err());
/// ```
impl FromStr for Category {
    type Err = ParseCategoryError;

    fn from_str(name: &str) -> Result<Self, ParseCategoryError> {
        let mut categories = Self::ALL.iter().copied();
        categories.find(|category| category.name() == name).ok_or(ParseCategoryError(()))
    }
}

/// The error for a string that is not the name of a [`Category`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ParseCategoryError(());

impl fmt::Display for ParseCategoryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("unknown category; known categories: ")?;
        let mut separator = "";
        for category in Category::ALL {
            write!(f, "{separator}{category}")?;
            separator = ", ";
        }
        Ok(())
    }
}

impl core::error::Error for ParseCategoryError {}

#[cfg(test)]
mod tests {
    extern crate std;

    use crate::Category;
    use std::string::ToString;

    #[test]
    fn every_category_parses_from_its_own_string() {
        for &category in Category::ALL {
            assert_eq!(category.to_string().parse(), Ok(category));
            assert_eq!(category.as_ref(), category.name());
        }
    }

    #[test]
    fn other_strings_do_not_parse() {
        for text in ["", "ACCOUNT", " account", "account "] {
            let message = text.parse::<Category>().unwrap_err().to_string();
            assert!(message.starts_with("unknown category; known categories: "), "{message}");
            assert!(message.contains(", account, "), "{message}");
        }
    }

    #[test]
    fn reasons_and_categories_refer_to_each_other() {
        for category in Category::ALL {
            assert!(!category.reasons().is_empty());
            assert!(category.reasons().iter().all(|reason| reason.category() == *category));
        }
    }
}
