//! Files, globs and standard input.

use crate::diagnose::log::{NOTIFICATIONS, RESPONSE};
use crate::run::{command, finish, lvb_reading};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::Stdio;
use tempfile::TempDir;

const PATHS: &str = "diagnose --count-by path --format csv --repeats keep";

#[test]
fn globs_and_files_are_read_in_order() {
    let folder = TempDir::new().unwrap();
    for (name, code) in [("b.log", 2), ("a.log", 1), ("c.txt", 3), ("d[1].log", 4), (".e.log", 5)] {
        let log = format!("{{\"event_type\":0,\"errcode\":{code}}}\n");
        fs::write(folder.path().join(name), log).unwrap();
    }
    fs::create_dir(folder.path().join("f.log")).unwrap();
    let codes = |logs: &[&str]| {
        let args = ["diagnose", "--format", "ndjson"].iter().chain(logs);
        let output = finish(command(args).current_dir(folder.path()).spawn().unwrap()).success();
        let code =
            |line| serde_json::from_str::<serde_json::Value>(line).unwrap()["errcode"].clone();
        output.lines().map(|line| code(line).as_u64().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(codes(&["?.log"]), [1, 2]);
    assert_eq!(codes(&["c.txt", "*.log"]), [3, 1, 2, 4]);
    assert_eq!(codes(&["d[1].log"]), [4]);
    assert_eq!(codes(&["-", "b.log", "a.log"]), [2, 1]);
}

#[test]
fn arrays_may_have_any_layout() {
    let array = format!("[{}]", NOTIFICATIONS.trim().replace('\n', ","));
    let lines = format!("[\n{}\n]\n", NOTIFICATIONS.trim().replace('\n', ",\n"));
    let json: serde_json::Value = serde_json::from_str(&array).unwrap();
    let pretty = serde_json::to_string_pretty(&json).unwrap();
    let bom = format!("\u{feff}{array}");
    for log in [array, lines, pretty, bom] {
        assert_eq!(lvb_reading(log, PATHS).success(), "key,count,text\nlive,2,\n회의,1,\n");
    }
    let many = RESPONSE.repeat(3);
    assert_eq!(lvb_reading(many, PATHS).success(), "key,count,text\nlive,3,\n");
}

#[test]
fn records_of_a_live_log_are_printed_at_once() {
    let mut child =
        command(["diagnose", "--format", "ndjson"]).stdin(Stdio::piped()).spawn().unwrap();
    let (mut stdin, mut stdout) =
        (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
    for code in 1..4 {
        writeln!(stdin, "{{\"event_type\":0,\"errcode\":{code}}}").unwrap();
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        assert!(line.contains(&format!("\"code\":\"{code}\"")), "{line}");
    }
    drop(stdin);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn a_closed_pipe_is_not_an_error() {
    let mut child = command(["diagnose", "--quiet"]).stdin(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let writing = std::thread::spawn(move || {
        // Ends when the command closes its input.
        while stdin.write_all(NOTIFICATIONS.as_bytes()).is_ok() {}
    });
    let mut stdout = child.stdout.take().unwrap();
    stdout.read_exact(&mut [0; 100]).unwrap();
    drop(stdout);
    let output = child.wait_with_output().unwrap();
    writing.join().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[test]
fn records_of_several_logs_can_be_sorted_by_time() {
    let folder = TempDir::new().unwrap();
    for (name, seconds) in [("a.log", ["30", "10", "null"]), ("b.log", ["20", "40", "10"])] {
        let log: String = seconds
            .iter()
            .map(|time| format!("{{\"event_type\":0,\"errcode\":1,\"stream_id\":\"{name}\",\"event_time\":{time}}}\n"))
            .collect();
        fs::write(folder.path().join(name), log).unwrap();
    }
    let args = ["diagnose", "--sort", "time", "--format", "csv", "a.log", "b.log"];
    let csv = finish(command(args).current_dir(folder.path()).spawn().unwrap()).success();
    let records: Vec<String> = csv
        .lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            format!("{} {}", cells[0].get(17..19).unwrap_or("-"), cells[3])
        })
        .collect();
    assert_eq!(records, ["10 a.log", "10 b.log", "20 b.log", "30 a.log", "40 b.log", "- a.log"]);
}
