//! Texts, lists and numbers in messages.

pub(crate) mod key;
pub mod markdown;
pub mod note;

use visible_text::visible;

/// Quotes a text in backticks: invisible characters are shown, and a long text is cut.
pub fn quoted(text: &str) -> String {
    const MAX_CHARS: usize = 120;
    match text.char_indices().nth(MAX_CHARS) {
        None => format!("`{}`", visible(text)),
        Some((cut, _)) => format!("`{}…`", visible(&text[..cut])),
    }
}

/// Joins a list for a sentence: `en`, `en and ko`, `en, ko and zh`.
pub fn list<T: ToString>(items: impl IntoIterator<Item = T>) -> String {
    join(items, "and")
}

/// Joins at most `max` items of a list for a sentence, then says how many more there are.
pub fn limited_list<T: ToString>(items: impl ExactSizeIterator<Item = T>, max: usize) -> String {
    let more = items.len().saturating_sub(max);
    let shown = items.take(max).map(|item| item.to_string());
    list(shown.chain((more > 0).then(|| format!("{more} more"))))
}

/// Joins alternatives for a sentence: `en`, `en or ko`, `en, ko or zh`.
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

/// Gives an edited text the line endings of the original, if these are all the same. Mixed line
/// endings stay, because some may belong to a value.
pub fn with_line_endings_of(before: &str, edited: String) -> String {
    let windows = before.matches("\r\n").count();
    let is_windows = windows > 0 && windows == before.matches('\n').count();
    if is_windows { edited.replace("\r\n", "\n").replace('\n', "\r\n") } else { edited }
}

/// Writes a number with its noun: `1 code`, `64 codes`.
pub fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
