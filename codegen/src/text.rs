//! The text of cells: how it is normalised, and how messages quote it.

use visible_text::visible;

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
    use super::{normalize, quoted};

    #[test]
    fn white_space_is_one_space_and_none_at_the_ends() {
        assert_eq!(normalize("\u{a0} a\t\r\n\u{3000}b  c "), "a b c");
        assert_eq!(normalize(" \n"), "");
        assert_eq!([" a", "a ", "a  b"].map(normalize), ["a", "a", "a b"]);
    }

    #[test]
    fn quotes_show_what_is_there() {
        assert_eq!(quoted("a\u{202e}b"), "`a<U+202E>b`");
        assert_eq!(quoted(&"한".repeat(121)), format!("`{}…`", "한".repeat(120)));
    }
}
