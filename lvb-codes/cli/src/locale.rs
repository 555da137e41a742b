//! The language of the person at the terminal.

use lvb_codes::Lang;

/// The language of the locale, if it is documented; else English.
#[must_use]
pub fn lang() -> Lang {
    let variables = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter();
    let set = variables.filter_map(|name| std::env::var(name).ok()).find(|value| !value.is_empty());
    set.and_then(|locale| locale.parse().ok()).unwrap_or(Lang::En)
}
