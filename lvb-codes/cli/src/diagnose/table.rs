//! Tables in CSV: those that `lvb` prints, and exports of notifications from a database or a
//! spreadsheet.

use memchr::memmem;
use serde_json::{Map, Value};
use std::sync::Arc;

/// The header of the CSV that `lvb diagnose` prints.
pub(crate) const HEADER: &str = "time,domain,path,stream_name,sequence,errcode,sub_errcode,code,\
    reason,category,text,user_ip,push_duration_ms,raw_message";

/// The maximum bytes of a header.
const MAX_HEADER: usize = 1 << 12;

const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// The columns of a table with events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header(Arc<Columns>);

#[derive(Debug, PartialEq, Eq)]
struct Columns {
    delimiter: u8,
    names: Vec<String>,
    /// The index of a column whose cell is a number, or empty, in every row.
    number: usize,
}

/// Whether a text that starts like this may start with a header.
pub(crate) fn may_be_header(start: &[u8]) -> bool {
    let plain = start.strip_prefix(BYTE_ORDER_MARK).unwrap_or(start);
    let len = plain.iter().take(MAX_HEADER + 1).take_while(|byte| is_in_header(**byte)).count();
    let is_name = plain.first().is_none_or(|byte| byte.is_ascii_alphabetic() || *byte >= 0x80)
        || matches!(plain, [b'"' | b'_', ..]);
    !start.is_empty()
        && is_name
        && len <= MAX_HEADER
        && matches!(plain.get(len), None | Some(b'\n'))
}

fn is_in_header(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80 || b"_-./() \",;\t\r".contains(&byte)
}

impl Header {
    /// Reads a line. Returns none if its columns are not those of an event.
    pub(crate) fn read(line: &[u8]) -> Option<Self> {
        if line.len() > MAX_HEADER || memmem::find(line, b"errcode").is_none() {
            return None;
        }
        let line = line.strip_prefix(BYTE_ORDER_MARK).unwrap_or(line);
        DELIMITERS.into_iter().find_map(|delimiter| {
            let names: Vec<String> =
                cells(line, delimiter)?.iter().map(|name| name.trim().to_owned()).collect();
            let column = |name: &str| names.iter().position(|other| other == name);
            let errcode = column("errcode")?;
            let is_own = || column("push_duration_ms").and(column("raw_message")).is_some();
            let number = column("event_type").or_else(|| is_own().then_some(errcode))?;
            Some(Self(Arc::new(Columns { delimiter, names, number })))
        })
    }

    /// Returns a row as a JSON object. Returns none if the line is not such a row.
    pub(crate) fn object(&self, line: &[u8]) -> Option<String> {
        let Columns { delimiter, names, number } = &*self.0;
        let cells = cells(line, *delimiter)?;
        let is_number = |cell: &str| is_null(cell) || cell.trim().parse::<f64>().is_ok();
        if cells.len() != names.len() || !is_number(&cells[*number]) {
            return None;
        }
        let members = names.iter().zip(&cells).map(|(name, cell)| {
            // `lvb` writes an apostrophe before a cell that a spreadsheet would read as a formula.
            let formula = cell.strip_prefix('\'').filter(|rest| rest.starts_with(FORMULA));
            let value = if is_null(cell) { Value::Null } else { formula.unwrap_or(cell).into() };
            (name.clone(), value)
        });
        Some(Value::Object(members.collect::<Map<_, _>>()).to_string())
    }
}

/// Whether a cell has no value, as a database exports it.
fn is_null(cell: &str) -> bool {
    matches!(cell.trim(), "" | "NULL" | "\\N")
}

fn cells(line: &[u8], delimiter: u8) -> Option<csv::StringRecord> {
    let line = String::from_utf8_lossy(line);
    let mut rows = csv::ReaderBuilder::new()
        .has_headers(false)
        .delimiter(delimiter)
        .from_reader(line.as_bytes());
    rows.records().next()?.ok()
}

const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

#[cfg(test)]
mod tests {
    use super::{HEADER, Header, MAX_HEADER, may_be_header};

    #[test]
    fn columns_may_be_in_any_order_with_any_delimiter() {
        for (header, row) in [
            ("errcode,event_type,stream_id", "18,0,\"a,\"\"b\""),
            ("\u{feff}errcode; event_type ;\"stream_id\"\r", "18;0;\"a,\"\"b\"\r"),
            ("errcode\tevent_type\tstream_id", "18\t0\t\"a,\"\"b\""),
        ] {
            assert!(may_be_header(header.as_bytes()), "{header}");
            assert_eq!(
                Header::read(header.as_bytes()).unwrap().object(row.as_bytes()).unwrap(),
                r#"{"errcode":"18","event_type":"0","stream_id":"a,\"b"}"#
            );
        }
    }

    #[test]
    fn other_lines_are_no_headers() {
        assert!(Header::read(HEADER.as_bytes()).is_some());
        let long = format!("errcode,event_type,{}", "x".repeat(MAX_HEADER));
        for line in
            ["", "errcode", "errcode,time", "event_type,sub_errcode", "x errcode,event_type", &long]
        {
            assert_eq!(Header::read(line.as_bytes()), None, "{line}");
        }
        for start in ["", "\n", " a", "{", "2022", "a:", "a{", "[", &long] {
            assert!(!may_be_header(start.as_bytes()), "{start}");
        }
        for start in ["\u{feff}", "e", "\"e", "errcode,\"", "시간,a\n{"] {
            assert!(may_be_header(start.as_bytes()), "{start}");
        }
        assert!(may_be_header(&"\u{feff}".as_bytes()[..1]));
    }

    #[test]
    fn a_row_has_all_cells_and_a_number() {
        let header = Header::read(b"event_type,errcode,app").unwrap();
        for row in ["0,1", "0,1,a,b", "x,1,a", "Aug 29, a, b"] {
            assert_eq!(header.object(row.as_bytes()), None, "{row}");
        }
        let object = r#"{"app":"=a","errcode":null,"event_type":"0.0"}"#;
        for row in ["0.0,,'=a", "0.0,NULL,'=a", "0.0,\\N,=a"] {
            assert_eq!(header.object(row.as_bytes()).unwrap(), object, "{row}");
        }
        assert!(header.object(b"1,2,\xff").is_some());
    }
}
