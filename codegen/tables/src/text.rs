//! Normalizing texts.

/// Normalizes a text: replaces runs of Unicode white space by one space and trims the ends.
#[must_use]
pub fn normalize(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the start of the character that a byte is in. The method of `str` requires Rust 1.91.
pub(crate) fn floor_char_boundary(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::normalize;

    #[test]
    fn runs_of_white_space_become_one_space() {
        assert_eq!(normalize("\u{a0} a\t\r\n\u{3000}b  c "), "a b c");
        assert_eq!(normalize(" \n"), "");
        assert_eq!([" a", "a ", "a  b"].map(normalize), ["a", "a", "a b"]);
    }
}
