//! Objects in notations that are almost JSON: with encoded quotes, or as Python prints them.

use std::str::Chars;

/// Converts an object with encoded quotes, such as `{\"a\":1}` or `{""a"":1}`, to a JSON string
/// that contains it. Returns none if its quotes are not encoded.
pub(crate) fn decoded(text: &str) -> Option<String> {
    let first = text.trim_start().strip_prefix('{')?.trim_start();
    match first.as_bytes().first()? {
        b'\\' => Some(format!("\"{text}\"")),
        // Two quotes before a colon are an empty name.
        b'"' if !first.strip_prefix("\"\"")?.trim_start().starts_with(':') => {
            serde_json::to_string(&text.replace("\"\"", "\"")).ok()
        }
        _ => None,
    }
}

/// Converts an object or string that Python printed to JSON. Returns none if none of its strings is in
/// single quotes.
pub(crate) fn from_python(text: &str) -> Option<String> {
    let mut has_single = false;
    let mut json = String::with_capacity(text.len());
    let mut quote = None;
    let mut is_bytes = false;
    let mut chars = text.chars();
    while let Some(char) = chars.next() {
        match (quote, char) {
            (None, '\'' | '"') => {
                quote = Some(char);
                has_single |= char == '\'';
                json.push('"');
            }
            (None, 'N') if chars.as_str().starts_with("one") => {
                chars.nth(2);
                json.push_str("null");
            }
            // The prefix of a bytes literal.
            (None, 'b') => is_bytes = true,
            (Some(quote_char), _) if char == quote_char => {
                (quote, is_bytes) = (None, false);
                json.push('"');
            }
            (Some(_), '"') => json.push_str("\\\""),
            (Some(_), '\\') => match chars.next() {
                Some('\'') => json.push('\''),
                Some('x') if is_bytes => json += &utf_8(&mut chars),
                Some('x') => json.push_str("\\u00"),
                Some('U') => {
                    let digits: String = chars.by_ref().take(8).collect();
                    let char = u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32);
                    json.push(char.unwrap_or(char::REPLACEMENT_CHARACTER));
                }
                escaped => json.extend(['\\'].into_iter().chain(escaped)),
            },
            (None | Some(_), _) => json.push(char),
        }
    }
    has_single.then_some(json)
}

/// Decodes bytes written as `\x41\x42`, after the first `\x`, to the inside of a JSON string.
fn utf_8(chars: &mut Chars<'_>) -> String {
    let mut bytes = Vec::new();
    loop {
        let digits: String = chars.by_ref().take(2).collect();
        bytes.extend(u8::from_str_radix(&digits, 16));
        let Some(rest) = chars.as_str().strip_prefix("\\x") else { break };
        *chars = rest.chars();
    }
    let json = serde_json::to_string(&String::from_utf8_lossy(&bytes)).unwrap_or_default();
    json.get(1..).and_then(|json| json.strip_suffix('"')).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::{decoded, from_python};

    #[test]
    fn a_python_dict_becomes_json() {
        let text = r#"{'a': 'it"s', "b": "it's", 'c': [None, True, nan], 'd': b'\xe4\xb8\xad\x22\'\\', 'x': '\xe4', 'e': '\U0001f600\u00e9\n'}"#;
        let json = r#"{"a": "it\"s", "b": "it's", "c": [null, True, nan], "d": "中\"'\\", "x": "\u00e4", "e": "😀\u00e9\n"}"#;
        assert_eq!(from_python(text).unwrap(), json);
        assert_eq!(from_python(json), None);
    }

    #[test]
    fn encoded_quotes_become_a_string() {
        for (text, json) in [
            (r#"{\"a\":\"\\\"\"} x"#, r#""{\"a\":\"\\\"\"} x""#),
            (r#"{ ""a"":""\"""",""b"":""""}"#, r#""{ \"a\":\"\\\"\",\"b\":\"\"}""#),
        ] {
            assert_eq!(decoded(text).unwrap(), json);
        }
    }

    #[test]
    fn json_stays_as_it_is() {
        for text in ["{\"a\":'b'}", "{\"\":1}", "{ \"\" : 1}", "{}", "{", "[{'a':1}]", ""] {
            assert_eq!(decoded(text), None, "{text}");
        }
    }
}
