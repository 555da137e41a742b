//! The table as JSON. Its shape is a contract.

use super::rows;
use lvb_codegen::agreement::Agreement;
use lvb_codegen::language::Tag;
use lvb_codegen::report::json;
use serde::{Serialize, Serializer};

/// One code, to be serialized.
#[derive(Serialize)]
pub(super) struct JsonRow<'a> {
    code: String,
    errcode: u16,
    sub_errcode: Option<u16>,
    reason: &'a str,
    category: &'a str,
    text: Texts<'a>,
}

/// An object with the tags as keys, in the order of the manifest.
struct Texts<'a> {
    languages: &'a [Tag],
    texts: &'a [String],
}

impl Serialize for Texts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.languages.iter().zip(self.texts))
    }
}

pub(super) fn table(agreement: &Agreement) -> String {
    json::write(&json_rows(agreement))
}

pub(super) fn json_rows(agreement: &Agreement) -> Vec<JsonRow<'_>> {
    let rows = rows(agreement).map(|row| JsonRow {
        code: row.code,
        errcode: row.errcode,
        sub_errcode: row.sub_errcode,
        reason: row.reason,
        category: row.category,
        text: Texts { languages: &agreement.languages, texts: row.texts },
    });
    rows.collect()
}
