//! Arbitrary bytes as an event log.

use lvb::console::Style;
use lvb::diagnose::event::find::{events, inner_events};
use lvb::diagnose::event::{Detail, Found};
use lvb::diagnose::print::{Format, Printer, Row};
use lvb::diagnose::problem::Problem;
use lvb::diagnose::record::Record;
use lvb::diagnose::split::{Block, Blocks, Cut, Piece, rescan};
use lvb_codes::{Lang, RawCode};
use std::io::{self, Read};

/// Checks that a log has the same events and problems at the same lines however its bytes arrive, with
/// and without details; that events on lines of their own are found once, whatever the other lines
/// are; and that the output cannot control a terminal or a spreadsheet.
pub fn event_log(bytes: &[u8]) {
    let whole = read(bytes, Detail::All);
    assert_eq!(read(Drip(bytes), Detail::All), whole, "in many pieces");
    assert_eq!(read(bytes, Detail::Code), whole, "without details");
    if may_hold_events(bytes) {
        let more = read(
            &*[event(-1).as_bytes(), bytes, b"\n", event(-2).as_bytes()].concat(),
            Detail::All,
        );
        let count = |all: &[Seen]| all.iter().filter(|seen| seen.is_interruption()).count();
        assert!(count(&more) >= count(&whole) + 2, "the lines around it are events");
    } else {
        let mut log = Vec::new();
        let mut expected = Vec::new();
        for (errcode, line) in (0..).zip(bytes.split(|byte| *byte == b'\n')) {
            log.extend_from_slice(&[line, b"\n", event(errcode).as_bytes()].concat());
            expected.push(errcode);
        }
        let found = read(&*log, Detail::All).into_iter().filter_map(|seen| match seen {
            Seen::Interruption(_, code) => code.map(RawCode::errcode),
            _ => None,
        });
        assert_eq!(found.collect::<Vec<_>>(), expected, "the lines between are events");
    }
}

fn event(errcode: i64) -> String {
    format!("{{\"event_type\":0,\"errcode\":{errcode}}}\n")
}

/// Whether some bytes may have a name of an event or response, or too many levels around an event.
fn may_hold_events(bytes: &[u8]) -> bool {
    const NAMES: [&str; 9] =
        ["event", "Event", "Publish", "Stream", "Stop", "Error", "raw_message", "time,", "\\"];
    let text = String::from_utf8_lossy(bytes);
    NAMES.iter().any(|name| text.contains(name)) || text.matches(['{', '[']).count() > 12
}

/// An item found in a log, with its line.
#[derive(Debug, PartialEq)]
enum Seen {
    Start(u64),
    Interruption(u64, Option<RawCode>),
    Other(u64, i64),
    Page(u64, i64, i64),
    Problem(u64, Option<u64>, Problem),
    Row(u64),
}

impl Seen {
    fn is_interruption(&self) -> bool {
        matches!(self, Self::Interruption(..))
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

/// Returns everything that is found in a log.
fn read(log: impl Read, detail: Detail) -> Vec<Seen> {
    let mut blocks = Blocks::new(log);
    let mut block = Block::default();
    let mut all = Vec::new();
    while blocks.fill(&mut block).unwrap() {
        for cut in block.cuts() {
            see(cut, detail, &mut all);
        }
    }
    all
}

fn see(Cut { line, bytes, piece }: Cut<'_>, detail: Detail, all: &mut Vec<Seen>) {
    let mut found = |entry, found: Found<'_>| {
        all.push(match found {
            Found::Start(_) => Seen::Start(line),
            Found::Interruption(record) => {
                if detail == Detail::All {
                    print(&record);
                }
                Seen::Interruption(line, record.code)
            }
            Found::Other(event_type) => Seen::Other(line, event_type),
            Found::Page { number, total } => Seen::Page(line, number, total),
            Found::Problem(problem) => Seen::Problem(line, entry, problem),
        });
    };
    match piece {
        Piece::Line => {
            let json = std::str::from_utf8(bytes).ok();
            // A line that is exactly one object is a value; the others are scanned.
            if let Some(json) =
                json.filter(|json| lvb::diagnose::json::members(json, |_, _| ()).is_some())
            {
                events(json, detail, &mut found);
            } else {
                rescan(line, bytes, |cut| see(cut, detail, all));
            }
        }
        Piece::Value => events(&text(bytes), detail, &mut found),
        Piece::Inner => inner_events(&text(bytes), detail, &mut found),
        Piece::Row(_) => all.push(Seen::Row(line)),
        Piece::Problem(problem) => found(None, Found::Problem(problem.clone())),
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn print(record: &Record<'_>) {
    let printed = |format| {
        let printer = Printer { format, lang: Lang::Ko, style: Style::default() };
        let line = match printer.record(record) {
            Row::Line(line) => line,
            Row::Cells(cells) => cells.concat(),
        };
        assert!(!line.chars().any(char::is_control), "{line:?}");
        line
    };
    printed(Format::Table);
    for json in [printed(Format::Ndjson), printed(Format::Json)] {
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json["errcode"].as_i64(), record.code.map(RawCode::errcode));
        assert_eq!(json["stream_name"].as_str(), record.stream_name.as_deref());
        assert_eq!(json["raw_message"].as_str(), record.raw_message.as_deref());
        let is_known = record.code.is_some_and(|code| code.code().is_ok());
        assert_eq!(json["code"].is_string(), is_known);
    }
    let csv = printed(Format::Csv);
    let mut rows = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_bytes());
    let row = rows.records().next().unwrap().unwrap();
    assert_eq!(row.len(), 14);
    let is_formula = |cell: &str| cell.starts_with(['=', '+', '-', '@']);
    assert!(row.iter().all(|cell| !is_formula(cell)), "{row:?}");
}
