//! The agreed table for other tools.

mod csv;
mod json;
mod markdown;
mod sql;

use crate::agreement::{AgreedCode, Agreement};
use crate::error::Error;
pub(crate) use csv::write as to_csv;

/// A form that the table can take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// An array of objects.
    Json,
    /// Comma-separated values with a header.
    Csv,
    /// A table and its rows, in standard SQL.
    Sql,
    /// A pipe table.
    Markdown,
}

/// Writes the agreed table.
///
/// # Errors
///
/// Those of the crates that write JSON and CSV, which have none when they write to memory.
pub fn export(agreement: &Agreement, format: Format) -> Result<String, Error> {
    match format {
        Format::Json => json::table(agreement),
        Format::Csv => csv::table(agreement),
        Format::Sql => Ok(sql::table(agreement)),
        Format::Markdown => Ok(markdown::table(agreement)),
    }
}

/// One code with all that is known of it.
struct Row<'a> {
    code: String,
    errcode: u16,
    sub_errcode: Option<u16>,
    reason: &'a str,
    category: &'a str,
    texts: &'a [String],
}

fn rows(agreement: &Agreement) -> impl Iterator<Item = Row<'_>> {
    agreement.codes.iter().map(|code: &AgreedCode| {
        let reason = &agreement.reasons[code.reason];
        Row {
            code: code.code.to_string(),
            errcode: code.code.errcode,
            sub_errcode: code.code.sub_number(),
            reason: &reason.name,
            category: &agreement.categories[reason.category].name,
            texts: &code.texts,
        }
    })
}

/// The columns of a flat table: one for each text, `text_en`, `text_ko`.
fn columns(agreement: &Agreement) -> impl Iterator<Item = String> {
    let first = ["code", "errcode", "sub_errcode", "reason", "category"].map(str::to_owned);
    let texts = agreement.languages.iter();
    let texts = texts.map(|tag| format!("text_{}", tag.as_str().to_lowercase().replace('-', "_")));
    first.into_iter().chain(texts)
}
