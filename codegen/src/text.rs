//! Texts, lists and numbers in messages.

pub mod markdown;

use visible_text::visible;

/// Quotes a text in backticks: invisible characters are shown, and a long text is cut.
#[must_use]
pub fn quoted(text: &str) -> String {
    const MAX_CHARS: usize = 120;
    match text.char_indices().nth(MAX_CHARS) {
        None => format!("`{}`", visible(text)),
        Some((cut, _)) => format!("`{}…`", visible(&text[..cut])),
    }
}

/// Joins a list for a sentence: `en`, `en and ko`, `en, ko and zh`.
#[must_use]
pub fn list<T: ToString>(items: impl IntoIterator<Item = T>) -> String {
    join(items, "and")
}

/// Joins a list for a sentence as far as `max` items, then says how many more there are.
#[must_use]
pub fn limited_list<T: ToString>(items: impl ExactSizeIterator<Item = T>, max: usize) -> String {
    let more = items.len().saturating_sub(max);
    let shown = items.take(max).map(|item| item.to_string());
    list(shown.chain((more > 0).then(|| format!("{more} more"))))
}

/// Joins alternatives for a sentence: `en`, `en or ko`, `en, ko or zh`.
#[must_use]
pub fn alternatives<T: ToString>(items: impl IntoIterator<Item = T>) -> String {
    join(items, "or")
}

fn join<T: ToString>(items: impl IntoIterator<Item = T>, conjunction: &str) -> String {
    let mut items: Vec<String> = items.into_iter().map(|item| item.to_string()).collect();
    match items.pop() {
        None => String::new(),
        Some(last) if items.is_empty() => last,
        Some(last) => format!("{} {conjunction} {last}", items.join(", ")),
    }
}

/// Writes a number with its noun: `1 code`, `64 codes`.
#[must_use]
pub fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::{alternatives, count, limited_list, list, quoted};

    #[test]
    fn quotes_show_invisible_characters_and_cut_long_texts() {
        assert_eq!(quoted("a\u{202e}b"), "`a<U+202E>b`");
        assert_eq!(quoted(&"한".repeat(121)), format!("`{}…`", "한".repeat(120)));
    }

    #[test]
    fn lists_read_like_sentences() {
        assert_eq!(list(["en"]), "en");
        assert_eq!(list(["en", "ko", "zh"]), "en, ko and zh");
        assert_eq!(list::<&str>([]), "");
        assert_eq!(alternatives(["en", "ko"]), "en or ko");
        assert_eq!(count(1, "code"), "1 code");
        assert_eq!(count(0, "code"), "0 codes");
    }

    #[test]
    fn a_long_list_ends_with_the_number_of_items_left_out() {
        let codes = ["1", "2", "3"];
        assert_eq!(limited_list(codes.iter(), 3), "1, 2 and 3");
        assert_eq!(limited_list(codes.iter(), 1), "1 and 2 more");
    }
}
