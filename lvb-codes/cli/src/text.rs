//! Untrusted text in JSON and in columns.

use serde_json::ser::Formatter;
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;
use visible_text::is_invisible;

/// JSON on one line, in which every character that does not show is escaped.
#[derive(Clone, Copy, Debug)]
pub struct Shown;

impl Formatter for Shown {
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

/// Appends a text, and spaces up to a width of terminal cells; two at least.
pub fn push_cell(line: &mut String, text: &str, width: usize) {
    line.push_str(text);
    let padding = width.saturating_sub(text.width()) + 2;
    line.extend(std::iter::repeat_n(' ', padding));
}

#[cfg(test)]
mod tests {
    use super::{Shown, push_cell};
    use serde::Serialize;

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
