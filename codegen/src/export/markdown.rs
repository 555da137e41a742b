//! The table as a Markdown pipe table.

use super::rows;
use crate::escape::escape;
use crate::sync::Agreement;

pub(super) fn table(agreement: &Agreement) -> String {
    let languages = agreement.languages.iter();
    let headers = ["code", "reason", "category"].into_iter();
    let headers: Vec<&str> = headers.chain(languages.map(crate::tag::Tag::as_str)).collect();
    let mut text = line(headers.iter().map(ToString::to_string));
    text += &line(headers.iter().map(|_| "---".to_owned()));
    for row in rows(agreement) {
        let first = [row.code, format!("`{}`", row.reason), row.category.to_owned()];
        text += &line(first.into_iter().chain(row.texts.iter().map(|text| escape(text))));
    }
    text
}

fn line(cells: impl Iterator<Item = String>) -> String {
    format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "))
}
