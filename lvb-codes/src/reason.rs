//! The methods and traits of `Reason`; its variants are generated.

use crate::generated::{Category, Code, Lang, REASON_ROWS, REASONS, Reason};
use core::fmt;

impl Reason {
    /// All reasons.
    pub const ALL: &'static [Self] = &REASONS;

    /// The stable name. It equals the name of the variant.
    ///
    /// ```
    /// use lvb_codes::Reason;
    ///
    /// assert_eq!(Reason::FrameTooLarge.name(), "FrameTooLarge");
    /// ```
    #[must_use]
    pub const fn name(self) -> &'static str {
        REASON_ROWS[self as usize].name
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
    #[must_use]
    pub const fn text(self, lang: Lang) -> &'static str {
        REASON_ROWS[self as usize].texts[lang as usize]
    }

    /// The codes with this reason, in ascending order. There is at least one.
    ///
    /// ```
    /// use lvb_codes::{Code, Reason};
    ///
    /// assert!(Reason::NoData.codes().contains(&Code::C20));
    /// ```
    #[must_use]
    pub const fn codes(self) -> &'static [Code] {
        REASON_ROWS[self as usize].codes
    }

    /// The category. The grouping belongs to this project, not to Tencent.
    #[must_use]
    pub const fn category(self) -> Category {
        REASON_ROWS[self as usize].category
    }
}

/// Writes the [name](Self::name).
impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

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
    fn every_text_of_a_reason_is_the_text_of_a_code() {
        for reason in Reason::ALL {
            for &lang in Lang::ALL {
                assert!(!reason.text(lang).is_empty());
                assert!(reason.codes().iter().any(|code| code.text(lang) == reason.text(lang)));
            }
        }
    }
}
