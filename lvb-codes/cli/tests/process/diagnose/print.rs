//! Records in each format, filtered or not.

use crate::diagnose::log::{NOTIFICATIONS, RESPONSE, text, unknown};
use crate::run::lvb_reading;
use expect_test::expect;
use lvb_codes::{Code, Lang};
use serde_json::{Value, json};

fn objects() -> [Value; 3] {
    [
        json!({
            "time": "2022-08-29T08:01:01Z", "domain": "push.example.com", "path": "live",
            "stream_name": "one", "sequence": "7", "errcode": 18, "sub_errcode": 202,
            "code": "18-202", "reason": Code::C18_202.reason().name(),
            "category": Code::C18_202.category().name(), "text": text(Code::C18_202),
            "user_ip": "192.0.2.1", "push_duration_ms": 61000, "raw_message": "in arrears",
        }),
        json!({
            "time": "2022-08-29T09:00:00Z", "domain": "push.example.com", "path": "회의",
            "stream_name": "추천", "sequence": "8", "errcode": 1, "sub_errcode": null, "code": "1",
            "reason": Code::C1.reason().name(), "category": Code::C1.category().name(),
            "text": text(Code::C1), "user_ip": "192.0.2.2", "push_duration_ms": 3_723_000,
            "raw_message": "ended",
        }),
        json!({
            "time": "2022-08-29T09:00:01Z", "domain": "other.example.com", "path": "live",
            "stream_name": "one", "sequence": null, "errcode": 99, "sub_errcode": null,
            "code": null, "reason": null, "category": null, "text": unknown(), "user_ip": null,
            "push_duration_ms": null, "raw_message": null,
        }),
    ]
}

#[test]
fn table() {
    let table = lvb_reading(NOTIFICATIONS, "diagnose").success();
    let expected = format!(
        "\
TIME                  DOMAIN             PATH  STREAM  DURATION  CLIENT IP  CODE    REASON
2022-08-29T08:01:01Z  push.example.com   live  one     1m01s     192.0.2.1  18-202  {}
2022-08-29T09:00:00Z  push.example.com   회의  추천    1h02m03s  192.0.2.2  1       {}
2022-08-29T09:00:01Z  other.example.com  live  one     -         -          99      {}
",
        text(Code::C18_202),
        text(Code::C1),
        "not known to this version"
    );
    assert_eq!(table, expected);
}

#[test]
fn texts_of_undocumented_codes_are_short_in_tables_and_complete_elsewhere() {
    let log = r#"{"event_type":0,"errcode":18,"sub_errcode":602}
{"event_type":0,"errcode":18}
{"event_type":0,"errcode":-1}
{"event_type":0}
"#;
    let run = |args: &str| lvb_reading(log, args).success();
    expect![[r#"
        TIME  DOMAIN  PATH  STREAM  DURATION  CLIENT IP  CODE    REASON
        -     -       -     -       -         -          18-602  not known to this version (similar codes: quota)
        -     -       -     -       -         -          18      sub_errcode missing
        -     -       -     -       -         -          -1      not known to this version
        -     -       -     -       -         -          -       no code given
    "#]].assert_eq(&run("diagnose"));
    expect![[r#"
        COUNT   SHARE  CODE
                 1   25.0%  -1      not known to this version
                 1   25.0%  18      sub_errcode missing
                 1   25.0%  18-602  not known to this version (similar codes: quota)
                 1   25.0%  -       not given
                 4  total
    "#]]
    .assert_eq(run("diagnose --count-by code").trim_start());
    for args in ["diagnose", "diagnose --count-by code"] {
        for format in ["json", "ndjson", "csv"] {
            let output = run(&format!("{args} --format {format}"));
            for text in ["18 with sub_errcode 602 is not", "18 requires a", "errcode -1 is not"] {
                assert!(output.contains(text), "{output}");
            }
        }
    }
}

#[test]
fn a_pipe_gets_wide_cells_whole() {
    let domain = "123456.livepush.myqcloud.com";
    let address = "2001:db8:1234:5678:9abc:def0:1234:5678";
    let log = format!(
        "{{\"event_type\":0,\"errcode\":1,\"app\":\"{domain}\",\"user_ip\":\"{address}\"}}\n"
    );
    let table = lvb_reading(log, "diagnose").success();
    let (headers, record) = table.split_once('\n').unwrap();
    assert_eq!(headers.find("PATH"), headers.find("DOMAIN").map(|at| at + domain.len() + 2));
    assert_eq!(headers.find("CODE"), headers.find("CLIENT").map(|at| at + address.len() + 2));
    assert!(record.contains(domain) && record.contains(address), "{record}");
}

#[test]
fn ndjson() {
    let ndjson = lvb_reading(NOTIFICATIONS, "diagnose --format ndjson").success();
    let lines: Vec<Value> =
        ndjson.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines, objects());
    // The order of the members is part of the contract.
    assert!(ndjson.starts_with(r#"{"time":"2022-08-29T08:01:01Z","domain":"push.example.com","path":"live","stream_name":"one","sequence":"7","errcode":18,"sub_errcode":202,"code":"18-202","reason":"#));
}

#[test]
fn json() {
    let json = lvb_reading(NOTIFICATIONS, "diagnose --format json - -").success();
    assert_eq!(serde_json::from_str::<Vec<Value>>(&json).unwrap(), objects());
    for nothing in ["", "{\"event_type\":1}"] {
        let json = lvb_reading(nothing, "diagnose --format json").success();
        assert_eq!(serde_json::from_str::<Vec<Value>>(&json).unwrap(), [Value::Null; 0]);
    }
}

#[test]
fn csv() {
    let csv = lvb_reading(NOTIFICATIONS, "diagnose --format csv").success();
    let mut csv = csv::Reader::from_reader(csv.as_bytes());
    let headers: Vec<String> = csv.headers().unwrap().iter().map(str::to_owned).collect();
    assert_eq!(
        headers,
        [
            "time",
            "domain",
            "path",
            "stream_name",
            "sequence",
            "errcode",
            "sub_errcode",
            "code",
            "reason",
            "category",
            "text",
            "user_ip",
            "push_duration_ms",
            "raw_message"
        ]
    );
    let rows: Vec<_> = csv.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 3);
    for (row, object) in rows.iter().zip(objects()) {
        for (header, cell) in headers.iter().zip(row) {
            let expected = match &object[header] {
                Value::Null => String::new(),
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            assert_eq!(cell, expected, "{header}");
        }
    }
}

#[test]
fn lang_sets_the_language_of_texts() {
    let table = lvb_reading(NOTIFICATIONS, "diagnose --lang ko").success();
    assert!(table.lines().nth(2).unwrap().ends_with(Code::C1.text(Lang::Ko)), "{table}");
}

#[test]
fn a_response_has_a_list_of_records() {
    let compact = serde_json::from_str::<Value>(RESPONSE).unwrap().to_string();
    let entries = serde_json::from_str::<Value>(RESPONSE).unwrap()["Response"]["EventList"].take();
    let in_lines: String =
        entries.as_array().unwrap().iter().map(|entry| format!("{entry}\n")).collect();
    for log in [RESPONSE, &compact, &entries.to_string(), &in_lines, &format!("[{compact}]")] {
        let ndjson = lvb_reading(log, "diagnose --format ndjson").success();
        let record: Value = serde_json::from_str(&ndjson).unwrap();
        let expected = json!({
            "time": "2022-08-29T09:00:02Z", "domain": "push.example.com", "path": "live",
            "stream_name": "two", "sequence": null, "errcode": 3, "sub_errcode": null, "code": "3",
            "reason": Code::C3.reason().name(), "category": Code::C3.category().name(),
            "text": text(Code::C3), "user_ip": "192.0.2.8", "push_duration_ms": 2000,
            "raw_message": "The client ended it (3)",
        });
        assert_eq!(record, expected, "{log}");
    }
}

#[test]
fn filters_select_records() {
    let codes = |args: &str| -> Vec<i64> {
        let args = format!("diagnose --format json {args}");
        let output = lvb_reading(NOTIFICATIONS, &args);
        assert_eq!(output.status, Some(0));
        let json: Vec<Value> = serde_json::from_str(&output.stdout).unwrap();
        json.iter().map(|record| record["errcode"].as_i64().unwrap()).collect()
    };
    assert_eq!(codes("--stream one"), [18, 99]);
    assert_eq!(codes("--stream on"), [0; 0]);
    assert_eq!(codes("--stream one --stream 추천"), [18, 1, 99]);
    assert_eq!(codes("--path 회의"), [1]);
    assert_eq!(codes("--domain push.example.com"), [18, 1]);
    assert_eq!(codes("--since 2022-08-29T09:00:00Z"), [1, 99]);
    assert_eq!(codes("--until 2022-08-29T09:00:00Z"), [18]);
    assert_eq!(codes("--since 2022-08-30T00:00:00Z"), [0; 0]);
    assert_eq!(codes("--until 2022-08-30T00:00:00Z"), [18, 1, 99]);
    assert_eq!(codes("--code 18-202 --code 99-0"), [18, 99]);
    assert_eq!(codes("--code 18"), [0; 0]);
    assert_eq!(codes(&format!("--category {}", Code::C1.category())), [1]);
    assert_eq!(codes("--category none"), [99]);
    assert_eq!(codes("--category none --category account"), [18, 99]);
    assert_eq!(codes("--domain push.example.com --stream one"), [18]);
    let unknown = r#"{"event_type":0,"errcode":-1}{"event_type":0,"errcode":1}"#;
    for option in ["--code -1", "--code=-1"] {
        let ndjson = lvb_reading(unknown, &format!("diagnose --format ndjson {option}")).success();
        assert_eq!(ndjson.matches("\"errcode\":-1,").count(), ndjson.lines().count());
    }
    for wrong in ["--code x", "--since someday", "--category x", "--format xml"] {
        assert_eq!(lvb_reading("", &format!("diagnose {wrong}")).status, Some(2), "{wrong}");
    }
}
