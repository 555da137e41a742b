//! Values in notations other than JSON.

use super::{Seen, all, code, one, time};
use crate::diagnose::problem::Problem;

#[test]
fn numbers_may_have_a_type_or_no_value() {
    let record = one(
        r#"{"event_type":{"$numberInt":"0"},"errcode":{ "$numberLong": "18" },"sub_errcode":NaN,
            "event_time":{"$date":{"$numberLong":"1661763600000"}},"x":[-Infinity,{"y":NaN}]}"#,
    );
    assert_eq!((record.code, record.time), (code(18, None), time("2022-08-29T09:00:00Z")));
    let record = one(r#"{"event_type":{"$numberInt":0},"errcode":{"$numberDecimal":"1.8E+1"},
            "event_time":{"$timestamp":{"t":1661763600,"i":1}}}"#);
    assert_eq!((record.code, record.time), (code(18, None), time("2022-08-29T09:00:00Z")));
    // Only an object with one member is unwrapped; this event type is not an integer.
    let two = all(r#"{"event_type":{"$numberInt":"0","x":1},"errcode":18}"#);
    assert!(matches!(two[..], [Seen::Problem(..)]), "{two:?}");
    let deep = format!("{}1{}", "{\"$date\":".repeat(100_000), "}".repeat(100_000));
    assert_eq!(one(&format!(r#"{{"event_type":0,"event_time":{deep}}}"#)).time, None);
}

#[test]
fn a_message_may_be_an_array_of_bytes() {
    let event = "\u{1b}[1m{\"event_type\":0,\"errmsg\":\"é\"}";
    let record = one(&format!(r#"{{"MESSAGE":{:?}}}"#, event.as_bytes()));
    assert_eq!(record.raw_message.as_deref(), Some("é"));
    assert_eq!(all("[123,256,{}]"), [Seen::Problem(None, Problem::NoEvent)]);
}

#[test]
fn bytes_that_python_printed_are_utf_8() {
    let event = r#"{'body': b'{"event_type":0,"errmsg":"a\xe4\xb8\xad","appname":"\xff"}'}"#;
    let record = one(event);
    assert_eq!(record.raw_message.as_deref(), Some("a中"));
    assert_eq!(record.path.as_deref(), Some("\u{fffd}"));
}
