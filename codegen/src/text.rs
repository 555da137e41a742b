//! The text of cells: how it is normalised, what in it is unsafe, and how messages quote it.

use std::fmt::Write;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// Normalises a text: runs of Unicode white space become one space, ends are trimmed.
#[must_use]
pub fn normalize(text: &str) -> String {
    let mut after_space = true;
    let mut is_in_place = |char: char| {
        let is_space = char.is_whitespace();
        let in_place = !is_space || (char == ' ' && !after_space);
        after_space = is_space;
        in_place
    };
    // Most texts are what they should be, and copying words one by one costs.
    if text.chars().all(&mut is_in_place) && !after_space {
        return text.to_owned();
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a character is invisible, reorders what is around it, or has no agreed meaning:
/// controls, bidirectional and zero-width characters, private use, U+FFFD.
#[must_use]
pub fn is_unsafe(char: char) -> bool {
    match char {
        '\0'..='\u{7f}' => return char.is_ascii_control(),
        // Chinese characters and Korean syllables, without a look into the tables.
        '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' => return false,
        _ => {}
    }
    // Letters and marks by category, but drawn as nothing, or selecting how others are drawn.
    let blank = matches!(
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
    blank
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

/// Writes every unsafe character as its code point, so that what is shown is what is there.
#[must_use]
pub fn visible(text: &str) -> String {
    let mut visible = String::with_capacity(text.len());
    for char in text.chars() {
        if is_unsafe(char) {
            // Writing to a string cannot fail.
            let _ = write!(visible, "<U+{:04X}>", u32::from(char));
        } else {
            visible.push(char);
        }
    }
    visible
}

/// A text as messages quote it: in backticks, visible, and cut where it is long.
#[must_use]
pub fn quoted(text: &str) -> String {
    const LONGEST: usize = 120;
    match text.char_indices().nth(LONGEST) {
        None => format!("`{}`", visible(text)),
        Some((cut, _)) => format!("`{}…`", visible(&text[..cut])),
    }
}

#[cfg(test)]
mod tests {
    use super::{is_unsafe, normalize, quoted};

    #[test]
    fn white_space_is_one_space_and_none_at_the_ends() {
        assert_eq!(normalize("\u{a0} a\t\r\n\u{3000}b  c "), "a b c");
        assert_eq!(normalize(" \n"), "");
        assert_eq!([" a", "a ", "a  b"].map(normalize), ["a", "a", "a b"]);
    }

    #[test]
    fn what_cannot_be_seen_is_unsafe() {
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
            assert!(is_unsafe(char), "U+{:04X}", u32::from(char));
        }
        for char in "aé한、。…—\"'\\😀".chars() {
            assert!(!is_unsafe(char), "{char}");
        }
    }

    #[test]
    fn quotes_show_what_is_there() {
        assert_eq!(quoted("a\u{202e}b"), "`a<U+202E>b`");
        assert_eq!(quoted(&"한".repeat(121)), format!("`{}…`", "한".repeat(120)));
    }
}
