//! The table as a Markdown pipe table.

use super::rows;
use lvb_codegen::agreement::Agreement;
use lvb_codegen::text::markdown::{escape, row};

pub(super) fn table(agreement: &Agreement) -> String {
    let languages = agreement.languages.iter();
    let headers = ["code", "reason", "category"].into_iter();
    let headers: Vec<&str> =
        headers.chain(languages.map(lvb_codegen::language::Tag::as_str)).collect();
    let mut text = row(headers.iter().copied());
    text += &row(headers.iter().map(|_| "---"));
    for code in rows(agreement) {
        let first = [code.code, format!("`{}`", code.reason), code.category.to_owned()];
        text += &row(first.into_iter().chain(code.texts.iter().map(|text| escape(text))));
    }
    text
}
