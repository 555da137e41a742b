//! What one JSON value of an event log says.
//!
//! There are two kinds: the callback notification of a push, and the response of
//! `DescribeLiveStreamEventList`. Numbers may be written as strings, for some of these fields are.

use jiff::Timestamp;
use lvb_codes::Code;
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// An interruption of a push. What a log leaves out is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Record<'a> {
    pub(crate) time: Option<Timestamp>,
    pub(crate) domain: Option<Cow<'a, str>>,
    pub(crate) path: Option<Cow<'a, str>>,
    pub(crate) stream_name: Option<Cow<'a, str>>,
    pub(crate) sequence: Option<Cow<'a, str>>,
    pub(crate) errcode: u32,
    pub(crate) sub_errcode: Option<u32>,
    pub(crate) user_ip: Option<Cow<'a, str>>,
    pub(crate) push_duration_ms: Option<u64>,
    pub(crate) raw_message: Option<Cow<'a, str>>,
}

/// The events of one JSON value.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Events<'a> {
    pub(crate) records: Vec<Record<'a>>,
    /// Pushes that began, or go on.
    pub(crate) starts: u64,
}

impl Record<'_> {
    /// The code, if its numbers are documented.
    pub(crate) fn code(&self) -> Option<Code> {
        Code::lookup(self.errcode, self.sub_errcode).ok()
    }
}

/// Reads one JSON value.
pub(crate) fn read(json: &[u8]) -> Result<Events<'_>, String> {
    // An array of the right length would do for the fields, one by one.
    if json.trim_ascii_start().first() != Some(&b'{') {
        return Err("not a JSON object".to_owned());
    }
    let value: Value<'_> = serde_json::from_slice(json).map_err(|error| describe(&error))?;
    if let Some(list) = value.list {
        let mut events = Events::default();
        for entry in list {
            match entry.record()? {
                Some(record) => events.records.push(record),
                None => events.starts += 1,
            }
        }
        return Ok(events);
    }
    match value.event_type {
        Number::Missing => Err("neither a notification nor a list of events".to_owned()),
        Number::Value(1) => Ok(Events { records: Vec::new(), starts: 1 }),
        Number::Value(0) => Ok(Events { records: vec![value.record()?], starts: 0 }),
        Number::Value(_) | Number::Wrong => Err("`event_type` is neither 0 nor 1".to_owned()),
    }
}

/// The parser's message without its position, which counts from the value's start.
fn describe(error: &serde_json::Error) -> String {
    let message = error.to_string();
    match message.rfind(" at line ") {
        Some(at) if error.line() <= 1 => {
            format!("{}, at column {}", &message[..at], error.column())
        }
        Some(at) => message[..at].to_owned(),
        None => message,
    }
}

/// The fields of a notification, and the list of a response.
#[derive(serde::Deserialize)]
struct Value<'a> {
    #[serde(default)]
    event_type: Number,
    #[serde(default)]
    errcode: Number,
    #[serde(default)]
    sub_errcode: Number,
    #[serde(default)]
    event_time: Number,
    #[serde(default)]
    push_duration: Number,
    #[serde(borrow, default)]
    app: Text<'a>,
    #[serde(borrow, default)]
    appname: Text<'a>,
    #[serde(borrow, default)]
    stream_id: Text<'a>,
    #[serde(borrow, default)]
    sequence: Text<'a>,
    #[serde(borrow, default)]
    user_ip: Text<'a>,
    #[serde(borrow, default)]
    errmsg: Text<'a>,
    #[serde(borrow, default, alias = "Response", alias = "EventList", deserialize_with = "list")]
    list: Option<Vec<Entry<'a>>>,
}

impl<'a> Value<'a> {
    fn record(self) -> Result<Record<'a>, String> {
        let number = |number: Number, name: &str| match number {
            Number::Missing => Ok(None),
            Number::Value(value) => u32::try_from(value)
                .map(Some)
                .map_err(|_| format!("`{name}` is out of range: {value}")),
            Number::Wrong => Err(format!("`{name}` is not a number")),
        };
        let errcode = number(self.errcode, "errcode")?;
        Ok(Record {
            time: self
                .event_time
                .value()
                .and_then(|seconds| Timestamp::from_second(i64::try_from(seconds).ok()?).ok()),
            domain: self.app.0,
            path: self.appname.0,
            stream_name: self.stream_id.0,
            sequence: self.sequence.0,
            errcode: errcode.ok_or("an interruption without an `errcode`")?,
            sub_errcode: number(self.sub_errcode, "sub_errcode")?,
            user_ip: self.user_ip.0,
            push_duration_ms: self.push_duration.value(),
            raw_message: self.errmsg.0,
        })
    }
}

/// An entry of a response's list.
#[derive(serde::Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Entry<'a> {
    #[serde(borrow, default)]
    app_name: Text<'a>,
    #[serde(borrow, default)]
    domain_name: Text<'a>,
    #[serde(borrow, default)]
    stream_name: Text<'a>,
    #[serde(borrow, default)]
    client_ip: Text<'a>,
    #[serde(borrow, default)]
    stop_reason: Text<'a>,
    #[serde(borrow, default)]
    stream_start_time: Text<'a>,
    #[serde(borrow, default)]
    stream_end_time: Text<'a>,
}

impl<'a> Entry<'a> {
    /// The interruption; none if the push goes on.
    fn record(self) -> Result<Option<Record<'a>>, String> {
        let Some(reason) = self.stop_reason.0.filter(|reason| !reason.trim().is_empty()) else {
            return Ok(None);
        };
        let Some((errcode, sub_errcode)) = code_at_end(&reason) else {
            return Err("a `StopReason` that does not end in a code in parentheses".to_owned());
        };
        let time = |text: &Text<'_>| text.0.as_ref()?.parse::<Timestamp>().ok();
        let (start, end) = (time(&self.stream_start_time), time(&self.stream_end_time));
        // The unit of `Duration` is not documented; the times say the same.
        let duration = start.zip(end).map(|(start, end)| end.duration_since(start).as_millis());
        Ok(Some(Record {
            time: end,
            domain: self.domain_name.0,
            path: self.app_name.0,
            stream_name: self.stream_name.0,
            sequence: None,
            errcode,
            sub_errcode,
            user_ip: self.client_ip.0,
            push_duration_ms: duration.and_then(|duration| u64::try_from(duration).ok()),
            raw_message: Some(reason),
        }))
    }
}

/// The code that a `StopReason` ends in: `… (3)`, `… (18-202)`.
fn code_at_end(reason: &str) -> Option<(u32, Option<u32>)> {
    let (_, code) = reason.trim_end().strip_suffix(')')?.rsplit_once('(')?;
    match code.split_once(['-', ',']) {
        None => Some((code.trim().parse().ok()?, None)),
        Some((errcode, sub)) => {
            Some((errcode.trim().parse().ok()?, Some(sub.trim().parse().ok()?)))
        }
    }
}

/// A text; what is none is left out.
#[derive(Default)]
struct Text<'a>(Option<Cow<'a, str>>);

/// A number, or a string that holds one.
#[derive(Clone, Copy, Default)]
enum Number {
    #[default]
    Missing,
    Value(u64),
    Wrong,
}

impl Number {
    fn value(self) -> Option<u64> {
        match self {
            Self::Value(value) => Some(value),
            Self::Missing | Self::Wrong => None,
        }
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextVisitor;
        impl<'de> Visitor<'de> for TextVisitor {
            type Value = Text<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Text<'de>, E> {
                Ok(Text(Some(Cow::Borrowed(text))))
            }

            fn visit_str<E>(self, text: &str) -> Result<Text<'de>, E> {
                Ok(Text(Some(Cow::Owned(text.to_owned()))))
            }

            fn visit_u64<E>(self, number: u64) -> Result<Text<'de>, E> {
                Ok(Text(Some(Cow::Owned(number.to_string()))))
            }

            fn visit_i64<E>(self, number: i64) -> Result<Text<'de>, E> {
                Ok(Text(Some(Cow::Owned(number.to_string()))))
            }

            fn visit_f64<E>(self, _: f64) -> Result<Text<'de>, E> {
                Ok(Text(None))
            }

            fn visit_bool<E>(self, _: bool) -> Result<Text<'de>, E> {
                Ok(Text(None))
            }

            fn visit_unit<E>(self) -> Result<Text<'de>, E> {
                Ok(Text(None))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut all: A) -> Result<Text<'de>, A::Error> {
                while all.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Text(None))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut all: A) -> Result<Text<'de>, A::Error> {
                while all.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(Text(None))
            }
        }
        deserializer.deserialize_any(TextVisitor)
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct NumberVisitor;
        impl<'de> Visitor<'de> for NumberVisitor {
            type Value = Number;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number")
            }

            fn visit_u64<E>(self, number: u64) -> Result<Number, E> {
                Ok(Number::Value(number))
            }

            fn visit_i64<E>(self, _: i64) -> Result<Number, E> {
                Ok(Number::Wrong)
            }

            fn visit_f64<E>(self, _: f64) -> Result<Number, E> {
                Ok(Number::Wrong)
            }

            fn visit_bool<E>(self, _: bool) -> Result<Number, E> {
                Ok(Number::Wrong)
            }

            fn visit_unit<E>(self) -> Result<Number, E> {
                Ok(Number::Missing)
            }

            fn visit_str<E>(self, text: &str) -> Result<Number, E> {
                let text = text.trim();
                let number = if text.is_empty() {
                    Number::Missing
                } else {
                    text.parse().map_or(Number::Wrong, Number::Value)
                };
                Ok(number)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut all: A) -> Result<Number, A::Error> {
                while all.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Number::Wrong)
            }

            fn visit_map<A: MapAccess<'de>>(self, mut all: A) -> Result<Number, A::Error> {
                while all.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(Number::Wrong)
            }
        }
        deserializer.deserialize_any(NumberVisitor)
    }
}

/// The list of a response: the array itself, or an object with it as `EventList`.
fn list<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Vec<Entry<'de>>>, D::Error> {
    struct ListVisitor;
    impl<'de> Visitor<'de> for ListVisitor {
        type Value = Option<Vec<Entry<'de>>>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list of events")
        }

        fn visit_unit<E>(self) -> Result<Self::Value, E> {
            Ok(None)
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut all: A) -> Result<Self::Value, A::Error> {
            let mut entries = Vec::new();
            while let Some(entry) = all.next_element()? {
                entries.push(entry);
            }
            Ok(Some(entries))
        }

        fn visit_map<A: MapAccess<'de>>(self, mut all: A) -> Result<Self::Value, A::Error> {
            let mut entries = None;
            while let Some(key) = all.next_key::<Cow<'de, str>>()? {
                if key == "EventList" {
                    entries = all.next_value::<Option<Vec<Entry<'de>>>>()?;
                } else {
                    all.next_value::<IgnoredAny>()?;
                }
            }
            Ok(entries)
        }
    }
    deserializer.deserialize_any(ListVisitor)
}

#[cfg(test)]
mod tests {
    use super::{Events, code_at_end, read};
    use lvb_codes::Code;

    fn one(json: &str) -> super::Record<'_> {
        let Events { mut records, starts } = read(json.as_bytes()).unwrap();
        assert_eq!((records.len(), starts), (1, 0), "{json}");
        records.remove(0)
    }

    #[test]
    fn a_notification_of_an_interruption() {
        let record =
            one(r#"{"app":"push.example.com","appname":"live","errcode":18,"sub_errcode":202,
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
        assert_eq!(
            read(br#"{"event_type":1,"errcode":0}"#),
            Ok(Events { starts: 1, ..Events::default() })
        );
    }

    #[test]
    fn numbers_and_texts_may_be_the_other() {
        let record = one(
            r#"{"event_type":"0","errcode":"21","sub_errcode":" 100 ","stream_id":7,"push_duration":9,"event_time":"60"}"#,
        );
        assert_eq!(record.code(), Some(Code::C21_100));
        assert_eq!(record.stream_name.as_deref(), Some("7"));
        assert_eq!((record.push_duration_ms, record.time.unwrap().as_second()), (Some(9), 60));
    }

    #[test]
    fn what_is_missing_or_wrong_is_left_out() {
        let record = one(
            r#"{"event_type":0,"errcode":1,"sub_errcode":null,"app":null,"appname":[1],"stream_id":{"a":1},
                             "push_duration":-1,"event_time":1e99,"user_ip":true,"errmsg":1.5}"#,
        );
        assert_eq!(record, super::Record { errcode: 1, ..super::Record::default() });
        // No sub-code is an error of the code, not of the line.
        assert_eq!(one(r#"{"event_type":0,"errcode":18}"#).code(), None);
        assert_eq!(one(r#"{"event_type":0,"errcode":4294967295}"#).code(), None);
    }

    #[test]
    fn what_tells_no_event_is_an_error() {
        for (json, message) in [
            ("", "not a JSON object"),
            ("[0,1]", "not a JSON object"),
            ("{\"event_type\":0,", "EOF while parsing a value, at column 16"),
            ("{}", "neither a notification nor a list of events"),
            (r#"{"Response":{"Error":{}}}"#, "neither a notification nor a list of events"),
            (r#"{"event_type":2,"errcode":1}"#, "`event_type` is neither 0 nor 1"),
            (r#"{"event_type":0}"#, "an interruption without an `errcode`"),
            (r#"{"event_type":0,"errcode":-1}"#, "`errcode` is not a number"),
            (r#"{"event_type":0,"errcode":4294967296}"#, "`errcode` is out of range: 4294967296"),
            (r#"{"event_type":0,"errcode":18,"sub_errcode":[]}"#, "`sub_errcode` is not a number"),
            (
                r#"{"event_type":0,"errcode":1,"errcode":2}"#,
                "duplicate field `errcode`, at column 37",
            ),
            (
                r#"{"EventList":[{"StopReason":"unclear"}]}"#,
                "a `StopReason` that does not end in a code in parentheses",
            ),
        ] {
            assert_eq!(read(json.as_bytes()), Err(message.to_owned()), "{json}");
        }
    }

    #[test]
    fn a_response_with_its_list() {
        let entry = |reason: &str| {
            format!(
                r#"{{"AppName":"live","ClientIp":"192.0.2.1","DomainName":"push.example.com","Duration":3,
                    "StopReason":"{reason}","StreamEndTime":"2019-01-04T12:00:02Z","StreamName":"s",
                    "StreamStartTime":"2019-01-04T12:00:00Z","Url":"rtmp://x"}}"#
            )
        };
        let list = format!(
            "[{},{},{}]",
            entry("Stopped by the client (3)"),
            entry(""),
            entry("In arrears (18-202)")
        );
        for json in [
            format!(r#"{{"Response":{{"PageNum":1,"EventList":{list}}}}}"#),
            format!(r#"{{"EventList":{list}}}"#),
        ] {
            let Events { records, starts } = read(json.as_bytes()).unwrap();
            assert_eq!((records.len(), starts), (2, 1));
            assert_eq!(records[0].code(), Some(Code::C3));
            assert_eq!(records[0].time.unwrap().to_string(), "2019-01-04T12:00:02Z");
            assert_eq!(records[0].push_duration_ms, Some(2000));
            assert_eq!(records[0].domain.as_deref(), Some("push.example.com"));
            assert_eq!(records[0].raw_message.as_deref(), Some("Stopped by the client (3)"));
            assert_eq!(records[1].code(), Some(Code::C18_202));
        }
    }

    #[test]
    fn a_stop_reason_ends_in_its_code() {
        assert_eq!(code_at_end("a (b) (3) "), Some((3, None)));
        assert_eq!(code_at_end("a (18, 202)"), Some((18, Some(202))));
        for reason in ["", "3", "(a)", "(3", "3)", "(3) a", "()", "(-1)", "(4294967296)"] {
            assert_eq!(code_at_end(reason), None, "{reason}");
        }
    }
}
