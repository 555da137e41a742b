//! The table as comma-separated values: RFC 4180, with `\n` as line ending.

use super::{columns, rows};
use lvb_codegen::agreement::Agreement;
use serde::Serialize;
use visible_text::spreadsheet_safe;

pub(super) fn table(agreement: &Agreement) -> String {
    let rows = rows(agreement).map(|row| {
        let texts: Vec<_> = row.texts.iter().map(|(_, text)| spreadsheet_safe(text)).collect();
        ((row.code, row.errcode, row.sub_errcode, row.reason, row.category), texts)
    });
    write(columns(agreement), rows)
}

/// Writes a header and rows.
///
/// # Panics
///
/// A row is not flat. All callers pass flat rows.
pub(crate) fn write<H: AsRef<[u8]>, R: Serialize>(
    header: impl IntoIterator<Item = H>,
    rows: impl Iterator<Item = R>,
) -> String {
    let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(Vec::new());
    writer.write_record(header).expect("memory is writable");
    for row in rows {
        writer.serialize(row).expect("flat rows are serializable");
    }
    let bytes = writer.into_inner().expect("memory is writable");
    String::from_utf8(bytes).expect("the cells are UTF-8")
}
