//! Lines and logs that cannot be read.

use crate::diagnose::log::NOTIFICATIONS;
use crate::run::{command, finish, lvb_reading};
use expect_test::expect;
use std::fs;
use std::io::Write;
use std::process::Stdio;
use tempfile::TempDir;

const BROKEN: &str = concat!(
    r#"{"event_type":0,"errcode":1}"#,
    "\n\nnot JSON\n",
    r#"{"event_type":0,"errcode":1"#,
    "\n",
    r#"{"event_type":7,"errcode":1}"#,
    "\n",
    r#"{"event_type":0}"#,
    "\n",
    r#"{"EventList":[{"StopReason":"odd"},{"StopReason":"(2)"}]}"#,
    "\n",
    r#"{"event_type":0,"errcode":3}"#,
);

#[test]
fn unreadable_lines_are_reported_counted_and_skipped() {
    let output = lvb_reading(BROKEN, "diagnose --count-by code --format csv");
    assert_eq!(output.status, Some(1));
    let keys: Vec<&str> = output.stdout.lines().map(|line| &line[..2]).collect();
    assert_eq!(keys, ["ke", "1,", "2,", "3,"]);
    expect![[r"
        <stdin>:3: not a JSON object
        <stdin>:4: EOF while parsing an object, at column 27
        <stdin>:5: `event_type` is neither 0 nor 1
        <stdin>:6: an interruption without an `errcode`
        <stdin>:7: a `StopReason` that does not end in a code in parentheses
        5 lines were skipped
    "]]
    .assert_eq(&output.stderr);
}

#[test]
fn strict_stops_at_the_first_unreadable_line() {
    let output = lvb_reading(BROKEN, "diagnose --format json --strict");
    assert_eq!(output.status, Some(1));
    assert_eq!(output.stderr, "<stdin>:3: not a JSON object\n");
    let records: Vec<serde_json::Value> = serde_json::from_str(&output.stdout).unwrap();
    assert_eq!(records.len(), 1);
}

#[test]
fn strict_does_not_wait_for_more_input() {
    let mut child = command(["diagnose", "--strict"]).stdin(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(b"broken\n").unwrap();
    let status = child.wait().unwrap();
    assert_eq!(status.code(), Some(1));
    drop(stdin);
}

#[test]
fn a_torn_array_is_reported() {
    let output = lvb_reading("[\n{\"event_type\":1},\n", "diagnose --count-by code");
    assert_eq!(output.status, Some(1));
    assert_eq!(output.stderr, "<stdin>:3: the log ends inside an array\n1 line was skipped\n");
}

#[test]
fn messages_name_the_file() {
    let folder = TempDir::new().unwrap();
    for (name, text) in [("a.log", NOTIFICATIONS), ("b.log", "\nx\n"), ("c.log", NOTIFICATIONS)] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let args = ["diagnose", "a.log", "b.log", "c.log", "--count-by", "path", "--format", "csv"];
    let output = finish(command(args).current_dir(folder.path()).spawn().unwrap());
    assert_eq!(output.status, Some(1));
    assert_eq!(output.stdout, "key,count,text\nlive,4,\n회의,2,\n");
    assert_eq!(output.stderr, "b.log:2: not a JSON object\n1 line was skipped\n");
}

#[test]
fn missing_files_are_reported_before_anything_is_read() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.log"), NOTIFICATIONS).unwrap();
    fs::create_dir(folder.path().join("logs")).unwrap();
    let run = |log: &str| {
        let args = ["diagnose", "a.log", log];
        let output = finish(command(args).current_dir(folder.path()).spawn().unwrap());
        assert_eq!((output.status, output.stdout.as_str()), (Some(2), ""));
        output.stderr
    };
    assert!(run("gone.log").starts_with("error: cannot read gone.log: "));
    assert_eq!(run("*.json"), "error: no file matches *.json\n");
    assert!(run("a[*.log").starts_with("error: invalid pattern a[*.log: "));
    assert_eq!(
        run("logs"),
        "error: logs is a folder; name the files in it, for example logs/*.log\n"
    );
}

#[test]
fn missing_null_mistyped_huge_and_duplicate_fields() {
    let huge = "9".repeat(400);
    let vast = "x".repeat(1 << 19);
    let log = format!(
        r#"{{"event_type":0,"errcode":1,"app":null,"appname":7,"stream_id":["s"],"event_time":"soon","push_duration":-1,"user_ip":false}}
{{"event_type":0,"errcode":1,"event_time":{huge},"push_duration":{huge},"app":{huge},"errmsg":"{vast}"}}
{{"event_type":0,"errcode":{huge}}}
{{"event_type":"x","errcode":1}}
{{"event_type":{{}},"errcode":1}}
{{"event_type":0,"errcode":null}}
{{"event_type":0,"errcode":2,"errcode":3}}
{{"EventList":[{{"StopReason":null}},{{"StopReason":7}},{{"StopReason":"({huge})"}},null,{{"StopReason":"(1)","StreamEndTime":"{vast}"}}]}}
{{"EventList":null}}
{{"Response":{{"EventList":"none"}}}}
"#
    );
    let output = lvb_reading(log, "diagnose --format ndjson");
    assert_eq!(output.status, Some(1));
    let records: Vec<serde_json::Value> =
        output.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let codes: Vec<&str> = records.iter().map(|record| record["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["1", "1", "3", "1"]);
    let all: Vec<_> = records[0].as_object().unwrap().iter().collect();
    let given: Vec<&str> =
        all.iter().filter(|(_, value)| !value.is_null()).map(|(name, _)| name.as_str()).collect();
    assert_eq!(given, ["category", "code", "errcode", "path", "reason", "text"]);
    assert_eq!(records[1]["raw_message"], *vast);
    assert_eq!(records[1]["domain"], *huge);
    expect![[r"
        <stdin>:3: `errcode` is not an integer
        <stdin>:4: `event_type` is not an integer
        <stdin>:5: `event_type` is not an integer
        <stdin>:6: an interruption without an `errcode`
        <stdin>:8: a `StopReason` that does not end in a code in parentheses
        <stdin>:8: a `StopReason` that does not end in a code in parentheses
        <stdin>:8: not a JSON object
        <stdin>:9: neither a notification nor a list of events
        <stdin>:10: `EventList` is not a list
        9 lines were skipped
    "]]
    .assert_eq(&output.stderr);
}
