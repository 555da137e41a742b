//! A code of the documents: an errcode with an optional `sub_errcode`.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::num::NonZeroU16;
use std::str::FromStr;

/// An errcode with its `sub_errcode`; written `5` or `18-202`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct Code {
    /// The first number that the API reports.
    pub errcode: u16,
    /// The second number. The API reports 0 for none.
    pub sub_errcode: Option<NonZeroU16>,
}

impl Code {
    /// Returns the `sub_errcode` as a plain number.
    #[must_use]
    pub fn sub_number(self) -> Option<u16> {
        self.sub_errcode.map(NonZeroU16::get)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.sub_errcode {
            None => write!(f, "{}", self.errcode),
            Some(sub) => write!(f, "{}-{sub}", self.errcode),
        }
    }
}

/// A text is not of the form `5` or `18-202`, or has a number over 65535.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseCodeError {
    text: String,
}

impl fmt::Display for ParseCodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "invalid code {}: expected a form such as `18-202` or `5`, with numbers up to 65535",
            crate::text::quoted(&self.text)
        )
    }
}

impl std::error::Error for ParseCodeError {}

impl FromStr for Code {
    type Err = ParseCodeError;

    fn from_str(text: &str) -> Result<Self, ParseCodeError> {
        let (errcode, sub_errcode) = match text.split_once('-') {
            None => (number(text), Some(None)),
            Some((errcode, sub)) => {
                let sub = number(sub).and_then(NonZeroU16::new);
                (number(errcode), sub.map(Some))
            }
        };
        match (errcode, sub_errcode) {
            (Some(errcode), Some(sub_errcode)) => Ok(Self { errcode, sub_errcode }),
            _ => Err(ParseCodeError { text: text.to_owned() }),
        }
    }
}

impl TryFrom<String> for Code {
    type Error = ParseCodeError;

    fn try_from(text: String) -> Result<Self, ParseCodeError> {
        text.parse()
    }
}

impl From<Code> for String {
    fn from(code: Code) -> String {
        code.to_string()
    }
}

/// Parses a decimal number from 0 to 65535 without a sign or leading zeros.
#[must_use]
pub fn number(text: &str) -> Option<u16> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let canonical = digits && (text == "0" || !text.starts_with('0'));
    canonical.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::{Code, number};

    #[test]
    fn display_and_parsing_are_inverse() {
        for text in ["0", "5", "35", "18-202", "65535-65535"] {
            assert_eq!(text.parse::<Code>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn other_forms_are_rejected() {
        for text in [
            "", "-", "18-", "-202", "18-0", "18-202-1", "18 202", "+5", "05", "18-0202", "65536",
            "1-65536", "५",
        ] {
            assert!(text.parse::<Code>().is_err(), "{text}");
        }
    }

    #[test]
    fn sorts_by_errcode_then_sub_errcode() {
        let mut codes: Vec<Code> =
            ["19", "18-601", "2", "18-100", "18"].map(|text| text.parse().unwrap()).into();
        codes.sort();
        let sorted: Vec<String> = codes.iter().map(ToString::to_string).collect();
        assert_eq!(sorted, ["2", "18", "18-100", "18-601", "19"]);
    }

    #[test]
    fn numbers_have_one_form() {
        assert_eq!(number("0"), Some(0));
        assert_eq!(number("65535"), Some(65535));
        for text in ["", "00", "007", "+7", "-7", "7.0", " 7", "65536", "七"] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
