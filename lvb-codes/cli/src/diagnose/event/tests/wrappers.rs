//! Events inside other values.

use super::{Seen, all, one};
use crate::diagnose::problem::Problem;

#[test]
fn wrapped_events_are_found() {
    let event = r#"{"event_type":0,"errcode":1,"stream_id":"s"}"#;
    let string = serde_json::to_string(event).unwrap();
    let twice = serde_json::to_string(&format!("{{\"log\":{string}}}")).unwrap();
    let text = serde_json::to_string(&format!("INFO callback {event} []\n")).unwrap();
    let record = one(event);
    for json in [
        format!(r#"{{"log":{string},"stream":"stdout"}}"#),
        format!(r#"{{"message":{text}}}"#),
        format!(r#"{{"MESSAGE":{twice}}}"#),
        format!(r#"{{"_source":{event}}}"#),
        format!(r#"{{"req":{{"method":"POST","body":{event}}}}}"#),
        format!(r#"{{"streams":[{{"stream":{{"app":"x"}},"values":[["1",{string}]]}}]}}"#),
        format!(r#"{{"Response":{{"DataInfoList":[{{"EventType":"push","Request":{string}}}]}}}}"#),
        format!(r#"{{"event_type":"callback","body":{string}}}"#),
        string.clone(),
        serde_json::to_string(&string).unwrap().replace(r#""\""#, r#""x\""#),
    ] {
        assert_eq!(all(&json), [Seen::Interruption(record.clone())], "{json}");
    }
    assert_eq!(all(&format!(r#"{{"a":[{event},{string}]}}"#)).len(), 2);
}

#[test]
fn a_wrapper_that_keeps_an_event_twice_counts_it_once() {
    let event = r#"{"event_type":0,"errcode":1,"stream_id":"s"}"#;
    let string = serde_json::to_string(event).unwrap();
    for json in [
        format!(r#"{{"data":{string},"json":{event}}}"#),
        format!(r#"{{"message":{string},"event":{{"original":{string}}}}}"#),
        format!(r#"[{{"_source":{{"message":{string},"event":{{"original":{string}}}}}}}]"#),
    ] {
        let json = json.trim_start_matches('[').trim_end_matches(']').to_owned();
        assert_eq!(all(&json).len(), 1, "{json}");
    }
    let list = format!("[{event},{event}]");
    assert_eq!(all(&format!(r#"{{"a":{list},"b":{list}}}"#)).len(), 2);
}

#[test]
fn an_event_in_a_torn_event_is_found() {
    let event = r#"{"event_type":0,"errcode":1}"#;
    let found = all(&format!("{{\"event_type\":0,\"errcode\":\n{event}\n}}"));
    let problem = Seen::Problem(None, Problem::NotAnInteger("errcode"));
    assert_eq!(found, [problem, Seen::Interruption(one(event))]);
}

#[test]
fn a_torn_value_in_a_string_is_a_problem() {
    let event = r#"{"event_type":0,"errcode":1}"#;
    let text = serde_json::to_string(&format!("{event} {{\"a\":{event},\"b\":tru")).unwrap();
    let problem = Seen::Problem(None, Problem::TornInString);
    let found = all(&format!(r#"{{"log":{text}}}"#));
    assert_eq!(found, [Seen::Interruption(one(event)), problem, Seen::Interruption(one(event))]);
}

#[test]
fn the_search_ends_at_the_maximum_depth() {
    let event = r#"{"event_type":0,"errcode":1}"#;
    let wrapped = |depth: usize| format!("{}{event}{}", "{\"a\":".repeat(depth), "}".repeat(depth));
    assert_eq!(all(&wrapped(15)).len(), 1);
    assert_eq!(all(&wrapped(16)), [Seen::Problem(None, Problem::NoEvent)]);
    assert_eq!(all(&wrapped(10_000)), [Seen::Problem(None, Problem::NoEvent)]);
}
