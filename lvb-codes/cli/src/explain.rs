//! `lvb explain`: prints the meaning of codes.

use crate::console::Console;
use crate::error::{Error, Status};
use crate::text::{code, json, meaning};
use clap::ValueEnum;
use lvb_codes::{Category, Code, Lang, RawCode, Reason};
use serde::Serialize;

/// Arguments of `lvb explain`.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lvb explain 18-202
  lvb explain 18 202 --lang ko
  lvb explain 5 0
  lvb explain 18-202 5 --format json")]
pub struct Explain {
    /// Codes, such as `18-202` or `5`; two numbers are an errcode and its `sub_errcode`
    #[arg(required = true, allow_negative_numbers = true)]
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
    /// Prints the meaning of each code. An unknown code gets a message that lists the known codes with
    /// its errcode.
    pub fn run(&self, lang: Lang, console: &mut Console<'_>) -> Result<Status, Error> {
        let codes = codes(&self.codes)?;
        let text = match self.format {
            ExplainFormat::Human => {
                let known = codes.iter().filter_map(|code| code.code().ok());
                known.map(|code| human(code, lang)).collect()
            }
            ExplainFormat::Json => {
                let codes = codes.iter().map(|code| JsonCode::new(*code, lang));
                json(&codes.collect::<Vec<_>>())?
            }
        };
        console.print(&text)?;
        let unknown: Vec<&RawCode> = codes.iter().filter(|code| code.code().is_err()).collect();
        for code in &unknown {
            console.warn(meaning(Some(**code), lang));
        }
        Ok(if unknown.is_empty() { Status::Done } else { Status::Incomplete })
    }
}

/// A code and its meaning, as `lvb explain` and `lvb list` print it in JSON.
#[derive(Serialize)]
pub(crate) struct JsonCode {
    /// `None` if this version does not know the code.
    code: Option<Code>,
    errcode: i64,
    sub_errcode: Option<i64>,
    reason: Option<Reason>,
    category: Option<Category>,
    text: String,
    note: Option<&'static str>,
}

impl JsonCode {
    pub(crate) fn new(raw: RawCode, lang: Lang) -> Self {
        let code = raw.code().ok();
        Self {
            code,
            errcode: raw.errcode(),
            sub_errcode: raw.sub_errcode(),
            reason: code.map(Code::reason),
            category: raw.category(),
            text: meaning(Some(raw), lang).into_owned(),
            note: code.and_then(|code| code.reason().note()),
        }
    }
}

fn human(code: Code, lang: Lang) -> String {
    let (reason, category) = (code.reason(), code.category());
    let note = reason.note().map(|note| format!("    note: {note}\n")).unwrap_or_default();
    format!("{code}  {reason}  ({category})\n    {}\n{note}", code.text(lang))
}

/// Reads the words as codes. If there are two numbers and nothing else, they are one code, as in a
/// notification. Among more words, a number after an errcode is its `sub_errcode` if the errcode has
/// sub-codes, or if the number is 0.
fn codes(words: &[String]) -> Result<Vec<RawCode>, Error> {
    let words: Vec<&str> = words.iter().flat_map(|word| word.split_whitespace()).collect();
    let is_pair = words.len() == 2;
    let mut codes: Vec<RawCode> = Vec::new();
    let mut is_complete = true;
    for word in words {
        let next = code(word)
            .map_err(|error| Error::new(format!("{error}, or two numbers such as `18 202`")))?;
        let is_number = word.parse::<i64>().is_ok();
        match codes.last_mut() {
            Some(last)
                if is_number
                    && !is_complete
                    && (is_pair || next.errcode() == 0 || has_sub_codes(*last)) =>
            {
                *last = RawCode::new(last.errcode(), Some(next.errcode()));
                is_complete = true;
            }
            _ => {
                codes.push(next);
                is_complete = !is_number;
            }
        }
    }
    Ok(codes)
}

fn has_sub_codes(code: RawCode) -> bool {
    let errcode = u32::try_from(code.errcode());
    errcode.is_ok_and(|errcode| code.code().is_err() && !Code::in_group(errcode).is_empty())
}

#[cfg(test)]
mod tests {
    use super::codes;

    fn read(words: &str) -> Vec<String> {
        codes(&[words.to_owned()]).unwrap().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn codes_may_be_written_in_two_ways() {
        assert_eq!(read("5 18-202 18 202 3 21"), ["5", "18-202", "18-202", "3", "21"]);
        assert_eq!(read("18 18-100"), ["18", "18-100"]);
        assert_eq!(read("5 1 2"), ["5", "1", "2"]);
        assert_eq!(read("0 1 2"), ["0", "1", "2"]);
        assert_eq!(read("18-202"), ["18-202"]);
        assert!(codes(&["5 x".to_owned()]).is_err());
    }

    #[test]
    fn a_0_after_an_errcode_is_its_sub_errcode() {
        assert_eq!(read("5 0 6 0"), ["5", "6"]);
        assert_eq!(read("5 1 0"), ["5", "1"]);
        assert_eq!(read("18 0 5 0 0 0"), ["18", "5", "0"]);
        assert_eq!(read("5 0 0 6"), ["5", "0", "6"]);
        assert_eq!(read("18-202 0 5"), ["18-202", "0", "5"]);
        assert_eq!(read("-1 0 5"), ["-1", "5"]);
    }
}
