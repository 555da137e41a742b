//! Compressed logs and other files that are not text.

use crate::diagnose::log::NOTIFICATIONS;
use crate::run::{command, finish, lvb_reading};
use bzip2::write::BzEncoder;
use expect_test::expect;
use flate2::write::GzEncoder;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use std::fs;
use std::io::Write;
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

/// Three interruptions with the codes 1, 2 and 3.
#[rustfmt::skip]
const XZ: &[u8] = &[
    0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00, 0x00, 0x01, 0x69, 0x22, 0xde, 0x36, 0x02, 0x00, 0x21, 0x01,
    0x1c, 0x00, 0x00, 0x00, 0x10, 0xcf, 0x58, 0xcc, 0xe0, 0x00, 0x56, 0x00, 0x29, 0x5d, 0x00, 0x3d,
    0x88, 0x88, 0xa7, 0xa3, 0x94, 0xaf, 0x8d, 0xf0, 0xf9, 0x7a, 0x88, 0x36, 0x07, 0xb0, 0xb1, 0x18,
    0x9f, 0xfd, 0xa4, 0x6f, 0x2a, 0xca, 0x45, 0x5a, 0x09, 0xd5, 0xfb, 0xd6, 0x1d, 0xce, 0xdd, 0x1b,
    0xc8, 0xb5, 0x06, 0xe1, 0x09, 0x4d, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x05, 0x51, 0xc2, 0xb6,
    0x00, 0x01, 0x41, 0x57, 0x38, 0x0f, 0xeb, 0x3c, 0x90, 0x42, 0x99, 0x0d, 0x01, 0x00, 0x00, 0x00,
    0x00, 0x01, 0x59, 0x5a,
];

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn bzip2(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = BzEncoder::new(Vec::new(), bzip2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    compress_to_vec(bytes, CompressionLevel::Fastest)
}

const PATHS: &str = "diagnose --count-by path --format csv --repeats keep";

#[test]
fn compression_is_recognised_by_content() {
    let once = "key,count,text\nlive,2,\n회의,1,\n";
    let twice = "key,count,text\nlive,4,\n회의,2,\n";
    let log = NOTIFICATIONS.as_bytes();
    assert_eq!(lvb_reading(gzip(log), PATHS).success(), once);
    assert_eq!(lvb_reading(zstd(log), PATHS).success(), once);
    assert_eq!(lvb_reading(bzip2(log), PATHS).success(), once);
    assert_eq!(lvb_reading(gzip(log).repeat(2), PATHS).success(), twice);
    assert_eq!(lvb_reading(zstd(log).repeat(2), PATHS).success(), twice);
    assert_eq!(lvb_reading(bzip2(log).repeat(2), PATHS).success(), twice);
    // Skippable frames, as parallel compressors write them.
    let skip = |magic: u8| [&[magic, 0x2a, 0x4d, 0x18, 3, 0, 0, 0][..], b"abc"].concat();
    let framed = [skip(0x50), zstd(log), skip(0x5f), zstd(log)].concat();
    assert_eq!(lvb_reading(framed, PATHS).success(), twice);
    let counts = |log: &[u8]| -> Vec<String> {
        let csv = lvb_reading(log, "diagnose --count-by code --format csv").success();
        csv.lines()
            .skip(1)
            .map(|line| line.split(',').take(2).collect::<Vec<_>>().join(","))
            .collect()
    };
    assert_eq!(counts(ZSTD), ["1,20", "2,20", "3,20"]);
    assert_eq!(counts(XZ), ["1,1", "2,1", "3,1"]);
    assert_eq!(counts(&XZ.repeat(2)), ["1,2", "2,2", "3,2"]);
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
    assert_eq!((output.status, output.stdout.as_str()), (Some(2), ""));
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
fn a_truncated_log_is_read_up_to_its_end() {
    let count = 40_000;
    let log: String = (0..count)
        .map(|index| format!("{{\"event_type\":0,\"errcode\":1,\"stream_id\":\"{index}\"}}\n"))
        .collect();
    for (name, compressed) in [
        ("gzip", gzip(log.as_bytes())),
        ("zstd", zstd(log.as_bytes())),
        ("bzip2", bzip2(log.as_bytes())),
    ] {
        let half = &compressed[..compressed.len() / 2];
        let output = lvb_reading(half, "diagnose --format ndjson");
        assert_eq!(output.status, Some(2), "{name}: {}", output.stderr);
        assert!(
            output.stderr.contains("error: cannot read <stdin>: "),
            "{name}: {}",
            output.stderr
        );
        let read = output.stdout.lines().count();
        assert!((count / 4..count).contains(&read), "{name}: {read}");
        let line = output.stdout.lines().last().unwrap();
        assert!(line.contains(&format!("\"stream_name\":\"{}\"", read - 1)), "{name}: {line}");
    }
}

#[test]
fn utf_16_is_recognised_by_its_byte_order_mark() {
    let text = format!("\u{feff}{NOTIFICATIONS}");
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for log in [gzip(&little), little, big] {
        assert_eq!(lvb_reading(log, PATHS).success(), "key,count,text\nlive,2,\n회의,1,\n");
    }
}

#[test]
fn a_file_that_cannot_be_read_is_named() {
    let output = lvb_reading(b"PK\x03\x04\x14\x00", PATHS);
    assert_eq!(output.status, Some(2));
    expect![[r#"
        error: <stdin> is a zip archive: unpack it first
    "#]]
    .assert_eq(&output.stderr);
    let output = lvb_reading(gzip(&gzip(b"{}")), PATHS);
    expect![[r#"
        error: <stdin> is compressed twice: unpack it first
    "#]]
    .assert_eq(&output.stderr);
}
