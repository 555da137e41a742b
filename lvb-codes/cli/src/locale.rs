//! The user's language.

use lvb_codes::Lang;

/// Returns the language of the locale, or English if the documents lack that language.
#[must_use]
pub fn lang() -> Lang {
    let variables = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter();
    let set = variables.filter_map(|name| std::env::var(name).ok()).find(|value| !value.is_empty());
    set.and_then(|locale| locale.parse().ok()).unwrap_or(Lang::En)
}
