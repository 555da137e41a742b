//! Every part of any log is accounted for.

use lvb::args::{Args, Command};
use lvb::console::{Console, Output, Style};
use lvb::diagnose::outcome::Outcome;
use lvb_codes::Lang;
use proptest::collection::vec;
use proptest::prelude::*;
use std::fs;
use tempfile::TempDir;

/// Returns the outcome and the output for a log.
fn run(log: &[u8], args: &str) -> (Outcome, String) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("a.log");
    fs::write(&path, log).unwrap();
    let args =
        ["lvb", "diagnose", path.to_str().unwrap()].into_iter().chain(args.split_whitespace());
    let Args { command: Command::Diagnose(diagnose), .. } = clap::Parser::parse_from(args) else {
        unreachable!("the arguments say diagnose");
    };
    let (mut out, mut messages) = (Vec::new(), Vec::new());
    let mut console = Console {
        out: Output::new(&mut out),
        messages: &mut messages,
        style: Style::default(),
        shows_messages: false,
        reads_terminal: false,
    };
    let outcome = diagnose.outcome(Lang::En, &mut console).unwrap();
    (outcome, String::from_utf8(out).unwrap())
}

/// The expected kind of a line.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Start,
    Interruption,
    Unreadable,
}

fn json_text() -> impl Strategy<Value = String> {
    any::<String>().prop_map(|text| serde_json::to_string(&text).unwrap())
}

/// A value of the wrong type or range for some field.
fn odd() -> impl Strategy<Value = String> {
    prop_oneof![
        json_text(),
        any::<i64>().prop_map(|number| number.to_string()),
        any::<f64>()
            .prop_map(|number| format!("{number:e}").replace("inf", "9").replace("NaN", "0")),
        Just("null".to_owned()),
        Just("[1,{\"a\":[]}]".to_owned()),
        Just("{\"errcode\":1}".to_owned()),
        Just("\"\\ud800\"".to_owned()),
        Just("1e999".to_owned()),
    ]
}

const NAMES: &[&str] =
    &["app", "appname", "stream_id", "event_time", "push_duration", "sequence", "x"];

/// Valid notifications with arbitrary other fields.
fn notification() -> impl Strategy<Value = (Kind, Vec<u8>)> {
    let fields = vec((proptest::sample::select(NAMES), odd()), 0..6);
    (any::<bool>(), any::<i64>(), any::<Option<i32>>(), fields).prop_map(
        |(is_start, errcode, sub_errcode, fields)| {
            let kind = if is_start { Kind::Start } else { Kind::Interruption };
            let mut json = format!("{{\"event_type\":{},\"errcode\":{errcode}", u8::from(is_start));
            if let Some(sub_errcode) = sub_errcode {
                json += &format!(",\"sub_errcode\":{sub_errcode}");
            }
            for (name, value) in fields {
                json += &format!(",\"{name}\":{value}");
            }
            (kind, (json + "}").into_bytes())
        },
    )
}

fn garbage() -> impl Strategy<Value = (Kind, Vec<u8>)> {
    let bytes = vec(any::<u8>(), 0..40).prop_map(|mut bytes| {
        bytes.retain(|byte| *byte != b'\n');
        // More than white space.
        bytes.push(b'x');
        bytes
    });
    bytes.prop_map(|bytes| (Kind::Unreadable, bytes))
}

/// Bytes that often look like parts of a log.
fn anything() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        vec(any::<u8>(), 0..20),
        notification().prop_map(|(_, json)| json),
        proptest::sample::select(
            &[
                "[",
                "]",
                "{",
                "}",
                ",",
                "\n",
                "\"",
                "\\",
                ":",
                "\u{feff}",
                "{\"EventList\":[",
                "\r\n"
            ][..]
        )
        .prop_map(|text| text.as_bytes().to_vec()),
    ];
    // Arrays and objects of several lines are cut differently from lines.
    let start = proptest::sample::select(&["", "[", "{\n"][..]);
    (start, vec(piece, 0..20))
        .prop_map(|(start, pieces)| [start.as_bytes(), &pieces.concat()].concat())
}

/// Returns an event in some layout.
fn layout(kind: usize, id: usize) -> String {
    let event = format!("{{\"event_type\":0,\"errcode\":1,\"stream_id\":\"{id}\"}}");
    let string = serde_json::to_string(&event).unwrap();
    match kind {
        0 => event,
        1 => event.replace(',', ",\n ").replace('{', "{\n ").replace('}', "\n}"),
        2 => format!("[{event}]"),
        3 => format!("Aug 29 host app[42]: {event} 12ms"),
        4 => string,
        5 => format!("{{\"log\":{string},\"stream\":\"stdout\"}}"),
        6 => format!("{{\"a\":{{\"b\":[{event}]}}}}"),
        7 => format!("\u{1b}[1m{event}\u{1b}[0m"),
        8 => event.replace(':', ": ").replace('"', "'"),
        9 => format!("2022,\"INFO {}\",x", event.replace('"', "\"\"")),
        10 => format!("payload={} x", &string[1..string.len() - 1]),
        11 => format!("{{\"MESSAGE\":{:?}}}", event.as_bytes()),
        12 => format!("{{\"EventList\":[{{\"StopReason\":\"x (1)\",\"StreamName\":\"{id}\"}}]}}"),
        13 => format!("level=info msg={string}"),
        14 => event.replace('"', "'").replace('}', ",'errmsg':\"it's\"}"),
        15 => format!("{{'body': '{}', 'errmsg': \"it's\"}}", string.trim_matches('"')),
        16 => event.replace('"', "\\x22"),
        17 => event.replace('"', "\\\\\\\""),
        _ => event.replace('"', "\"\""),
    }
}

/// The layouts that do not need a line of their own.
const ON_ONE_LINE: &[usize] = &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18];

/// Texts between values.
const BETWEEN: &[&str] = &[" ", ", ", " | ", " msg=", " \"POST\" ", " it's ", " {main} ", "\n"];

/// Returns the stream names in order.
fn ids(printed: &str) -> Vec<usize> {
    let records = printed.lines().map(|line| serde_json::from_str(line).unwrap());
    // Closed by later brackets, a torn event may be an interruption without a code and a stream.
    let id = |record: serde_json::Value| Some(record["stream_name"].as_str()?.parse().unwrap());
    let mut ids: Vec<usize> = records.filter_map(id).collect();
    ids.sort_unstable();
    ids
}

/// Parts of values and texts that hold no complete value.
const TORN: &[&str] = &[
    "{",
    "[",
    "}",
    "]",
    "\"",
    "{\"",
    "{\"a\"",
    "{\"a\":",
    "{\"a\":\"x",
    "{\"a\":[",
    "{\"a\":{\"b\":",
    "{\"a\":1",
    "{\"a\":1,",
    "{\"a\":tr",
    "{\"a\":\"\\",
    "\"{\\\"a",
    "{\"event_type\":0,\"errcode\":",
    "{'a': 'x",
    "{'a': {'b': 1, ",
    "{'a': f(1, ",
    "{u'a': <x",
    "{\\\"a\\\":1",
    "\"{\"\"a\"\":1",
    "text",
    "{}",
    "[]",
    "\0",
    "\u{feff}",
    "\u{1b}[1m",
    "{\"log\":\"{\\\"event_type\\\":0",
    "{\n  \"a\": 1,",
    "{\n",
    "[\n",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_complete_value_is_counted_once(
        parts in vec(
            prop_oneof![
                (0..19_usize).prop_map(Ok),
                proptest::sample::select(TORN).prop_map(Err),
            ],
            1..20,
        ),
    ) {
        let part = |(id, part): (usize, &Result<usize, &str>)| {
            part.map_or_else(str::to_owned, |kind| layout(kind, id)) + "\n"
        };
        let log: String = parts.iter().enumerate().map(part).collect();
        let (_, printed) = run(log.as_bytes(), "--format ndjson");
        let expected = parts.iter().enumerate().filter(|(_, part)| part.is_ok());
        let expected: Vec<usize> = expected.map(|(id, _)| id).collect();
        prop_assert_eq!(ids(&printed), expected, "{}", log);
    }

    #[test]
    fn values_on_one_line_are_counted_once(
        parts in vec(
            (proptest::sample::select(ON_ONE_LINE), proptest::sample::select(BETWEEN)),
            1..8,
        ),
    ) {
        let part = |(id, (kind, between)): (usize, &(usize, &str))| layout(*kind, id) + between;
        let log: String = parts.iter().enumerate().map(part).collect();
        let (outcome, printed) = run(log.as_bytes(), "--format ndjson");
        prop_assert_eq!(ids(&printed), (0..parts.len()).collect::<Vec<_>>(), "{}", log);
        prop_assert_eq!(outcome.unreadable, 0, "{}", log);
    }

    #[test]
    fn every_line_is_a_start_an_interruption_or_unreadable(
        first in notification(),
        rest in vec(prop_oneof![notification(), garbage()], 0..30),
    ) {
        let lines: Vec<_> = std::iter::once(first).chain(rest).collect();
        let log: Vec<&[u8]> = lines.iter().map(|(_, line)| line.as_slice()).collect();
        let log = log.join(&b'\n');
        let count = |kind| lines.iter().filter(|line| line.0 == kind).count() as u64;
        let expected = Outcome {
            interruptions: count(Kind::Interruption),
            starts: count(Kind::Start),
            unreadable: count(Kind::Unreadable),
            ..Outcome::default()
        };
        let (outcome, printed) = run(&log, "--format ndjson");
        prop_assert_eq!(outcome, expected);
        prop_assert_eq!(printed.lines().count() as u64, expected.interruptions);
    }

    #[test]
    fn any_bytes_have_the_same_outcome_in_every_format(log in anything()) {
        let (outcome, json) = run(&log, "--format json");
        let records: Vec<serde_json::Value> = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(records.len() as u64, outcome.interruptions);
        for args in ["--format table", "--format csv", "--count-by code", "--count-by stream"] {
            prop_assert_eq!(run(&log, args).0, outcome);
        }
        let (_, counts) = run(&log, "--count-by code --format json");
        let counts: Vec<serde_json::Value> = serde_json::from_str(&counts).unwrap();
        let total: u64 = counts.iter().map(|count| count["count"].as_u64().unwrap()).sum();
        prop_assert_eq!(total, outcome.interruptions);
        let (_, csv) = run(&log, "--format csv");
        let rows = csv::Reader::from_reader(csv.as_bytes()).into_records().map(Result::unwrap);
        prop_assert_eq!(rows.count() as u64, outcome.interruptions);
    }
}
