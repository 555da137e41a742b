//! The filter options.

use crate::diagnose::event::Record;
use crate::numbers::Numbers;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use lvb_codes::Category;

/// The filter options. A record must match every option that is given; of an option that is given
/// several times, it must match one value.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Filter {
    /// Only pushes with this stream name
    #[arg(long, value_name = "NAME")]
    pub stream: Vec<String>,

    /// Only pushes to this path (`appname`, `AppName`)
    #[arg(long)]
    pub path: Vec<String>,

    /// Only pushes to this domain
    #[arg(long)]
    pub domain: Vec<String>,

    /// Only interruptions at this time or later: RFC 3339, or a date in UTC
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub since: Option<Timestamp>,

    /// Only interruptions before this time
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub until: Option<Timestamp>,

    /// Only interruptions of this category
    #[arg(long, value_parser = category)]
    pub category: Vec<Category>,

    /// Only interruptions with this code, documented or not
    #[arg(long)]
    pub code: Vec<Numbers>,
}

impl Filter {
    /// Whether the filter needs more of a record than its code.
    #[must_use]
    pub fn needs_details(&self) -> bool {
        let named = [&self.stream, &self.path, &self.domain];
        named.iter().any(|names| !names.is_empty()) || self.since.or(self.until).is_some()
    }

    /// Whether a record matches all options.
    #[must_use]
    pub fn matches(&self, record: &Record<'_>) -> bool {
        let is_among = |names: &[String], name: Option<&str>| {
            names.is_empty() || name.is_some_and(|name| names.iter().any(|wanted| wanted == name))
        };
        is_among(&self.stream, record.stream_name.as_deref())
            && is_among(&self.path, record.path.as_deref())
            && is_among(&self.domain, record.domain.as_deref())
            && self.since.is_none_or(|since| record.time.is_some_and(|time| time >= since))
            && self.until.is_none_or(|until| record.time.is_some_and(|time| time < until))
            && (self.code.is_empty() || self.code.iter().any(|code| has_code(record, *code)))
            && (self.category.is_empty()
                || record.code().is_some_and(|code| self.category.contains(&code.category())))
    }
}

fn has_code(record: &Record<'_>, code: Numbers) -> bool {
    let sub_errcode = code.sub_errcode.filter(|sub_errcode| *sub_errcode != 0).map(i64::from);
    record.errcode == i64::from(code.errcode) && record.sub_errcode == sub_errcode
}

/// Reads the name of a category.
///
/// # Errors
///
/// No category has that name; the message lists all names.
pub fn category(name: &str) -> Result<Category, String> {
    let category = Category::ALL.iter().find(|category| category.name() == name);
    category.copied().ok_or_else(|| {
        let names: Vec<&str> = Category::ALL.iter().map(|category| category.name()).collect();
        format!("expected one of {}", names.join(", "))
    })
}

fn time(text: &str) -> Result<Timestamp, String> {
    let timestamp = text.parse::<Timestamp>().ok();
    let in_utc = || text.parse::<DateTime>().ok()?.to_zoned(TimeZone::UTC).ok();
    let date = || text.parse::<Date>().ok()?.to_zoned(TimeZone::UTC).ok();
    let timestamp = timestamp.or_else(|| Some(in_utc().or_else(date)?.timestamp()));
    timestamp.ok_or_else(|| "expected a form such as 2022-08-29T08:00:00Z or 2022-08-29".to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Filter, category, time};
    use crate::diagnose::event::Record;
    use lvb_codes::Category;

    #[test]
    fn times_may_be_dates() {
        let read = |text| time(text).unwrap().to_string();
        assert_eq!(read("2022-08-29"), "2022-08-29T00:00:00Z");
        assert_eq!(read("2022-08-29T08:30:00"), "2022-08-29T08:30:00Z");
        assert_eq!(read("2022-08-29T08:30:00+09:00"), "2022-08-28T23:30:00Z");
        assert!(time("yesterday").is_err());
    }

    #[test]
    fn since_is_inclusive_and_until_is_exclusive() {
        let record = |text: &str| Record {
            time: Some(time(text).unwrap()),
            errcode: 1,
            ..Record::default()
        };
        let filter = Filter {
            since: Some(time("2022-08-29").unwrap()),
            until: Some(time("2022-08-30").unwrap()),
            ..Filter::default()
        };
        assert!(filter.matches(&record("2022-08-29")));
        assert!(filter.matches(&record("2022-08-29T23:59:59")));
        assert!(!filter.matches(&record("2022-08-30")));
        assert!(!filter.matches(&record("2022-08-28T23:59:59")));
        assert!(!filter.matches(&Record::default()));
    }

    #[test]
    fn one_value_of_each_option_has_to_match() {
        let record = Record {
            errcode: 18,
            sub_errcode: Some(202),
            stream_name: Some("s".into()),
            ..Record::default()
        };
        let codes = |codes: &[&str]| codes.iter().map(|code| code.parse().unwrap()).collect();
        let stream = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let matches = |code, stream| {
            Filter { code: codes(code), stream, ..Filter::default() }.matches(&record)
        };
        assert!(matches(&["5", "18-202"], stream(&["r", "s"])));
        assert!(!matches(&["5", "18-202"], stream(&["r"])));
        assert!(!matches(&["18"], stream(&["s"])));
        let undocumented = Record { errcode: 99, ..Record::default() };
        assert!(Filter { code: codes(&["99-0"]), ..Filter::default() }.matches(&undocumented));
    }

    #[test]
    fn categories_are_read_by_name() {
        assert_eq!(category("client"), Ok(Category::Client));
        assert!(category("Client").unwrap_err().starts_with("expected one of unspecified, client"));
        let filter = Filter { category: vec![Category::Client], ..Filter::default() };
        assert!(filter.matches(&Record { errcode: 1, ..Record::default() }));
        assert!(!filter.matches(&Record { errcode: 99, ..Record::default() }));
    }
}
