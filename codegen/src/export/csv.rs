//! The table as comma-separated values (RFC 4180, but for `\n` as the line end).

use super::{columns, rows};
use crate::agreement::Agreement;
use crate::error::Error;
use serde::Serialize;
use visible_text::spreadsheet_safe;

pub(super) fn table(agreement: &Agreement) -> Result<String, Error> {
    let rows = rows(agreement).map(|row| {
        let texts: Vec<_> = row.texts.iter().map(|text| spreadsheet_safe(text)).collect();
        ((row.code, row.errcode, row.sub_errcode, row.reason, row.category), texts)
    });
    write(columns(agreement), rows)
}

/// Writes a header and rows.
pub(crate) fn write<H: AsRef<[u8]>, R: Serialize>(
    header: impl IntoIterator<Item = H>,
    rows: impl Iterator<Item = R>,
) -> Result<String, Error> {
    let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(Vec::new());
    let error = |error: &dyn std::fmt::Display| Error::new(format!("cannot write CSV: {error}"));
    writer.write_record(header).map_err(|it| error(&it))?;
    for row in rows {
        writer.serialize(row).map_err(|it| error(&it))?;
    }
    let bytes = writer.into_inner().map_err(|it| error(&it))?;
    String::from_utf8(bytes).map_err(|it| error(&it))
}
