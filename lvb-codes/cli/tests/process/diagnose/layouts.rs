//! The layouts of logs: whatever is around a value, it is read.

use crate::run::lvb_reading;
use serde_json::Value;

/// Returns the codes of all interruptions and the exit status.
#[track_caller]
fn codes(log: impl Into<Vec<u8>>) -> (Vec<Value>, Option<i32>) {
    let output = lvb_reading(log, "diagnose --format ndjson");
    let records = output.stdout.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    (records.map(|record| record["code"].clone()).collect(), output.status)
}

#[track_caller]
fn expect<const N: usize>(log: impl Into<Vec<u8>>, expected: [&str; N]) {
    assert_eq!(codes(log), (expected.iter().copied().map(Value::from).collect(), Some(0)));
}

fn event(code: u32) -> String {
    format!("{{\"event_type\":0,\"errcode\":{code},\"stream_id\":\"s{code}\"}}")
}

fn pretty(code: u32) -> String {
    event(code).replace('{', "{\n  ").replace(',', ",\n  ").replace('}', "\n}")
}

#[test]
fn layouts_may_be_mixed_in_any_order() {
    let parts = [
        event(1) + "\n",
        pretty(1) + "\n",
        format!("[{}]\n", event(1)),
        "{\"EventList\":[\n{\"StopReason\":\"x (1)\"}\n]}\n".to_owned(),
        format!("Aug 29 09:00:00 host app[42]: {}\n", event(1)),
        format!("{}\r", event(1)),
        format!("\u{1e}{}\n", event(1)),
        format!("\u{feff}{}\n", event(1)),
        format!("\0\0\0{}", event(1)),
        format!("{},\n", event(1)),
        format!("a.log:12:{}\n", event(1)),
        format!("\u{1b}[32mINFO\u{1b}[0m {}\n", event(1)),
        format!("web_1  | {}\n", event(1)),
        format!("2022-08-29T09:00:00.1Z stdout F {}\n", event(1)),
        format!("level=info msg={:?}\n", event(1)),
        format!("level=info msg={:?}\n", format!("got {} ok", event(1))),
        format!("payload={}\n", event(1).replace('"', "\\\"")),
        format!("2022,\"got {}\",x\n", event(1).replace('"', "\"\"")),
        format!("body: {}\n", event(1).replace('"', "'").replace('}', ", 'ok': True, 'x': None}")),
        event(1).replace('}', ",\"x\":[NaN,-Infinity]}\n"),
        format!("{{\"MESSAGE\":{:?}}}\n", event(1).as_bytes()),
        format!("\"POST /cb\" 200 \"{}\"\n", event(1).replace('"', "\\x22")),
    ];
    for one in &parts {
        for other in &parts {
            expect(format!("{one}{other}"), ["1", "1"]);
        }
    }
}

#[test]
fn a_truncated_value_does_not_affect_others() {
    let torn = [
        "{\"event_type\":0,\"errcode\":",
        "{\"event_type\":0,\"stream_id\":\"a",
        "{\"event_type\":0,",
    ];
    for torn in torn {
        for log in [
            format!("{}\n{torn}\n{}\n", event(1), event(2)),
            format!("{torn}\n{}\n{}\n", event(1), event(2)),
            format!("{}\n{}\n{torn}", event(1), event(2)),
            format!("{torn}{}\n{}\n", event(1), event(2)),
            format!("[{},\n{torn}\n{},\n]", event(1), event(2)),
            format!("text {torn}\ntext {}\n{}\n", event(1), pretty(2)),
            format!("{}\n{}\n{}", pretty(1), pretty(9).replace("\n}", ""), event(2)),
        ] {
            let (codes, status) = codes(log.clone());
            assert_eq!((codes, status), (vec!["1".into(), "2".into()], Some(1)), "{log}");
        }
    }
}

#[test]
fn an_event_in_a_torn_dict_is_read() {
    let log = format!("{{'body': '{}', 'x\n{}\n", event(1), event(2));
    assert_eq!(codes(log), (vec!["1".into(), "2".into()], Some(1)));
}

#[test]
fn values_that_python_cannot_write_as_literals_are_read() {
    for line in [
        "{'event_type': 0, 'errcode': Decimal('18'), 'sub_errcode': Decimal(202)}",
        "{u'event_type': 0L, u'errcode': u'18', u'sub_errcode': 202L, u'x': <Foo object at 0x1>}",
        "{'event_type': 0, 'errcode': 18, 'sub_errcode': 202, 'at': datetime.datetime(2025, 1, 2)}",
        "{\"at\": ISODate(\"2025-01-02\"), \"event_type\": 0, \"errcode\": 18, \"sub_errcode\": NumberInt(202)}",
    ] {
        expect(format!("INFO {line} ok\n{line}\n"), ["18-202", "18-202"]);
    }
}

#[test]
fn a_list_of_any_size_is_read() {
    let entry = r#"
        {
            "StreamName": "a",
            "StopReason": "x (3)",
            "StreamEndTime": "2022-08-29T09:00:00Z"
        }"#;
    let log = format!(
        "{{\n  \"Response\": {{\n    \"EventList\": [{}\n    ]\n  }}\n}}\n",
        vec![entry; 20_000].join(",")
    );
    assert!(log.len() > 2 << 20);
    let (codes, status) = codes(log);
    assert_eq!((codes.len(), status), (20_000, Some(0)));
}

/// Returns a line of Docker's `json-file` driver.
fn docker_line(text: &[u8]) -> String {
    let text = serde_json::to_string(&String::from_utf8_lossy(text)).unwrap();
    format!("{{\"log\":{text},\"stream\":\"stdout\",\"time\":\"2022-08-29T09:00:00Z\"}}\n")
}

/// Returns the lines of the driver for a line of output.
fn docker(output: &str) -> String {
    output.as_bytes().chunks(16 << 10).map(docker_line).collect()
}

#[test]
fn a_line_that_docker_cut_is_joined() {
    let entry =
        r#"{"StopReason":"스트림 x (3)","StreamName":"s","Url":"rtmp://push.example.com/live/s"}"#;
    let response = |count: usize| {
        docker(&format!("got {{\"EventList\":[{}]}}\n", vec![entry; count].join(",")))
    };
    assert_eq!(response(1).lines().count(), 1);
    assert_eq!(response(500).lines().count(), 3);
    let (found, status) = codes(response(500).repeat(20) + &event(1) + "\n" + &response(200));
    assert_eq!((found.len(), status), (500 * 20 + 1 + 200, Some(0)));
    // Standard error comes between the parts.
    let other = docker(&format!("{}\n", event(2))).replace("stdout", "stderr");
    let (found, status) = codes(response(500).replace('\n', &format!("\n{other}")));
    assert_eq!((found.len(), status), (500 + 3, Some(0)));
    // The last part is missing.
    let log = response(500);
    let cut = log.lines().next().unwrap();
    let output = lvb_reading(format!("\n{cut}\n{}\n", event(1)), "diagnose --format ndjson");
    assert_eq!(output.status, Some(1));
    assert!(output.stdout.lines().count() > 100);
    assert_eq!(output.stderr, "<stdin>:2: torn JSON value in a string\n");
}

#[test]
fn complete_lines_without_a_line_feed_lose_no_event() {
    let long =
        |code: u32| docker_line(format!("{} {}", event(code), "x".repeat(20_000)).as_bytes());
    let short = docker_line(event(3).as_bytes());
    expect(long(1) + &long(2) + &short + &long(1) + &event(4), ["1", "2", "3", "4", "1"]);
}

#[test]
fn an_event_after_an_escaped_event_on_one_line_is_read() {
    let escaped = event(1).replace('"', "\\\"");
    expect(format!("\"POST\" {escaped} {}\n", event(2)), ["1", "2"]);
    let dict = event(2).replace('"', "'").replace('}', ",'errmsg':\"it's\"}");
    expect(format!("x={escaped} {dict}\n"), ["1", "2"]);
    expect(format!("\"POST\" {escaped} {dict}\n"), ["1", "2"]);
    let (doubled, numbered) = (event(1).replace('"', "\"\""), event(3).replace('"', "\\x22"));
    expect(format!("{doubled} {numbered} {dict}\n{}\n", event(4)), ["1", "3", "2", "4"]);
}

#[test]
fn a_message_after_an_escaped_event_is_decoded_once() {
    let escaped = event(1).replace('"', "\\\"");
    let body = r#"{'body': '{"event_type":0,"errcode":2,"errmsg":"a \\"b\\" \\\\"}'}"#;
    let log = format!("x={escaped} {body}\n");
    let printed = lvb_reading(log, "diagnose --format ndjson --code 2").success();
    let record: Value = serde_json::from_str(&printed).unwrap();
    assert_eq!(record["raw_message"], r#"a "b" \"#);
}

/// With quadratic time, this test would run for minutes.
#[test]
fn a_deep_value_over_the_maximum_size_is_read_in_linear_time() {
    for start in ["{\"a\":", "{\"a\":{\"b\":1},\"d\":", "{'a':", "{\"a\":[1,"] {
        let torn = start.repeat((3 << 20) / start.len());
        assert_eq!(
            codes(format!("{torn}\n{}\n", event(1))),
            (vec!["1".into()], Some(1)),
            "{start}"
        );
    }
}

#[test]
fn invalid_utf_8_loses_no_event() {
    let mut log = event(1).into_bytes();
    log.truncate(log.len() - 1);
    log.extend_from_slice(b",\"errmsg\":\"\xbf\xcd\xbb\xa7\xb6\xcb\",\"\xff\":1}\n");
    let log = [log.clone(), b"\xff text ".to_vec(), log].concat();
    expect(log, ["1", "1"]);
}

#[test]
fn events_of_other_types_are_only_counted() {
    let log = r#"{"event_type":200,"pic_url":"/a.jpg"}
{"event_type":100,"file_id":"1"}
{"event_type":200,"pic_url":"/b.jpg"}
"#;
    let output = lvb_reading(log, "diagnose --format ndjson");
    assert_eq!((output.status, output.stdout.as_str()), (Some(0), ""));
    assert_eq!(output.stderr, "3 other events: 200×2, 100×1\n");
    let output = lvb_reading(log, "diagnose --format ndjson --quiet");
    assert_eq!((output.status, output.stderr.as_str()), (Some(0), ""));
}

#[test]
fn the_other_pages_of_a_list_are_mentioned() {
    let page = |number: u32| {
        format!(
            "{{\"Response\":{{\"EventList\":[],\"PageNum\":{number},\"PageSize\":10,\"TotalNum\":21,\"TotalPage\":3}}}}\n"
        )
    };
    let output = lvb_reading(page(1), "diagnose --count-by code");
    assert_eq!(output.status, Some(0));
    assert_eq!(
        output.stderr,
        "a response is page 1 of 3: there are more events on the other pages\n"
    );
    lvb_reading(page(1) + &page(2) + &page(3), "diagnose --count-by code").success();
}

#[test]
fn repeats_of_a_notification_are_counted_once() {
    let notification = |sequence: u32, t: u32| {
        format!(
            "{{\"event_type\":0,\"errcode\":5,\"event_time\":1661763600,\"sequence\":\"{sequence}\",\"t\":{t},\"sign\":\"{t}\"}}\n"
        )
    };
    let log =
        notification(1, 0) + &notification(1, 60) + &notification(2, 0) + &notification(1, 120);
    let output = lvb_reading(log.clone(), "diagnose --count-by code --format csv");
    assert!(output.stdout.contains("\n5,2,"), "{}", output.stdout);
    assert_eq!(output.status, Some(0));
    assert_eq!(
        output.stderr,
        "omitted 2 repeats of notifications; `--repeats keep` includes them\n"
    );
    let all = lvb_reading(log, "diagnose --count-by code --format csv --repeats keep").success();
    assert!(all.contains("\n5,4,"), "{all}");
    // The oldest notifications name the stream `channel_id`.
    let older = |id: &str| notification(1, 0).replace('{', &format!("{{\"channel_id\":\"{id}\","));
    lvb_reading(older("a") + &older("b"), "diagnose --count-by code").success();
    // Without a sequence number, they may be different pushes.
    lvb_reading(event(1).repeat(3), "diagnose").success();
}

#[test]
fn possible_repeats_without_a_sequence_are_reported() {
    let notification = |stream: &str, time: u32, code: u32| {
        format!(
            "{{\"event_type\":0,\"errcode\":{code},\"event_time\":{time},\"stream_id\":\"{stream}\"}}\n"
        )
    };
    let different = notification("a", 1_661_763_600, 1)
        + &notification("a", 1_661_763_600, 2)
        + &notification("a", 1_661_763_601, 1)
        + &notification("b", 1_661_763_600, 1)
        // Starts are not reported.
        + &notification("c", 1_661_763_600, 0).replace("e\":0", "e\":1").repeat(2);
    let entry = r#"{"StopReason":"(1)","StreamName":"c","StreamEndTime":"2022-08-29T09:00:00Z"}"#;
    for args in ["diagnose", "diagnose --count-by code", "report"] {
        lvb_reading(different.as_str(), args).success();
        let output = lvb_reading(different.repeat(2), args);
        assert_eq!(
            (output.status, output.stderr.as_str()),
            (
                Some(0),
                "4 interruptions without a `sequence` may be counted twice: an earlier one has the same time, stream and code\n"
            )
        );
        let output = lvb_reading(format!("{entry}\n{entry}\n"), args);
        assert!(output.stderr.starts_with("1 interruption without a `sequence` may"), "{args}");
        lvb_reading(different.repeat(2), &format!("{args} --repeats keep")).success();
    }
    // Without a time or a stream, every interruption would look like the others.
    let log = r#"{"event_type":0,"errcode":1,"event_time":1661763600}"#.repeat(2);
    lvb_reading(log, "diagnose").success();
}

#[test]
fn omitted_records_without_a_time_are_reported() {
    let log = event(1) + &event(2) + r#"{"event_type":0,"errcode":3,"event_time":1661763600}"#;
    let output =
        lvb_reading(log.clone(), "diagnose --count-by code --since @1661763600 --format csv");
    assert_eq!(output.status, Some(1));
    assert_eq!(output.stdout.lines().count(), 2);
    assert_eq!(output.stderr, "--since or --until omitted 2 interruptions without a time\n");
    let output = lvb_reading(log, "diagnose --since @1661763600 --code 3");
    assert_eq!(output.success().lines().count(), 2);
}

#[test]
fn a_time_without_a_zone_is_read_as_utc_with_a_message() {
    let output = lvb_reading("", "diagnose --since 2022-08-29 --until yesterday");
    assert_eq!(output.status, Some(0));
    let first = "--since 2022-08-29 has no zone and is read as 2022-08-29T00:00:00Z\n";
    let rest = output.stderr.strip_prefix(first).unwrap();
    assert!(rest.starts_with("--until yesterday has no zone and is read as "), "{rest}");
    lvb_reading("", "diagnose --since -2h --until now").success();
}

#[test]
fn a_table_of_notifications_is_read() {
    let table = "event_type,app,errcode,sub_errcode,event_time,stream_id
0,push.example.com,18,202,1661763600,\"a,\"\"b\"
1,push.example.com,0,,1661763600,c
0,push.example.com,n/a,NULL,1661763600,d
text
";
    let output = lvb_reading(table, "diagnose --format csv");
    assert_eq!(output.status, Some(1));
    expect_test::expect![[r#"
        time,domain,path,stream_name,sequence,errcode,sub_errcode,code,reason,category,text,user_ip,push_duration_ms,raw_message
        2022-08-29T09:00:00Z,push.example.com,,"a,""b",,18,202,18-202,ServiceSuspendedArrears,account,You LVB service has been temporarily disabled due to arrears in your account. Please top up promptly.,,,
        2022-08-29T09:00:00Z,push.example.com,,d,,,,,,,no code given,,,
    "#]]
    .assert_eq(&output.stdout);
    assert_eq!(
        output.stderr,
        "<stdin>:4: `errcode` is not an integer\n<stdin>:5: no event in this line\n\
         2 lines or JSON values could not be read\n"
    );
    // Other tables and layouts may follow.
    let other = "stream_id;errcode;event_type\ns;5;0\n";
    let rows = "event_type,errcode\n0,1\n";
    expect(format!("{rows}{other}{}\n{}", event(2), pretty(3)), ["1", "5", "2", "3"]);
    let long = format!("{rows}0,{}", "x".repeat(3 << 20));
    assert_eq!(codes(format!("{long}\n{}", event(2))), (vec!["1".into(), "2".into()], Some(1)));
    assert_eq!(codes(long), (vec!["1".into()], Some(1)));
    expect(format!("{other}Aug 29; host; {}\n{rows}", event(2)), ["5", "2", "1"]);
}

#[test]
fn the_output_of_lvb_is_input() {
    let log = r#"{"event_type":0,"errcode":18,"sub_errcode":202,"event_time":1661763600,"sequence":"7","app":"=d","appname":"-p","stream_id":"s,\"x","user_ip":"2001:db8::1","push_duration":"1500","errmsg":"a\tb"}
{"event_type":0,"errcode":99,"stream_id":"'q"}
{"event_type":0,"errmsg":"only"}
"#;
    let first = lvb_reading(log, "diagnose --format ndjson").success();
    for format in ["ndjson", "json", "csv"] {
        let printed = lvb_reading(log, &format!("diagnose --format {format}")).success();
        let again = lvb_reading(printed, "diagnose --format ndjson").success();
        // CSV shows a tab as its code point.
        assert_eq!(again.replace("<U+0009>", "\\t"), first, "{format}");
    }
}
