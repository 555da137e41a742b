//! `lvb`'s own CSV, read as input.

use crate::diagnose::record::Record;
use lvb_codes::RawCode;
use std::borrow::Cow;

/// The header of the CSV that `lvb diagnose` prints.
pub(crate) const HEADER: &str = "time,domain,path,stream_name,sequence,errcode,sub_errcode,code,reason,\
                          category,text,user_ip,push_duration_ms,raw_message";

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Whether a line is the header.
pub(crate) fn is_header(line: &[u8]) -> bool {
    let line = line.strip_prefix(BYTE_ORDER_MARK).unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line) == HEADER.as_bytes()
}

/// Whether a text that starts like this may start with the header.
pub(crate) fn may_be_header(start: &[u8]) -> bool {
    if BYTE_ORDER_MARK.starts_with(start) {
        return true;
    }
    let start = start.strip_prefix(BYTE_ORDER_MARK).unwrap_or(start);
    let (start, rest) = start.split_at(start.len().min(HEADER.len()));
    HEADER.as_bytes().starts_with(start)
        && matches!(rest, [] | [b'\r'] | [b'\r', b'\n', ..] | [b'\n', ..])
}

/// Reads a row of the CSV. Returns none if the line is not such a row.
pub(crate) fn record(line: &[u8]) -> Option<Record<'static>> {
    let mut rows = csv::ReaderBuilder::new().has_headers(false).from_reader(line);
    let row = rows.records().next()?.ok()?;
    if row.len() != HEADER.split(',').count() {
        return None;
    }
    let text = |index: usize| {
        let cell = row.get(index).filter(|cell| !cell.is_empty())?;
        // `lvb` writes an apostrophe before a cell that a spreadsheet would read as a formula.
        let formula = cell.strip_prefix('\'').filter(|rest| rest.starts_with(FORMULA));
        Some(Cow::Owned(formula.unwrap_or(cell).to_owned()))
    };
    // If the cell is not a number, the line is not a row.
    let number = |index: usize| {
        row[index]
            .parse()
            .ok()
            .map_or_else(|| row[index].is_empty().then_some(None), |number: i64| Some(Some(number)))
    };
    let (errcode, sub_errcode) = (number(5)?, number(6)?);
    Some(Record {
        time: if row[0].is_empty() { None } else { Some(row[0].parse().ok()?) },
        domain: text(1),
        path: text(2),
        stream_name: text(3),
        sequence: text(4),
        code: errcode.map(|errcode| RawCode::new(errcode, sub_errcode)),
        user_ip: text(11),
        push_duration_ms: number(12)?.and_then(|duration| duration.try_into().ok()),
        raw_message: text(13),
    })
}

const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];
