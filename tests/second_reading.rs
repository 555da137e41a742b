//! Reads `docs/` a second time, independently of the generator: it only splits the lines of pipe tables
//! and the cells of HTML tables. A row starts with one or two numbers, and its next cell is the reason.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use toml::{Table, Value};

/// `(errcode, sub_errcode or 0)`.
pub(crate) type Number = (u32, u32);

/// A `[[language]]` of the manifest.
pub(crate) struct Language {
    pub(crate) tag: String,
    pub(crate) document: String,
    pub(crate) page: Option<String>,
    pub(crate) dated: Option<String>,
    /// The text of each code, as the document has it.
    pub(crate) rows: BTreeMap<Number, String>,
    /// The texts that replace the document's texts.
    pub(crate) corrections: BTreeMap<Number, String>,
    /// The codes that an `[[allow]]` lists, by its rule.
    allowed: BTreeSet<(String, Number)>,
}

impl Language {
    /// Returns the text that the crate has for a code of the document.
    pub(crate) fn text(&self, number: Number) -> Option<&str> {
        let corrected = self.corrections.get(&number).filter(|_| self.rows.contains_key(&number));
        corrected.or_else(|| self.rows.get(&number)).map(String::as_str)
    }

    pub(crate) fn allows(&self, rule: &str, number: Number) -> bool {
        self.allowed.contains(&(rule.to_owned(), number))
    }
}

/// Reads the manifest and all documents.
pub(crate) fn languages() -> Vec<Language> {
    let manifest = toml("sources.toml");
    let languages = entries(&manifest, "language").map(|entry| {
        let (tag, document) = (string(entry, "tag"), string(entry, "document"));
        let is_own = |other: &&Table| string(other, "language") == tag;
        let corrections = entries(&manifest, "correction").filter(is_own);
        let allowed = entries(&manifest, "allow").filter(is_own);
        let allowed = allowed.flat_map(|allow| {
            let numbers = ["codes", "with"].into_iter().flat_map(|key| strings(allow, key));
            numbers.map(|code| (string(allow, "rule"), number(code)))
        });
        Language {
            rows: rows(&read(&document)),
            corrections: corrections
                .map(|entry| (number(&string(entry, "code")), string(entry, "text")))
                .collect(),
            allowed: allowed.collect(),
            page: entry.get("page").map(|page| page.as_str().unwrap().to_owned()),
            dated: entry.get("dated").map(|dated| dated.as_str().unwrap().to_owned()),
            tag,
            document,
        }
    });
    languages.collect()
}

/// A `[[reason]]` of the names.
pub(crate) struct Named {
    pub(crate) name: String,
    pub(crate) category: String,
    pub(crate) note: Option<String>,
    /// Its codes, with those that upstream dropped.
    pub(crate) codes: BTreeSet<Number>,
}

/// Reads the reasons of the names.
pub(crate) fn names() -> Vec<Named> {
    let names = toml("names.toml");
    let reasons = entries(&names, "reason").map(|entry| {
        let name = string(entry, "name");
        let dropped =
            entries(&names, "retired").filter(|retired| string(retired, "reason") == name);
        let dropped = dropped.map(|retired| number(&string(retired, "code")));
        let codes = strings(entry, "codes").map(number).chain(dropped).collect();
        let note = entry.get("note").map(|note| one_line(note.as_str().unwrap()));
        Named { category: string(entry, "category"), note, codes, name }
    });
    reasons.collect()
}

/// The last texts of the codes that upstream dropped, by language.
pub(crate) fn retired() -> BTreeMap<Number, BTreeMap<String, String>> {
    let names = toml("names.toml");
    let retired = entries(&names, "retired").map(|entry| {
        let texts = entry["text"].as_table().unwrap().iter();
        let texts = texts.map(|(tag, text)| (tag.clone(), text.as_str().unwrap().to_owned()));
        (number(&string(entry, "code")), texts.collect())
    });
    retired.collect()
}

pub(crate) fn read(name: &str) -> String {
    fs::read_to_string(crate::root().join("docs").join(name)).unwrap()
}

fn toml(name: &str) -> Table {
    read(name).parse().unwrap()
}

fn entries<'a>(table: &'a Table, key: &str) -> impl Iterator<Item = &'a Table> {
    let entries = table.get(key).and_then(Value::as_array).into_iter().flatten();
    entries.map(|entry| entry.as_table().unwrap())
}

fn string(table: &Table, key: &str) -> String {
    table[key].as_str().unwrap().to_owned()
}

fn strings<'a>(table: &'a Table, key: &str) -> impl Iterator<Item = &'a str> {
    let strings = table.get(key).and_then(Value::as_array).into_iter().flatten();
    strings.map(|string| string.as_str().unwrap())
}

fn number(code: &str) -> Number {
    let (errcode, sub) = code.split_once('-').unwrap_or((code, "0"));
    (errcode.parse().unwrap(), sub.parse().unwrap())
}

/// Reads the rows of a document that start with a number.
fn rows(document: &str) -> BTreeMap<Number, String> {
    if document.contains("<td") { html_rows(document) } else { pipe_rows(document) }
}

fn pipe_rows(document: &str) -> BTreeMap<Number, String> {
    let mut rows = BTreeMap::new();
    for line in document.lines().map(str::trim).filter(|line| line.contains('|')) {
        let cells = line.trim_matches('|').replace("\\|", "\0");
        let mut cells = cells.split('|').map(plain);
        let Some(errcode) = cells.next().and_then(|cell| cell.parse().ok()) else { continue };
        let Some(mut text) = cells.next() else { continue };
        let mut sub = 0;
        if let Ok(number) = text.parse() {
            (sub, text) = (number, cells.next().unwrap());
        }
        rows.entry((errcode, sub)).or_insert(text);
    }
    rows
}

fn html_rows(document: &str) -> BTreeMap<Number, String> {
    let mut rows = BTreeMap::new();
    // The cell that spans further rows, and their number.
    let (mut group, mut left) = (0, 0_u32);
    for row in document.split("<tr").skip(1) {
        let cells = row.split("<td").skip(1).map(|cell| {
            let (attributes, text) = cell.split_once('>').unwrap();
            (attributes, plain(text.split("</td").next().unwrap()))
        });
        let mut cells = cells.collect::<Vec<_>>().into_iter().peekable();
        if left > 0 {
            left -= 1;
        } else {
            let Some((attributes, first)) = cells.next() else { continue };
            let Ok(number) = first.parse::<u32>() else { continue };
            group = number;
            if let Some((_, span)) = attributes.split_once("rowspan=") {
                let span = span.trim_start_matches(['\'', '"']);
                let end = span.find(|char: char| !char.is_ascii_digit()).unwrap_or(span.len());
                left = span[..end].parse::<u32>().unwrap() - 1;
            }
        }
        let sub = cells.next_if(|(_, text)| text.parse::<u32>().is_ok());
        let sub = sub.map_or(0, |(_, text)| text.parse().unwrap());
        let (_, text) = cells.next().unwrap_or_else(|| panic!("{group}-{sub} has no reason"));
        rows.entry((group, sub)).or_insert(text);
    }
    rows
}

/// Returns the text of a cell without tags, entities and escapes.
fn plain(cell: &str) -> String {
    let mut text = String::new();
    for (index, part) in cell.split('<').enumerate() {
        match part.split_once('>').filter(|_| index > 0) {
            Some((_, rest)) => text.extend([" ", rest]),
            None => text.push_str(part),
        }
    }
    for (entity, char) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")] {
        text = text.replace(entity, char);
    }
    one_line(&text.replace('\\', "").replace('\0', "|"))
}

/// Replaces each run of white space by one space.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
