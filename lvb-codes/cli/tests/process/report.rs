//! `lvb report`.

mod html;

use crate::run::{lvb, lvb_reading};
use expect_test::expect;
use serde_json::{Value, json};

/// Six interruptions in two hours and two without a time, a repeat, the start of a push twice, another
/// event, and text.
fn log() -> String {
    let mut log = String::new();
    for (minute, code, stream) in
        [(0, 1, "a"), (1, 1, "a"), (1, 5, "b"), (62, 12, "a"), (63, 12, "\u{1b}c"), (119, 1, "a")]
    {
        let time = 1_661_760_000 + minute * 60;
        log += &format!(
            "{{\"event_type\":0,\"errcode\":{code},\"event_time\":{time},\"stream_id\":{},\"app\":\"push.example.com\",\"user_ip\":\"2001:db8::{code}\",\"sequence\":\"{minute}\"}}\n",
            json!(stream)
        );
    }
    let repeat = log.lines().next().unwrap().to_owned();
    let start = "{\"event_type\":1,\"event_time\":1661760000,\"sequence\":\"7\"}";
    log + &repeat
        + "\n"
        + start
        + "\n"
        + start
        + "\n"
        + r#"{"event_type":0,"errcode":18,"sub_errcode":299}
{"event_type":0}
{"event_type":200}
text
"#
}

#[test]
fn the_report_shows_times_codes_and_places_on_one_screen() {
    let output = lvb_reading(log(), "report --quiet");
    assert_eq!((output.status, output.stderr.as_str()), (Some(1), ""));
    expect![[r#"
        8 interruptions in 1h59m, from 2022-08-29T08:00:00Z to 2022-08-29T09:59:00Z
        1 started push, 2 repeats, 1 other event, 2 interruptions without a time, 1 unreadable line or JSON value

        INTERRUPTIONS PER 1m (UTC)
          2022-08-29 08:00         1  ██████████            client 1
          2022-08-29 08:01         2  ████████████████████  client 1, internal 1
          … 60 intervals (1h) without interruptions
          2022-08-29 09:02         1  ██████████            network 1
          2022-08-29 09:03         1  ██████████            network 1
          … 55 intervals (55m) without interruptions
          2022-08-29 09:59         1  ██████████            client 1

          CATEGORY     COUNT   SHARE  FIRST SEEN        LAST SEEN
          client           3   37.5%  2022-08-29 08:00  2022-08-29 09:59
          network          2   25.0%  2022-08-29 09:02  2022-08-29 09:03
          account          1   12.5%  -                 -
          internal         1   12.5%  2022-08-29 08:01  2022-08-29 08:01
          -                1   12.5%  -                 -                 no code

          CODE       COUNT   SHARE  FIRST SEEN        LAST SEEN
          1              3   37.5%  2022-08-29 08:00  2022-08-29 09:59  The push client actively stopped the push.
          12             2   25.0%  2022-08-29 09:02  2022-08-29 09:03  Exception with the push linkage network.
          18-299         1   12.5%  -                 -                 not known to this version (similar codes: account)
          5              1   12.5%  2022-08-29 08:01  2022-08-29 08:01  Internal error in the LVB system.
          -              1   12.5%  -                 -                 not given

          STREAM        COUNT   SHARE  FIRST SEEN        LAST SEEN
          a                 4   50.0%  2022-08-29 08:00  2022-08-29 09:59
          -                 2   25.0%  -                 -                 not given
          <U+001B>c         1   12.5%  2022-08-29 09:03  2022-08-29 09:03
          b                 1   12.5%  2022-08-29 08:01  2022-08-29 08:01

          DOMAIN               COUNT   SHARE  FIRST SEEN        LAST SEEN
          push.example.com         6   75.0%  2022-08-29 08:00  2022-08-29 09:59
          -                        2   25.0%  -                 -                 not given

          CLIENT           COUNT   SHARE  FIRST SEEN        LAST SEEN
          2001:db8::1          3   37.5%  2022-08-29 08:00  2022-08-29 09:59
          2001:db8::12         2   25.0%  2022-08-29 09:02  2022-08-29 09:03
          -                    2   25.0%  -                 -                 not given
          2001:db8::5          1   12.5%  2022-08-29 08:01  2022-08-29 08:01
    "#]].assert_eq(&output.stdout);
}

#[test]
fn json_has_the_same_figures() {
    let output =
        lvb_reading(log(), "report --format json --top 1 --quiet --until 2022-08-29T08:02:00Z");
    expect![[r#"
        {
          "first": "2022-08-29T08:00:00Z",
          "last": "2022-08-29T08:01:00Z",
          "interruptions": 3,
          "untimed": 2,
          "pushes": 1,
          "repeats": 2,
          "other_events": 1,
          "unreadable": 1,
          "unreadable_logs": 0,
          "max_error": 0,
          "bucket_seconds": 60,
          "histogram": [
            {
              "start": "2022-08-29T08:00:00Z",
              "seconds": 60,
              "count": 1,
              "categories": {
                "client": 1
              }
            },
            {
              "start": "2022-08-29T08:01:00Z",
              "seconds": 60,
              "count": 2,
              "categories": {
                "client": 1,
                "internal": 1
              }
            }
          ],
          "categories": [
            {
              "key": "client",
              "count": 2,
              "share": 0.667,
              "text": "",
              "first": "2022-08-29T08:00:00Z",
              "last": "2022-08-29T08:01:00Z"
            },
            {
              "key": "internal",
              "count": 1,
              "share": 0.333,
              "text": "",
              "first": "2022-08-29T08:01:00Z",
              "last": "2022-08-29T08:01:00Z"
            }
          ],
          "codes": [
            {
              "key": "1",
              "count": 2,
              "share": 0.667,
              "text": "The push client actively stopped the push.",
              "first": "2022-08-29T08:00:00Z",
              "last": "2022-08-29T08:01:00Z"
            }
          ],
          "streams": [
            {
              "key": "a",
              "count": 2,
              "share": 0.667,
              "text": "",
              "first": "2022-08-29T08:00:00Z",
              "last": "2022-08-29T08:01:00Z"
            }
          ],
          "domains": [
            {
              "key": "push.example.com",
              "count": 3,
              "share": 1.0,
              "text": "",
              "first": "2022-08-29T08:00:00Z",
              "last": "2022-08-29T08:01:00Z"
            }
          ],
          "clients": [
            {
              "key": "2001:db8::1",
              "count": 2,
              "share": 0.667,
              "text": "",
              "first": "2022-08-29T08:00:00Z",
              "last": "2022-08-29T08:01:00Z"
            }
          ]
        }
    "#]]
    .assert_eq(&output.stdout);
}

#[test]
fn a_wrong_time_does_not_hide_when_the_others_were() {
    let mut log = String::new();
    for time in [0, -5, 1_661_760_000, 1_661_763_600, 1_661_767_200, 4_102_444_800_i64] {
        log += &format!("{{\"event_type\":0,\"errcode\":1,\"event_time\":{time}}}\n");
    }
    let report = lvb_reading(log.clone(), "report").success();
    expect![[r#"
        6 interruptions in 28248d16h, from 2022-08-29T08:00:00Z to 2100-01-01T00:00:00Z
        2 interruptions without a time

        INTERRUPTIONS PER 1m (UTC)
          2022-08-29 08:00         1  ████████████████████  client 1
          … 59 intervals (59m) without interruptions
          2022-08-29 09:00         1  ████████████████████  client 1
          … 59 intervals (59m) without interruptions
          2022-08-29 10:00         1  ████████████████████  client 1
          … 40677959 intervals (28248d13h) without interruptions
          2100-01-01 00:00         1  ████████████████████  client 1"#]]
    .assert_eq(report.split("\n\n  CATEGORY").next().unwrap());
    let json: Value =
        serde_json::from_str(&lvb_reading(log, "report --format json").success()).unwrap();
    assert_eq!(json["histogram"].as_array().unwrap().len(), 7);
    assert_eq!(
        json["histogram"][5],
        json!({"start": "2022-08-29T10:01:00Z", "seconds": 2_440_677_540_i64, "count": 0, "categories": {}})
    );
}

#[test]
fn a_missing_category_has_its_reason() {
    let log: String = ["", r#","errcode":18"#, r#","errcode":99"#]
        .map(|code| format!("{{\"event_type\":0,\"event_time\":1661760000{code}}}\n"))
        .concat();
    let report = lvb_reading(log.clone(), "report").success();
    expect![[r#"
        3 interruptions in 0s, from 2022-08-29T08:00:00Z to 2022-08-29T08:00:00Z

        INTERRUPTIONS PER 1m (UTC)
          2022-08-29 08:00         3  ████████████████████  no code 1, not documented 1, sub_errcode missing 1

          CATEGORY     COUNT   SHARE  FIRST SEEN        LAST SEEN
          -                1   33.3%  2022-08-29 08:00  2022-08-29 08:00  no code
          -                1   33.3%  2022-08-29 08:00  2022-08-29 08:00  not documented
          -                1   33.3%  2022-08-29 08:00  2022-08-29 08:00  sub_errcode missing"#]].assert_eq(report.split("\n\n  CODE").next().unwrap());
    let json: Value =
        serde_json::from_str(&lvb_reading(log, "report --format json").success()).unwrap();
    assert_eq!(
        json["histogram"][0]["categories"],
        json!({"no code": 1, "not documented": 1, "sub_errcode missing": 1})
    );
}

#[test]
fn an_empty_log_has_an_empty_report() {
    assert_eq!(lvb_reading("", "report").success(), "0 interruptions\n");
    let json: Value =
        serde_json::from_str(&lvb_reading("", "report --format json").success()).unwrap();
    assert_eq!((&json["interruptions"], &json["first"]), (&json!(0), &Value::Null));
}

#[test]
fn filters_apply_to_the_report() {
    let output = lvb_reading(log(), "report --quiet --stream b --format json");
    let json: Value = serde_json::from_str(&output.stdout).unwrap();
    assert_eq!((&json["interruptions"], &json["pushes"]), (&json!(1), &json!(0)));
}

#[test]
fn a_filter_that_omits_every_interruption_is_reported() {
    let log = log();
    for args in [
        "report --stream typo",
        "report --code 7 --format json",
        "diagnose --since -2h --category client",
        "diagnose --code 7 --count-by code",
    ] {
        let quiet = lvb_reading(log.clone(), &format!("{args} --quiet"));
        assert_eq!(quiet.stderr, "");
        let output = lvb_reading(log.clone(), args);
        assert_eq!(output.stdout, quiet.stdout);
        let expected =
            "none of 9 interruptions matches the filters; the latest is at 2022-08-29T09:59:00Z\n";
        assert!(output.stderr.contains(expected), "{args}: {}", output.stderr);
    }
    let one = r#"{"event_type":0,"errcode":1,"stream_id":"a"}"#;
    let output = lvb_reading(one, "diagnose --stream b --format ndjson");
    assert_eq!(
        (output.status, output.stdout.as_str(), output.stderr.as_str()),
        (Some(0), "", "the only interruption does not match the filters\n")
    );
    // Without an interruption or without a filter, there is nothing to report.
    assert_eq!(lvb_reading("", "diagnose --stream b --format ndjson").success(), "");
    assert_eq!(lvb_reading("{\"event_type\":1}", "diagnose --format ndjson").success(), "");
}

#[test]
fn a_missing_log_is_status_2() {
    let output = lvb("report gone.log");
    assert_eq!(
        (output.status, output.stdout.as_str()),
        (Some(2), "0 interruptions\n1 unreadable log\n")
    );
}
