//! What one JSON value of an event log says.
//!
//! There are two kinds: the callback notification of a push, and the response of
//! `DescribeLiveStreamEventList`, whose entries may also stand alone. Whether a value can be read
//! does not depend on what is wanted of it: each field is kept as written, and only then decoded.

mod value;

use jiff::Timestamp;
use lvb_codes::{Code, Lang};
use std::borrow::Cow;
use value::{Details, Value, entries, integer, object, text};

/// What happened to a push.
#[expect(clippy::large_enum_variant, reason = "one at a time is on its way")]
#[derive(Debug, PartialEq, Eq)]
pub enum Event<'a> {
    /// It began, or goes on.
    Start,
    /// It broke off.
    Interruption(Record<'a>),
}

/// An interruption of a push. What a log leaves out is none.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Record<'a> {
    /// When the push broke off.
    pub time: Option<Timestamp>,
    /// The push domain.
    pub domain: Option<Cow<'a, str>>,
    /// The push path.
    pub path: Option<Cow<'a, str>>,
    /// The stream name.
    pub stream_name: Option<Cow<'a, str>>,
    /// The message sequence number, which all notifications of one push share.
    pub sequence: Option<Cow<'a, str>>,
    /// The errcode, documented or not.
    pub errcode: i64,
    /// The `sub_errcode`; not 0, which is how a log says that there is none.
    pub sub_errcode: Option<i64>,
    /// The client's IP address.
    pub user_ip: Option<Cow<'a, str>>,
    /// How long the push lasted, in milliseconds.
    pub push_duration_ms: Option<u64>,
    /// `errmsg` or `StopReason`.
    pub raw_message: Option<Cow<'a, str>>,
}

impl Record<'_> {
    /// The code, if its numbers are documented.
    #[must_use]
    pub fn code(&self) -> Option<Code> {
        let (errcode, sub_errcode) = self.numbers()?;
        Code::lookup(errcode, sub_errcode).ok()
    }

    /// What the code means; if it is not documented, what is known about its errcode.
    #[must_use]
    pub fn text(&self, lang: Lang) -> Cow<'static, str> {
        match self.numbers().map(|(errcode, sub_errcode)| Code::lookup(errcode, sub_errcode)) {
            Some(Ok(code)) => code.text(lang).into(),
            Some(Err(error)) => error.to_string().into(),
            None => format!("{} is not documented", self.written()).into(),
        }
    }

    /// The numbers the way a code is written, documented or not: `18-202` or `5`.
    #[must_use]
    pub fn written(&self) -> String {
        match self.sub_errcode {
            None => self.errcode.to_string(),
            Some(sub_errcode) => format!("{}-{sub_errcode}", self.errcode),
        }
    }

    /// The numbers, if they are in the range of those that can be looked up.
    fn numbers(&self) -> Option<(u32, Option<u32>)> {
        let sub_errcode = self.sub_errcode.map(u32::try_from).transpose().ok()?;
        Some((self.errcode.try_into().ok()?, sub_errcode))
    }
}

/// An event, or why it cannot be read.
pub type Found<'a> = Result<Event<'a>, String>;

/// Reads one JSON value, and hands on what is found in it. Without details, the records hold the
/// numbers of their codes and nothing else, which takes less time.
pub fn read<'a>(json: &'a [u8], with_details: bool, mut each: impl FnMut(Found<'a>)) {
    let read = std::str::from_utf8(json)
        .map_err(|error| format!("not UTF-8, at column {}", error.valid_up_to() + 1))
        .and_then(|json| events(json, with_details, &mut each));
    if let Err(message) = read {
        each(Err(message));
    }
}

fn events<'a>(
    json: &'a str,
    with_details: bool,
    each: &mut dyn FnMut(Found<'a>),
) -> Result<(), String> {
    let value = object(json, with_details)?;
    if value.event_type.is_some() {
        each(value.notification());
        return Ok(());
    }
    let list = match value.response {
        None => value.event_list,
        Some(response) => {
            let list = object(response.get(), false)?.event_list;
            Some(list.ok_or("a response without an `EventList`")?)
        }
    };
    match list {
        Some(list) => entries(list, |entry| {
            each(object(entry, with_details).and_then(Value::entry));
        }),
        None if value.stop_reason.is_some() => {
            each(value.entry());
            Ok(())
        }
        None => Err("neither a notification nor a list of events".to_owned()),
    }
}

impl<'a> Value<'a> {
    fn notification(self) -> Found<'a> {
        match integer(self.event_type, "event_type")? {
            Some(0) => {}
            Some(1) => return Ok(Event::Start),
            _ => return Err("`event_type` is neither 0 nor 1".to_owned()),
        }
        let errcode = integer(self.errcode, "errcode")?;
        let number = |raw| text(raw)?.trim().parse::<i64>().ok();
        Ok(Event::Interruption(Record {
            time: number(self.details.event_time)
                .and_then(|seconds| Timestamp::from_second(seconds).ok())
                .filter(is_rfc_3339),
            errcode: errcode.ok_or("an interruption without an `errcode`")?,
            sub_errcode: integer(self.sub_errcode, "sub_errcode")?.filter(|sub| *sub != 0),
            push_duration_ms: number(self.details.push_duration)
                .and_then(|duration| duration.try_into().ok()),
            raw_message: text(self.details.message),
            ..self.details.record()
        }))
    }

    fn entry(self) -> Found<'a> {
        let Some(reason) = self.stop_reason else { return Ok(Event::Start) };
        let reason = text(Some(reason)).ok_or("`StopReason` is not a text")?;
        if reason.trim().is_empty() {
            return Ok(Event::Start);
        }
        let (errcode, sub_errcode) = code_at_end(&reason)
            .ok_or("a `StopReason` that does not end in a code in parentheses")?;
        let time = |raw| text(raw)?.parse::<Timestamp>().ok().filter(is_rfc_3339);
        let (start, end) = (time(self.details.start_time), time(self.details.end_time));
        // The unit of `Duration` is not documented; the times say the same.
        let duration = start.zip(end).map(|(start, end)| end.duration_since(start).as_millis());
        Ok(Event::Interruption(Record {
            time: end,
            errcode,
            sub_errcode,
            push_duration_ms: duration.and_then(|duration| duration.try_into().ok()),
            raw_message: Some(reason),
            ..self.details.record()
        }))
    }
}

impl<'a> Details<'a> {
    /// What is the same in both kinds of records.
    fn record(&self) -> Record<'a> {
        Record {
            domain: text(self.domain),
            path: text(self.path),
            stream_name: text(self.stream_name),
            sequence: text(self.sequence),
            user_ip: text(self.user_ip),
            ..Record::default()
        }
    }
}

/// Whether a time can be written in RFC 3339, which knows no years before 0.
fn is_rfc_3339(time: &Timestamp) -> bool {
    time.as_second() >= -62_167_219_200
}

/// The code that a `StopReason` ends in: `… (3)`, `… (18-202)`.
fn code_at_end(reason: &str) -> Option<(i64, Option<i64>)> {
    let (_, code) = reason.trim_end().strip_suffix(')')?.rsplit_once('(')?;
    let number = |text: &str| text.trim().parse::<u32>().ok().map(i64::from);
    match code.split_once(['-', ',']) {
        None => Some((number(code)?, None)),
        Some((errcode, sub)) => {
            Some((number(errcode)?, Some(number(sub)?).filter(|sub| *sub != 0)))
        }
    }
}

#[cfg(test)]
mod tests {
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
        assert_eq!(all(r#"{"event_type":1,"errcode":0}"#), [Ok(Event::Start)]);
        assert_eq!(all(r#"{"event_type":"1"}"#), [Ok(Event::Start)]);
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
    fn no_text_and_no_number_is_too_odd() {
        let record = one(
            r#"{"event_type":0,"errcode":1,"app":"\ud800a","appname":1e999,"stream_id":"\u0041\ud83d\ude00"}"#,
        );
        assert_eq!(record.domain.as_deref(), Some("\\ud800a"));
        assert_eq!(record.path.as_deref(), Some("1e999"));
        assert_eq!(record.stream_name.as_deref(), Some("A\u{1f600}"));
    }

    #[test]
    fn of_a_field_that_is_given_twice_the_last_one_counts() {
        let record =
            one(r#"{"event_type":1,"errcode":2,"app":"a","event_type":0,"errcode":1,"app":null}"#);
        assert_eq!(record, Record { errcode: 1, ..Record::default() });
    }

    #[test]
    fn details_are_read_if_they_are_wanted() {
        let json = r#"{"event_type":0,"errcode":18,"sub_errcode":202,"app":"a","event_time":60,"x":"\ud800"}"#;
        let mut all = Vec::new();
        read(json.as_bytes(), false, |found| all.push(found));
        let record = Record { errcode: 18, sub_errcode: Some(202), ..Record::default() };
        assert_eq!(all, [Ok(Event::Interruption(record))]);
    }

    #[test]
    fn undocumented_codes_are_records() {
        for (numbers, written, text) in [
            (r#""errcode":18"#, "18", "errcode 18 means nothing without a sub_errcode; "),
            (r#""errcode":18,"sub_errcode":0"#, "18", "errcode 18 means nothing without "),
            (r#""errcode":18,"sub_errcode":7"#, "18-7", "errcode 18 has no sub_errcode 7; "),
            (r#""errcode":5,"sub_errcode":-7"#, "5--7", "5--7 is not documented"),
            (r#""errcode":4294967295"#, "4294967295", "errcode 4294967295 is not documented; "),
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
    fn what_tells_no_event_is_an_error() {
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
            (
                r#"{"event_type":0,"errcode":18,"sub_errcode":[]}"#,
                "`sub_errcode` is not an integer",
            ),
            (r#"{"StopReason":["(3)"]}"#, "`StopReason` is not a text"),
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
    fn a_response_with_its_list() {
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
    fn a_stop_reason_ends_in_its_code() {
        assert_eq!(code_at_end("a (b) (3) "), Some((3, None)));
        assert_eq!(code_at_end("a (18, 202)"), Some((18, Some(202))));
        assert_eq!(code_at_end("a (5-0)"), Some((5, None)));
        for reason in ["", "3", "(a)", "(3", "3)", "(3) a", "()", "(-1)", "(4294967296)"] {
            assert_eq!(code_at_end(reason), None, "{reason}");
        }
    }
}
