//! The two numbers of a code the way people write them.

use std::str::FromStr;

/// `18-202` or `5`, documented or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numbers {
    /// The errcode.
    pub errcode: u32,
    /// The `sub_errcode`, if one is written.
    pub sub_errcode: Option<u32>,
}

impl FromStr for Numbers {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let number = |text: &str| {
            let digits = text.bytes().all(|byte| byte.is_ascii_digit());
            text.parse().ok().filter(|_| digits)
        };
        let numbers = match text.split_once('-') {
            None => number(text).map(|errcode| Self { errcode, sub_errcode: None }),
            Some((errcode, sub)) => number(errcode)
                .zip(number(sub))
                .map(|(errcode, sub)| Self { errcode, sub_errcode: Some(sub) }),
        };
        numbers.ok_or_else(|| format!("{text:?} is no code; write it like 18-202 or 5"))
    }
}

#[cfg(test)]
mod tests {
    use super::Numbers;

    #[test]
    fn a_code_is_one_number_or_two() {
        assert_eq!("5".parse(), Ok(Numbers { errcode: 5, sub_errcode: None }));
        assert_eq!("18-202".parse(), Ok(Numbers { errcode: 18, sub_errcode: Some(202) }));
        assert_eq!("5-0".parse(), Ok(Numbers { errcode: 5, sub_errcode: Some(0) }));
    }

    #[test]
    fn anything_else_is_none() {
        for text in ["", "x", "-5", "18-", "+5", "5.0", "4294967296", "1-2-3", "18 202"] {
            let message = format!("{text:?} is no code; write it like 18-202 or 5");
            assert_eq!(text.parse::<Numbers>(), Err(message));
        }
    }
}
