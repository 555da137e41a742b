//! The methods and traits of `Code`; its variants are generated.

use crate::generated::{CODE_ROWS, CODES, Category, Code, Lang, Reason};
use crate::lookup::LookupError;
use core::fmt;
use core::str::FromStr;

impl Code {
    /// All codes, in ascending order.
    pub const ALL: &'static [Self] = &CODES;

    /// The `errcode` field of the notification.
    #[must_use]
    pub const fn errcode(self) -> u16 {
        CODE_ROWS[self as usize].errcode
    }

    /// The `sub_errcode` field of the notification; `None` for a code without one.
    ///
    /// It is never 0, because a notification writes 0 for a missing `sub_errcode`.
    #[must_use]
    pub const fn sub_errcode(self) -> Option<u16> {
        match CODE_ROWS[self as usize].sub_errcode {
            0 => None,
            sub_errcode => Some(sub_errcode),
        }
    }

    /// The reason for the interruption.
    #[must_use]
    pub const fn reason(self) -> Reason {
        CODE_ROWS[self as usize].reason
    }

    /// The category of the reason. The grouping belongs to this project, not to Tencent.
    #[must_use]
    pub const fn category(self) -> Category {
        self.reason().category()
    }

    /// The reason in the words of the documentation page of a language.
    ///
    /// This is the text in the row of this code, with each run of white space replaced by one
    /// space. [`Reason::text`] is the text that most codes of the reason share.
    ///
    /// ```
    /// use lvb_codes::{Code, Lang};
    ///
    /// // Unable to identify the push domain name.
    /// println!("{}", Code::C18_301.text(Lang::En));
    /// // 푸시 도메인을 식별할 수 없음.
    /// println!("{}", Code::C18_301.text(Lang::Ko));
    /// ```
    #[must_use]
    pub const fn text(self, lang: Lang) -> &'static str {
        CODE_ROWS[self as usize].texts[lang as usize]
    }
}

/// Writes the code as `5` or `18-202`.
impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(CODE_ROWS[*self as usize].written)
    }
}

/// Parses `5` or `18-202`: decimal numbers without signs or leading zeros.
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
        let (errcode, sub_errcode) = match text.split_once('-') {
            None => (number(text)?, None),
            Some((_, "0")) => return Err(ParseCodeError::Malformed),
            Some((errcode, sub)) => (number(errcode)?, Some(number(sub)?)),
        };
        Self::lookup(errcode, sub_errcode).map_err(ParseCodeError::Unknown)
    }
}

/// Parses a decimal number without a sign or a leading zero.
fn number(text: &str) -> Result<u32, ParseCodeError> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits || (text.starts_with('0') && text != "0") {
        return Err(ParseCodeError::Malformed);
    }
    text.parse().map_err(|_| ParseCodeError::Malformed)
}

/// Looks up an errcode without a `sub_errcode`.
impl TryFrom<u32> for Code {
    type Error = LookupError;

    fn try_from(errcode: u32) -> Result<Self, LookupError> {
        Self::lookup(errcode, None)
    }
}

/// The error for a string that is not a [`Code`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum ParseCodeError {
    /// The string has another form than `5` or `18-202`, or a number above [`u32::MAX`].
    Malformed,
    /// The string has the right form, but the code is not documented.
    Unknown(LookupError),
}

impl fmt::Display for ParseCodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed => {
                f.write_str("not of the form `5` or `18-202`, with numbers up to 4294967295")
            }
            Self::Unknown(error) => error.fmt(f),
        }
    }
}

impl core::error::Error for ParseCodeError {}

#[cfg(test)]
mod tests {
    extern crate std;

    use super::ParseCodeError;
    use crate::{Code, LookupError};
    use std::format;
    use std::string::ToString;

    #[test]
    fn every_code_parses_from_its_own_string() {
        for &code in Code::ALL {
            assert_eq!(code.to_string().parse(), Ok(code));
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
            "",
            " 5",
            "5 ",
            "+5",
            "-5",
            "05",
            "18-",
            "18-0202",
            "18_202",
            "18 202",
            "18-202-1",
            "5.0",
            "0x5",
            "٥",
            "4294967296",
        ] {
            assert_eq!(text.parse::<Code>(), Err(ParseCodeError::Malformed), "{text:?}");
        }
    }

    #[test]
    fn undocumented_codes_are_unknown() {
        let unknown = |text: &str| match text.parse::<Code>() {
            Err(ParseCodeError::Unknown(error)) => error,
            other => panic!("{text}: {other:?}"),
        };
        assert_eq!(unknown("4294967295"), LookupError::UnknownCode { errcode: u32::MAX });
        assert_eq!(unknown("18"), LookupError::SubCodeRequired { errcode: 18 });
    }

    #[test]
    fn display_joins_the_two_numbers() {
        for code in Code::ALL {
            let written = match code.sub_errcode() {
                None => format!("{}", code.errcode()),
                Some(sub_errcode) => format!("{}-{sub_errcode}", code.errcode()),
            };
            assert_eq!(code.to_string(), written);
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
