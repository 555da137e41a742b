//! The tables of the page.

use super::chart::of_rank;
use super::shown::Shown;
use crate::category;
use crate::diagnose::count::Count;
use crate::diagnose::summary::Top;
use crate::diagnose::summary::timeline::Stream;
use crate::report::time::{Time, duration};
use crate::text::{percent, short_meaning};
use lvb_codes::{Lang, RawCode};
use std::collections::HashSet;
use visible_text::visible;

/// A table of the most frequent keys.
pub(super) struct Table {
    pub(super) id: &'static str,
    /// The heading of the section.
    pub(super) heading: &'static str,
    /// The heading of the first column.
    pub(super) name: &'static str,
    pub(super) rows: Vec<Row>,
    /// The number of further keys.
    pub(super) more: usize,
    pub(super) is_tied: bool,
}

pub(super) struct Row {
    /// The key; none if the records have none. The text then says so.
    pub(super) key: Option<Shown>,
    pub(super) text: String,
    /// The language of the text, if it is the text of a documented code.
    pub(super) lang: Option<Lang>,
    pub(super) colour: Option<&'static str>,
    pub(super) count: u64,
    pub(super) share: String,
    pub(super) first: Option<Time>,
    pub(super) last: Option<Time>,
}

/// An interruption in the timeline.
pub(super) struct Event {
    pub(super) time: Time,
    pub(super) code: String,
    pub(super) category: &'static str,
    /// The meaning of the code, at its first occurrence.
    pub(super) text: Option<String>,
    pub(super) lang: Option<Lang>,
    pub(super) lasted: String,
    pub(super) client: Option<Shown>,
}

impl Table {
    pub(super) fn new([id, heading, name]: [&'static str; 3], top: &Top, total: u64) -> Self {
        let rows = top.counts.iter().map(|count| Row::new(count, total));
        Self { id, heading, name, rows: rows.collect(), more: top.more, is_tied: top.is_tied }
    }

    /// Returns the keys and their shares, as a description of the picture.
    pub(super) fn summary(&self) -> String {
        let parts = self.rows.iter().map(|row| match &row.key {
            Some(key) => format!("{key} {}", row.share),
            None => format!("{} {}", row.text, row.share),
        });
        parts.collect::<Vec<_>>().join(", ")
    }

    /// Gives each category its colour.
    pub(super) fn coloured(mut self) -> Self {
        for (rank, row) in self.rows.iter_mut().enumerate() {
            row.colour = Some(of_rank(rank));
        }
        self
    }

    /// Sets the language of the texts of documented codes.
    pub(super) fn of_codes(mut self, lang: Lang) -> Self {
        for row in &mut self.rows {
            let code = row.key.as_ref().and_then(|key| key.to_string().parse::<RawCode>().ok());
            row.lang = code.and_then(|code| code.code().ok()).map(|_| lang);
        }
        self
    }
}

impl Row {
    /// Whether the text is the meaning of the key.
    pub(super) fn has_meaning(&self) -> bool {
        self.key.is_some() && !self.text.is_empty()
    }

    fn new(count: &Count, total: u64) -> Self {
        let (first, last) = count.span.unzip();
        Self {
            key: count.key().map(Shown::new),
            text: visible(&count.text).into_owned(),
            lang: None,
            colour: None,
            count: count.total,
            share: percent(count.total, total),
            first: first.map(Time),
            last: last.map(Time),
        }
    }
}

/// Returns the latest interruptions of a stream.
pub(super) fn events(stream: &Stream, lang: Lang) -> Vec<Event> {
    let mut explained = HashSet::new();
    let events = stream.latest.iter().map(|((time, _), interruption)| {
        let code = interruption.code;
        Event {
            time: Time(*time),
            code: code.map_or("-".to_owned(), |code| code.to_string()),
            category: category::name(category::category(code)),
            text: explained.insert(code).then(|| short_meaning(code, lang).into_owned()),
            lang: code.and_then(|code| code.code().ok()).map(|_| lang),
            lasted: interruption.push_duration_ms.map_or("-".to_owned(), lasted),
            client: interruption.client.as_deref().map(Shown::new),
        }
    });
    events.collect()
}

fn lasted(milliseconds: u64) -> String {
    match i64::try_from(milliseconds / 1000) {
        Ok(0) => "<1s".to_owned(),
        Ok(seconds) => duration(seconds),
        Err(_) => "-".to_owned(),
    }
}
