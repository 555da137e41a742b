//! The relevant fields of a JSON object, as written.

use crate::diagnose::json::members;
use crate::diagnose::problem::Problem;
use std::borrow::Cow;

/// A field as written; none if it is missing or null.
pub(super) type Raw<'a> = Option<&'a str>;

/// How much of an event is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// The code, and the fields that identify the event. This is faster.
    Code,
    /// All fields.
    All,
}

/// The fields of a notification, a response, an entry of a response, or a record of `lvb`.
#[derive(Debug, Default)]
pub(super) struct Fields<'a> {
    pub(super) event_type: Raw<'a>,
    pub(super) errcode: Raw<'a>,
    pub(super) sub_errcode: Raw<'a>,
    pub(super) errmsg: Raw<'a>,
    pub(super) app: Raw<'a>,
    pub(super) appname: Raw<'a>,
    pub(super) stream_id: Raw<'a>,
    pub(super) channel_id: Raw<'a>,
    pub(super) sequence: Raw<'a>,
    pub(super) user_ip: Raw<'a>,
    pub(super) event_time: Raw<'a>,
    pub(super) update_time: Raw<'a>,
    pub(super) push_duration: Raw<'a>,

    pub(super) event_list: Raw<'a>,
    pub(super) publish_info: Raw<'a>,
    pub(super) page_number: Raw<'a>,
    pub(super) total_pages: Raw<'a>,
    pub(super) error: Raw<'a>,
    pub(super) error_code: Raw<'a>,
    pub(super) error_message: Raw<'a>,

    pub(super) stop_reason: Raw<'a>,
    pub(super) domain_name: Raw<'a>,
    pub(super) app_name: Raw<'a>,
    pub(super) api_stream_name: Raw<'a>,
    pub(super) client_ip: Raw<'a>,
    pub(super) start_time: Raw<'a>,
    pub(super) end_time: Raw<'a>,
    pub(super) duration: Raw<'a>,

    /// The fields that only a record of `lvb` has, or that it names differently.
    pub(super) own_time: Raw<'a>,
    pub(super) own_domain: Raw<'a>,
    pub(super) own_path: Raw<'a>,
    pub(super) own_stream_name: Raw<'a>,
    pub(super) own_push_duration_ms: Raw<'a>,
    pub(super) own_raw_message: Raw<'a>,
    /// The number of fields found that occur in every record of `lvb` and nowhere else.
    marks: u8,
}

impl<'a> Fields<'a> {
    /// Reads an object into empty fields, in place because moving them is slow. If a field is
    /// duplicated, the last one wins.
    pub(super) fn read(&mut self, json: &'a str, detail: Detail) -> Result<(), Problem> {
        let read = members(json, |name, value| {
            let place = if name.is_escaped {
                self.place(&unescape(name.text), detail)
            } else {
                self.place(name.text, detail)
            };
            if let Some(place) = place {
                // Python's data frames write NaN for a missing number.
                *place = Some(value).filter(|value| !matches!(*value, "null" | "NaN" | "nan"));
            }
        });
        read.ok_or(Problem::Invalid)
    }

    pub(super) fn is_own(&self) -> bool {
        self.marks >= 2
    }

    /// Whether it looks like a notification without its `event_type`.
    pub(super) fn is_untyped_event(&self) -> bool {
        self.errcode.is_some()
            && self.event_time.or(self.update_time).is_some()
            && self.stream_id.or(self.channel_id).is_some()
    }

    /// Returns the place of the field with this name, if it is relevant.
    fn place(&mut self, name: &str, detail: Detail) -> Option<&mut Raw<'a>> {
        Some(match name {
            "event_type" => &mut self.event_type,
            "errcode" => &mut self.errcode,
            "sub_errcode" => &mut self.sub_errcode,
            "sequence" => &mut self.sequence,
            "event_time" => &mut self.event_time,
            "update_time" => &mut self.update_time,
            "stream_id" => &mut self.stream_id,
            "channel_id" => &mut self.channel_id,
            "StreamName" => &mut self.api_stream_name,
            "EventList" => &mut self.event_list,
            "PublishInfo" => &mut self.publish_info,
            "PageNum" => &mut self.page_number,
            "TotalPage" => &mut self.total_pages,
            "Error" => &mut self.error,
            "Code" => &mut self.error_code,
            "Message" => &mut self.error_message,
            "StopReason" => &mut self.stop_reason,
            "StreamStartTime" => &mut self.start_time,
            "StreamEndTime" => &mut self.end_time,
            "push_duration_ms" => {
                self.marks += 1;
                &mut self.own_push_duration_ms
            }
            "raw_message" => {
                self.marks += 1;
                &mut self.own_raw_message
            }
            "time" => &mut self.own_time,
            "stream_name" => &mut self.own_stream_name,
            _ if detail == Detail::Code => return None,
            "errmsg" => &mut self.errmsg,
            "app" => &mut self.app,
            "appname" => &mut self.appname,
            "user_ip" => &mut self.user_ip,
            "push_duration" => &mut self.push_duration,
            "DomainName" => &mut self.domain_name,
            "AppName" => &mut self.app_name,
            "ClientIp" => &mut self.client_ip,
            "Duration" => &mut self.duration,
            "domain" => &mut self.own_domain,
            "path" => &mut self.own_path,
            _ => return None,
        })
    }
}

/// Returns a string decoded, or a number as written.
pub(super) fn text(raw: Raw<'_>) -> Option<Cow<'_, str>> {
    let raw = without_type(without_type(raw?));
    match raw.as_bytes().first()? {
        b'"' => {
            let inside = &raw[1..raw.len() - 1];
            Some(if inside.contains('\\') { unescape(inside) } else { inside.into() })
        }
        b'-' | b'0'..=b'9' => Some(raw.into()),
        _ => None,
    }
}

/// Unwraps a value of `MongoDB`'s Extended JSON, in which a member names the type: `"5"` in
/// `{"$numberInt": "5"}`, and the seconds in `{"$timestamp": {"t": 5, "i": 1}}`. A date may have two
/// such wrappers.
fn without_type(raw: &str) -> &str {
    let (mut inner, mut count) = (raw, 0);
    if raw.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with("\"$")) {
        members(raw, |name, value| {
            (inner, count) = (value, count + 1);
            if name.text == "$timestamp" {
                members(value, |name, value| inner = if name.text == "t" { value } else { inner });
            }
        });
    }
    if count == 1 { inner } else { raw }
}

/// Returns the text of a string. A string with an unpaired surrogate is kept as written.
fn unescape(inside: &str) -> Cow<'_, str> {
    serde_json::from_str(&format!("\"{inside}\"")).map_or(inside.into(), Cow::Owned)
}

/// Returns a field as an integer. It may be written as a string or as `1.0`.
pub(super) fn integer(raw: Raw<'_>, name: &'static str) -> Result<Option<i64>, Problem> {
    let Some(raw) = raw else { return Ok(None) };
    match text(Some(raw)) {
        Some(text) if text.trim().is_empty() => Ok(None),
        text => {
            text.and_then(|text| whole(text.trim())).map(Some).ok_or(Problem::NotAnInteger(name))
        }
    }
}

fn whole(text: &str) -> Option<i64> {
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    let number: f64 = text.parse().ok()?;
    let is_exact = number.fract() == 0.0 && number.abs() < 2_f64.powi(53);
    #[expect(clippy::cast_possible_truncation, reason = "the number is whole and in range")]
    is_exact.then_some(number as i64)
}
