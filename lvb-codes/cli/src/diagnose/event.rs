//! The events of one JSON value.
//!
//! A value is a callback notification of a push, a response of the vendor's API, an entry of such a
//! response, or a record that `lvb` printed. Logging tools may wrap it in a field of their own, as
//! an object or as a string; [`find`] looks into such wrappers.

mod fields;
pub mod find;
mod time;

use crate::diagnose::problem::Problem;
use crate::diagnose::record::Record;
pub use fields::Detail;
use fields::{Fields, Raw, integer, text};
use lvb_codes::RawCode;
use time::{duration, time};

/// Something found in a log.
#[derive(Debug, PartialEq, Eq, Hash)]
pub enum Found<'a> {
    /// A push that started or is still running.
    Start(Record<'a>),
    /// A push that was interrupted.
    Interruption(Record<'a>),
    /// An event of another type.
    Other(i64),
    /// A response with one page of a list of several pages.
    Page {
        /// The number of the page.
        number: i64,
        /// The number of pages.
        total: i64,
    },
    /// Something that cannot be read.
    Problem(Problem),
}

impl<'a> Fields<'a> {
    fn is_entry(&self) -> bool {
        self.stop_reason.is_some() || self.start_time.is_some() || self.end_time.is_some()
    }

    /// Reads a notification with the `event_type` 0 or 1.
    fn notification(&self, event_type: i64, detail: Detail) -> Result<Found<'a>, Problem> {
        if event_type == 1 && detail == Detail::Code {
            return Ok(Found::Start(Record::default()));
        }
        let record = Record {
            time: time(self.event_time).or_else(|| time(self.update_time)),
            domain: text(self.app),
            path: text(self.appname),
            stream_name: text(self.stream_id).or_else(|| text(self.channel_id)),
            sequence: text(self.sequence),
            user_ip: text(self.user_ip),
            ..Record::default()
        };
        if event_type == 1 {
            return Ok(Found::Start(record));
        }
        Ok(Found::Interruption(Record {
            code: self.code()?,
            push_duration_ms: duration(self.push_duration, 1.0),
            raw_message: text(self.errmsg),
            ..record
        }))
    }

    /// Reads an entry of a list of events.
    fn entry(&self) -> Result<Found<'a>, Problem> {
        let (start, end) = (time(self.start_time), time(self.end_time));
        let record = Record {
            time: end,
            domain: text(self.domain_name),
            path: text(self.app_name),
            stream_name: text(self.api_stream_name),
            user_ip: text(self.client_ip).filter(|address| address != "-"),
            ..Record::default()
        };
        let reason = match self.stop_reason {
            None => None,
            Some(raw) => Some(text(Some(raw)).ok_or(Problem::NotAString("StopReason"))?),
        };
        let Some(reason) = reason.filter(|reason| !reason.trim().is_empty()) else {
            return Ok(Found::Start(Record { time: start, ..record }));
        };
        let lasted = start
            .zip(end)
            .and_then(|(start, end)| u64::try_from(end.duration_since(start).as_millis()).ok());
        Ok(Found::Interruption(Record {
            code: code_at_end(&reason),
            push_duration_ms: lasted.or_else(|| duration(self.duration, 1000.0)),
            raw_message: Some(reason),
            ..record
        }))
    }

    /// Reads a record that `lvb` printed.
    fn own(&self) -> Result<Found<'a>, Problem> {
        Ok(Found::Interruption(Record {
            time: time(self.own_time),
            domain: text(self.own_domain),
            path: text(self.own_path),
            stream_name: text(self.own_stream_name),
            sequence: text(self.sequence),
            code: self.code()?,
            user_ip: text(self.user_ip),
            push_duration_ms: duration(self.own_push_duration_ms, 1.0),
            raw_message: text(self.own_raw_message),
        }))
    }

    fn code(&self) -> Result<Option<RawCode>, Problem> {
        let errcode = integer(self.errcode, "errcode")?;
        let sub_errcode = match integer(self.sub_errcode, "sub_errcode") {
            Err(_) if text(self.sub_errcode).is_some_and(|text| is_none(&text)) => None,
            sub_errcode => sub_errcode?,
        };
        Ok(errcode.map(|errcode| RawCode::new(errcode, sub_errcode)))
    }

    /// Removes the number of a code that cannot be read, so that the other fields still make a
    /// record. Returns false if the problem is another one.
    fn remove_number(&mut self, problem: &Problem) -> bool {
        match problem {
            // A `sub_errcode` means nothing without an `errcode`.
            Problem::NotAnInteger("errcode") => (self.errcode, self.sub_errcode) = (None, None),
            Problem::NotAnInteger("sub_errcode") => self.sub_errcode = None,
            _ => return false,
        }
        true
    }
}

/// Whether a `sub_errcode` says that there is none.
fn is_none(text: &str) -> bool {
    let text = text.trim();
    text == "-" || ["null", "none", "n/a", "nan"].iter().any(|none| text.eq_ignore_ascii_case(none))
}

/// Returns the code at the end of a `StopReason`: `… (3)`, `… (18-202)`.
fn code_at_end(reason: &str) -> Option<RawCode> {
    let (_, code) = reason.trim_end().strip_suffix(')')?.rsplit_once('(')?;
    let number = |text: &str| text.trim().parse::<u32>().ok().map(i64::from);
    match code.split_once(['-', ',']) {
        None => Some(RawCode::new(number(code)?, None)),
        Some((errcode, sub)) => Some(RawCode::new(number(errcode)?, Some(number(sub)?))),
    }
}

#[cfg(test)]
mod tests;
