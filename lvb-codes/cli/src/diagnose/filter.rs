//! The filter options.

mod moment;

use crate::diagnose::record::Record;
use crate::text::code;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use lvb_codes::{Category, RawCode};
pub(crate) use moment::Moment;
use moment::moment;

/// The value of `--category` that selects interruptions without a category.
pub(crate) const NO_CATEGORY: &str = "none";

/// The filter options. A record must match every given option. If an option has several values, it
/// must match one of them.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(next_help_heading = "Filters")]
pub(crate) struct Filter {
    /// Only pushes with this stream name
    #[arg(long, value_name = "NAME")]
    pub(crate) stream: Vec<String>,

    /// Only pushes to this path (`appname`, `AppName`)
    #[arg(long)]
    pub(crate) path: Vec<String>,

    /// Only pushes to this domain
    #[arg(long)]
    pub(crate) domain: Vec<String>,

    /// Only interruptions at or after this time: `2022-08-29T08:00:00Z`, `2022-08-29` (UTC), `-2h`,
    /// `yesterday`, `@1661763600`
    #[arg(long, value_name = "TIME", value_parser = moment, allow_hyphen_values = true)]
    pub(crate) since: Option<Moment>,

    /// Only interruptions before this time
    #[arg(long, value_name = "TIME", value_parser = moment, allow_hyphen_values = true)]
    pub(crate) until: Option<Moment>,

    /// Only interruptions of this category, or those without one (`none`)
    #[arg(long, value_parser = category_or_none())]
    pub(crate) category: Vec<Option<Category>>,

    /// Only interruptions with this code, documented or not
    #[arg(long, value_parser = code, allow_hyphen_values = true)]
    pub(crate) code: Vec<RawCode>,
}

/// Whether a record matches a filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Match {
    Yes,
    No,
    /// It has no time, but matches all other options.
    NoTime,
}

impl Filter {
    /// Returns messages about times without a zone.
    pub(crate) fn notes(&self) -> Vec<String> {
        let moments = [("--since", &self.since), ("--until", &self.until)].into_iter();
        moments
            .filter_map(|(option, moment)| {
                let Moment { time, text, is_assumed_utc } = moment.as_ref()?;
                is_assumed_utc.then(|| format!("{option} {text} has no zone and is read as {time}"))
            })
            .collect()
    }

    /// Whether no option is given, so that every record matches.
    #[must_use]
    pub(crate) fn is_empty(&self) -> bool {
        self.is_by_code() && self.category.is_empty() && self.code.is_empty()
    }

    /// Whether the filter needs only the code of a record.
    pub(crate) fn is_by_code(&self) -> bool {
        let named = [&self.stream, &self.path, &self.domain];
        named.iter().all(|names| names.is_empty()) && self.since.is_none() && self.until.is_none()
    }

    pub(crate) fn matches(&self, record: &Record<'_>) -> Match {
        let matches = self.has_names(record)
            && (self.code.is_empty() || record.code.is_some_and(|code| self.code.contains(&code)))
            && (self.category.is_empty()
                || self.category.contains(&record.code.and_then(RawCode::category)));
        match record.time {
            _ if !matches => Match::No,
            None if self.since.is_some() || self.until.is_some() => Match::NoTime,
            Some(time) if !self.includes(time) => Match::No,
            _ => Match::Yes,
        }
    }

    /// Whether the start of a push matches all options except those about codes.
    pub(crate) fn matches_push(&self, record: &Record<'_>) -> bool {
        self.has_names(record) && record.time.is_none_or(|time| self.includes(time))
    }

    fn has_names(&self, record: &Record<'_>) -> bool {
        let is_among = |names: &[String], name: Option<&str>| {
            names.is_empty() || name.is_some_and(|name| names.iter().any(|wanted| wanted == name))
        };
        is_among(&self.stream, record.stream_name.as_deref())
            && is_among(&self.path, record.path.as_deref())
            && is_among(&self.domain, record.domain.as_deref())
    }

    fn includes(&self, time: jiff::Timestamp) -> bool {
        self.since.as_ref().is_none_or(|since| time >= since.time)
            && self.until.as_ref().is_none_or(|until| time < until.time)
    }
}

/// Parses the name of a category.
pub(crate) fn category() -> impl TypedValueParser<Value = Category> {
    let names = Category::ALL.iter().map(|category| category.name());
    PossibleValuesParser::new(names).try_map(|name| name.parse::<Category>())
}

/// Parses the name of a category, or [`NO_CATEGORY`].
fn category_or_none() -> impl TypedValueParser<Value = Option<Category>> {
    let names = Category::ALL.iter().map(|category| category.name()).chain([NO_CATEGORY]);
    PossibleValuesParser::new(names).map(|name| name.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::{Filter, Match};
    use crate::diagnose::record::Record;
    use lvb_codes::{Category, RawCode};

    #[test]
    fn a_category_matches_its_codes() {
        let with_code = |errcode, sub_errcode| Record {
            code: Some(RawCode::new(errcode, sub_errcode)),
            ..Record::default()
        };
        let matches = |category, record: &Record<'_>| {
            let filter = Filter { category: vec![category], ..Filter::default() };
            filter.matches(record) == Match::Yes
        };
        for (record, category) in [
            (with_code(1, None), Some(Category::Client)),
            (with_code(18, Some(299)), Some(Category::Account)),
            (with_code(18, None), None),
            (with_code(99, None), None),
            (Record::default(), None),
        ] {
            for other in [Some(Category::Client), Some(Category::Account), None] {
                assert_eq!(matches(other, &record), other == category, "{record:?}");
            }
        }
    }
}
