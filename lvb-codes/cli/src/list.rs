//! `lvb list`: prints the table of all codes.

use crate::console::Console;
use crate::diagnose::filter::category;
use crate::error::{Error, Status};
use crate::explain::JsonCode;
use crate::text::{json, push_cell};
use clap::ValueEnum;
use lvb_codes::{Category, Code, Lang, LookupError};

/// Arguments of `lvb list`.
#[derive(Clone, Copy, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lvb list
  lvb list --group 21 --lang ko
  lvb list --category account --format csv")]
pub struct List {
    /// Only codes of this category
    #[arg(long, value_parser = category())]
    category: Option<Category>,

    /// Only codes with this errcode
    #[arg(long, value_name = "ERRCODE", value_parser = errcode)]
    group: Option<u32>,

    /// Output format
    #[arg(long, value_enum, default_value = "human")]
    format: ListFormat,
}

/// The formats of `lvb list`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ListFormat {
    /// Columns for people.
    Human,
    /// A JSON array.
    Json,
    /// CSV (RFC 4180) with a header.
    Csv,
}

impl List {
    /// Prints the selected codes. An unknown errcode gets a message that lists the known ones.
    pub fn run(self, lang: Lang, console: &mut Console<'_>) -> Result<Status, Error> {
        let is_selected = |code: &Code| {
            self.category.is_none_or(|category| code.category() == category)
                && self.group.is_none_or(|group| code.errcode() == group)
        };
        let codes: Vec<Code> = Code::ALL.iter().copied().filter(is_selected).collect();
        let text = match self.format {
            ListFormat::Human => human(&codes, lang),
            ListFormat::Json => json(&all(&codes, lang))?,
            ListFormat::Csv => csv(&codes, lang)?,
        };
        console.print(&text)?;
        match self.group.filter(|errcode| Code::in_group(*errcode).is_empty()) {
            None => Ok(Status::Done),
            Some(errcode) => {
                console.warn(LookupError::UnknownCode { errcode: errcode.into() });
                Ok(Status::Incomplete)
            }
        }
    }
}

fn errcode(text: &str) -> Result<u32, &'static str> {
    text.parse().map_err(|_| "expected an errcode without its sub_errcode, such as `18`")
}

fn human(codes: &[Code], lang: Lang) -> String {
    let width = |text: fn(Code) -> &'static str| {
        codes.iter().map(|code| text(*code).len()).max().unwrap_or(0)
    };
    let category = width(|code| code.category().name());
    let reason = width(|code| code.reason().name());
    let mut text = String::new();
    for code in codes {
        push_cell(&mut text, code.as_str(), 6);
        push_cell(&mut text, code.category().name(), category);
        push_cell(&mut text, code.reason().name(), reason);
        text += code.text(lang);
        text.push('\n');
    }
    text
}

fn all(codes: &[Code], lang: Lang) -> Vec<JsonCode> {
    codes.iter().map(|code| JsonCode::new((*code).into(), lang)).collect()
}

fn csv(codes: &[Code], lang: Lang) -> Result<String, Error> {
    let error = |error: csv::Error| Error::new(format!("cannot write CSV: {error}"));
    let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(Vec::new());
    let headers = ["code", "errcode", "sub_errcode", "reason", "category", "text", "note"];
    writer.write_record(headers).map_err(error)?;
    for code in all(codes, lang) {
        writer.serialize(code).map_err(error)?;
    }
    let csv = writer.into_inner().map_err(|error| Error::new(error.to_string()))?;
    Ok(String::from_utf8_lossy(&csv).into_owned())
}
