//! `lvb diagnose --count-by`.

use crate::diagnose::log::{NOTIFICATIONS, text, unknown};
use crate::run::lvb_reading;
use lvb_codes::{Code, Lang};
use serde_json::{Value, json};

fn counts(args: &str) -> Value {
    // The same events in other pushes, and one without details.
    let others = NOTIFICATIONS
        .replace(r#""sequence":""#, r#""sequence":"9"#)
        .replace("1661763601", "1661763602");
    let log = NOTIFICATIONS.to_owned() + &others + r#"{"event_type":0,"errcode":1}"#;
    let json = lvb_reading(log, &format!("diagnose --format json --count-by {args}")).success();
    serde_json::from_str(&json).unwrap()
}

#[test]
fn every_key() {
    let of = |key: &str, count: u64, text: &str| json!({"key": key, "count": count, "text": text});
    let no = |count: u64, text: &str| json!({"key": null, "count": count, "text": text});
    assert_eq!(
        counts("code"),
        json!([
            of("1", 3, text(Code::C1)),
            of("18-202", 2, text(Code::C18_202)),
            of("99", 2, &unknown())
        ])
    );
    let reason = |code: Code, count| of(code.reason().name(), count, code.reason().text(Lang::Ko));
    assert_eq!(
        counts("reason --lang ko"),
        json!([reason(Code::C1, 3), reason(Code::C18_202, 2), no(2, "not documented")])
    );
    let category = |code: Code, count| of(code.category().name(), count, "");
    assert_eq!(
        counts("category"),
        json!([category(Code::C1, 3), category(Code::C18_202, 2), no(2, "not documented")])
    );
    assert_eq!(counts("stream"), json!([of("one", 4, ""), of("추천", 2, ""), no(1, "not given")]));
    assert_eq!(counts("path"), json!([of("live", 4, ""), of("회의", 2, ""), no(1, "not given")]));
    assert_eq!(
        counts("domain"),
        json!([of("push.example.com", 4, ""), of("other.example.com", 2, ""), no(1, "not given")])
    );
    assert_eq!(
        counts("hour"),
        json!([
            of("2022-08-29T08:00:00Z", 2, ""),
            of("2022-08-29T09:00:00Z", 4, ""),
            no(1, "no time given")
        ])
    );
}

#[test]
fn a_missing_key_has_its_reason() {
    let log = r#"{"event_type":0,"errcode":99}
{"event_type":0,"errcode":18}
{"event_type":0,"errcode":18,"sub_errcode":0}
{"event_type":0}
{"event_type":0,"errcode":18,"sub_errcode":299}
"#;
    let run =
        |by: &str| lvb_reading(log, &format!("diagnose --format csv --count-by {by}")).success();
    assert_eq!(
        run("category"),
        "key,count,text\n,2,sub_errcode missing\naccount,1,\n,1,no code\n,1,not documented\n"
    );
    assert_eq!(
        run("reason"),
        "key,count,text\n,2,not documented\n,2,sub_errcode missing\n,1,no code\n"
    );
}

#[test]
fn filters_apply_to_counts() {
    assert_eq!(counts("path --stream one"), json!([{"key": "live", "count": 4, "text": ""}]));
    let reasons = counts("reason --stream 추천");
    assert_eq!(reasons[0]["key"], Code::C1.reason().name());
    assert_eq!((&reasons[0]["count"], reasons.as_array().unwrap().len()), (&json!(2), 1));
    assert_eq!(counts("code --code 99")[0]["count"], 2);
}

#[test]
fn equal_counts_are_sorted_by_key() {
    let log = |streams: &[&str]| -> String {
        let line = |name| format!("{{\"event_type\":0,\"errcode\":1,\"stream_id\":\"{name}\"}}\n");
        streams.iter().map(line).collect()
    };
    let csv =
        lvb_reading(log(&["b", "c", "a", "c", "-1"]), "diagnose --count-by stream --format csv");
    assert_eq!(csv.success(), "key,count,text\nc,2,\n'-1,1,\na,1,\nb,1,\n");
}

#[test]
fn every_format() {
    let run = |format: &str| {
        lvb_reading(NOTIFICATIONS, &format!("diagnose --count-by path --format {format}")).success()
    };
    assert_eq!(
        run("table"),
        "     COUNT   SHARE  PATH\n         2   66.7%  live\n         1   33.3%  회의\n         3  total\n"
    );
    assert_eq!(
        run("ndjson"),
        "{\"key\":\"live\",\"count\":2,\"text\":\"\"}\n{\"key\":\"회의\",\"count\":1,\"text\":\"\"}\n"
    );
    assert_eq!(
        run("json"),
        "[\n{\"key\":\"live\",\"count\":2,\"text\":\"\"},\n{\"key\":\"회의\",\"count\":1,\"text\":\"\"}\n]\n"
    );
    assert_eq!(run("csv"), "key,count,text\nlive,2,\n회의,1,\n");
}

#[test]
fn an_empty_log_has_empty_counts() {
    let run = |format: &str| {
        lvb_reading("", &format!("diagnose --count-by code --format {format}")).success()
    };
    assert_eq!(run("table"), "     COUNT   SHARE  CODE\n         0  total\n");
    assert_eq!(run("json"), "[\n]\n");
    assert_eq!(run("ndjson"), "");
    assert_eq!(run("csv"), "key,count,text\n");
}

#[test]
fn a_table_shows_what_keys_mean() {
    let table = lvb_reading(NOTIFICATIONS, "diagnose --count-by code").success();
    let expected = format!(
        "     COUNT   SHARE  CODE\n         1   33.3%  1       {}\n         1   33.3%  18-202  {}\n         1   33.3%  99      {}\n         3  total\n",
        text(Code::C1),
        text(Code::C18_202),
        "not known to this version"
    );
    assert_eq!(table, expected);
}

#[test]
fn two_keys() {
    let run = |format: &str| {
        let args = format!("diagnose --count-by path,code --format {format} --top 2");
        lvb_reading(NOTIFICATIONS, &args).success()
    };
    assert_eq!(
        run("csv"),
        format!(
            "path,code,count,text\nlive,18-202,1,{}\nlive,99,1,{}\n",
            text(Code::C18_202),
            unknown()
        )
    );
    let json: Value = serde_json::from_str(&run("json")).unwrap();
    assert_eq!(
        json[0],
        json!({"key": ["live", "18-202"], "count": 1, "text": text(Code::C18_202)})
    );
    assert_eq!(json.as_array().unwrap().len(), 2);
    let table = run("table");
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(lines[0], "     COUNT   SHARE  PATH  CODE");
    assert!(lines[1].starts_with("         1   33.3%  live  18-202  You LVB service"), "{table}");
    assert_eq!(lines[3..], ["         1  in 1 further rows", "         3  total"]);
    let output = lvb_reading("", "diagnose --count-by path,code,hour");
    assert_eq!(
        (output.status, output.stderr.as_str()),
        (Some(2), "error: --count-by accepts at most two keys\n")
    );
}

#[test]
fn minutes_and_clients_are_counted() {
    let log = r#"{"event_type":0,"errcode":1,"event_time":1661763600,"user_ip":"2001:db8::1"}
{"event_type":0,"errcode":1,"event_time":1661763723}
"#;
    let run =
        |by: &str| lvb_reading(log, &format!("diagnose --format csv --count-by {by}")).success();
    assert_eq!(
        run("minute"),
        "key,count,text\n2022-08-29T09:00:00Z,1,\n2022-08-29T09:01:00Z,0,\n2022-08-29T09:02:00Z,1,\n"
    );
    assert_eq!(run("client"), "key,count,text\n2001:db8::1,1,\n,1,not given\n");
}
