//! Events read from values.

use super::{Event, Found, Record, code_at_end, read};
use lvb_codes::{Code, Lang};

fn all(json: &str) -> Vec<Found<'_>> {
    let mut all = Vec::new();
    read(json.as_bytes(), true, |found| all.push(found));
    all
}

fn one(json: &str) -> Record<'_> {
    match <[_; 1]>::try_from(all(json)) {
        Ok([Ok(Event::Interruption(record))]) => record,
        other => panic!("{json}: {other:?}"),
    }
}

#[test]
fn a_notification_of_an_interruption() {
    let record = one(r#"{"app":"push.example.com","appname":"live","errcode":18,"sub_errcode":202,
            "errmsg":"in arrears","event_time":1545115790,"event_type":0,"push_duration":"1500",
            "sequence":"667","stream_id":"a\"b","user_ip":"192.0.2.1","width":0,"x":[{}]}"#);
    assert_eq!(record.time.unwrap().to_string(), "2018-12-18T06:49:50Z");
    assert_eq!(record.domain.as_deref(), Some("push.example.com"));
    assert_eq!(record.path.as_deref(), Some("live"));
    assert_eq!(record.stream_name.as_deref(), Some("a\"b"));
    assert_eq!(record.sequence.as_deref(), Some("667"));
    assert_eq!((record.errcode, record.sub_errcode), (18, Some(202)));
    assert_eq!(record.user_ip.as_deref(), Some("192.0.2.1"));
    assert_eq!(record.push_duration_ms, Some(1500));
    assert_eq!(record.raw_message.as_deref(), Some("in arrears"));
    assert_eq!(record.code(), Some(Code::C18_202));
}

#[test]
fn a_notification_of_a_start() {
    assert_eq!(all(r#"{"event_type":1,"errcode":0}"#), [Ok(Event::Start)]);
    assert_eq!(all(r#"{"event_type":"1"}"#), [Ok(Event::Start)]);
}

#[test]
fn numbers_and_strings_are_interchangeable() {
    let record = one(
        r#"{"event_type":"0","errcode":"21","sub_errcode":" 100 ","stream_id":7,"push_duration":9,"event_time":"60"}"#,
    );
    assert_eq!(record.code(), Some(Code::C21_100));
    assert_eq!(record.stream_name.as_deref(), Some("7"));
    assert_eq!((record.push_duration_ms, record.time.unwrap().as_second()), (Some(9), 60));
}

#[test]
fn missing_and_invalid_fields_are_none() {
    let record = one(
        r#"{"event_type":0,"errcode":1,"sub_errcode":null,"app":null,"appname":[1],"stream_id":{"a":1},
            "push_duration":-1,"event_time":1e99,"user_ip":true,"errmsg":[]}"#,
    );
    assert_eq!(record, Record { errcode: 1, ..Record::default() });
    for time in ["99999999999999", "-62167219201", "-99999999999"] {
        let json = format!(r#"{{"event_type":0,"errcode":1,"event_time":{time}}}"#);
        assert_eq!(one(&json).time, None, "{time}");
    }
    let record = one(r#"{"event_type":0,"errcode":1,"event_time":-62167219200}"#);
    assert_eq!(record.time.unwrap().to_string(), "0000-01-01T00:00:00Z");
    let record = one(r#"{"StopReason":"(1)","StreamEndTime":"-000001-01-01T00:00:00Z"}"#);
    assert_eq!(record.time, None);
}

#[test]
fn odd_strings_and_numbers_are_kept_as_written() {
    let record = one(
        r#"{"event_type":0,"errcode":1,"app":"\ud800a","appname":1e999,"stream_id":"\u0041\ud83d\ude00"}"#,
    );
    assert_eq!(record.domain.as_deref(), Some("\\ud800a"));
    assert_eq!(record.path.as_deref(), Some("1e999"));
    assert_eq!(record.stream_name.as_deref(), Some("A\u{1f600}"));
}

#[test]
fn the_last_of_duplicate_fields_wins() {
    let record =
        one(r#"{"event_type":1,"errcode":2,"app":"a","event_type":0,"errcode":1,"app":null}"#);
    assert_eq!(record, Record { errcode: 1, ..Record::default() });
}

#[test]
fn records_without_details_have_only_codes() {
    let json =
        r#"{"event_type":0,"errcode":18,"sub_errcode":202,"app":"a","event_time":60,"x":"\ud800"}"#;
    let mut all = Vec::new();
    read(json.as_bytes(), false, |found| all.push(found));
    let record = Record { errcode: 18, sub_errcode: Some(202), ..Record::default() };
    assert_eq!(all, [Ok(Event::Interruption(record))]);
}

#[test]
fn undocumented_codes_are_records() {
    for (numbers, written, text) in [
        (r#""errcode":18"#, "18", "errcode 18 requires a sub_errcode; known: "),
        (r#""errcode":18,"sub_errcode":0"#, "18", "errcode 18 requires a sub_errcode; "),
        (r#""errcode":18,"sub_errcode":7"#, "18-7", "errcode 18 with sub_errcode 7 is not known "),
        (r#""errcode":5,"sub_errcode":-7"#, "5--7", "5--7 is not documented"),
        (r#""errcode":4294967295"#, "4294967295", "errcode 4294967295 is not known to this "),
        (r#""errcode":4294967296"#, "4294967296", "4294967296 is not documented"),
        (r#""errcode":-1"#, "-1", "-1 is not documented"),
    ] {
        let json = format!(r#"{{"event_type":0,{numbers}}}"#);
        let record = one(&json);
        assert_eq!((record.code(), record.written().as_str()), (None, written));
        let known = record.text(Lang::Ko);
        assert!(known.starts_with(text), "{known}");
    }
    assert_eq!(one(r#"{"event_type":0,"errcode":5,"sub_errcode":0}"#).code(), Some(Code::C5));
}

#[test]
fn values_without_events_are_errors() {
    for (json, message) in [
        ("", "not a JSON object"),
        ("[0,1]", "not a JSON object"),
        ("{\"event_type\":0,", "EOF while parsing a value, at column 16"),
        ("{\n\"event_type\":0,", "EOF while parsing a value"),
        ("{}", "neither a notification nor a list of events"),
        (r#"{"event_type":null,"errcode":1}"#, "neither a notification nor a list of events"),
        (r#"{"Response":{"Error":{}}}"#, "a response without an `EventList`"),
        (r#"{"Response":[]}"#, "not a JSON object"),
        (r#"{"EventList":{}}"#, "`EventList` is not a list"),
        (r#"{"EventList":[1]}"#, "not a JSON object"),
        (r#"{"event_type":2,"errcode":1}"#, "`event_type` is neither 0 nor 1"),
        (r#"{"event_type":"","errcode":1}"#, "`event_type` is neither 0 nor 1"),
        (r#"{"event_type":[],"errcode":1}"#, "`event_type` is not an integer"),
        (r#"{"event_type":0}"#, "an interruption without an `errcode`"),
        (r#"{"event_type":0,"errcode":1.5}"#, "`errcode` is not an integer"),
        (r#"{"event_type":0,"errcode":99999999999999999999}"#, "`errcode` is not an integer"),
        (r#"{"event_type":0,"errcode":18,"sub_errcode":[]}"#, "`sub_errcode` is not an integer"),
        (r#"{"StopReason":["(3)"]}"#, "`StopReason` is not a string"),
        (
            r#"{"StopReason":"unclear"}"#,
            "a `StopReason` that does not end in a code in parentheses",
        ),
    ] {
        assert_eq!(all(json), [Err(message.to_owned())], "{json}");
    }
    let mut messages = Vec::new();
    read(b"{\"a\":\"\xff\"}", true, |found| messages.push(found.unwrap_err()));
    assert_eq!(messages, ["not UTF-8, at column 7"]);
}

#[test]
fn a_response_has_a_list_of_entries() {
    let entry = |reason: &str| {
        format!(
            r#"{{"AppName":"live","ClientIp":"192.0.2.1","DomainName":"push.example.com","Duration":3,
                "StopReason":"{reason}","StreamEndTime":"2019-01-04T12:00:02Z","StreamName":"s",
                "StreamStartTime":"2019-01-04T12:00:00Z","Url":"rtmp://x"}}"#
        )
    };
    let list = format!(
        "[{},{},{},{}]",
        entry("Stopped by the client (3)"),
        entry(""),
        entry("unclear"),
        entry("In arrears (18-202)")
    );
    for json in [
        format!(r#"{{"Response":{{"PageNum":1,"EventList":{list}}}}}"#),
        format!(r#"{{"EventList":{list}}}"#),
    ] {
        let found = all(&json);
        let [
            Ok(Event::Interruption(first)),
            Ok(Event::Start),
            Err(message),
            Ok(Event::Interruption(second)),
        ] = &found[..]
        else {
            panic!("{found:?}");
        };
        assert_eq!(first.code(), Some(Code::C3));
        assert_eq!(first.time.unwrap().to_string(), "2019-01-04T12:00:02Z");
        assert_eq!(first.push_duration_ms, Some(2000));
        assert_eq!(first.domain.as_deref(), Some("push.example.com"));
        assert_eq!(first.raw_message.as_deref(), Some("Stopped by the client (3)"));
        assert_eq!(message, "a `StopReason` that does not end in a code in parentheses");
        assert_eq!(second.code(), Some(Code::C18_202));
    }
    let alone = entry("Stopped by the client (3)");
    assert_eq!(one(&alone).stream_name.as_deref(), Some("s"));
    assert_eq!(all(r#"{"EventList":[]}"#), []);
}

#[test]
fn the_code_is_at_the_end_of_a_stop_reason() {
    assert_eq!(code_at_end("a (b) (3) "), Some((3, None)));
    assert_eq!(code_at_end("a (18, 202)"), Some((18, Some(202))));
    assert_eq!(code_at_end("a (5-0)"), Some((5, None)));
    for reason in ["", "3", "(a)", "(3", "3)", "(3) a", "()", "(-1)", "(4294967296)"] {
        assert_eq!(code_at_end(reason), None, "{reason}");
    }
}
