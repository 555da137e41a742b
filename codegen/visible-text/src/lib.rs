#![doc = include_str!("../README.md")]

use std::borrow::Cow;
use std::fmt::Write;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// Returns whether a character is invisible, reorders its neighbours, or has no agreed meaning:
/// controls, bidirectional and zero-width characters, private use, U+FFFD.
#[must_use]
pub fn is_invisible(char: char) -> bool {
    match char {
        '\0'..='\u{7f}' => return char.is_ascii_control(),
        // Most characters of the documents: Chinese characters and Korean syllables are visible.
        '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' => return false,
        _ => {}
    }
    // By category, these are letters and marks. But they are drawn as nothing, or select how other
    // characters are drawn.
    let is_blank = matches!(
        char,
        '\u{34f}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{2800}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{ffa0}'
            | '\u{e0100}'..='\u{e01ef}'
    );
    is_blank
        || char == char::REPLACEMENT_CHARACTER
        || matches!(
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

/// Replaces every invisible character by its code point, as in `<U+001B>`.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_invisible) {
        return Cow::Borrowed(text);
    }
    let mut visible = String::with_capacity(text.len());
    for char in text.chars() {
        if is_invisible(char) {
            // Writing to a string cannot fail.
            let _ = write!(visible, "<U+{:04X}>", u32::from(char));
        } else {
            visible.push(char);
        }
    }
    Cow::Owned(visible)
}

/// Puts an apostrophe before a text that a spreadsheet would evaluate as a formula.
#[must_use]
pub fn spreadsheet_safe(text: &str) -> Cow<'_, str> {
    // East Asian locales accept the fullwidth forms too.
    if text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::{is_invisible, spreadsheet_safe, visible};

    #[test]
    fn controls_formats_and_blanks_are_invisible() {
        for char in [
            '\u{0}',
            '\u{1b}',
            '\u{7f}',
            '\u{ad}',
            '\u{200b}',
            '\u{200d}',
            '\u{202e}',
            '\u{2066}',
            '\u{2060}',
            '\u{feff}',
            '\u{e000}',
            '\u{fffd}',
            '\u{34f}',
            '\u{fe0f}',
            '\u{e0100}',
            '\u{3164}',
            '\u{e0041}',
        ] {
            assert!(is_invisible(char), "U+{:04X}", u32::from(char));
        }
        for char in "aé한、。…—\"'\\😀".chars() {
            assert!(!is_invisible(char), "{char}");
        }
    }

    #[test]
    fn nothing_acts_on_a_terminal() {
        assert_eq!(visible("a \u{1b}[31mb\u{7}\u{202e}한"), "a <U+001B>[31mb<U+0007><U+202E>한");
        assert_eq!(visible("추천 live"), "추천 live");
    }

    #[test]
    fn no_text_is_a_formula() {
        for text in ["=1+1", "+1", "-1", "@a", "＝1", "＋1", "－1", "＠a"] {
            assert_eq!(spreadsheet_safe(text), format!("'{text}"));
        }
        assert_eq!(spreadsheet_safe("a=1"), "a=1");
    }
}
