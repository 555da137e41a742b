//! The relevant fields of a JSON value, as written.

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;

/// A field as written; none if it is missing or null.
pub(super) type Raw<'a> = Option<&'a RawValue>;

/// The fields of a notification, a response, or an entry of its list.
#[derive(Default)]
pub(super) struct Value<'a> {
    pub(super) event_type: Raw<'a>,
    pub(super) errcode: Raw<'a>,
    pub(super) sub_errcode: Raw<'a>,
    pub(super) response: Raw<'a>,
    pub(super) event_list: Raw<'a>,
    pub(super) stop_reason: Raw<'a>,
    pub(super) details: Details<'a>,
}

/// The fields that do not say what happened.
#[derive(Default)]
pub(super) struct Details<'a> {
    pub(super) domain: Raw<'a>,
    pub(super) path: Raw<'a>,
    pub(super) stream_name: Raw<'a>,
    pub(super) sequence: Raw<'a>,
    pub(super) user_ip: Raw<'a>,
    pub(super) message: Raw<'a>,
    pub(super) event_time: Raw<'a>,
    pub(super) push_duration: Raw<'a>,
    pub(super) start_time: Raw<'a>,
    pub(super) end_time: Raw<'a>,
}

impl<'a> Value<'a> {
    /// Returns the place of the field with this name, if it is relevant.
    fn slot(&mut self, name: &str, with_details: bool) -> Option<&mut Raw<'a>> {
        let details = &mut self.details;
        Some(match name {
            "event_type" => &mut self.event_type,
            "errcode" => &mut self.errcode,
            "sub_errcode" => &mut self.sub_errcode,
            "Response" => &mut self.response,
            "EventList" => &mut self.event_list,
            "StopReason" => &mut self.stop_reason,
            _ if !with_details => return None,
            "app" | "DomainName" => &mut details.domain,
            "appname" | "AppName" => &mut details.path,
            "stream_id" | "StreamName" => &mut details.stream_name,
            "sequence" => &mut details.sequence,
            "user_ip" | "ClientIp" => &mut details.user_ip,
            "errmsg" => &mut details.message,
            "event_time" => &mut details.event_time,
            "push_duration" => &mut details.push_duration,
            "StreamStartTime" => &mut details.start_time,
            "StreamEndTime" => &mut details.end_time,
            _ => return None,
        })
    }
}

/// Reads an object, with or without its details.
pub(super) fn object(json: &str, with_details: bool) -> Result<Value<'_>, String> {
    if !json.trim_start().starts_with('{') {
        return Err("not a JSON object".to_owned());
    }
    let mut deserializer = serde_json::Deserializer::from_str(json);
    let value = Fields { with_details }.deserialize(&mut deserializer);
    let value = value.and_then(|value| deserializer.end().map(|()| value));
    value.map_err(|error| describe(&error))
}

/// Returns the parser's message. Its column is left out if the value has several lines, because it
/// would not be a column of the first line.
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

/// Reads the fields of an object. Of duplicate fields, the last one wins.
struct Fields {
    with_details: bool,
}

impl<'a> DeserializeSeed<'a> for Fields {
    type Value = Value<'a>;

    fn deserialize<D: Deserializer<'a>>(self, json: D) -> Result<Value<'a>, D::Error> {
        json.deserialize_map(self)
    }
}

impl<'a> Visitor<'a> for Fields {
    type Value = Value<'a>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'a>>(self, mut fields: A) -> Result<Value<'a>, A::Error> {
        let mut value = Value::default();
        let with_details = self.with_details;
        while let Some(slot) = fields.next_key_seed(Name { value: &mut value, with_details })? {
            match slot {
                Some(slot) => *slot = fields.next_value()?,
                None => drop(fields.next_value::<IgnoredAny>()?),
            }
        }
        Ok(value)
    }
}

/// Reads the name of a field and returns the place of the field.
struct Name<'v, 'a> {
    value: &'v mut Value<'a>,
    with_details: bool,
}

impl<'v, 'a> DeserializeSeed<'a> for Name<'v, 'a> {
    type Value = Option<&'v mut Raw<'a>>;

    fn deserialize<D: Deserializer<'a>>(self, json: D) -> Result<Self::Value, D::Error> {
        json.deserialize_identifier(self)
    }
}

impl<'v, 'a> Visitor<'a> for Name<'v, 'a> {
    type Value = Option<&'v mut Raw<'a>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
        Ok(self.value.slot(name, self.with_details))
    }
}

/// Calls `each` for the entries of a list, one by one because a list may be long.
pub(super) fn entries<'a>(list: &'a RawValue, each: impl FnMut(&'a str)) -> Result<(), String> {
    struct Entries<F>(F);

    impl<'a, F: FnMut(&'a str)> Visitor<'a> for Entries<F> {
        type Value = ();

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list of events")
        }

        fn visit_seq<A: SeqAccess<'a>>(mut self, mut list: A) -> Result<(), A::Error> {
            while let Some(entry) = list.next_element::<&RawValue>()? {
                (self.0)(entry.get());
            }
            Ok(())
        }
    }

    let mut list = serde_json::Deserializer::from_str(list.get());
    list.deserialize_seq(Entries(each)).map_err(|_| "`EventList` is not a list".to_owned())
}

/// Returns a string decoded, or a number as written.
pub(super) fn text(raw: Raw<'_>) -> Option<Cow<'_, str>> {
    let raw = raw?.get();
    match raw.as_bytes()[0] {
        b'"' => {
            let inside = &raw[1..raw.len() - 1];
            if !inside.contains('\\') {
                return Some(inside.into());
            }
            // A string with half of a surrogate pair is kept as written.
            Some(serde_json::from_str(raw).map_or(inside.into(), Cow::Owned))
        }
        b'-' | b'0'..=b'9' => Some(raw.into()),
        _ => None,
    }
}

/// Returns a field as a number; it may also be a string.
pub(super) fn integer(raw: Raw<'_>, name: &str) -> Result<Option<i64>, String> {
    let Some(raw) = raw else { return Ok(None) };
    match text(Some(raw)) {
        Some(text) if text.trim().is_empty() => Ok(None),
        text => text
            .and_then(|text| text.trim().parse().ok())
            .map(Some)
            .ok_or_else(|| format!("`{name}` is not an integer")),
    }
}
