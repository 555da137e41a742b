//! The methods and traits of `Code`; its variants are generated.

use crate::generated::{
    CODE_REASONS, CODE_STRINGS, Category, Code, ERRCODES, Lang, Reason, SUB_ERRCODES,
};
use crate::lookup_error::LookupError;
use crate::raw_code::{ParseRawCodeError, RawCode};
use crate::string::string_form;
use core::fmt;
use core::str::FromStr;

impl Code {
    /// The code as a string: `5` or `18-202`.
    ///
    /// The string is static, so it can label a metric or key a map without an allocation:
    ///
    /// ```
    /// use lvb_codes::Code;
    /// use std::collections::BTreeMap;
    ///
    /// let mut interruptions: BTreeMap<&'static str, u64> = BTreeMap::new();
    /// for code in [Code::C18_202, Code::C5, Code::C18_202] {
    ///     *interruptions.entry(code.as_str()).or_default() += 1;
    /// }
    /// assert_eq!(interruptions["18-202"], 2);
    /// ```
    #[inline]
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        CODE_STRINGS[self as usize]
    }

    /// The `errcode` field of the notification.
    #[inline]
    #[must_use]
    pub const fn errcode(self) -> u32 {
        ERRCODES[self as usize] as u32
    }

    /// The `sub_errcode` field of the notification; `None` for a code without one.
    ///
    /// It is never 0, because a notification writes 0 for a missing `sub_errcode`. A code can be
    /// stored as two integers and looked up again:
    ///
    /// ```
    /// use lvb_codes::Code;
    ///
    /// for code in [Code::C5, Code::C18_202] {
    ///     let row: (u32, Option<u32>) = (code.errcode(), code.sub_errcode());
    ///     assert_eq!(Code::lookup(row.0, row.1), Ok(code));
    /// }
    /// ```
    #[inline]
    #[must_use]
    pub const fn sub_errcode(self) -> Option<u32> {
        match SUB_ERRCODES[self as usize] {
            0 => None,
            sub_errcode => Some(sub_errcode as u32),
        }
    }

    /// The reason for the interruption.
    #[inline]
    #[must_use]
    pub const fn reason(self) -> Reason {
        CODE_REASONS[self as usize]
    }

    /// The category of the reason. The grouping belongs to this project, not to Tencent.
    #[inline]
    #[must_use]
    pub const fn category(self) -> Category {
        self.reason().category()
    }

    /// The reason in the words of the documentation page of a language.
    ///
    /// This is the text in the row of this code, with each run of white space replaced by one
    /// space. [`Reason::text`] is the text that most codes of the reason share.
    ///
    /// The texts address the owner of the Tencent Cloud account ("Please top up promptly"). Do not
    /// show them to viewers of the stream.
    ///
    /// ```
    /// use lvb_codes::{Code, Lang};
    ///
    /// // Unable to identify the push domain name.
    /// println!("{}", Code::C18_301.text(Lang::En));
    /// // 푸시 도메인을 식별할 수 없음.
    /// println!("{}", Code::C18_301.text(Lang::Ko));
    /// ```
    #[inline]
    #[must_use]
    pub const fn text(self, lang: Lang) -> &'static str {
        lang.code_texts()[self as usize]
    }
}

string_form!(Code, as_str);

/// Parses `5` or `18-202`: decimal numbers without leading zeros.
///
/// This is the only accepted form: `5-0` is rejected, although `Code::lookup(5, Some(0))` finds
/// the code 5.
///
/// ```
/// use lvb_codes::Code;
///
/// assert_eq!("18-202".parse(), Ok(Code::C18_202));
/// assert!("18".parse::<Code>().is_err());
/// ```
impl FromStr for Code {
    type Err = ParseCodeError;

    fn from_str(text: &str) -> Result<Self, ParseCodeError> {
        let raw: RawCode =
            text.parse().map_err(|ParseRawCodeError(())| ParseCodeError::Malformed)?;
        raw.code().map_err(ParseCodeError::Unknown)
    }
}

/// Looks up an errcode without a `sub_errcode`.
impl TryFrom<u32> for Code {
    type Error = LookupError;

    fn try_from(errcode: u32) -> Result<Self, LookupError> {
        Self::lookup(errcode, None)
    }
}

/// Looks up the two integers; the same as [`RawCode::code`].
impl TryFrom<RawCode> for Code {
    type Error = LookupError;

    fn try_from(raw: RawCode) -> Result<Self, LookupError> {
        raw.code()
    }
}

/// The error for a string that is not a [`Code`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum ParseCodeError {
    /// The string has another form than `5` or `18-202`.
    Malformed,
    /// The string has the right form, but this version does not know the code.
    Unknown(LookupError),
}

impl fmt::Display for ParseCodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed => ParseRawCodeError(()).fmt(f),
            Self::Unknown(error) => error.fmt(f),
        }
    }
}

impl core::error::Error for ParseCodeError {}

#[cfg(test)]
mod tests {
    extern crate std;

    use super::ParseCodeError;
    use crate::{Code, LookupError, RawCode};
    use std::format;
    use std::string::ToString;

    #[test]
    fn every_code_parses_from_its_own_string() {
        for &code in Code::ALL {
            assert_eq!(code.to_string().parse(), Ok(code));
            assert_eq!(code.as_ref(), code.as_str());
        }
    }

    #[test]
    fn display_pads_like_a_string() {
        assert_eq!(format!("[{:>7}]", Code::C18_202), "[ 18-202]");
        assert_eq!(format!("[{:<4}]", Code::C5), "[5   ]");
    }

    #[test]
    fn other_forms_are_malformed() {
        for text in [
            "", " 5", "5 ", "+5", "05", "18-", "18-0", "5-0", "18-0202", "18_202", "18 202",
            "18-202-1", "5.0", "0x5", "٥",
        ] {
            assert_eq!(text.parse::<Code>(), Err(ParseCodeError::Malformed), "{text:?}");
        }
        assert_eq!(
            ParseCodeError::Malformed.to_string(),
            "expected a form such as `18-202` or `5`"
        );
    }

    #[test]
    fn undocumented_codes_are_unknown() {
        let unknown = |text: &str| match text.parse::<Code>() {
            Err(ParseCodeError::Unknown(error)) => error,
            other => panic!("{text}: {other:?}"),
        };
        assert_eq!(unknown("4294967296"), LookupError::UnknownCode { errcode: 1 << 32 });
        assert_eq!(unknown("-5"), LookupError::UnknownCode { errcode: -5 });
        assert_eq!(unknown("18"), LookupError::SubCodeRequired { errcode: 18 });
        let error = unknown("18-7");
        assert_eq!(ParseCodeError::Unknown(error).to_string(), error.to_string());
    }

    #[test]
    fn the_string_joins_the_two_numbers() {
        for code in Code::ALL {
            let written = match code.sub_errcode() {
                None => format!("{}", code.errcode()),
                Some(sub_errcode) => format!("{}-{sub_errcode}", code.errcode()),
            };
            assert_eq!(code.as_str(), written);
        }
    }

    #[test]
    fn integers_and_raw_codes_convert() {
        assert_eq!(Code::try_from(5), Ok(Code::C5));
        assert_eq!(Code::try_from(18), Err(LookupError::SubCodeRequired { errcode: 18 }));
        for &code in Code::ALL {
            assert_eq!(Code::try_from(RawCode::from(code)), Ok(code));
        }
    }

    #[test]
    fn all_codes_are_sorted() {
        assert!(Code::ALL.is_sorted_by(|a, b| a < b));
        assert!(Code::ALL.is_sorted_by_key(|code| (code.errcode(), code.sub_errcode())));
    }

    #[test]
    fn a_code_is_one_byte() {
        assert_eq!(size_of::<Code>(), 1);
        assert_eq!(size_of::<Option<Code>>(), 1);
    }
}
