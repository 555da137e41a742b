//! The scope of a report: the logs and the filters.

use super::shown::Shown;
use crate::diagnose::filter::NO_CATEGORY;
use crate::diagnose::{Logs, RepeatsOption};
use crate::report::time::Time;
use lvb_codes::Category;

/// The maximum number of values of an option that are shown; the others are counted.
const MAX_VALUES: usize = 20;

/// The arguments that determine the numbers.
pub(in crate::report) struct Scope {
    pub(super) logs: Values,
    pub(super) filters: Vec<Values>,
}

/// The values of an option.
pub(super) struct Values {
    pub(super) name: &'static str,
    pub(super) shown: Vec<Shown>,
    pub(super) more: usize,
}

impl Scope {
    pub(in crate::report) fn new(logs: &Logs) -> Self {
        let filter = &logs.filter;
        let moment = |moment: &crate::diagnose::filter::Moment| Time(moment.time).machine();
        let repeats = match logs.repeats {
            RepeatsOption::Keep => vec!["counted".to_owned()],
            RepeatsOption::Skip => Vec::new(),
        };
        let name = |category: &Option<Category>| category.map_or(NO_CATEGORY, Category::name);
        let categories: Vec<&str> = filter.category.iter().map(name).collect();
        let filters = [
            Values::new("Stream", &filter.stream),
            Values::new("Path", &filter.path),
            Values::new("Domain", &filter.domain),
            Values::new("Category", &categories),
            Values::new("Code", &filter.code),
            Values::new("Since", filter.since.as_ref().map(moment).as_slice()),
            Values::new("Until", filter.until.as_ref().map(moment).as_slice()),
            Values::new("Repeats", &repeats),
        ];
        let names: Vec<String> = match &logs.files[..] {
            [] => vec!["-".to_owned()],
            files => files.iter().map(|file| file.display().to_string()).collect(),
        };
        Self {
            logs: Values::new("Logs", &names),
            filters: filters.into_iter().filter(|values| !values.shown.is_empty()).collect(),
        }
    }
}

impl Values {
    fn new(name: &'static str, values: &[impl ToString]) -> Self {
        let shown = values.iter().take(MAX_VALUES).map(|value| Shown::new(&value.to_string()));
        let more = values.len().saturating_sub(MAX_VALUES);
        Self { name, shown: shown.collect(), more }
    }
}
