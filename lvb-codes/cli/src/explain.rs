//! `lvb explain`: the meaning of codes.

use crate::console::Console;
use crate::error::{Error, Status};
use crate::numbers::Numbers;
use crate::text::json;
use clap::ValueEnum;
use lvb_codes::{Category, Code, Lang, LookupError, Reason};
use serde::Serialize;

/// Arguments of `lvb explain`.
#[derive(Clone, Debug, clap::Args)]
pub struct Explain {
    /// The codes; an errcode and its `sub_errcode` may be two arguments
    #[arg(required = true)]
    codes: Vec<String>,

    /// Output format
    #[arg(long, value_enum, default_value = "human")]
    format: ExplainFormat,
}

/// The formats of `lvb explain`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ExplainFormat {
    /// Text for people.
    Human,
    /// A JSON array.
    Json,
}

impl Explain {
    /// Prints the meaning of each code. An undocumented code gets a message that says what is known
    /// about its errcode.
    ///
    /// # Errors
    ///
    /// An argument is not a code, or the output cannot be written.
    pub fn run(&self, lang: Lang, console: &mut Console<'_>) -> Result<Status, Error> {
        let (mut known, mut unknown) = (Vec::new(), Vec::new());
        for Numbers { errcode, sub_errcode } in numbers(&self.codes)? {
            match Code::lookup(errcode, sub_errcode) {
                Ok(code) => known.push(code),
                Err(error) => unknown.push(error),
            }
        }
        let text = match self.format {
            ExplainFormat::Human => known.iter().map(|code| human(*code, lang)).collect(),
            ExplainFormat::Json => json(&JsonCode::all(&known, lang))?,
        };
        console.print(&text)?;
        for error in &unknown {
            console.warn(error);
        }
        Ok(if unknown.is_empty() { Status::Done } else { Status::Incomplete })
    }
}

/// A code and its meaning, as `lvb explain` and `lvb list` print it in JSON.
#[derive(Serialize)]
pub(crate) struct JsonCode {
    code: Code,
    errcode: u32,
    sub_errcode: Option<u32>,
    reason: Reason,
    category: Category,
    text: &'static str,
}

impl JsonCode {
    pub(crate) fn all(codes: &[Code], lang: Lang) -> Vec<Self> {
        let json = |code: &Code| Self {
            code: *code,
            errcode: code.errcode(),
            sub_errcode: code.sub_errcode(),
            reason: code.reason(),
            category: code.category(),
            text: code.text(lang),
        };
        codes.iter().map(json).collect()
    }
}

fn human(code: Code, lang: Lang) -> String {
    format!("{code}  {}  ({})\n    {}\n", code.reason(), code.category(), code.text(lang))
}

/// Reads the words as codes. A number after an errcode that has sub-codes is its `sub_errcode`.
fn numbers(words: &[String]) -> Result<Vec<Numbers>, Error> {
    let words = words.iter().flat_map(|word| word.split_whitespace());
    let mut numbers: Vec<Numbers> = Vec::new();
    for word in words {
        let next: Numbers = word.parse().map_err(Error::new)?;
        match numbers.last_mut() {
            Some(Numbers { errcode, sub_errcode: sub @ None })
                if next.sub_errcode.is_none() && requires_sub_errcode(*errcode) =>
            {
                *sub = Some(next.errcode);
            }
            _ => numbers.push(next),
        }
    }
    Ok(numbers)
}

fn requires_sub_errcode(errcode: u32) -> bool {
    matches!(Code::lookup(errcode, None), Err(LookupError::SubCodeRequired { .. }))
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
