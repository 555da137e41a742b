//! Lists and numbers in sentences.

/// Joins a list for a sentence: `en`, `en and ko`, `en, ko and zh`.
#[must_use]
pub fn list<T: ToString>(items: impl IntoIterator<Item = T>) -> String {
    join(items, "and")
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

/// A number with its noun: `1 code`, `64 codes`.
#[must_use]
pub fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::{alternatives, count, list};

    #[test]
    fn sentences_read_well() {
        assert_eq!(list(["en"]), "en");
        assert_eq!(list(["en", "ko", "zh"]), "en, ko and zh");
        assert_eq!(list::<&str>([]), "");
        assert_eq!(alternatives(["en", "ko"]), "en or ko");
        assert_eq!(count(1, "code"), "1 code");
        assert_eq!(count(0, "code"), "0 codes");
    }
}
