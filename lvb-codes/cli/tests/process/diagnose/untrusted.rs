//! Hostile logs.

use crate::run::{Output, command, finish, lvb_reading};
use io::Read;
use std::fmt::Write as _;
use std::process::Stdio;
use std::{io, thread};

#[test]
fn names_cannot_control_a_terminal_or_a_spreadsheet() {
    let log = concat!(
        r#"{"event_type":0,"errcode":1,"stream_id":"\u001b]0;x\u0007\u009b2J\u202e","errmsg":"a\nb"}"#,
        "\n",
        r#"{"event_type":0,"errcode":1,"stream_id":"=HYPERLINK(1)","appname":"@a","app":"+1","user_ip":"-1"}"#,
        "\n\u{1b}[31m\n",
    );
    for format in ["table", "csv", "ndjson", "json"] {
        for count in ["", "--count-by stream"] {
            let output = lvb_reading(log, &format!("diagnose --format {format} {count}"));
            let shown = output.stdout + &output.stderr;
            let acting = shown.chars().find(|char| char.is_control() && *char != '\n');
            assert_eq!((acting, shown.contains('\u{202e}')), (None, false), "{shown}");
        }
    }
    let table = lvb_reading(log, "diagnose").stdout;
    assert!(table.contains("<U+001B>]0;x<U+0007><U+009B>2J<U+202E>"), "{table}");
    let csv = lvb_reading(log, "diagnose --format csv").stdout;
    assert!(csv.contains(",'+1,'@a,'=HYPERLINK(1),"), "{csv}");
    assert!(csv.contains(",'-1,"), "{csv}");
    let json = lvb_reading(log, "diagnose --format ndjson").stdout;
    let first: serde_json::Value = serde_json::from_str(json.lines().next().unwrap()).unwrap();
    assert_eq!(first["stream_name"], "\u{1b}]0;x\u{7}\u{9b}2J\u{202e}");
}

/// Runs the command with a limit of 64 MiB on its data.
#[cfg(target_os = "linux")]
fn in_little_memory(mut input: impl Read + Send, args: &[&str]) -> Output {
    let lvb = command(args);
    let limited = ["-c", "ulimit -d 65536 && exec \"$0\" \"$@\""];
    let mut shell = std::process::Command::new("sh");
    shell.args(limited).arg(lvb.get_program()).args(lvb.get_args());
    let mut child =
        shell.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    thread::scope(|scope| {
        let writing = scope.spawn(move || io::copy(&mut input, &mut stdin).map(drop));
        let output = finish(child);
        writing.join().unwrap().unwrap();
        output
    })
}

#[cfg(target_os = "linux")]
#[test]
fn memory_is_bounded_for_any_input() {
    // Unbounded lines and values.
    for (start, byte, problem) in [
        ("", b'x', "no event in this line"),
        ("[{\"a\":\"", b'x', "value longer than 1 MiB"),
        ("{\n\"a\":[", b'[', "value longer than 1 MiB"),
    ] {
        let input = start.as_bytes().chain(io::repeat(byte).take(32 << 20));
        let output = in_little_memory(input, &["diagnose"]);
        assert_eq!(output.status, Some(1), "{}", output.stderr);
        assert!(output.stderr.contains(problem), "{}", output.stderr);
    }
    // A list of maximum size whose entries become much longer in the output.
    let list = format!("{{\"EventList\":[{}0]}}\n", "{\"StopReason\":\"(1)\"},".repeat(48_000));
    let output = in_little_memory(list.as_bytes(), &["diagnose", "--format", "json"]);
    assert_eq!(output.status, Some(1), "{}", output.stderr);
    assert_eq!(output.stdout.lines().count(), 48_000 + 2);
}

#[cfg(target_os = "linux")]
#[test]
fn unbounded_keys_are_counted_in_bounded_memory() {
    let (mut streams, mut codes) = (String::new(), String::new());
    for index in 0..40_000 {
        let name = format!("{index:01000}");
        let _ = writeln!(streams, "{{\"event_type\":0,\"errcode\":1,\"stream_id\":\"{name}\"}}");
    }
    // The text about such a code is longer than the code.
    for sub in 1000..251_000 {
        let _ = writeln!(codes, "{{\"event_type\":0,\"errcode\":18,\"sub_errcode\":{sub}}}");
    }
    for (log, by) in [(streams, "stream"), (codes, "code")] {
        let args = ["diagnose", "--count-by", by, "--format", "json"];
        let output = in_little_memory(log.as_bytes(), &args);
        assert_eq!(output.status, Some(1), "{}", output.stderr);
        assert!(
            output.stderr.contains(" interruptions are not counted by key, because "),
            "{}",
            output.stderr
        );
        let counts: Vec<serde_json::Value> = serde_json::from_str(&output.stdout).unwrap();
        let total: u64 = counts.iter().map(|count| count["count"].as_u64().unwrap()).sum();
        assert_eq!(total, log.lines().count() as u64);
        assert_eq!(counts.last().unwrap()["key"], serde_json::Value::Null);
    }
}
