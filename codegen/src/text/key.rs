//! The key of a text: equal keys mean that no word changed.

use unicode_normalization::UnicodeNormalization;

/// A part of a text that its key leaves out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Folded {
    Case,
    /// The width of letters, and other forms of the same characters (NFKC).
    Width,
    WhiteSpace,
}

/// Returns the text without final punctuation, case, width and white space.
pub(crate) fn key(text: &str) -> String {
    key_with(text, None)
}

/// Returns the key with one of the folded parts left in.
pub(crate) fn key_with(text: &str, kept: Option<Folded>) -> String {
    let text = body(text);
    let text =
        if kept == Some(Folded::Width) { text.to_owned() } else { text.nfkc().collect::<String>() };
    let chars = text.chars();
    let chars = chars.filter(|char| kept == Some(Folded::WhiteSpace) || !char.is_whitespace());
    // Letter by letter: `str::to_lowercase` looks at the punctuation after a sigma.
    let folded: String = if kept == Some(Folded::Case) {
        chars.collect()
    } else {
        chars.flat_map(char::to_lowercase).collect()
    };
    body(&folded).to_owned()
}

/// Returns the text without its final punctuation.
pub(crate) fn body(text: &str) -> &str {
    text.trim_end_matches(|char: char| {
        let mut parts = std::iter::once(char).nfkc();
        parts.all(|part| part.is_whitespace() || is_final(part))
    })
}

/// Question marks are not folded, because they change the meaning of a sentence.
fn is_final(char: char) -> bool {
    matches!(char, '.' | '。' | '!' | ';')
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn texts_that_differ_in_form_have_one_key() {
        for (one, other) in [
            ("The push stopped.", "The push stopped"),
            ("The push stopped.", "the PUSH stopped …"),
            ("推流链接异常。", "推流链接异常"),
            ("推流链接异常｡", "推流链接异常．"),
            ("RTMP 内容异常！", "ＲＴＭＰ内容异常"),
            ("ストリーム", "ｽﾄﾘｰﾑ"),
            ("푸시 중단.", "\u{1111}\u{116e}\u{1109}\u{1175} 중단"),
            ("ΟΔΟΣ.", "οδοσ"),
            (".", "。"),
        ] {
            assert_eq!(key(one), key(other), "{one} {other}");
        }
    }

    #[test]
    fn texts_that_differ_in_words_have_two_keys() {
        for (one, other) in [
            ("a.b", "ab"),
            ("stopped?", "stopped"),
            ("error 1", "error 2"),
            ("(a)", "a"),
            ("", "a"),
        ] {
            assert_ne!(key(one), key(other), "{one} {other}");
        }
    }
}
