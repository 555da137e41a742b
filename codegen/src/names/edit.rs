//! Edits the text of the names without touching anything else.

use crate::code::Code;
use crate::error::Error;
use crate::language::Tag;
use crate::names::{NamedReason, Names};
use crate::text::with_line_endings_of;
use jiff::civil::Date;
use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, Value, value};

/// The text of the names while it is edited.
#[derive(Debug)]
pub struct EditedNames<'a> {
    names: &'a Names,
    document: DocumentMut,
    appended: Vec<String>,
}

impl<'a> EditedNames<'a> {
    /// Parses the names for editing.
    ///
    /// # Errors
    ///
    /// The reasons are not written as `[[reason]]` blocks.
    pub fn new(names: &'a Names) -> Result<Self, Error> {
        let (file, text) = (names.source.name(), names.source.text());
        let document: DocumentMut =
            text.parse().map_err(|error| Error::new(format!("cannot edit {file}: {error}")))?;
        if document.get("reason").is_some_and(|reasons| !reasons.is_array_of_tables()) {
            return Err(Error::new(format!("cannot edit {file}: its reasons are an inline array"))
                .help("write each as a [[reason]] block"));
        }
        Ok(Self { names, document, appended: Vec::new() })
    }

    /// Adds codes to a named reason, in ascending order and formatted like the others.
    pub fn add_codes(&mut self, reason: usize, codes: &[Code]) {
        let Some(array) = self.codes(reason) else { return };
        let known = array.iter().map(|code| code.as_str().and_then(|code| code.parse().ok()));
        let mut known: Vec<Option<Code>> = known.collect();
        for code in codes {
            let index = known.iter().position(|other| other.is_some_and(|other| other > *code));
            let index = index.unwrap_or(known.len());
            known.insert(index, Some(*code));
            insert(array, index, *code);
        }
    }

    /// Appends a block.
    pub fn append(&mut self, block: String) {
        self.appended.push(block);
    }

    /// Moves a code from its reason to a `[[retired]]` block.
    pub fn retire(&mut self, reason: usize, code: Code, texts: &[(&Tag, &str)], since: Date) {
        if let Some(array) = self.codes(reason) {
            array.retain(|listed| listed.as_str() != Some(&code.to_string()));
        }
        let NamedReason { name, .. } = &self.names.reasons[reason];
        let mut text = InlineTable::new();
        for (tag, last) in texts {
            text.insert(tag.as_str(), Value::from(*last));
        }
        let mut retired = Table::new();
        retired["code"] = value(code.to_string());
        retired["reason"] = value(name);
        retired["text"] = value(text);
        retired["since"] = value(since.to_string());
        self.append(block("retired", retired));
    }

    /// Returns the edited text.
    pub fn finish(self) -> String {
        let mut text = self.document.to_string();
        for block in self.appended {
            if !text.is_empty() {
                text.truncate(text.trim_end().len());
                text += "\n\n";
            }
            text += &block;
        }
        with_line_endings_of(self.names.source.text(), text)
    }

    fn codes(&mut self, reason: usize) -> Option<&mut Array> {
        let reasons = self.document.get_mut("reason")?.as_array_of_tables_mut()?;
        reasons.get_mut(reason)?.get_mut("codes")?.as_array_mut()
    }
}

/// Writes a block, such as `[[reason]]`.
pub(super) fn block(key: &str, table: Table) -> String {
    let mut document = DocumentMut::new();
    document[key] = Item::ArrayOfTables([table].into_iter().collect::<ArrayOfTables>());
    document.to_string()
}

fn insert(array: &mut Array, index: usize, code: Code) {
    let own_line = array.get(0).and_then(|first| prefix(first).rsplit_once('\n'));
    let Some(indent) = own_line.map(|(_, indent)| indent.to_owned()) else {
        array.insert(index, code.to_string());
        if let Some(next) = array.get_mut(1).filter(|_| index == 0) {
            next.decor_mut().set_prefix(" ");
        }
        return;
    };
    // A comment after a code on its line is about that code, and stays there.
    let remark = if let Some(next) = array.get_mut(index) {
        let (remark, rest) = first_line(prefix(next));
        next.decor_mut().set_prefix(rest);
        remark
    } else {
        let mut end = array.trailing().as_str().unwrap_or_default().to_owned();
        if !array.trailing_comma()
            && let Some(last) = array.iter_mut().last()
        {
            end.insert_str(0, suffix(last));
            last.decor_mut().set_suffix("");
        }
        let (remark, rest) = first_line(&end);
        array.set_trailing(rest);
        remark
    };
    let mut new = Value::from(code.to_string());
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
