//! Times on the command line.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, ToSpan, Zoned};

/// A time on the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Moment {
    pub(crate) time: Timestamp,
    pub(crate) text: String,
    pub(crate) is_assumed_utc: bool,
}

/// Parses a time: RFC 3339; a date or time, with the name of a zone or else in UTC; `@` and seconds
/// since 1970; or a time relative to now.
pub(super) fn moment(text: &str) -> Result<Moment, String> {
    let now = Timestamp::now();
    at(text, now).ok_or_else(|| {
        let forms = "expected a form such as 2022-08-29T08:00:00Z, 2022-08-29, \
                     2022-08-29T17:00[Asia/Shanghai], -2h, yesterday or @1661763600";
        match similar(text, now) {
            Some(similar) => format!("did you mean {similar}? {forms}"),
            None => forms.to_owned(),
        }
    })
}

/// Returns a valid form of a time of day, of a duration, or of seconds since 1970.
fn similar(text: &str, now: Timestamp) -> Option<String> {
    let is_number = text.len() > 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let form = if is_number {
        format!("@{text}")
    } else if text.contains(':') && text.parse::<Time>().is_ok() {
        format!("{}T{text}", now.strftime("%Y-%m-%d"))
    } else {
        format!("-{text}")
    };
    at(&form, now).map(|_| form)
}

fn at(text: &str, now: Timestamp) -> Option<Moment> {
    let moment = |time, is_assumed_utc| Moment { time, text: text.to_owned(), is_assumed_utc };
    let day = |days: Span| {
        let today = now.to_zoned(TimeZone::UTC).start_of_day().ok()?;
        Some(moment(today.checked_add(days).ok()?.timestamp(), true))
    };
    let in_utc =
        |time: DateTime| Some(moment(time.to_zoned(TimeZone::UTC).ok()?.timestamp(), true));
    match text {
        "now" => return Some(moment(now, false)),
        "today" => return day(0.days()),
        "yesterday" => return day(-1.days()),
        _ => {}
    }
    if let Some(seconds) = text.strip_prefix('@') {
        return Some(moment(Timestamp::from_second(seconds.parse().ok()?).ok()?, false));
    }
    if text.starts_with('-') {
        let span: Span = text.parse().ok()?;
        let time = now.to_zoned(TimeZone::UTC).checked_add(span).ok()?;
        return Some(moment(time.timestamp(), false));
    }
    // Without its zone, the text would be parsed as UTC.
    if text.contains('[') {
        return Some(moment(text.parse::<Zoned>().ok()?.timestamp(), false));
    }
    if let Ok(time) = text.parse() {
        return Some(moment(time, false));
    }
    text.parse::<DateTime>()
        .or_else(|_| text.parse::<Date>().map(DateTime::from))
        .ok()
        .and_then(in_utc)
}

#[cfg(test)]
mod tests {
    use super::{at, moment, similar};

    fn read(text: &str) -> Option<(String, bool)> {
        let now = "2022-08-30T01:02:03Z".parse().unwrap();
        at(text, now).map(|moment| (moment.time.to_string(), moment.is_assumed_utc))
    }

    #[expect(clippy::unnecessary_wraps, reason = "compared with results")]
    fn some(time: &str, is_assumed_utc: bool) -> Option<(String, bool)> {
        Some((time.to_owned(), is_assumed_utc))
    }

    #[test]
    fn a_time_without_a_zone_is_in_utc() {
        assert_eq!(read("2022-08-29"), some("2022-08-29T00:00:00Z", true));
        assert_eq!(read("2022-08-29T08:30:00"), some("2022-08-29T08:30:00Z", true));
        assert_eq!(read("2022-08-29 08:30"), some("2022-08-29T08:30:00Z", true));
        assert_eq!(read("yesterday"), some("2022-08-29T00:00:00Z", true));
        assert_eq!(read("today"), some("2022-08-30T00:00:00Z", true));
    }

    #[test]
    fn a_time_may_have_a_zone() {
        assert_eq!(read("2022-08-29T08:30:00Z"), some("2022-08-29T08:30:00Z", false));
        assert_eq!(read("2022-08-29T08:30:00+09:00"), some("2022-08-28T23:30:00Z", false));
        assert_eq!(read("2022-08-29T17:00[Asia/Shanghai]"), some("2022-08-29T09:00:00Z", false));
        assert_eq!(read("2022-08-29[Asia/Shanghai]"), some("2022-08-28T16:00:00Z", false));
        // An unknown zone, and an offset that contradicts the zone.
        assert_eq!(read("2022-08-29T17:00[Asia/Nowhere]"), None);
        assert_eq!(read("2022-08-29T17:00+09:00[Asia/Shanghai]"), None);
        assert_eq!(read("@1661763600"), some("2022-08-29T09:00:00Z", false));
    }

    #[test]
    fn a_time_may_be_relative_to_now() {
        assert_eq!(read("now"), some("2022-08-30T01:02:03Z", false));
        assert_eq!(read("-2h"), some("2022-08-29T23:02:03Z", false));
        assert_eq!(read("-1d"), some("2022-08-29T01:02:03Z", false));
        assert_eq!(read("-1h30m"), some("2022-08-29T23:32:03Z", false));
    }

    #[test]
    fn a_similar_form_is_suggested() {
        let now = "2022-08-30T01:02:03Z".parse().unwrap();
        for (text, expected) in [
            ("23:00", Some("2022-08-30T23:00")),
            ("23:00:59", Some("2022-08-30T23:00:59")),
            ("2h", Some("-2h")),
            ("30min", Some("-30min")),
            ("1661763600", Some("@1661763600")),
            ("1661763600000", None),
            ("25:00", None),
            ("2022", None),
            ("08-29", None),
            ("tomorrow", None),
            ("", None),
        ] {
            assert_eq!(similar(text, now).as_deref(), expected, "{text}");
        }
        let error = moment("2h").unwrap_err();
        assert!(error.starts_with("did you mean -2h? expected a form such as "), "{error}");
    }

    #[test]
    fn everything_else_is_rejected() {
        for text in ["", "x", "tomorrow", "@", "@x", "-", "-x", "2022-13-01", "2022", "--"] {
            assert_eq!(read(text), None, "{text}");
        }
        assert!(moment("x").unwrap_err().starts_with("expected a form such as "));
    }
}
