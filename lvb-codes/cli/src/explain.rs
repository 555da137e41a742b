//! What a code means.

use crate::args::ExplainFormat;
use crate::error::Error;
use crate::numbers::Numbers;
use lvb_codes::{Category, Code, Lang, LookupError, Reason};
use serde::Serialize;

/// What is known of the codes.
#[derive(Debug)]
pub struct Explained {
    /// What the documented ones mean.
    pub output: String,
    /// What is known near the others.
    pub unknown: Vec<LookupError>,
}

#[derive(Serialize)]
pub(crate) struct JsonCode {
    code: Code,
    errcode: u16,
    sub_errcode: Option<u16>,
    reason: Reason,
    category: Category,
    text: &'static str,
}

impl JsonCode {
    pub(crate) fn new(code: Code, lang: Lang) -> Self {
        Self {
            code,
            errcode: code.errcode(),
            sub_errcode: code.sub_errcode(),
            reason: code.reason(),
            category: code.category(),
            text: code.text(lang),
        }
    }
}

/// Says what codes mean.
///
/// # Errors
///
/// A word is no code.
pub fn run(words: &[String], lang: Lang, format: ExplainFormat) -> Result<Explained, Error> {
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for Numbers { errcode, sub_errcode } in numbers(words)? {
        match Code::lookup(errcode, sub_errcode) {
            Ok(code) => known.push(code),
            Err(error) => unknown.push(error),
        }
    }
    let output = match format {
        ExplainFormat::Human => known.iter().map(|code| human(*code, lang)).collect(),
        ExplainFormat::Json => {
            let codes: Vec<JsonCode> =
                known.iter().map(|code| JsonCode::new(*code, lang)).collect();
            let json = serde_json::to_string_pretty(&codes);
            json.map_err(|error| Error::new(format!("cannot write JSON: {error}")))? + "\n"
        }
    };
    Ok(Explained { output, unknown })
}

fn human(code: Code, lang: Lang) -> String {
    format!("{code}  {}  ({})\n    {}\n", code.reason(), code.category(), code.text(lang))
}

/// The numbers that the words stand for. One behind an errcode that has sub-codes is its
/// `sub_errcode`.
fn numbers(words: &[String]) -> Result<Vec<Numbers>, Error> {
    let words = words.iter().flat_map(|word| word.split_whitespace());
    let mut numbers: Vec<Numbers> = Vec::new();
    for word in words {
        let next: Numbers = word.parse().map_err(Error::new)?;
        match numbers.last_mut() {
            Some(Numbers { errcode, sub_errcode: sub @ None })
                if next.sub_errcode.is_none() && !is_alone(*errcode) =>
            {
                *sub = Some(next.errcode);
            }
            _ => numbers.push(next),
        }
    }
    Ok(numbers)
}

/// Whether an errcode means something without a `sub_errcode`, or nothing at all.
fn is_alone(errcode: u32) -> bool {
    !matches!(Code::lookup(errcode, None), Err(LookupError::SubCodeRequired { .. }))
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn codes_may_be_written_in_two_ways() {
        let read = |words: &str| -> Vec<_> {
            let numbers = numbers(&[words.to_owned()]).unwrap();
            numbers.iter().map(|numbers| (numbers.errcode, numbers.sub_errcode)).collect()
        };
        assert_eq!(
            read("5 18-202 18 202 3 21"),
            [(5, None), (18, Some(202)), (18, Some(202)), (3, None), (21, None)]
        );
        assert_eq!(read("18 18-100"), [(18, None), (18, Some(100))]);
        assert_eq!(read("5 0"), [(5, None), (0, None)]);
        assert!(numbers(&["5 x".to_owned()]).is_err());
    }
}
