//! How messages quote texts.

pub mod markdown;

use visible_text::visible;

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
    use super::quoted;

    #[test]
    fn quotes_show_what_is_there() {
        assert_eq!(quoted("a\u{202e}b"), "`a<U+202E>b`");
        assert_eq!(quoted(&"한".repeat(121)), format!("`{}…`", "한".repeat(120)));
    }
}
