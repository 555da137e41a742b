//! Texts of strangers, shown without doing anything to a terminal or a spreadsheet.

use serde_json::ser::Formatter;
use std::borrow::Cow;
use std::io::{self, Write};
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};
use unicode_width::UnicodeWidthStr;

/// The text with every character that does not show as its code point.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if is_harmless(text) {
        return Cow::Borrowed(text);
    }
    let escape = |char: char| {
        if shows(char) { char.to_string() } else { format!("<U+{:04X}>", u32::from(char)) }
    };
    Cow::Owned(text.chars().map(escape).collect())
}

fn is_harmless(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~')) || text.chars().all(shows)
}

fn shows(char: char) -> bool {
    !matches!(
        char.general_category(),
        GeneralCategory::Control
            | GeneralCategory::Format
            | GeneralCategory::PrivateUse
            | GeneralCategory::Surrogate
            | GeneralCategory::Unassigned
            | GeneralCategory::LineSeparator
            | GeneralCategory::ParagraphSeparator
    )
}

/// The visible text, with an apostrophe before what a spreadsheet would take for a formula.
#[must_use]
pub fn harmless(text: &str) -> Cow<'_, str> {
    let shown = visible(text);
    if shown.starts_with(['=', '+', '-', '@']) { format!("'{shown}").into() } else { shown }
}

/// JSON on one line, in which every character that does not show is escaped.
#[derive(Clone, Copy, Debug)]
pub struct Shown;

impl Formatter for Shown {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        if is_harmless(fragment) {
            return writer.write_all(fragment.as_bytes());
        }
        for char in fragment.chars() {
            if shows(char) {
                write!(writer, "{char}")?;
            } else {
                for unit in char.encode_utf16(&mut [0; 2]) {
                    write!(writer, "\\u{unit:04x}")?;
                }
            }
        }
        Ok(())
    }
}

/// Appends a text, and spaces up to a width of terminal cells; two at least.
pub fn push_cell(line: &mut String, text: &str, width: usize) {
    line.push_str(text);
    let padding = width.saturating_sub(text.width()) + 2;
    line.extend(std::iter::repeat_n(' ', padding));
}

#[cfg(test)]
mod tests {
    use super::{Shown, harmless, push_cell, visible};
    use serde::Serialize;

    #[test]
    fn nothing_acts_on_a_terminal() {
        assert_eq!(visible("a \u{1b}[31mb\u{7}\u{202e}한"), "a <U+001B>[31mb<U+0007><U+202E>한");
        assert_eq!(visible("추천 live"), "추천 live");
    }

    #[test]
    fn nothing_acts_on_a_spreadsheet() {
        for text in ["=1+1", "+1", "-1", "@a"] {
            assert_eq!(harmless(text), format!("'{text}"));
        }
        assert_eq!(harmless("\t=1\r"), "<U+0009>=1<U+000D>");
        assert_eq!(harmless("a=1"), "a=1");
    }

    #[test]
    fn json_is_the_same_and_shows() {
        let text = "a\"\n\u{1b}\u{9b}\u{202e}\u{e0041}한😀";
        let mut json = Vec::new();
        text.serialize(&mut serde_json::Serializer::with_formatter(&mut json, Shown)).unwrap();
        assert_eq!(String::from_utf8_lossy(&json), r#""a\"\n\u001b\u009b\u202e\udb40\udc41한😀""#);
        assert_eq!(serde_json::from_slice::<String>(&json).unwrap(), text);
    }

    #[test]
    fn wide_letters_take_two_cells() {
        let mut line = String::new();
        push_cell(&mut line, "한국", 6);
        push_cell(&mut line, "toolong", 3);
        assert_eq!(line, "한국    toolong  ");
    }
}
