//! Texts of strangers, shown without doing anything to a terminal or a spreadsheet.

use std::borrow::Cow;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};
use unicode_width::UnicodeWidthStr;

/// The text with every character that does not show as its code point.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) || !text.chars().any(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let escape = |char: char| {
        if is_unsafe(char) { format!("<U+{:04X}>", u32::from(char)) } else { char.to_string() }
    };
    Cow::Owned(text.chars().map(escape).collect())
}

fn is_unsafe(char: char) -> bool {
    matches!(
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

/// The text with an apostrophe before what a spreadsheet would take for a formula.
pub(crate) fn harmless(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Appends a text, and spaces up to a width of terminal cells; two at least.
pub(crate) fn push_cell(line: &mut String, text: &str, width: usize) {
    line.push_str(text);
    let padding = width.saturating_sub(text.width()) + 2;
    line.extend(std::iter::repeat_n(' ', padding));
}

#[cfg(test)]
mod tests {
    use super::{harmless, push_cell, visible};

    #[test]
    fn nothing_acts_on_a_terminal() {
        assert_eq!(visible("a \u{1b}[31mb\u{7}\u{202e}한"), "a <U+001B>[31mb<U+0007><U+202E>한");
        assert_eq!(visible("추천 live"), "추천 live");
    }

    #[test]
    fn nothing_acts_on_a_spreadsheet() {
        for text in ["=1+1", "+1", "-1", "@a", "\t=1"] {
            assert_eq!(harmless(text), format!("'{text}"));
        }
        assert_eq!(harmless("a=1"), "a=1");
    }

    #[test]
    fn wide_letters_take_two_cells() {
        let mut line = String::new();
        push_cell(&mut line, "한국", 6);
        push_cell(&mut line, "toolong", 3);
        assert_eq!(line, "한국    toolong  ");
    }
}
