//! What a code means.

use crate::args::ExplainFormat;
use crate::error::Error;
use lvb_codes::{Category, Code, Lang, LookupError, Reason};
use serde::Serialize;

/// What was said, and whether all of it is documented.
#[derive(Debug)]
pub(crate) struct Explained {
    pub(crate) output: String,
    /// What is known near codes that are not documented.
    pub(crate) unknown: Vec<LookupError>,
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

pub(crate) fn run(words: &[String], lang: Lang, format: ExplainFormat) -> Result<Explained, Error> {
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for (errcode, sub_errcode) in numbers(words)? {
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

/// The pairs of numbers that the words stand for. A number that stands behind one whose errcode has
/// sub-codes is its `sub_errcode`.
fn numbers(words: &[String]) -> Result<Vec<(u32, Option<u32>)>, Error> {
    let words = words.iter().flat_map(|word| word.split_whitespace());
    let mut numbers: Vec<(u32, Option<u32>)> = Vec::new();
    for word in words {
        let number = |text: &str| {
            let digits = text.bytes().all(|byte| byte.is_ascii_digit());
            let number = text.parse().ok().filter(|_| digits);
            number.ok_or_else(|| {
                Error::new(format!("{word:?} is no code; write it like 18-202, 18 202 or 5"))
            })
        };
        if let Some((errcode, sub)) = word.split_once('-') {
            numbers.push((number(errcode)?, Some(number(sub)?)));
            continue;
        }
        let number = number(word)?;
        match numbers.last_mut() {
            Some((errcode, sub @ None)) if !is_alone(*errcode) => *sub = Some(number),
            _ => numbers.push((number, None)),
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

    fn read(words: &str) -> Vec<(u32, Option<u32>)> {
        numbers(&[words.to_owned()]).unwrap()
    }

    #[test]
    fn codes_may_be_written_in_two_ways() {
        assert_eq!(
            read("5 18-202 18 202 3 21"),
            [(5, None), (18, Some(202)), (18, Some(202)), (3, None), (21, None)]
        );
        assert_eq!(read("18 18-100"), [(18, None), (18, Some(100))]);
        assert_eq!(read("5 0"), [(5, None), (0, None)]);
    }

    #[test]
    fn anything_else_is_an_error() {
        for word in ["x", "-5", "18-", "+5", "5.0", "4294967296"] {
            assert!(numbers(&[word.to_owned()]).is_err(), "{word}");
        }
    }
}
