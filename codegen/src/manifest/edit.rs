//! Edits the text of the manifest without touching anything else.

use super::Manifest;
use crate::code::Code;
use crate::error::Error;
use crate::text::with_line_endings_of;
use toml_edit::{DocumentMut, Item, TableLike, Value};

/// The text of a manifest while it is edited.
#[derive(Debug)]
pub struct EditedManifest<'a> {
    manifest: &'a Manifest,
    document: DocumentMut,
}

impl<'a> EditedManifest<'a> {
    /// Parses the manifest for editing.
    pub fn new(manifest: &'a Manifest) -> Result<Self, Error> {
        let text = manifest.source.text();
        let document = text.parse().map_err(|error| {
            Error::new(format!("cannot edit {}: {error}", manifest.source.name()))
        })?;
        Ok(Self { manifest, document })
    }

    /// Sets a key of a language.
    pub fn set(&mut self, language: usize, key: &str, text: &str) {
        let Some(table) = table(self.document.get_mut("language"), language) else { return };
        match table.get_mut(key).and_then(Item::as_value_mut) {
            Some(value) => {
                let decor = value.decor().clone();
                *value = Value::from(text);
                *value.decor_mut() = decor;
            }
            None => {
                table.insert(key, toml_edit::value(text));
            }
        }
    }

    /// Removes codes from an `[[allow]]`.
    pub fn remove_codes(&mut self, allow: usize, codes: &[Code]) {
        let table = table(self.document.get_mut("allow"), allow);
        let array = table.and_then(|table| table.get_mut("codes")?.as_array_mut());
        if let Some(array) = array {
            let is_kept = |listed: &Value| {
                !codes.iter().any(|code| listed.as_str() == Some(&code.to_string()))
            };
            array.retain(is_kept);
        }
    }

    /// Removes entries of an array of tables, such as `allow`, by their indices.
    pub fn remove(&mut self, key: &str, indices: &[usize]) {
        for index in indices.iter().rev() {
            match self.document.get_mut(key) {
                Some(Item::ArrayOfTables(tables)) => {
                    tables.remove(*index);
                }
                Some(Item::Value(Value::Array(array))) => {
                    array.remove(*index);
                }
                _ => {}
            }
        }
    }

    /// Returns the edited text.
    pub fn finish(self) -> String {
        with_line_endings_of(self.manifest.source.text(), self.document.to_string())
    }
}

/// Returns an entry of an array of tables, whether it is written as `[[key]]` or inline.
fn table(item: Option<&mut Item>, index: usize) -> Option<&mut dyn TableLike> {
    match item? {
        Item::ArrayOfTables(tables) => tables.get_mut(index).map(|table| table as _),
        Item::Value(Value::Array(array)) => {
            array.get_mut(index)?.as_inline_table_mut().map(|table| table as _)
        }
        _ => None,
    }
}
