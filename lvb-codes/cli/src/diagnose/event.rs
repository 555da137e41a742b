//! The events of one JSON value.
//!
//! A value is a callback notification of a push, a response of `DescribeLiveStreamEventList`, or an
//! entry of such a response. Fields are kept as written and decoded when needed, so whether a value
//! can be read does not depend on the output.

mod value;

use jiff::Timestamp;
use lvb_codes::{Code, Lang};
use std::borrow::Cow;
use value::{Details, Value, entries, integer, object, text};

/// What happened to a push.
#[expect(clippy::large_enum_variant, reason = "only one exists at a time")]
#[derive(Debug, PartialEq, Eq)]
pub enum Event<'a> {
    /// It began or goes on.
    Start,
    /// It was interrupted.
    Interruption(Record<'a>),
}

/// An interruption of a push. A field is none if the log does not have it.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Record<'a> {
    /// When the push was interrupted.
    pub time: Option<Timestamp>,
    /// The push domain.
    pub domain: Option<Cow<'a, str>>,
    /// The push path.
    pub path: Option<Cow<'a, str>>,
    /// The stream name.
    pub stream_name: Option<Cow<'a, str>>,
    /// The sequence number, the same in all notifications of one push.
    pub sequence: Option<Cow<'a, str>>,
    /// The errcode, documented or not.
    pub errcode: i64,
    /// The `sub_errcode`; never 0, which logs write if there is none.
    pub sub_errcode: Option<i64>,
    /// The client's IP address.
    pub user_ip: Option<Cow<'a, str>>,
    /// How long the push lasted, in milliseconds.
    pub push_duration_ms: Option<u64>,
    /// `errmsg` or `StopReason`.
    pub raw_message: Option<Cow<'a, str>>,
}

impl Record<'_> {
    /// Returns the code, if it is documented.
    #[must_use]
    pub fn code(&self) -> Option<Code> {
        let (errcode, sub_errcode) = self.numbers()?;
        Code::lookup(errcode, sub_errcode).ok()
    }

    /// Returns the text of the code, or what is known about the errcode of an undocumented one.
    #[must_use]
    pub fn text(&self, lang: Lang) -> Cow<'static, str> {
        match self.numbers().map(|(errcode, sub_errcode)| Code::lookup(errcode, sub_errcode)) {
            Some(Ok(code)) => code.text(lang).into(),
            Some(Err(error)) => error.to_string().into(),
            None => format!("{} is not documented", self.written()).into(),
        }
    }

    /// Returns the code as text, documented or not: `18-202` or `5`.
    #[must_use]
    pub fn written(&self) -> String {
        match self.sub_errcode {
            None => self.errcode.to_string(),
            Some(sub_errcode) => format!("{}-{sub_errcode}", self.errcode),
        }
    }

    /// Returns the numbers, if they are in the range of `Code::lookup`.
    fn numbers(&self) -> Option<(u32, Option<u32>)> {
        let sub_errcode = self.sub_errcode.map(u32::try_from).transpose().ok()?;
        Some((self.errcode.try_into().ok()?, sub_errcode))
    }
}

/// An event, or the reason why it cannot be read.
pub type Found<'a> = Result<Event<'a>, String>;

/// Reads one JSON value and calls `each` for every event in it. Without details, the records have
/// only their codes, which is faster.
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
        let reason = text(Some(reason)).ok_or("`StopReason` is not a string")?;
        if reason.trim().is_empty() {
            return Ok(Event::Start);
        }
        let (errcode, sub_errcode) = code_at_end(&reason)
            .ok_or("a `StopReason` that does not end in a code in parentheses")?;
        let time = |raw| text(raw)?.parse::<Timestamp>().ok().filter(is_rfc_3339);
        let (start, end) = (time(self.details.start_time), time(self.details.end_time));
        // The unit of `Duration` is not documented, so the times are used.
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
    /// Returns the fields that both kinds of records have.
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

/// Whether RFC 3339 can express a time: it has no years before 0.
fn is_rfc_3339(time: &Timestamp) -> bool {
    time.as_second() >= -62_167_219_200
}

/// Returns the code at the end of a `StopReason`: `… (3)`, `… (18-202)`.
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
mod tests;
