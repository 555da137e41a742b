//! The two numbers of a code, read from text.

use std::str::FromStr;

/// A code such as `18-202` or `5`, documented or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numbers {
    /// The number before the hyphen.
    pub errcode: u32,
    /// The number after the hyphen, if there is one.
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
        numbers.ok_or_else(|| {
            format!("invalid code {text:?}: expected a form such as `18-202` or `5`")
        })
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
    fn everything_else_is_rejected() {
        for text in ["", "x", "-5", "18-", "+5", "5.0", "4294967296", "1-2-3", "18 202"] {
            let message = format!("invalid code {text:?}: expected a form such as `18-202` or `5`");
            assert_eq!(text.parse::<Numbers>(), Err(message));
        }
    }
}
