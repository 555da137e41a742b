//! The methods and traits of `Reason`; its variants are generated.

use crate::generated::{
    Category, Code, Lang, REASON_CATEGORIES, REASON_CODES, REASON_NAMES, REASON_NOTES, Reason,
};
use crate::string::string_form;
use core::fmt;
use core::str::FromStr;

impl Reason {
    /// The stable name. It equals the name of the variant.
    ///
    /// ```
    /// use lvb_codes::Reason;
    ///
    /// assert_eq!(Reason::FrameTooLarge.name(), "FrameTooLarge");
    /// ```
    #[inline]
    #[must_use]
    pub const fn name(self) -> &'static str {
        REASON_NAMES[self as usize]
    }

    /// The reason in the words of the documentation page of a language.
    ///
    /// If the rows of its codes differ, this is the most frequent text. [`Code::text`] is the text
    /// of one row.
    ///
    /// ```
    /// use lvb_codes::{Lang, Reason};
    ///
    /// // The push domain name is invalid.
    /// println!("{}", Reason::DomainInvalid.text(Lang::En));
    /// // 불법 푸시 도메인.
    /// println!("{}", Reason::DomainInvalid.text(Lang::Ko));
    /// ```
    #[inline]
    #[must_use]
    pub const fn text(self, lang: Lang) -> &'static str {
        lang.reason_texts()[self as usize]
    }

    /// A note by this project, in English, if the page omits a fact or may mislead. It is plain
    /// text, except that backticks mark code.
    ///
    /// ```
    /// use lvb_codes::Reason;
    ///
    /// // The client of this text is not the push client, but the customer: the account that called
    /// // `DropLiveStream`.
    /// println!("{}", Reason::StopRequested.note().unwrap_or_default());
    /// ```
    #[inline]
    #[must_use]
    pub const fn note(self) -> Option<&'static str> {
        REASON_NOTES[self as usize]
    }

    /// The codes with this reason, in ascending order. There is at least one.
    ///
    /// ```
    /// use lvb_codes::{Code, Reason};
    ///
    /// assert!(Reason::NoData.codes().contains(&Code::C20));
    /// ```
    #[inline]
    #[must_use]
    pub const fn codes(self) -> &'static [Code] {
        REASON_CODES[self as usize]
    }

    /// The category. The grouping belongs to this project, not to Tencent.
    #[inline]
    #[must_use]
    pub const fn category(self) -> Category {
        REASON_CATEGORIES[self as usize]
    }
}

string_form!(Reason, name);

/// Parses a [name](Reason::name).
///
/// ```
/// use lvb_codes::Reason;
///
/// assert_eq!("NoData".parse(), Ok(Reason::NoData));
/// assert!("no-data".parse::<Reason>().is_err());
/// ```
impl FromStr for Reason {
    type Err = ParseReasonError;

    fn from_str(name: &str) -> Result<Self, ParseReasonError> {
        let mut reasons = Self::ALL.iter().copied();
        reasons.find(|reason| reason.name() == name).ok_or(ParseReasonError(()))
    }
}

/// The error for a string that is not the name of a [`Reason`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ParseReasonError(());

impl fmt::Display for ParseReasonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown reason; expected a name such as `{}`", Reason::ALL[0])
    }
}

impl core::error::Error for ParseReasonError {}

#[cfg(test)]
mod tests {
    extern crate std;

    use crate::{Category, Lang, Reason};
    use std::format;
    use std::string::ToString;

    #[test]
    fn display_writes_and_pads_names() {
        for reason in Reason::ALL {
            assert_eq!(reason.to_string(), format!("{reason:?}"));
        }
        assert_eq!(format!("[{:>8}]", Reason::NoData), "[  NoData]");
        assert_eq!(format!("[{:<8}]", Category::Client), "[client  ]");
        assert_eq!(format!("[{:^4}]", Lang::En), "[ en ]");
    }

    #[test]
    fn every_reason_parses_from_its_own_string() {
        for &reason in Reason::ALL {
            assert_eq!(reason.to_string().parse(), Ok(reason));
            assert_eq!(reason.as_ref(), reason.name());
        }
    }

    #[test]
    fn other_strings_do_not_parse() {
        for text in ["", "noData", " NoData", "NoData "] {
            let message = text.parse::<Reason>().unwrap_err().to_string();
            assert!(message.starts_with("unknown reason; expected a name such as `"), "{message}");
        }
    }

    #[test]
    fn every_text_of_a_reason_is_the_text_of_a_code() {
        for reason in Reason::ALL {
            for &lang in Lang::ALL {
                assert!(!reason.text(lang).is_empty());
                assert!(reason.codes().iter().any(|code| code.text(lang) == reason.text(lang)));
            }
        }
    }
}
