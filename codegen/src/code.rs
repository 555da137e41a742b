//! A code of the documents: an errcode with an optional `sub_errcode`.

use crate::text::quoted;
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
    pub fn sub_number(self) -> Option<u16> {
        self.sub_errcode.map(NonZeroU16::get)
    }

    /// Returns the Rust variant: `C5`, `C18_202`.
    pub fn variant(self) -> String {
        format!("C{self}").replace('-', "_")
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

impl FromStr for Code {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parse = || match text.split_once('-') {
            None => Some(Self { errcode: number(text)?, sub_errcode: None }),
            Some((errcode, sub_errcode)) => {
                let sub_errcode = NonZeroU16::new(number(sub_errcode)?)?;
                Some(Self { errcode: number(errcode)?, sub_errcode: Some(sub_errcode) })
            }
        };
        parse().ok_or_else(|| {
            format!(
                "invalid code {}: expected a form such as `18-202` or `5`, with numbers up to 65535",
                quoted(text)
            )
        })
    }
}

impl TryFrom<String> for Code {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<Code> for String {
    fn from(code: Code) -> String {
        code.to_string()
    }
}

/// Parses a decimal number from 0 to 65535 without a sign or leading zeros.
pub fn number(text: &str) -> Option<u16> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let canonical = digits && (text == "0" || !text.starts_with('0'));
    canonical.then(|| text.parse().ok()).flatten()
}
