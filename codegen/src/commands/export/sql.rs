//! The table as standard SQL. The types are `INTEGER` and `VARCHAR`. String literals double a quote,
//! and a backslash in them is an ordinary character.

use super::{columns, rows};
use lvb_codegen::agreement::Agreement;

// Only MySQL executes this; other databases read it as a comment. Without it, MySQL would read a
// backslash as an escape, so that a text that ends with one would continue after its quote.
const STANDARD_BACKSLASH: &str =
    "/*!40101 SET SESSION sql_mode = CONCAT(@@sql_mode, ',NO_BACKSLASH_ESCAPES') */;\n\n";

pub(super) fn table(agreement: &Agreement) -> String {
    let columns: Vec<String> = columns(agreement).collect();
    let texts = rows(agreement).flat_map(|row| {
        let texts = row.texts.into_iter().map(|(_, text)| text);
        texts.chain([row.reason, row.category])
    });
    let longest = texts.map(|text| text.chars().count()).max().unwrap_or(0);
    let longest = longest.next_power_of_two().max(256);
    let typed = columns.iter().map(|column| match column.as_str() {
        "code" => "  code VARCHAR(11) NOT NULL PRIMARY KEY".to_owned(),
        "errcode" => "  errcode INTEGER NOT NULL".to_owned(),
        "sub_errcode" => "  sub_errcode INTEGER".to_owned(),
        _ => format!("  {column} VARCHAR({longest}) NOT NULL"),
    });
    let typed: Vec<String> = typed.collect();
    let values = rows(agreement).map(|row| {
        let sub_errcode = row.sub_errcode.map_or("NULL".to_owned(), |sub| sub.to_string());
        let texts = row.texts.into_iter().map(|(_, text)| text);
        let texts = [row.reason, row.category].into_iter().chain(texts).map(literal);
        let (code, texts) = (literal(&row.code.to_string()), texts.collect::<Vec<_>>().join(", "));
        format!("  ({code}, {}, {sub_errcode}, {texts})", row.errcode)
    });
    let values: Vec<String> = values.collect();
    let has_backslash = values.iter().any(|row| row.contains('\\'));
    let mode = if has_backslash { STANDARD_BACKSLASH } else { "" };
    format!(
        "{mode}CREATE TABLE lvb_codes (\n{}\n);\n\nINSERT INTO lvb_codes\n  ({})\nVALUES\n{};\n",
        typed.join(",\n"),
        columns.join(", "),
        values.join(",\n")
    )
}

fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
