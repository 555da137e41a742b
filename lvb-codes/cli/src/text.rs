//! Text in JSON and in columns, safe to show even if it comes from a log.

use crate::error::Error;
use serde::Serialize;
use serde_json::ser::Formatter;
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;
use visible_text::is_invisible;

/// Formats a value as indented JSON, with a final line end.
///
/// # Errors
///
/// The value cannot be serialized.
pub fn json(value: &impl Serialize) -> Result<String, Error> {
    let json = serde_json::to_string_pretty(value);
    Ok(json.map_err(|error| Error::new(format!("cannot write JSON: {error}")))? + "\n")
}

/// Formats JSON on one line and escapes every invisible character.
#[derive(Clone, Copy, Debug)]
pub struct EscapeInvisible;

impl Formatter for EscapeInvisible {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        if !fragment.contains(is_invisible) {
            return writer.write_all(fragment.as_bytes());
        }
        for char in fragment.chars() {
            if is_invisible(char) {
                for unit in char.encode_utf16(&mut [0; 2]) {
                    write!(writer, "\\u{unit:04x}")?;
                }
            } else {
                write!(writer, "{char}")?;
            }
        }
        Ok(())
    }
}

/// Appends a text, then spaces up to the width in terminal cells, at least two.
pub fn push_cell(line: &mut String, text: &str, width: usize) {
    line.push_str(text);
    let padding = width.saturating_sub(text.width()) + 2;
    line.extend(std::iter::repeat_n(' ', padding));
}

#[cfg(test)]
mod tests {
    use super::{EscapeInvisible, push_cell};
    use serde::Serialize;

    #[test]
    fn invisible_characters_are_escaped_in_json() {
        let text = "a\"\n\u{1b}\u{9b}\u{202e}\u{e0041}한😀";
        let mut json = Vec::new();
        text.serialize(&mut serde_json::Serializer::with_formatter(&mut json, EscapeInvisible))
            .unwrap();
        assert_eq!(String::from_utf8_lossy(&json), r#""a\"\n\u001b\u009b\u202e\udb40\udc41한😀""#);
        assert_eq!(serde_json::from_slice::<String>(&json).unwrap(), text);
    }

    #[test]
    fn wide_characters_take_two_cells() {
        let mut line = String::new();
        push_cell(&mut line, "한국", 6);
        push_cell(&mut line, "toolong", 3);
        assert_eq!(line, "한국    toolong  ");
    }
}
