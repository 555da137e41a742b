//! Lines and logs that cannot be read.

use crate::diagnose::log::NOTIFICATIONS;
use crate::run::{command, finish, lvb_reading};
use expect_test::expect;
use serde_json::json;
use std::fs;
use std::io::Write;
use std::process::Stdio;
use tempfile::TempDir;

const BROKEN: &str = concat!(
    r#"{"event_type":0,"errcode":1}"#,
    "\n\nnot JSON\n",
    r#"{"event_type":0,"errcode":1"#,
    "\n",
    r#"{"event_type":"x","errcode":1}"#,
    "\n",
    r#"{"event_type":0,"errcode":[]}"#,
    "\n",
    r#"{"EventList":[{"StopReason":["odd"]},{"StopReason":"(2)"}]}"#,
    "\n",
    r#"{"event_type":0,"errcode":3}"#,
);

#[test]
fn unreadable_lines_are_reported_counted_and_skipped() {
    let output = lvb_reading(BROKEN, "diagnose --count-by code --format csv");
    assert_eq!(output.status, Some(1));
    let keys: Vec<&str> = output.stdout.lines().map(|line| &line[..2]).collect();
    assert_eq!(keys, ["ke", "1,", "2,", "3,", ",1"]);
    expect![[r#"
        <stdin>:3: no event in this line
        <stdin>:4: torn JSON value: it ends at column 27
        <stdin>:5: `event_type` is not an integer
        <stdin>:6: `errcode` is not an integer
        <stdin>:7: entry 1: `StopReason` is not a string
        5 lines or JSON values could not be read
    "#]]
    .assert_eq(&output.stderr);
}

#[test]
fn a_kind_of_problem_has_at_most_five_messages() {
    let log = "x\n".repeat(7)
        + "{\"a\":1}\n"
        + &"{\"a\":\n".repeat(6)
        + "{\"event_type\":0,\"errcode\":1}";
    let output = lvb_reading(log.clone(), "diagnose --count-by code");
    assert_eq!(output.status, Some(1));
    expect![[r#"
        <stdin>:1: no event in this line
        <stdin>:2: no event in this line
        <stdin>:3: no event in this line
        <stdin>:4: no event in this line
        <stdin>:5: no event in this line
        <stdin>:8: neither a notification nor a list of events
        <stdin>:9: torn JSON value: it ends at line 15, column 28
        9 lines or JSON values could not be read: 7× no event in this line, 1× neither a notification nor a list of events, 1× torn JSON value
    "#]].assert_eq(&output.stderr);
    let output = lvb_reading(log, "diagnose --count-by code --quiet");
    assert_eq!((output.status, output.stderr.as_str()), (Some(1), ""));
}

#[test]
fn an_error_response_shows_its_code_and_message() {
    let log = r#"{"Response":{"Error":{"Code":"AuthFailure.SignatureFailure","Message":"The\u001b signature"},"RequestId":"x"}}"#;
    let output = lvb_reading(log, "diagnose");
    assert_eq!(output.status, Some(1));
    expect![[r#"
        <stdin>:1: the API returned an error: AuthFailure.SignatureFailure: The<U+001B> signature
    "#]]
    .assert_eq(&output.stderr);
}

#[test]
fn strict_stops_at_the_first_unreadable_line() {
    let output = lvb_reading(BROKEN, "diagnose --format json --strict");
    assert_eq!(output.status, Some(1));
    assert_eq!(output.stderr, "<stdin>:3: no event in this line\n");
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
    assert_eq!(output.stderr, "<stdin>:3: the log ends inside an array\n");
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
    assert_eq!(output.stdout, "key,count,text\nlive,3,\n회의,1,\n");
    expect![[r#"
        b.log:2: no event in this line
        omitted 2 repeats of notifications; `--repeats keep` includes them
        1 interruption without a `sequence` may be counted twice: an earlier one has the same time, stream and code
    "#]].assert_eq(&output.stderr);
}

#[test]
fn missing_files_and_folders_are_reported_and_the_others_are_read() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.log"), NOTIFICATIONS).unwrap();
    fs::create_dir(folder.path().join("logs")).unwrap();
    let run = |log: &str| {
        let args = ["diagnose", log, "a.log", "--count-by", "path", "--format", "csv"];
        let output = finish(command(args).current_dir(folder.path()).spawn().unwrap());
        assert_eq!(output.status, Some(2));
        assert_eq!(output.stdout, "key,count,text\nlive,2,\n회의,1,\n");
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
fn without_a_readable_log_the_output_is_empty() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("start.log"), "{\"event_type\":1}").unwrap();
    let run = |args: &[&str]| {
        let output = finish(command(args).current_dir(folder.path()).spawn().unwrap());
        (output.status, output.stdout.lines().next().map(str::to_owned))
    };
    let header = "time,domain,path,stream_name,sequence,errcode,sub_errcode,code,reason,category,\
                  text,user_ip,push_duration_ms,raw_message";
    for (format, start) in
        [("table", None), ("csv", Some(header)), ("json", Some("[")), ("ndjson", None)]
    {
        let args = ["diagnose", "--format", format];
        assert_eq!(run(&[&args, &["gone.log"][..]].concat()), (Some(2), None), "{format}");
        let start = start.map(str::to_owned);
        assert_eq!(run(&[&args, &["start.log"][..]].concat()), (Some(0), start.clone()));
        assert_eq!(run(&[&args, &["gone.log", "start.log"][..]].concat()), (Some(2), start));
    }
}

#[test]
fn missing_null_mistyped_huge_and_duplicate_fields_are_handled() {
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
    let codes: Vec<&serde_json::Value> = records.iter().map(|record| &record["code"]).collect();
    assert_eq!(
        codes,
        [
            &json!("1"),
            &json!("1"),
            &json!(null),
            &json!(null),
            &json!("3"),
            &json!(null),
            &json!(null),
            &json!("1")
        ]
    );
    expect![[r#"
        <stdin>:3: `errcode` is not an integer
        <stdin>:4: `event_type` is not an integer
        <stdin>:5: `event_type` is not an integer
        <stdin>:8: entry 4: not a JSON object
        <stdin>:9: neither a notification nor a list of events
        <stdin>:10: `EventList` is not a list
        6 lines or JSON values could not be read
    "#]]
    .assert_eq(&output.stderr);
}
