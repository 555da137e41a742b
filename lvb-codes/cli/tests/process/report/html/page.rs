//! A report page, parsed for the tests.

use crate::run::lvb_reading;
use scraper::{ElementRef, Html, Selector};

pub(super) struct Page {
    pub(super) source: String,
    pub(super) html: Html,
}

impl Page {
    /// Makes a page of a log.
    pub(super) fn of(log: &str, options: &str) -> Self {
        let output = lvb_reading(log, &format!("report --quiet --format html {options}"));
        assert_eq!(output.stderr, "");
        Self::new(output.stdout)
    }

    /// Parses a page, which must have no parse errors.
    pub(super) fn new(source: String) -> Self {
        let html = Html::parse_document(&source);
        assert_eq!(html.errors, Vec::<String>::new());
        Self { source, html }
    }

    fn select(&self, selector: &str) -> Vec<ElementRef<'_>> {
        self.html.select(&Selector::parse(selector).unwrap()).collect()
    }

    pub(super) fn count(&self, selector: &str) -> usize {
        self.select(selector).len()
    }

    /// Returns the text of the only element.
    #[track_caller]
    pub(super) fn text(&self, selector: &str) -> String {
        let [element] = self.select(selector)[..] else { panic!("{selector}: {}", self.source) };
        text(element)
    }

    pub(super) fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        let elements = self.select(selector).into_iter();
        elements.map(|element| element.attr(name).unwrap().to_owned()).collect()
    }

    pub(super) fn numbers(&self, selector: &str) -> Vec<u64> {
        self.select(selector).into_iter().map(|element| text(element).parse().unwrap()).collect()
    }

    pub(super) fn rectangles(&self, selector: &str, attribute: &str) -> Vec<u64> {
        let values = self.attributes(selector, attribute).into_iter();
        values.map(|value| value.parse().unwrap()).collect()
    }

    /// Returns the cells of a table's body; a time as programs read it.
    pub(super) fn rows(&self, table: &str) -> Vec<Vec<String>> {
        let cell = Selector::parse("th, td").unwrap();
        let time = Selector::parse("time").unwrap();
        let row = |row: ElementRef<'_>| {
            let cells = row.select(&cell).map(|cell| match cell.select(&time).next() {
                Some(time) => time.attr("datetime").unwrap().to_owned(),
                None => text(cell),
            });
            cells.collect()
        };
        self.select(&format!("{table} tbody tr")).into_iter().map(row).collect()
    }

    /// Returns the rows of a table of keys, without what the keys mean.
    pub(super) fn table(&self, id: &str) -> Vec<[String; 5]> {
        let keys = self.select(&format!("#{id} ~ table tbody th > :is(.key, .none)"));
        let rows = self.rows(&format!("#{id} ~ table"));
        assert_eq!(keys.len(), rows.len());
        let rows = rows.into_iter().zip(keys).map(|(mut row, key)| {
            row[0] = text(key);
            row.try_into().unwrap()
        });
        rows.collect()
    }

    /// Nothing on the page is requested or run.
    #[track_caller]
    pub(super) fn assert_closed(&self) {
        for element in self.select("*") {
            let name = element.value().name();
            let attributes = element.value().attrs();
            for (attribute, value) in attributes {
                let is_link = name == "a" && attribute == "href";
                assert!(!is_link || value.starts_with("https://www.tencentcloud.com/"), "{value}");
                let requests = ["src", "srcset", "href", "data", "action", "poster", "background"];
                assert!(is_link || !requests.contains(&attribute), "{name} {attribute}");
                assert!(!attribute.starts_with("on"), "{name} {attribute}");
            }
            let is_allowed =
                !["script", "link", "img", "iframe", "object", "embed", "base"].contains(&name);
            assert!(is_allowed, "{name}");
        }
        let style = self.text("style");
        assert!(!style.contains("url(") && !style.contains("@import"));
    }
}

/// Returns the text of an element, with single spaces.
fn text(element: ElementRef<'_>) -> String {
    let text: Vec<&str> = element.text().flat_map(str::split_whitespace).collect();
    text.join(" ")
}
