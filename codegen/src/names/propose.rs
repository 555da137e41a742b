//! Proposes names for codes that have none.

use crate::catalog::Catalog;
use crate::code::Code;
use crate::error::Error;
use crate::names::Names;
use crate::text::{alternatives, list};
use heck::ToUpperCamelCase;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use toml_edit::{Array, DocumentMut, Item, Table, Value, value};
use visible_text::visible;

/// The category of a proposed reason, until a person chooses one.
const CATEGORY: &str = "uncategorized";

/// The additions to the names.
#[derive(Debug)]
pub struct Proposals<'a> {
    names: &'a Names,
    /// Codes that join a named reason, by the index of the reason.
    joining: BTreeMap<usize, Vec<Code>>,
    /// Reasons without a name.
    new: Vec<NewReason<'a>>,
}

#[derive(Debug)]
struct NewReason<'a> {
    name: String,
    text: &'a str,
    codes: Vec<Code>,
}

/// Proposes a reason for each code of the reference document that has none: the reason of its text,
/// or else a new reason for all codes with this text.
pub fn propose<'a>(names: &'a Names, reference: Option<&'a Catalog>) -> Proposals<'a> {
    let entries = reference.map_or(&[][..], |catalog| &catalog.entries);
    let reasons = names.reasons_by_text(entries.iter().map(|entry| (entry.code, &*entry.reason)));
    let mut taken: HashSet<String> =
        names.reasons.iter().map(|reason| reason.name.clone()).collect();
    let mut positions: HashMap<&str, usize> = HashMap::new();
    let mut numbers: HashMap<String, usize> = HashMap::new();
    let mut proposals = Proposals { names, joining: BTreeMap::new(), new: Vec::new() };
    for entry in entries.iter().filter(|entry| names.reason(entry.code).is_none()) {
        let text = entry.reason.as_str();
        if let Some(reason) = reasons.get(text) {
            proposals.joining.entry(*reason).or_default().push(entry.code);
            continue;
        }
        let position = *positions.entry(text).or_insert_with(|| {
            let name = free_name(&name(text, entry.code), &taken, &mut numbers);
            taken.insert(name.clone());
            proposals.new.push(NewReason { name, text, codes: Vec::new() });
            proposals.new.len() - 1
        });
        proposals.new[position].codes.push(entry.code);
    }
    proposals
}

/// Makes an `UpperCamelCase` name of the first meaningful words of an English text.
fn name(text: &str, code: Code) -> String {
    const MAX_WORDS: usize = 5;
    const STOP_WORDS: &str = " a an and are as at be been being by due for from had has have in is it \
                              its of on or than that the there this to was were which with you your ";
    let words = text.split(|char: char| !char.is_ascii_alphanumeric());
    let words = words.map(str::to_ascii_lowercase).filter(|word| !word.is_empty());
    let words = words.filter(|word| !STOP_WORDS.contains(&format!(" {word} ")));
    let name = words.take(MAX_WORDS).collect::<Vec<_>>().join(" ").to_upper_camel_case();
    if name.starts_with(|first: char| first.is_ascii_alphabetic()) && name != "Self" {
        name
    } else {
        let sub = code.sub_errcode.map(|sub| format!("Sub{sub}")).unwrap_or_default();
        format!("Reason{}{sub}{name}", code.errcode)
    }
}

/// Returns the name, followed by a number if it is taken.
fn free_name(name: &str, taken: &HashSet<String>, numbers: &mut HashMap<String, usize>) -> String {
    let mut free = name.to_owned();
    while taken.contains(&free) {
        let number = numbers.entry(name.to_owned()).or_insert(1);
        *number += 1;
        free = format!("{name}{number}");
    }
    free
}

impl Proposals<'_> {
    /// Returns whether every code has a name.
    pub fn is_empty(&self) -> bool {
        self.joining.is_empty() && self.new.is_empty()
    }

    /// Returns the `[[reason]]` blocks to add or to replace.
    pub fn to_toml(&self) -> String {
        let mut blocks = Vec::new();
        for (reason, codes) in &self.joining {
            let reason = &self.names.reasons[*reason];
            let mut all: Vec<Code> = reason.codes.iter().map(|(code, _)| *code).collect();
            all.extend(codes);
            all.sort_unstable();
            let have = if codes.len() == 1 { "has" } else { "have" };
            let comment = format!("# {} {have} the text of `{}`:\n", list(codes), reason.name);
            blocks.push(comment + &block(&table(&reason.name, value(&reason.category), &all)));
        }
        for new in &self.new {
            blocks.push(format!("# {}\n{}", visible(new.text), block(&self.new_table(new))));
        }
        blocks.join("\n")
    }

    /// Returns the text of the names with the proposals added. Everything else stays as it is.
    ///
    /// # Errors
    ///
    /// The reasons are not written as `[[reason]]` blocks.
    pub fn edit(&self) -> Result<String, Error> {
        let file = self.names.source.name();
        let text = self.names.source.text();
        let mut document: DocumentMut =
            text.parse().map_err(|error| Error::new(format!("cannot edit {file}: {error}")))?;
        let reasons = document.get_mut("reason").map(Item::as_array_of_tables_mut);
        if let Some(None) = reasons {
            return Err(Error::new(format!("cannot edit {file}: its reasons are an inline array"))
                .help("write each as a [[reason]] block"));
        }
        if let Some(Some(reasons)) = reasons {
            for (reason, codes) in &self.joining {
                let table = reasons.get_mut(*reason);
                if let Some(array) = table.and_then(|table| table["codes"].as_array_mut()) {
                    insert(array, codes);
                }
            }
        }
        let mut text = document.to_string();
        for new in &self.new {
            if !text.is_empty() {
                text.truncate(text.trim_end().len());
                text += "\n\n";
            }
            text += &block(&self.new_table(new));
        }
        // Line endings stay as they are if all are alike; otherwise some belong to a text.
        let before = self.names.source.text();
        let windows = before.matches("\r\n").count();
        let is_windows = windows > 0 && windows == before.matches('\n').count();
        Ok(if is_windows { text.replace("\r\n", "\n").replace('\n', "\r\n") } else { text })
    }

    fn new_table(&self, new: &NewReason<'_>) -> Table {
        let known: BTreeSet<&str> =
            self.names.reasons.iter().map(|reason| reason.category.as_str()).collect();
        let mut category = Value::from(CATEGORY);
        let known = alternatives(known.into_iter().chain(["another"]));
        category.decor_mut().set_suffix(format!(" # fill in {known}"));
        table(&new.name, Item::Value(category), &new.codes)
    }
}

fn table(name: &str, category: Item, codes: &[Code]) -> Table {
    let mut table = Table::new();
    table["name"] = value(name);
    table["category"] = category;
    table["codes"] = value(codes.iter().map(ToString::to_string).collect::<Array>());
    table
}

fn block(table: &Table) -> String {
    let mut document = DocumentMut::new();
    document["reason"] = Item::ArrayOfTables([table.clone()].into_iter().collect());
    document.to_string()
}

/// Inserts codes in ascending order, formatted like the others.
fn insert(array: &mut Array, codes: &[Code]) {
    let known = array.iter().map(|code| code.as_str().and_then(|code| code.parse().ok()));
    let mut known: Vec<Option<Code>> = known.collect();
    for code in codes {
        let index = known.iter().position(|other| other.is_some_and(|other| other > *code));
        let index = index.unwrap_or(known.len());
        known.insert(index, Some(*code));
        insert_at(array, index, *code);
    }
}

fn insert_at(array: &mut Array, index: usize, code: Code) {
    let own_line = array.get(0).and_then(|first| prefix(first).rsplit_once('\n'));
    let Some(indent) = own_line.map(|(_, indent)| indent.to_owned()) else {
        array.insert(index, code.to_string());
        if let Some(next) = array.get_mut(1).filter(|_| index == 0) {
            next.decor_mut().set_prefix(" ");
        }
        return;
    };
    // A comment after a code on its line is about that code, and stays there.
    let mut new = Value::from(code.to_string());
    let last = array.len().saturating_sub(1);
    let remark = if let Some(next) = array.get_mut(index) {
        let (remark, rest) = first_line(prefix(next));
        next.decor_mut().set_prefix(rest);
        remark
    } else if array.trailing_comma() {
        let (remark, rest) = first_line(array.trailing().as_str().unwrap_or_default());
        array.set_trailing(rest);
        remark
    } else {
        let (remark, rest) = first_line(array.get(last).map_or("", suffix));
        if let Some(last) = array.get_mut(last) {
            last.decor_mut().set_suffix("");
        }
        new.decor_mut().set_suffix(rest);
        remark
    };
    new.decor_mut().set_prefix(format!("{remark}\n{indent}"));
    array.insert_formatted(index, new);
}

fn prefix(value: &Value) -> &str {
    value.decor().prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default()
}

fn suffix(value: &Value) -> &str {
    value.decor().suffix().and_then(|suffix| suffix.as_str()).unwrap_or_default()
}

/// Splits before the first line end.
fn first_line(text: &str) -> (String, String) {
    let (line, rest) = text.split_at(text.find('\n').unwrap_or(text.len()));
    (line.to_owned(), rest.to_owned())
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn names_are_made_of_meaningful_words() {
        let named = |text| name(text, "18-602".parse().unwrap());
        assert_eq!(
            named("SRS disconnected the stream that is not being played."),
            "SrsDisconnectedStreamNotPlayed"
        );
        assert_eq!(
            named("The frame rate of the push exceeds the system's maximum."),
            "FrameRatePushExceedsSystem"
        );
        assert_eq!(
            named("3rd-party authentication failed"),
            "Reason18Sub6023rdPartyAuthenticationFailed"
        );
        assert_eq!(named("推流优先级"), "Reason18Sub602");
        assert_eq!(named("self"), "Reason18Sub602Self");
    }
}
