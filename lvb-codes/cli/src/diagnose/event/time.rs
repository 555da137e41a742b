//! Times and durations as logs write them.

use super::{Raw, text};
use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, Zoned};

/// Reads a time: seconds, milliseconds, microseconds or nanoseconds since 1970, depending on the
/// magnitude; RFC 3339 or RFC 9557; or, as in the vendor's API, Beijing time without a zone. The
/// start of 1970, or an earlier time, means that there is none.
pub(super) fn time(raw: Raw<'_>) -> Option<Timestamp> {
    let text = text(raw)?;
    let text = text.trim();
    let time = match text.parse::<i64>() {
        Ok(number) => from_number(number),
        Err(_) => match text.parse::<f64>() {
            Ok(number) => from_fraction(number),
            Err(_) => text.parse().ok().or_else(|| in_zone(text)),
        },
    };
    time.filter(|time| time.as_second() > 0)
}

fn from_number(number: i64) -> Option<Timestamp> {
    match number.unsigned_abs() {
        0..100_000_000_000 => Timestamp::from_second(number).ok(),
        100_000_000_000..100_000_000_000_000 => Timestamp::from_millisecond(number).ok(),
        100_000_000_000_000..100_000_000_000_000_000 => Timestamp::from_microsecond(number).ok(),
        _ => Timestamp::from_nanosecond(number.into()).ok(),
    }
}

fn from_fraction(number: f64) -> Option<Timestamp> {
    let unit = match number.abs() {
        ..1e11 => 1e6,
        ..1e14 => 1e3,
        ..1e17 => 1.0,
        ..1e20 => 1e-3,
        _ => return None,
    };
    #[expect(clippy::cast_possible_truncation, reason = "the product is about 1e17 at most")]
    Timestamp::from_microsecond((number * unit).round() as i64).ok()
}

/// Reads a local time in the zone in brackets (RFC 9557), or else in Beijing time.
fn in_zone(text: &str) -> Option<Timestamp> {
    if text.contains('[') {
        return text.parse::<Zoned>().ok().map(|time| time.timestamp());
    }
    let beijing = TimeZone::fixed(Offset::constant(8));
    text.parse::<DateTime>().ok()?.to_zoned(beijing).ok().map(|time| time.timestamp())
}

/// Reads a duration, whose unit has the given number of milliseconds.
pub(super) fn duration(raw: Raw<'_>, milliseconds: f64) -> Option<u64> {
    let duration = text(raw)?.trim().parse::<f64>().ok()? * milliseconds;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "in range")]
    (0.0..9e15).contains(&duration).then(|| duration.round() as u64)
}

#[cfg(test)]
mod tests {
    use super::{duration, time};

    #[test]
    fn numbers_are_times_in_the_unit_of_their_magnitude() {
        for json in [
            "1661763600",
            "1661763600000",
            "1661763600000000",
            "1661763600000000000",
            "1661763600.0",
            "1.6617636e9",
            "1661763600000.0",
            "\"1661763600\"",
            "\" 1661763600000 \"",
        ] {
            assert_eq!(time(Some(json)).unwrap().to_string(), "2022-08-29T09:00:00Z", "{json}");
        }
        let fraction = time(Some("1661763600.25")).unwrap();
        assert_eq!(fraction.to_string(), "2022-08-29T09:00:00.25Z");
        assert_eq!(time(Some("1e300")), None);
    }

    #[test]
    fn zero_and_negative_numbers_are_not_times() {
        for json in
            ["0", "\"0\"", "0.0", "-1", "-1.5", "-1661763600000", "\"1970-01-01T00:00:00Z\""]
        {
            assert_eq!(time(Some(json)), None, "{json}");
        }
        assert_eq!(time(Some("1")).unwrap().as_second(), 1);
    }

    #[test]
    fn a_time_without_a_zone_is_beijing_time() {
        for json in [
            "\"2022-08-29T09:00:00Z\"",
            "\"2022-08-29T17:00:00+08:00\"",
            "\"2022-08-29 17:00:00\"",
            "\"2022-08-29T17:00:00\"",
            "\"2022-08-29T17:00:00+08:00[Asia/Shanghai]\"",
            "\"2022-08-29T18:00[Asia/Seoul]\"",
        ] {
            assert_eq!(time(Some(json)).unwrap().to_string(), "2022-08-29T09:00:00Z", "{json}");
        }
        for json in [
            "\"\"",
            "\"2022-08-29T17:00[Asia/Nowhere]\"",
            "\"0000-00-00T00:00:00Z\"",
            "\"soon\"",
            "[]",
            "true",
        ] {
            assert_eq!(time(Some(json)), None, "{json}");
        }
    }

    #[test]
    fn durations_are_not_negative() {
        assert_eq!(duration(Some("\"1500\""), 1.0), Some(1500));
        assert_eq!(duration(Some("1500.0"), 1.0), Some(1500));
        assert_eq!(duration(Some("1.5"), 1000.0), Some(1500));
        for json in ["-1", "\"\"", "1e99", "\"NaN\"", "null"] {
            assert_eq!(duration(Some(json), 1.0), None, "{json}");
        }
    }
}
