//! Files, globs, standard input and compression.

use crate::diagnose::log::{NOTIFICATIONS, RESPONSE};
use crate::run::{command, finish, lvb_reading};
use flate2::Compression;
use flate2::write::GzEncoder;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::Stdio;
use tempfile::TempDir;

/// 60 interruptions, 20 each with the codes 1, 2 and 3, compressed by the reference implementation
/// of zstd.
#[rustfmt::skip]
const ZSTD: &[u8] = &[
    0x28, 0xb5, 0x2f, 0xfd, 0x04, 0x68, 0x2d, 0x06, 0x00, 0xf2, 0x8b, 0x1f, 0x14, 0x90, 0x2d, 0x0e,
    0x4c, 0xc1, 0xd9, 0x42, 0x03, 0x1c, 0x55, 0x35, 0x31, 0xb2, 0xc9, 0x6e, 0x36, 0xe2, 0x7a, 0x14,
    0xb8, 0xc0, 0x54, 0x87, 0x88, 0x96, 0xe9, 0xca, 0xab, 0x8c, 0xdc, 0xd6, 0xee, 0xcf, 0xb6, 0x87,
    0x77, 0xf9, 0xda, 0xbb, 0x9c, 0x7d, 0xeb, 0xff, 0x6d, 0x7c, 0x8a, 0xf8, 0xa9, 0xbe, 0xcc, 0xda,
    0x98, 0x6e, 0xfa, 0x6e, 0x7d, 0x8b, 0x99, 0xe7, 0xfa, 0xdb, 0xbc, 0x9d, 0x7e, 0xf8, 0x6f, 0x7e,
    0x8c, 0x9a, 0xc8, 0x6a, 0xbd, 0xce, 0xdc, 0xea, 0x6f, 0x67, 0x7f, 0xd7, 0x88, 0x9b, 0x99, 0xaa,
    0xb7, 0xfb, 0xcb, 0xcd, 0xbd, 0x7d, 0x9e, 0x9e, 0x7f, 0x8f, 0xc0, 0x54, 0xe6, 0x94, 0x50, 0x06,
    0x32, 0x24, 0xc4, 0xd1, 0x3c, 0x4e, 0x05, 0x27, 0xd4, 0x61, 0x2c, 0x45, 0xd3, 0x1c, 0x15, 0x98,
    0x50, 0x07, 0x13, 0x3d, 0xc3, 0xa3, 0x1c, 0xd0, 0x51, 0x52, 0x3e, 0xa8, 0x11, 0x70, 0x9c, 0xbe,
    0xff, 0x67, 0xd0, 0x1b, 0x85, 0x31, 0x11, 0xfc, 0x12, 0xc1, 0x8f, 0x10, 0x1a, 0xc2, 0xfb, 0x03,
    0xf2, 0x3f, 0x92, 0x1f, 0xb0, 0x10, 0x71, 0x90, 0x76, 0xdb, 0xe4, 0x57, 0x03, 0xf1, 0x43, 0x21,
    0xa5, 0x5b, 0xd5, 0xfe, 0xa5, 0xdd, 0x63, 0xfb, 0x87, 0xbd, 0x8f, 0x17, 0xe2, 0x89, 0xac, 0xab,
    0x59, 0x76, 0x32, 0x1d, 0xbc, 0x66, 0xeb, 0x64, 0xa5, 0x00, 0xc0, 0x31, 0x20, 0x55, 0x02, 0xac,
    0x58, 0x97,
];

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    compress_to_vec(bytes, CompressionLevel::Fastest)
}

const PATHS: &str = "diagnose --count-by path --format csv";

#[test]
fn compression_is_recognised_by_content() {
    let once = "key,count,text\nlive,2,\n회의,1,\n";
    let twice = "key,count,text\nlive,4,\n회의,2,\n";
    let log = NOTIFICATIONS.as_bytes();
    assert_eq!(lvb_reading(gzip(log), PATHS).success(), once);
    assert_eq!(lvb_reading(zstd(log), PATHS).success(), once);
    assert_eq!(lvb_reading(gzip(log).repeat(2), PATHS).success(), twice);
    assert_eq!(lvb_reading(zstd(log).repeat(2), PATHS).success(), twice);
    // Skippable frames, as parallel compressors write them.
    let skip = |magic: u8| [&[magic, 0x2a, 0x4d, 0x18, 3, 0, 0, 0][..], b"abc"].concat();
    let framed = [skip(0x50), zstd(log), skip(0x5f), zstd(log)].concat();
    assert_eq!(lvb_reading(framed, PATHS).success(), twice);
    let codes = lvb_reading(ZSTD, "diagnose --count-by code --format csv").success();
    let counts: Vec<&str> = codes.lines().skip(1).map(|line| &line[..5]).collect();
    assert_eq!(counts, ["1,20,", "2,20,", "3,20,"]);
}

#[test]
fn a_zstd_window_over_16_mib_is_refused() {
    let with_window = |window: u8| {
        let mut log = ZSTD.to_vec();
        assert_eq!(log[4] & 0x20, 0, "a frame without a window descriptor");
        log[5] = window;
        lvb_reading(log, "diagnose")
    };
    // 16 MiB, and the next larger window.
    with_window(14 << 3).success();
    let output = with_window(14 << 3 | 1);
    assert_eq!((output.status, output.stdout.lines().count()), (Some(2), 1));
    assert!(output.stderr.contains("its zstd window is larger than 16 MiB"), "{}", output.stderr);
}

#[test]
fn a_truncated_log_does_not_stop_the_others() {
    let folder = TempDir::new().unwrap();
    let long = NOTIFICATIONS.repeat(1000);
    for (name, compressed) in [("1.gz", gzip(long.as_bytes())), ("2.zst", zstd(long.as_bytes()))] {
        fs::write(folder.path().join(name), &compressed[..compressed.len() - 9]).unwrap();
    }
    fs::write(folder.path().join("3.log"), NOTIFICATIONS).unwrap();
    let args = ["diagnose", "1.gz", "2.zst", "3.log", "--count-by", "path", "--format", "json"];
    let output = finish(command(args).current_dir(folder.path()).spawn().unwrap());
    assert_eq!(output.status, Some(2));
    assert!(output.stderr.starts_with("error: cannot read 1.gz: "), "{}", output.stderr);
    assert!(output.stderr.contains("\nerror: cannot read 2.zst: "), "{}", output.stderr);
    let counts: Vec<serde_json::Value> = serde_json::from_str(&output.stdout).unwrap();
    assert_eq!(counts.len(), 2);
}

#[test]
fn a_wrong_checksum_is_an_error() {
    let mut gzip = gzip(NOTIFICATIONS.as_bytes());
    let sum = gzip.len() - 8;
    gzip[sum] ^= 1;
    let (rest, sum) = ZSTD.split_at(ZSTD.len() - 4);
    let zstd = [rest, &[sum[0] ^ 1], &sum[1..], ZSTD].concat();
    for log in [gzip, zstd] {
        let output = lvb_reading(log, PATHS);
        assert_eq!(output.status, Some(2));
        assert!(output.stderr.starts_with("error: cannot read <stdin>: "), "{}", output.stderr);
    }
}

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
fn records_of_a_live_log_show_at_once() {
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
    let mut child = command(["diagnose"]).stdin(Stdio::piped()).spawn().unwrap();
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
