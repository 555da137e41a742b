//! Times and durations in words.

use jiff::Timestamp;

/// A time in UTC.
#[derive(Clone, Copy)]
pub(super) struct Time(pub(super) Timestamp);

impl Time {
    /// Returns the time in the form for programs.
    pub(super) fn machine(self) -> String {
        self.0.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
    }

    pub(super) fn minute(self) -> String {
        self.0.strftime("%Y-%m-%d %H:%M").to_string()
    }

    pub(super) fn second(self) -> String {
        self.0.strftime("%Y-%m-%d %H:%M:%S").to_string()
    }
}

/// Formats a duration by its two largest units.
pub(super) fn duration(seconds: i64) -> String {
    let units = [("d", 86_400), ("h", 3600), ("m", 60), ("s", 1)];
    let mut rest = seconds;
    let mut parts = Vec::new();
    for (name, unit) in units {
        if rest >= unit && parts.len() < 2 {
            parts.push(format!("{}{name}", rest / unit));
            rest %= unit;
        }
    }
    if parts.is_empty() { "0s".to_owned() } else { parts.join("") }
}

#[cfg(test)]
mod tests {
    use super::duration;

    #[test]
    fn durations_have_at_most_two_units() {
        assert_eq!(duration(0), "0s");
        assert_eq!(duration(60), "1m");
        assert_eq!(duration(3_723), "1h2m");
        assert_eq!(duration(90_061), "1d1h");
        assert_eq!(duration(86_400 * 7), "7d");
    }
}
