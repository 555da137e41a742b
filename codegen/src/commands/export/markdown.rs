//! The table as a Markdown pipe table.

use super::rows;
use lvb_codegen::agreement::Agreement;
use lvb_codegen::language::Tag;
use lvb_codegen::text::markdown::{escape, row};

pub(super) fn table(agreement: &Agreement) -> String {
    let languages = agreement.languages.iter().map(Tag::as_str);
    let headers = ["code", "reason", "category"].into_iter().chain(languages);
    let mut text = row(headers.clone()) + &row(headers.map(|_| "---"));
    for code in rows(agreement) {
        let reason = format!("`{}`", code.reason);
        let first = [code.code.to_string(), reason, code.category.to_owned()];
        text += &row(first.into_iter().chain(code.texts.iter().map(|(_, text)| escape(text))));
    }
    text
}
