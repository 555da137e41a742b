//! Objects in notations that are almost JSON: with encoded quotes, or as Python prints them.

use crate::diagnose::json::is_literal;
use std::borrow::Cow;
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

/// A printed value that is not a literal, such as `Decimal('18')`, `ISODate("…")` or
/// `<Foo object at 0x1>`. It is read up to the current byte.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Printed {
    /// The number of open brackets.
    depth: u64,
    quote: Option<u8>,
    is_escaped: bool,
}

/// The place after a byte of a [`Printed`] value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PrintedStep {
    /// Inside the value.
    Inside,
    /// After its last bracket.
    End,
    /// The byte cannot be part of it. A brace may begin an event.
    Torn,
}

impl Printed {
    /// Reads a byte, starting with the first bracket.
    pub(crate) fn read(&mut self, byte: u8) -> PrintedStep {
        match (self.quote, byte) {
            (_, b'{' | ..b' ') => return PrintedStep::Torn,
            (Some(_), _) if self.is_escaped => self.is_escaped = false,
            (Some(_), b'\\') => self.is_escaped = true,
            (Some(quote), _) if byte == quote => self.quote = None,
            (None, b'\'' | b'"') => self.quote = Some(byte),
            (None, b'(' | b'[' | b'<') => self.depth += 1,
            (None, b')' | b']' | b'>') => self.depth -= 1,
            _ => {}
        }
        if self.depth == 0 { PrintedStep::End } else { PrintedStep::Inside }
    }
}

/// Whether a byte may start the name before the brackets of a [`Printed`] value.
pub(crate) fn may_start_name(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_'
}

/// Whether a text is an integer of Python 2, such as `5L`.
pub(crate) fn is_long(text: &[u8]) -> bool {
    let number = text.strip_suffix(b"L").unwrap_or_default();
    number.last().is_some_and(u8::is_ascii_digit) && is_literal(number)
}

/// Converts an object or string that Python printed to JSON. Returns none if none of its strings is in
/// single quotes, and none of its values is [`Printed`].
pub(crate) fn from_python(text: &str) -> Option<String> {
    let mut is_python = false;
    let mut json = String::with_capacity(text.len());
    let mut quote = None;
    let mut is_bytes = false;
    let mut chars = text.chars();
    while let Some(char) = chars.next() {
        match (quote, char) {
            (None, '\'' | '"') => {
                quote = Some(char);
                is_python |= char == '\'';
                json.push('"');
            }
            // The prefix of a literal of bytes, or of text.
            (None, 'b' | 'u') if chars.as_str().starts_with(['\'', '"']) => is_bytes = char == 'b',
            (None, 'L') if json.ends_with(|last: char| last.is_ascii_digit()) => {}
            (None, '<' | '_' | 'a'..='z' | 'A'..='Z') => {
                let rest = &text[text.len() - chars.as_str().len() - 1..];
                let (value, len, is_printed) = word(rest);
                json += &value;
                is_python |= is_printed;
                chars = rest[len..].chars();
            }
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
    is_python.then_some(json)
}

/// Converts the word or the [`Printed`] value at the start. Returns it as JSON, its length, and
/// whether it is printed.
fn word(text: &str) -> (Cow<'_, str>, usize, bool) {
    let is_in_name = |byte: u8| may_start_name(byte) || byte.is_ascii_digit() || byte == b'.';
    let (name, rest) = text.split_at(text.bytes().take_while(|byte| is_in_name(*byte)).count());
    let bracket = if name.is_empty() { '<' } else { '(' };
    match rest.strip_prefix(bracket).and_then(|_| printed_len(rest)) {
        Some(len) => (argument(&rest[1..len - 1]).into(), name.len() + len, true),
        None if name == "None" => ("null".into(), name.len(), false),
        None => {
            let len = name.len().max(1);
            (text[..len].into(), len, false)
        }
    }
}

fn printed_len(text: &str) -> Option<usize> {
    let mut printed = Printed::default();
    let step = |byte| printed.read(byte);
    let (at, step) =
        text.bytes().map(step).enumerate().find(|(_, step)| *step != PrintedStep::Inside)?;
    (step == PrintedStep::End).then_some(at + 1)
}

/// Returns the only argument as JSON if it is a number or a plain string, or else `null`.
fn argument(text: &str) -> String {
    let text = text.trim();
    let quoted = |quote| text.strip_prefix(quote)?.strip_suffix(quote);
    let string = quoted('\'').or_else(|| quoted('"'));
    if let Some(string) = string.filter(|string| !string.contains(['\'', '"', '\\'])) {
        return format!("\"{string}\"");
    }
    let is_number = text.starts_with(|first: char| first == '-' || first.is_ascii_digit());
    if is_number && is_literal(text.as_bytes()) { text.to_owned() } else { "null".to_owned() }
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
    fn printed_values_become_their_argument_or_null() {
        for (text, json) in [
            ("{u'a': Decimal('18'), 'b': 5L}", r#"{"a": "18", "b": 5}"#),
            ("{'a': datetime.datetime(2025, 10, 9), 'b': 1}", r#"{"a": null, "b": 1}"#),
            ("{'a': <Foo object at 0x1>, 'b': f(')', [(1)])}", r#"{"a": null, "b": null}"#),
            (
                r#"{"a": ISODate("2022-08-29"), "b": NumberInt(5)}"#,
                r#"{"a": "2022-08-29", "b": 5}"#,
            ),
            (r#"{'a': f('\'"'), 'b': f(None)}"#, r#"{"a": null, "b": null}"#),
            // The bracket does not close.
            ("{'a': f(1, 'b': <x}", r#"{"a": f(1, "b": <x}"#),
        ] {
            assert_eq!(from_python(text).unwrap(), json, "{text}");
        }
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
