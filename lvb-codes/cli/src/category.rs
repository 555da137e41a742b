//! The category of an interruption, or the reason why it has none.

use lvb_codes::{Category, LookupError, RawCode};

/// The reason why an interruption has no category, or no documented code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Uncategorized {
    /// The event has no code.
    NoCode,
    /// The errcode requires a `sub_errcode`, but the event has none.
    NoSubCode,
    /// This version does not know the code.
    NotDocumented,
}

impl Uncategorized {
    /// Returns the reason for a code that is missing or not documented.
    pub(crate) fn new(code: Option<RawCode>) -> Self {
        match code.map(RawCode::code) {
            None => Self::NoCode,
            Some(Err(LookupError::SubCodeRequired { .. })) => Self::NoSubCode,
            Some(_) => Self::NotDocumented,
        }
    }

    /// Returns the reason in words.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::NoCode => "no code",
            Self::NoSubCode => "sub_errcode missing",
            Self::NotDocumented => "not documented",
        }
    }
}

/// Returns the category of a code. An unknown code has the category of similar codes, if these
/// agree.
pub(crate) fn category(code: Option<RawCode>) -> Result<Category, Uncategorized> {
    code.and_then(RawCode::category).ok_or_else(|| Uncategorized::new(code))
}

/// Returns the name of a category, or the reason why there is none.
pub(crate) fn name(category: Result<Category, Uncategorized>) -> &'static str {
    category.map_or_else(Uncategorized::name, Category::name)
}
