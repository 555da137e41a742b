//! Writing Markdown around texts that may contain any markup.

use visible_text::visible;

/// Escapes a text so that Markdown renders it as it is, except at the start of a line. Invisible
/// characters are shown.
///
/// A backslash may precede any ASCII punctuation. It is left out where punctuation has no meaning
/// inside a line, so that the source stays readable.
pub fn escape(text: &str) -> String {
    escape_with(text, "")
}

/// Escapes a text for GitHub, which looks for mentions (`@name`) and issues (`#1`) in the rendered
/// text. A comment interrupts them.
pub fn escape_for_github(text: &str) -> String {
    escape_with(text, "<!-- -->")
}

/// Escapes a text, with an interruption of possible mentions.
fn escape_with(text: &str, interruption: &str) -> String {
    let shown = visible(text);
    let mut escaped = String::with_capacity(shown.len());
    let mut chars = shown.chars().peekable();
    let mut before = ' ';
    while let Some(char) = chars.next() {
        let beside = |char: Option<&char>| char.is_some_and(char::is_ascii_punctuation);
        let plain = match char {
            ',' | '(' | ')' | ';' | '?' | '%' => true,
            // `www.` makes a link.
            '.' if before == 'w' => false,
            // Doubled, they become dashes and ellipses; `://` makes a link.
            '.' | '-' | ':' | '/' => !beside(Some(&before)) && !beside(chars.peek()),
            _ => !char.is_ascii_punctuation(),
        };
        if !plain {
            escaped.push('\\');
        }
        escaped.push(char);
        if matches!(char, '@' | '#') && chars.peek().is_some_and(|next| next.is_alphanumeric()) {
            escaped.push_str(interruption);
        }
        before = char;
    }
    escaped
}

/// Writes a path or a similar text as a code span.
pub fn code(text: &str) -> String {
    format!("`{}`", visible(text).replace('`', "'"))
}

/// Writes a row of a pipe table. The cells are Markdown.
pub fn row(cells: impl IntoIterator<Item = impl Into<String>>) -> String {
    let cells: Vec<String> = cells.into_iter().map(Into::into).collect();
    format!("| {} |\n", cells.join(" | "))
}
