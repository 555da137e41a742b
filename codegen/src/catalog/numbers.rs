//! Reads the number in a cell, or reports why the cell has none.

use crate::code::number;
use crate::finding::Finding;
use crate::finding::rule::Rule;
use crate::text::quoted;
use doc_tables::{Cell, Document};
use visible_text::is_invisible;

/// Reads the errcode or `sub_errcode` in a cell.
pub(super) fn read(document: &Document, cell: &Cell, what: &str) -> Result<u16, Finding> {
    let an = if what.starts_with('e') { "an" } else { "a" };
    let finding =
        |message: String| Finding::new(Rule::BadCode, document.span(&cell.range), message);
    let text = &cell.text;
    if let Some(seam) = cell.seam.as_ref().filter(|_| text.contains(|char: char| char.is_numeric()))
    {
        let message = format!("{} is made of the text of several elements", quoted(text));
        return Err(finding(message).context(document.span(seam), "this is another element").help(
            format!(
                "remove the text that is not part of the {what}, such as a footnote mark or a \
                 struck-out number"
            ),
        ));
    }
    if let Some(number) = number(text) {
        return Ok(number);
    }
    let message = if cell.is_hidden {
        format!("the {what} of this row is in a hidden cell")
    } else if text.is_empty() && cell.has_picture {
        format!("the {what} of this row is a picture")
    } else if text.is_empty() {
        format!("the {what} of this row is empty")
    } else {
        let why = match text.chars().find(|char| !char.is_ascii_digit()) {
            None if text.starts_with('0') => ": it has leading zeros".to_owned(),
            Some(char) if is_invisible(char) => {
                format!(": it contains the invisible character U+{:04X}", u32::from(char))
            }
            Some(char) if char.is_numeric() => {
                format!(": U+{:04X} is not one of the digits 0 to 9", u32::from(char))
            }
            _ => ", which is a number up to 65535".to_owned(),
        };
        format!("{} is not {an} {what}{why}", quoted(text))
    };
    Err(finding(message).help("correct the code, or move this row out of the table"))
}
