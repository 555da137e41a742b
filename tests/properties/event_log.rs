//! Arbitrary bytes as an event log.

use lvb::console::Style;
use lvb::diagnose::event::{self, Event, Record};
use lvb::diagnose::print::{Format, Printer};
use lvb::diagnose::split::{Block, Blocks};
use lvb_codes::Lang;
use std::io::{self, Read};

/// Checks that a log has the same values at the same lines however its bytes arrive, the same events
/// with and without details, and output that cannot control a terminal or a spreadsheet.
pub fn event_log(bytes: &[u8]) {
    let (values, broken) = cut(bytes);
    assert_eq!(cut(Drip(bytes)), (values.clone(), broken), "in many pieces");
    assert!(values.is_sorted_by_key(|(line, _)| *line));
    for (_, value) in &values {
        let mut kinds = Vec::new();
        event::read(value, true, |found| {
            kinds.push(kind(&found));
            if let Ok(Event::Interruption(record)) = found {
                print(&record);
            }
        });
        let mut without_details = Vec::new();
        event::read(value, false, |found| without_details.push(kind(&found)));
        assert_eq!(kinds, without_details);
        assert!(
            !kinds.is_empty() || may_be_list(value),
            "a value without an event and without a message"
        );
    }
}

/// Reads a few bytes at a time.
struct Drip<'a>(&'a [u8]);

impl Read for Drip<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let len = buffer.len().min(3);
        self.0.read(&mut buffer[..len])
    }
}

/// Returns all values and messages with their lines.
fn cut(log: impl Read) -> (Vec<(u64, Vec<u8>)>, Vec<u64>) {
    let mut blocks = Blocks::new(log);
    let mut block = Block::default();
    let (mut values, mut broken) = (Vec::new(), Vec::new());
    while blocks.fill(&mut block).unwrap() {
        values.extend(block.values().map(|(line, value)| (line, value.to_vec())));
        broken.extend(block.broken().iter().map(|(line, _)| *line));
    }
    (values, broken)
}

/// Returns the part of an event that does not depend on the details.
fn kind(found: &event::Found<'_>) -> Result<Option<(i64, Option<i64>)>, String> {
    match found {
        Ok(Event::Start) => Ok(None),
        Ok(Event::Interruption(record)) => Ok(Some((record.errcode, record.sub_errcode))),
        Err(message) => Err(message.clone()),
    }
}

/// Whether a value may have a list; its name may be written with escapes.
fn may_be_list(value: &[u8]) -> bool {
    let value = String::from_utf8_lossy(value);
    value.contains("EventList") || value.contains("\\u")
}

fn print(record: &Record<'_>) {
    let printed = |format| {
        let printer = Printer { format, lang: Lang::Ko, style: Style::default() };
        let mut out = Vec::new();
        printer.record(&mut out, record).unwrap();
        let text = String::from_utf8(out).unwrap();
        let line = text.strip_prefix(",\n").unwrap_or(&text).trim_end_matches('\n').to_owned();
        assert!(!line.chars().any(char::is_control), "{line:?}");
        line
    };
    printed(Format::Table);
    for json in [printed(Format::Ndjson), printed(Format::Json)] {
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json["errcode"], record.errcode);
        assert_eq!(json["stream_name"].as_str(), record.stream_name.as_deref());
        assert_eq!(json["raw_message"].as_str(), record.raw_message.as_deref());
        assert_eq!(json["code"].is_string(), record.code().is_some());
    }
    let csv = printed(Format::Csv);
    let mut rows = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_bytes());
    let row = rows.records().next().unwrap().unwrap();
    assert_eq!(row.len(), 14);
    let is_formula = |cell: &str| cell.starts_with(['=', '+', '-', '@']);
    assert!(row.iter().all(|cell| !is_formula(cell)), "{row:?}");
}
