//! `RawCode`: the two integers of a record, documented or not.

use crate::generated::{Category, Code};
use crate::lookup::find;
use crate::lookup_error::LookupError;
use crate::range::{group, range};
use core::fmt::{self, Write};
use core::num::NonZeroI64;
use core::str::{self, FromStr};

/// The `errcode` and `sub_errcode` of a notification, known to this version or not.
///
/// Tencent adds codes to its page, and a record may lack its `sub_errcode`. A `RawCode` holds any
/// such pair, so that no record is lost:
///
/// ```
/// use lvb_codes::{Category, Code, RawCode};
///
/// let raw = RawCode::new(18, Some(299));
/// assert_eq!(raw.to_string(), "18-299");
/// match raw.code() {
///     Ok(code) => println!("{code}: {}", code.reason()),
///     // errcode 18 with sub_errcode 299 is not known to this version; known with errcode 18: …
///     Err(error) => println!("{error}"),
/// }
/// // All known codes 18-2xx are in this category.
/// assert_eq!(raw.category(), Some(Category::Account));
///
/// assert_eq!(RawCode::new(18, Some(202)).code(), Ok(Code::C18_202));
/// ```
///
/// A *start* notification (`event_type` 1) carries errcode 0, too. Check `event_type` before the
/// code.
///
/// # Storage
///
/// Store it as text, which can also be a key in JSON, or as two integers. Both keep unknown codes:
///
/// ```
/// use lvb_codes::{Code, RawCode};
///
/// for raw in [RawCode::from(Code::C18_202), RawCode::new(-1, None)] {
///     let text: String = raw.to_string();
///     assert_eq!(text.parse(), Ok(raw));
///
///     let (errcode, sub_errcode): (i64, Option<i64>) = (raw.errcode(), raw.sub_errcode());
///     assert_eq!(RawCode::new(errcode, sub_errcode), raw);
/// }
/// ```
///
/// # Serde
///
/// With the feature `serde`, a `RawCode` is a struct of the fields `errcode` and `sub_errcode`,
/// made for `#[serde(flatten)]` in the struct of an event.
///
/// In self-describing text formats such as JSON, both fields may also be numeric strings or floats
/// without a fraction, and `sub_errcode` may be missing, null, 0 or an empty string. Floats cannot be
/// read if the feature `arbitrary_precision` of `serde_json` is on.
///
/// An event of another type has no `errcode`. A flattened `Option<RawCode>` is `None` for such an event,
/// but also if the code cannot be read. Read the `event_type` first, as the example `webhook` does.
///
/// ```
/// # #[cfg(feature = "serde")] {
/// use lvb_codes::RawCode;
///
/// #[derive(serde::Deserialize)]
/// struct Interruption {
///     stream_id: String,
///     #[serde(flatten)]
///     code: RawCode,
/// }
///
/// let json = r#"{"stream_id": "a", "errcode": "18", "sub_errcode": 602}"#;
/// let interruption: Interruption = serde_json::from_str(json).unwrap();
/// assert_eq!(interruption.code, RawCode::new(18, Some(602)));
/// # }
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct RawCode {
    errcode: i64,
    sub_errcode: Option<NonZeroI64>,
}

impl RawCode {
    /// Creates a code from its two integers.
    ///
    /// `Some(0)` equals `None`, because a notification writes 0 for a missing `sub_errcode`.
    ///
    /// ```
    /// use lvb_codes::RawCode;
    ///
    /// assert_eq!(RawCode::new(5, Some(0)), RawCode::new(5, None));
    /// ```
    #[inline]
    #[must_use]
    pub const fn new(errcode: i64, sub_errcode: Option<i64>) -> Self {
        let sub_errcode = match sub_errcode {
            None => None,
            Some(sub_errcode) => NonZeroI64::new(sub_errcode),
        };
        Self { errcode, sub_errcode }
    }

    /// The `errcode`.
    #[inline]
    #[must_use]
    pub const fn errcode(self) -> i64 {
        self.errcode
    }

    /// The `sub_errcode`, if there is one. It is never 0.
    #[inline]
    #[must_use]
    pub const fn sub_errcode(self) -> Option<i64> {
        match self.sub_errcode {
            None => None,
            Some(sub_errcode) => Some(sub_errcode.get()),
        }
    }

    /// The known code of these integers.
    ///
    /// # Errors
    ///
    /// Returns a [`LookupError`] if this version does not know the pair.
    #[inline]
    pub const fn code(self) -> Result<Code, LookupError> {
        find(self.errcode, self.sub_errcode_or_0())
    }

    /// The category of the code; for an unknown code, an inference.
    ///
    /// An unknown code belongs to the class of codes with the same `errcode` and the same hundred of
    /// `sub_errcode`. If no code of that class is known, the class is all codes with the `errcode`. If
    /// all known codes of the class have the same category, this returns it. This is a guess from the
    /// way Tencent numbers its codes; the page does not say so.
    ///
    /// ```
    /// use lvb_codes::{Category, RawCode};
    ///
    /// assert_eq!(RawCode::new(18, Some(299)).category(), Some(Category::Account));
    /// // A notification without its sub_errcode: the known codes of 18 do not agree.
    /// assert_eq!(RawCode::new(18, None).category(), None);
    /// assert_eq!(RawCode::new(-1, None).category(), None);
    /// ```
    #[must_use]
    pub const fn category(self) -> Option<Category> {
        if let Ok(code) = self.code() {
            return Some(code.category());
        }
        let sub_errcode = self.sub_errcode_or_0();
        let hundred = sub_errcode.saturating_sub(sub_errcode.rem_euclid(100));
        let end = hundred.saturating_add(100);
        match range((self.errcode, hundred), (self.errcode, end)) {
            [] => common_category(group(self.errcode)),
            class => common_category(class),
        }
    }

    #[inline]
    const fn sub_errcode_or_0(self) -> i64 {
        match self.sub_errcode {
            None => 0,
            Some(sub_errcode) => sub_errcode.get(),
        }
    }
}

/// The category that all codes of a slice share.
const fn common_category(mut codes: &[Code]) -> Option<Category> {
    let category = match codes.first() {
        None => return None,
        Some(code) => code.category(),
    };
    while let [code, rest @ ..] = codes {
        if code.category() as usize != category as usize {
            return None;
        }
        codes = rest;
    }
    Some(category)
}

impl From<Code> for RawCode {
    fn from(code: Code) -> Self {
        Self::new(code.errcode().into(), code.sub_errcode().map(i64::from))
    }
}

/// Writes `5`, `18-602` or `-1`.
impl fmt::Display for RawCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = Text { bytes: [0; MAX_LEN], len: 0 };
        match self.sub_errcode {
            None => write!(text, "{}", self.errcode)?,
            Some(sub_errcode) => write!(text, "{}-{sub_errcode}", self.errcode)?,
        }
        f.pad(text.as_str())
    }
}

/// The length of the longest string form, which has two numbers of 20 bytes.
const MAX_LEN: usize = 41;

/// A string form, collected for padding.
struct Text {
    bytes: [u8; MAX_LEN],
    len: usize,
}

impl Text {
    fn as_str(&self) -> &str {
        self.bytes.get(..self.len).and_then(|bytes| str::from_utf8(bytes).ok()).unwrap_or_default()
    }
}

impl fmt::Write for Text {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let end = self.len + text.len();
        let free = self.bytes.get_mut(self.len..end).ok_or(fmt::Error)?;
        free.copy_from_slice(text.as_bytes());
        self.len = end;
        Ok(())
    }
}

/// Parses what [`Display`](fmt::Display) writes: decimal numbers without leading zeros, and a
/// `sub_errcode` that is not 0.
///
/// ```
/// use lvb_codes::RawCode;
///
/// assert_eq!("18-602".parse(), Ok(RawCode::new(18, Some(602))));
/// assert_eq!("-1".parse(), Ok(RawCode::new(-1, None)));
/// assert!("18-0".parse::<RawCode>().is_err());
/// ```
impl FromStr for RawCode {
    type Err = ParseRawCodeError;

    fn from_str(text: &str) -> Result<Self, ParseRawCodeError> {
        // A hyphen at the start is the sign of the errcode.
        let hyphen = text.bytes().skip(1).position(|byte| byte == b'-');
        let numbers = match hyphen.and_then(|before| text.split_at_checked(before + 1)) {
            None => number(text).map(|errcode| (errcode, None)),
            Some((errcode, rest)) => number(errcode)
                .zip(number(&rest[1..]).filter(|sub| *sub != 0))
                .map(|(errcode, sub_errcode)| (errcode, Some(sub_errcode))),
        };
        let (errcode, sub_errcode) = numbers.ok_or(ParseRawCodeError(()))?;
        Ok(Self::new(errcode, sub_errcode))
    }
}

/// Parses a decimal number without a plus sign or a leading zero.
fn number(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_canonical = digits.bytes().all(|byte| byte.is_ascii_digit())
        && (!digits.starts_with('0') || text == "0");
    text.parse().ok().filter(|_| is_canonical)
}

/// The error for a string that is not a [`RawCode`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ParseRawCodeError(pub(crate) ());

impl fmt::Display for ParseRawCodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected a form such as `18-202` or `5`")
    }
}

impl core::error::Error for ParseRawCodeError {}

#[cfg(test)]
mod tests {
    extern crate std;

    use super::{MAX_LEN, ParseRawCodeError, RawCode};
    use crate::{Category, Code};
    use std::format;
    use std::string::ToString;
    use std::vec::Vec;

    const NUMBERS: [i64; 11] =
        [i64::MIN, i64::MIN + 1, -100, -1, 0, 1, 18, 202, u32::MAX as i64, 1 << 40, i64::MAX];

    #[test]
    fn every_pair_parses_from_its_own_string() {
        for errcode in NUMBERS {
            for sub_errcode in NUMBERS {
                let raw = RawCode::new(errcode, Some(sub_errcode));
                assert_eq!(raw.to_string().parse(), Ok(raw));
                assert_eq!(raw.errcode(), errcode);
                assert_eq!(raw.sub_errcode(), Some(sub_errcode).filter(|sub| *sub != 0));
            }
        }
        for (raw, text) in [
            (RawCode::new(18, Some(602)), "18-602"),
            (RawCode::new(5, Some(0)), "5"),
            (RawCode::new(-1, None), "-1"),
            (RawCode::new(-1, Some(-2)), "-1--2"),
        ] {
            assert_eq!(raw.to_string(), text);
        }
        let longest = RawCode::new(i64::MIN, Some(i64::MIN)).to_string();
        assert_eq!(longest.len(), MAX_LEN);
    }

    #[test]
    fn a_known_code_has_the_same_string() {
        for &code in Code::ALL {
            assert_eq!(RawCode::from(code).to_string(), code.as_str());
        }
    }

    #[test]
    fn other_strings_do_not_parse() {
        for text in [
            "",
            "-",
            "--",
            "--1",
            "-0",
            "00",
            "05",
            "+5",
            " 5",
            "5 ",
            "18-",
            "18-0",
            "18--0",
            "18-05",
            "18-+5",
            "18-1-2",
            "18---1",
            "1.0",
            "0x5",
            "٥",
            "é-1",
            "5-é",
            "9223372036854775808",
            "18-9223372036854775808",
        ] {
            assert_eq!(text.parse::<RawCode>(), Err(ParseRawCodeError(())), "{text:?}");
        }
        let message = ParseRawCodeError(()).to_string();
        assert_eq!(message, "expected a form such as `18-202` or `5`");
    }

    #[test]
    fn display_pads_like_a_string() {
        assert_eq!(format!("[{:>7}]", RawCode::new(18, Some(602))), "[ 18-602]");
        assert_eq!(format!("[{:<4}]", RawCode::new(-1, None)), "[-1  ]");
    }

    #[test]
    fn raw_codes_are_ordered_by_their_numbers() {
        let sorted = ["-1", "18", "18--5", "18-100", "18-602", "19"];
        let raw: Vec<RawCode> = sorted.iter().map(|raw| raw.parse().unwrap()).collect();
        assert!(raw.is_sorted_by(|one, other| one < other));
        let codes = Code::ALL.iter().map(|code| RawCode::from(*code));
        assert!(codes.is_sorted_by(|one, other| one < other));
    }

    #[test]
    fn a_known_code_has_its_own_category() {
        for &code in Code::ALL {
            assert_eq!(RawCode::from(code).category(), Some(code.category()));
        }
    }

    /// The expected category, by comparing with every code.
    fn slow(raw: RawCode) -> Option<Category> {
        if let Some(code) = Code::ALL.iter().find(|code| RawCode::from(**code) == raw) {
            return Some(code.category());
        }
        let hundred = |raw: RawCode| raw.sub_errcode().unwrap_or(0).div_euclid(100);
        let codes = Code::ALL.iter().map(|code| (RawCode::from(*code), code.category()));
        let group = codes.filter(|(code, _)| code.errcode() == raw.errcode());
        let class = group.clone().filter(|(code, _)| hundred(*code) == hundred(raw));
        let mut categories: Vec<Category> = class.map(|(_, category)| category).collect();
        if categories.is_empty() {
            categories = group.map(|(_, category)| category).collect();
        }
        let first = *categories.first()?;
        categories.iter().all(|category| *category == first).then_some(first)
    }

    #[test]
    fn an_unknown_code_has_the_category_that_its_class_agrees_on() {
        for errcode in (-2..60).chain([i64::MIN, i64::MAX]) {
            for sub_errcode in (-150..1200).chain([i64::MIN, i64::MAX]) {
                let raw = RawCode::new(errcode, Some(sub_errcode));
                assert_eq!(raw.category(), slow(raw), "{raw}");
            }
        }
        assert_eq!(RawCode::new(18, Some(299)).category(), Some(Category::Account));
    }
}
