//! The report as one HTML page that requests nothing and runs no script.
//!
//! The template escapes every value. Every text from a log is a [`Shown`], so that its invisible
//! characters cannot reorder or hide the text around it.

mod chart;
mod rows;
mod scope;
mod shown;

use super::time::{Time, duration};
use crate::diagnose::summary::Contents;
use crate::error::Error;
use crate::text::counted;
use askama::Template;
use chart::{Chart, Colours, Segment, shares};
use lvb_codes::Lang;
use rows::{Event, Table, events};
pub(super) use scope::Scope;
use shown::Shown;

/// The page.
#[derive(Template)]
#[template(path = "report.html", whitespace = "minimize")]
struct Page<'a> {
    version: &'static str,
    lang: Lang,
    scope: &'a Scope,
    contents: &'a Contents,
    heading: String,
    span: Option<Span>,
    warnings: Vec<String>,
    colours: Colours,
    chart: Option<Chart>,
    /// The categories as segments of one bar.
    shares: Vec<Segment>,
    categories: Table,
    codes: Table,
    /// Streams, domains and clients.
    places: [Table; 3],
    timeline: Option<Timeline>,
}

struct Span {
    first: Time,
    last: Time,
    duration: String,
}

/// The interruptions, if all belong to one stream.
struct Timeline {
    stream: Shown,
    /// The number of interruptions before the first listed one.
    earlier: u64,
    events: Vec<Event>,
}

/// Formats the report.
///
/// # Errors
///
/// The template cannot be filled in.
pub(super) fn page(contents: &Contents, scope: &Scope, lang: Lang) -> Result<String, Error> {
    let colours = Colours::new(&contents.categories);
    let table = |names, top| Table::new(names, top, contents.interruptions);
    let page = Page {
        version: env!("CARGO_PKG_VERSION"),
        lang,
        scope,
        contents,
        heading: counted(contents.interruptions, "interruption"),
        span: contents.span.map(|(first, last)| Span {
            first: Time(first),
            last: Time(last),
            duration: duration(last.as_second() - first.as_second()),
        }),
        warnings: warnings(contents),
        chart: Chart::new(contents, &colours),
        shares: shares(&contents.categories),
        categories: table(["categories", "Categories", "Category"], &contents.categories)
            .coloured(),
        codes: table(["codes", "Codes", "Code"], &contents.codes).of_codes(lang),
        places: [
            table(["streams", "Streams", "Stream"], &contents.streams),
            table(["domains", "Domains", "Domain"], &contents.domains),
            table(["clients", "Client addresses", "Client"], &contents.clients),
        ],
        timeline: contents.timeline.as_ref().map(|stream| Timeline {
            stream: Shown::new(&stream.name),
            earlier: stream.earlier(),
            events: events(stream, lang),
        }),
        colours,
    };
    page.render().map_err(|error| Error::new(format!("cannot write the page: {error}")))
}

/// Returns the reasons why the numbers may be too low.
fn warnings(contents: &Contents) -> Vec<String> {
    let mut warnings = Vec::new();
    if contents.outcome.failed > 0 {
        let logs = counted(contents.outcome.failed, "log");
        warnings.push(format!("{logs} could not be read, or only in part."));
    }
    warnings.extend(contents.too_low());
    warnings
}
