//! The table of all codes.

use crate::args::ListFormat;
use crate::error::Error;
use crate::explain::JsonCode;
use crate::text::push_cell;
use lvb_codes::{Category, Code, Lang, LookupError};

/// Prints the codes that are wanted.
///
/// # Errors
///
/// No code has that errcode.
pub fn run(
    category: Option<Category>,
    group: Option<u32>,
    lang: Lang,
    format: ListFormat,
) -> Result<String, Error> {
    if let Some(errcode) = group.filter(|errcode| Code::in_group(*errcode).is_empty()) {
        return Err(Error::new(LookupError::UnknownCode { errcode }.to_string()));
    }
    let is_wanted = |code: &&Code| {
        category.is_none_or(|category| code.category() == category)
            && group.is_none_or(|group| u32::from(code.errcode()) == group)
    };
    let codes = Code::ALL.iter().filter(is_wanted).copied();
    let all = || codes.clone().map(|code| JsonCode::new(code, lang));
    match format {
        ListFormat::Human => Ok(human(codes, lang)),
        ListFormat::Json => {
            let json = serde_json::to_string_pretty(&all().collect::<Vec<_>>());
            let json = json.map_err(|error| Error::new(format!("cannot write JSON: {error}")))?;
            Ok(json + "\n")
        }
        ListFormat::Csv => {
            let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(Vec::new());
            let error = |error: csv::Error| Error::new(format!("cannot write CSV: {error}"));
            let headers = ["code", "errcode", "sub_errcode", "reason", "category", "text"];
            writer.write_record(headers).map_err(error)?;
            for code in all() {
                writer.serialize(code).map_err(error)?;
            }
            let csv = writer.into_inner().map_err(|error| Error::new(error.to_string()))?;
            Ok(String::from_utf8_lossy(&csv).into_owned())
        }
    }
}

fn human(codes: impl Iterator<Item = Code> + Clone, lang: Lang) -> String {
    let width = |text: fn(Code) -> &'static str| codes.clone().map(|code| text(code).len()).max();
    let category = width(|code| code.category().name()).unwrap_or(0);
    let reason = width(|code| code.reason().name()).unwrap_or(0);
    let mut text = String::new();
    for code in codes {
        push_cell(&mut text, &code.to_string(), 6);
        push_cell(&mut text, code.category().name(), category);
        push_cell(&mut text, code.reason().name(), reason);
        text += code.text(lang);
        text.push('\n');
    }
    text
}
