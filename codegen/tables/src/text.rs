//! Normalizing texts.

/// Normalizes a text: replaces runs of Unicode white space by one space and trims the ends.
#[must_use]
pub fn normalize(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the start of the character that a byte is in. `str::floor_char_boundary` requires Rust
/// 1.91.
pub(crate) fn floor_char_boundary(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}
