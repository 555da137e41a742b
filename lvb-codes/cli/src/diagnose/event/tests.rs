//! Events read from values.

mod encodings;
mod wrappers;

use super::find::events;
use super::{Detail, Found, Record, code_at_end};
use crate::diagnose::problem::Problem;
use jiff::Timestamp;
use lvb_codes::RawCode;
use std::hash::RandomState;

/// A finding that owns its text.
#[derive(Debug, PartialEq)]
enum Seen {
    Start,
    Interruption(Record<'static>),
    Other(i64),
    Page(i64, i64),
    Problem(Option<u64>, Problem),
}

fn all(json: &str) -> Vec<Seen> {
    let mut all = Vec::new();
    events(json, Detail::All, &mut |entry, found| {
        all.push(match found {
            Found::Start(_) => Seen::Start,
            Found::Interruption(record) => Seen::Interruption(owned(&record)),
            Found::Other(event_type) => Seen::Other(event_type),
            Found::Page { number, total } => Seen::Page(number, total),
            Found::Problem(problem) => Seen::Problem(entry, problem),
        });
    });
    all
}

fn owned(record: &Record<'_>) -> Record<'static> {
    let text = |text: &Option<std::borrow::Cow<'_, str>>| {
        text.as_deref().map(|text| text.to_owned().into())
    };
    Record {
        time: record.time,
        domain: text(&record.domain),
        path: text(&record.path),
        stream_name: text(&record.stream_name),
        sequence: text(&record.sequence),
        code: record.code,
        user_ip: text(&record.user_ip),
        push_duration_ms: record.push_duration_ms,
        raw_message: text(&record.raw_message),
    }
}

#[track_caller]
fn one(json: &str) -> Record<'static> {
    match <[_; 1]>::try_from(all(json)) {
        Ok([Seen::Interruption(record)]) => record,
        other => panic!("{json}: {other:?}"),
    }
}

#[expect(clippy::unnecessary_wraps, reason = "compared with fields")]
fn code(errcode: i64, sub_errcode: Option<i64>) -> Option<RawCode> {
    Some(RawCode::new(errcode, sub_errcode))
}

#[expect(clippy::unnecessary_wraps, reason = "compared with fields")]
fn time(text: &str) -> Option<Timestamp> {
    Some(text.parse().unwrap())
}

#[test]
fn a_notification_of_an_interruption() {
    let record = one(r#"{"app":"push.example.com","appname":"live","errcode":18,"sub_errcode":202,
        "errmsg":"in arrears","event_time":1545115790,"event_type":0,"push_duration":"1500",
        "sequence":"667","stream_id":"a\"b","user_ip":"192.0.2.1","width":0,"x":[{}]}"#);
    let expected = Record {
        time: time("2018-12-18T06:49:50Z"),
        domain: Some("push.example.com".into()),
        path: Some("live".into()),
        stream_name: Some("a\"b".into()),
        sequence: Some("667".into()),
        code: code(18, Some(202)),
        user_ip: Some("192.0.2.1".into()),
        push_duration_ms: Some(1500),
        raw_message: Some("in arrears".into()),
    };
    assert_eq!(record, expected);
}

#[test]
fn a_notification_of_a_start() {
    assert_eq!(all(r#"{"event_type":1,"errcode":0}"#), [Seen::Start]);
    assert_eq!(all(r#"{"event_type":"1"}"#), [Seen::Start]);
    assert_eq!(all(r#"{"event_type":1.0,"errcode":[]}"#), [Seen::Start]);
}

#[test]
fn events_of_other_types_are_not_problems() {
    for event_type in [2, 100, 200, 314, 317, 321, 332, 341, -1] {
        let json = format!(r#"{{"event_type":{event_type},"errcode":[],"msg":"{{}}"}}"#);
        assert_eq!(all(&json), [Seen::Other(event_type)]);
    }
}

#[test]
fn numbers_and_strings_are_interchangeable() {
    let record = one(
        r#"{"event_type":"0","errcode":"21","sub_errcode":" 100 ","stream_id":7,"push_duration":9,"event_time":"60"}"#,
    );
    assert_eq!(record.code, code(21, Some(100)));
    assert_eq!(record.stream_name.as_deref(), Some("7"));
    assert_eq!((record.push_duration_ms, record.time.unwrap().as_second()), (Some(9), 60));
    let record = one(r#"{"event_type":0.0,"errcode":18.0,"sub_errcode":2.02e2}"#);
    assert_eq!(record.code, code(18, Some(202)));
}

#[test]
fn missing_and_invalid_fields_are_none() {
    let record = one(
        r#"{"event_type":0,"errcode":1,"sub_errcode":null,"app":null,"appname":[1],"stream_id":{"a":1},
            "push_duration":-1,"event_time":1e99,"user_ip":true,"errmsg":[]}"#,
    );
    assert_eq!(record, Record { code: code(1, None), ..Record::default() });
    for time in ["-62167219201", "-99999999999", "99999999999999999999999"] {
        let json = format!(r#"{{"event_type":0,"errcode":1,"event_time":{time}}}"#);
        assert_eq!(one(&json).time, None, "{time}");
    }
    let record = one(r#"{"StopReason":"(1)","StreamEndTime":"-000001-01-01T00:00:00Z"}"#);
    assert_eq!(record.time, None);
}

#[test]
fn an_interruption_without_a_code_is_a_record() {
    let record = one(r#"{"event_type":0,"errmsg":"x"}"#);
    assert_eq!((record.code, record.raw_message.as_deref()), (None, Some("x")));
    let record = one(r#"{"event_type":0,"errcode":"","sub_errcode":7}"#);
    assert_eq!(record.code, None);
    for reason in ["客户端主动断流", "unclear", "7", "(99999999999999999999)"] {
        let record = one(&format!(r#"{{"StopReason":"{reason}"}}"#));
        assert_eq!((record.code, record.raw_message.as_deref()), (None, Some(reason)));
    }
    assert_eq!(one(r#"{"StopReason":7}"#).raw_message.as_deref(), Some("7"));
}

#[test]
fn an_interruption_with_an_unreadable_code_is_a_record_and_a_problem() {
    let both = |fields: &str, name| {
        let json = format!(r#"{{"event_type":0,{fields},"stream_id":"s"}}"#);
        let Ok([Seen::Problem(None, problem), Seen::Interruption(record)]) =
            <[_; 2]>::try_from(all(&json))
        else {
            panic!("{json}: {:?}", all(&json));
        };
        assert_eq!(problem, Problem::NotAnInteger(name), "{json}");
        assert_eq!(record.stream_name.as_deref(), Some("s"), "{json}");
        record.code
    };
    for errcode in ["\"n/a\"", "\"-\"", "1.5", "18446744073709551616", "true", "[]", "{\"a\":1}"] {
        assert_eq!(both(&format!(r#""errcode":{errcode},"sub_errcode":[]"#), "errcode"), None);
    }
    for sub_errcode in ["2.5", "true", "\"x\"", "[]", "99999999999999999999"] {
        let fields = format!(r#""errcode":18,"sub_errcode":{sub_errcode}"#);
        assert_eq!(both(&fields, "sub_errcode"), code(18, None));
    }
    let own = r#"{"errcode":"x","push_duration_ms":null,"raw_message":"m"}"#;
    let record = Record { raw_message: Some("m".into()), ..Record::default() };
    let problem = Seen::Problem(None, Problem::NotAnInteger("errcode"));
    assert_eq!(all(own), [problem, Seen::Interruption(record)]);
}

#[test]
fn a_sub_errcode_may_say_that_there_is_none() {
    for none in ["-", "", " ", "null", "NULL", "None", "N/A", "nan", "0"] {
        let json = format!(r#"{{"event_type":0,"errcode":18,"sub_errcode":"{none}"}}"#);
        assert_eq!(one(&json).code, code(18, None), "{none}");
    }
}

#[test]
fn older_field_names_are_read() {
    let record = one(r#"{"event_type":0,"errcode":1,"channel_id":"c","update_time":60}"#);
    assert_eq!(
        (record.stream_name.as_deref(), record.time),
        (Some("c"), time("1970-01-01T00:01:00Z"))
    );
    let record = one(
        r#"{"event_type":0,"errcode":1,"stream_id":"s","channel_id":"c","update_time":60,"event_time":120}"#,
    );
    assert_eq!(
        (record.stream_name.as_deref(), record.time),
        (Some("s"), time("1970-01-01T00:02:00Z"))
    );
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
    assert_eq!(record, Record { code: code(1, None), ..Record::default() });
}

#[test]
fn values_without_events_are_problems() {
    for (json, problem) in [
        ("{", Problem::Invalid),
        (r#"{"a":1}"#, Problem::NoEvent),
        (r#"{"event_type":null,"errcode":1}"#, Problem::NoEvent),
        (r#"{"errcode":1,"event_time":60,"stream_id":"s"}"#, Problem::NoEventType),
        (r#"{"a":{"errcode":1,"update_time":60,"channel_id":"s"}}"#, Problem::NoEventType),
        (r#"{"errcode":0,"errmsg":"ok","event_time":60}"#, Problem::NoEvent),
        (r#"{"event_type":"","errcode":1}"#, Problem::NoEvent),
        (r#"{"Response":{"Error":{}}}"#, Problem::NoEvent),
        (r#"{"Response":[]}"#, Problem::NoEvent),
        (r#"{"EventList":null}"#, Problem::NoEvent),
        (r#"{"EventList":{}}"#, Problem::NotAList("EventList")),
        (r#"{"Response":{"EventList":"none"}}"#, Problem::NotAList("EventList")),
        (r#"{"event_type":[],"errcode":1}"#, Problem::NotAnInteger("event_type")),
        (r#"{"event_type":"start"}"#, Problem::NotAnInteger("event_type")),
        (r#"{"StopReason":["(3)"]}"#, Problem::NotAString("StopReason")),
    ] {
        assert_eq!(all(json), [Seen::Problem(None, problem)], "{json}");
    }
    let problem = Seen::Problem(Some(2), Problem::NotAnObject);
    assert_eq!(all(r#"{"EventList":[{"StopReason":""},1]}"#), [Seen::Start, problem]);
}

#[test]
fn an_error_response_is_a_problem_with_its_code_and_message() {
    let json = r#"{"Response":{"Error":{"Code":"AuthFailure","Message":"no"},"RequestId":"x"}}"#;
    let problem = Problem::ErrorResponse { code: "AuthFailure".into(), message: "no".into() };
    assert_eq!(problem.to_string(), "the API returned an error: AuthFailure: no");
    assert_eq!(all(json), [Seen::Problem(None, problem)]);
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
    let interruption = Record {
        time: time("2019-01-04T12:00:02Z"),
        domain: Some("push.example.com".into()),
        path: Some("live".into()),
        stream_name: Some("s".into()),
        code: code(3, None),
        user_ip: Some("192.0.2.1".into()),
        push_duration_ms: Some(2000),
        raw_message: Some("Stopped (3)".into()),
        ..Record::default()
    };
    let list = format!("[{},{}]", entry("Stopped (3)"), entry(""));
    for name in ["EventList", "PublishInfo"] {
        for json in [
            format!(r#"{{"Response":{{"PageNum":1,"TotalPage":1,"{name}":{list}}}}}"#),
            format!(r#"{{"{name}":{list}}}"#),
            format!(r#"{{"code":0,"data":{{"{name}":{list}}}}}"#),
        ] {
            assert_eq!(
                all(&json),
                [Seen::Interruption(interruption.clone()), Seen::Start],
                "{json}"
            );
        }
    }
    assert_eq!(one(&entry("Stopped (3)")), interruption);
    assert_eq!(all(r#"{"EventList":[]}"#), []);
    assert_eq!(all(r#"{"EventList":[{"StreamName":"a"}]}"#), [Seen::Start]);
}

#[test]
fn a_page_of_several_is_reported() {
    let json = r#"{"Response":{"EventList":[],"PageNum":2,"TotalNum":1234,"TotalPage":124}}"#;
    assert_eq!(all(json), [Seen::Page(2, 124)]);
}

#[test]
fn the_duration_of_an_entry_is_in_seconds() {
    let duration = |fields: &str| {
        one(&format!(r#"{{"StopReason":"x (3)","Duration":60,{fields}}}"#)).push_duration_ms
    };
    assert_eq!(duration(r#""StreamEndTime":"""#), Some(60_000));
    // The end is before the start.
    assert_eq!(
        duration(
            r#""StreamStartTime":"2022-08-29T09:00:00Z","StreamEndTime":"2022-08-29T08:00:00Z""#
        ),
        Some(60_000)
    );
    assert_eq!(
        one(r#"{"StopReason":"x","Duration":1.5,"ClientIp":"-"}"#).push_duration_ms,
        Some(1500)
    );
    assert_eq!(one(r#"{"StopReason":"x","ClientIp":"-"}"#).user_ip, None);
}

#[test]
fn the_code_is_at_the_end_of_a_stop_reason() {
    assert_eq!(code_at_end("a (b) (3) "), code(3, None));
    assert_eq!(code_at_end("a(3)"), code(3, None));
    assert_eq!(code_at_end("a (18, 202)"), code(18, Some(202)));
    assert_eq!(code_at_end("a (5-0)"), code(5, None));
    for reason in ["", "3", "(a)", "(3", "3)", "(3) a", "()", "(-1)", "(4294967296)"] {
        assert_eq!(code_at_end(reason), None, "{reason}");
    }
}

#[test]
fn records_of_lvb_are_read() {
    let record = one(
        r#"{"time":"2022-08-29T09:00:00Z","domain":"d","path":"p","stream_name":"s","sequence":"7","errcode":18,"sub_errcode":202,"code":"18-202","reason":"X","category":"account","text":"t","user_ip":"192.0.2.1","push_duration_ms":5,"raw_message":"m"}"#,
    );
    let expected = Record {
        time: time("2022-08-29T09:00:00Z"),
        domain: Some("d".into()),
        path: Some("p".into()),
        stream_name: Some("s".into()),
        sequence: Some("7".into()),
        code: code(18, Some(202)),
        user_ip: Some("192.0.2.1".into()),
        push_duration_ms: Some(5),
        raw_message: Some("m".into()),
    };
    assert_eq!(record, expected);
    // A notification may have fields of the same names.
    let record = one(r#"{"event_type":0,"errcode":1,"path":"/var/log/x","domain":"y","time":1}"#);
    assert_eq!(record, Record { code: code(1, None), ..Record::default() });
}

#[test]
fn notifications_of_one_event_have_one_identity() {
    let hasher = RandomState::new();
    let identity = |fields: &str| {
        one(&format!(r#"{{"event_type":0,"errcode":1,{fields}}}"#)).identity(&hasher)
    };
    let first = identity(r#""sequence":"7","event_time":60,"t":1,"sign":"a""#);
    assert!(first.is_some());
    assert_eq!(first, identity(r#""t":2,"sign":"b","event_time":"60","sequence":7"#));
    assert_ne!(first, identity(r#""sequence":"8","event_time":60"#));
    assert_ne!(first, identity(r#""sequence":"7","event_time":61"#));
    assert_ne!(first, identity(r#""sequence":"7","event_time":60,"stream_id":"s""#));
    assert_ne!(first, identity(r#""sequence":"7","event_time":60,"sub_errcode":1"#));
    assert_eq!(identity(r#""sequence":"7""#), None);
    assert_eq!(identity(r#""event_time":60"#), None);
}
