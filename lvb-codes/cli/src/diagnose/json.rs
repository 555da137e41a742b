//! Reading JSON in place: the members of an object and the elements of an array, as written.
//!
//! Most fields of an event are irrelevant, so nothing is decoded or copied here. The grammar is RFC
//! 8259, plus the literals that Python's and JavaScript's encoders add, such as `NaN`.

/// The name of a member: the text between the quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name<'a> {
    /// The text as written.
    pub text: &'a str,
    /// Whether it has escapes.
    pub is_escaped: bool,
}

/// Calls `each` with the name and the value of every member of an object. Returns none if the text
/// is not exactly one object.
pub fn members<'a>(json: &'a str, mut each: impl FnMut(Name<'a>, &'a str)) -> Option<()> {
    let bytes = json.as_bytes();
    let mut at = open(bytes, b'{')?;
    if bytes.get(at) == Some(&b'}') {
        return end(bytes, at + 1);
    }
    loop {
        let Quoted { end: name_end, is_escaped } = string(bytes, at)?;
        let name = Name { text: json.get(at + 1..name_end - 1)?, is_escaped };
        at = skip_space(bytes, name_end);
        (bytes.get(at) == Some(&b':')).then_some(())?;
        at = skip_space(bytes, at + 1);
        let value_end = value(bytes, at)?;
        each(name, json.get(at..value_end)?);
        at = skip_space(bytes, value_end);
        match bytes.get(at)? {
            b',' => at = skip_space(bytes, at + 1),
            b'}' => return end(bytes, at + 1),
            _ => return None,
        }
    }
}

/// Calls `each` with every element of an array. Returns none if the text is not exactly one array.
pub fn elements<'a>(json: &'a str, mut each: impl FnMut(&'a str)) -> Option<()> {
    let bytes = json.as_bytes();
    let mut at = open(bytes, b'[')?;
    if bytes.get(at) == Some(&b']') {
        return end(bytes, at + 1);
    }
    loop {
        let value_end = value(bytes, at)?;
        each(json.get(at..value_end)?);
        at = skip_space(bytes, value_end);
        match bytes.get(at)? {
            b',' => at = skip_space(bytes, at + 1),
            b']' => return end(bytes, at + 1),
            _ => return None,
        }
    }
}

/// Returns the first byte after an opening bracket.
fn open(bytes: &[u8], bracket: u8) -> Option<usize> {
    let start = skip_space(bytes, 0);
    (bytes.get(start) == Some(&bracket)).then(|| skip_space(bytes, start + 1))
}

/// Checks that only white space follows.
fn end(bytes: &[u8], at: usize) -> Option<()> {
    (skip_space(bytes, at) == bytes.len()).then_some(())
}

fn skip_space(bytes: &[u8], mut at: usize) -> usize {
    while matches!(bytes.get(at), Some(b' ' | b'\t' | b'\n' | b'\r')) {
        at += 1;
    }
    at
}

/// Returns the end of the value that starts here.
fn value(bytes: &[u8], at: usize) -> Option<usize> {
    match bytes.get(at)? {
        b'"' => string(bytes, at).map(|string| string.end),
        b'{' | b'[' => nested(bytes, at),
        _ => literal(bytes, at),
    }
}

/// Returns the end of the number, `true`, `false` or `null` that starts here.
fn literal(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = &bytes[at..];
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let is_integer = matches!(rest.first(), Some(b'1'..=b'9'))
        && !rest.get(digits).is_some_and(|byte| is_in_literal(*byte));
    if is_integer {
        return Some(at + digits);
    }
    let len = rest.iter().take_while(|byte| is_in_literal(**byte)).count();
    is_literal(&rest[..len]).then_some(at + len)
}

/// The end of a string, and whether the string has escapes.
struct Quoted {
    end: usize,
    is_escaped: bool,
}

/// Returns the end of the string that starts here.
fn string(bytes: &[u8], at: usize) -> Option<Quoted> {
    (bytes.get(at) == Some(&b'"')).then_some(())?;
    let mut at = skip_plain(bytes, at + 1);
    let mut is_escaped = false;
    loop {
        match bytes.get(at)? {
            b'"' => return Some(Quoted { end: at + 1, is_escaped }),
            b'\\' => {
                is_escaped = true;
                at = skip_plain(bytes, escape(bytes, at)?);
            }
            _ => return None,
        }
    }
}

/// Returns the end of the escape that starts here.
fn escape(bytes: &[u8], at: usize) -> Option<usize> {
    match bytes.get(at + 1)? {
        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => Some(at + 2),
        b'u' => {
            let digits = bytes.get(at + 2..at + 6)?;
            digits.iter().all(u8::is_ascii_hexdigit).then_some(at + 6)
        }
        _ => None,
    }
}

/// Returns the position of the first quote, backslash or control character.
#[must_use]
pub fn skip_plain(bytes: &[u8], mut at: usize) -> usize {
    // Eight bytes at a time. Subtracting a number from each byte sets the highest bit of each byte that
    // is less than the number. A borrow changes only later bytes, and the first match is returned.
    const ONES: u64 = u64::MAX / 255;
    const HIGHEST_BITS: u64 = ONES * 0x80;
    while let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        let chunk = u64::from_le_bytes(*chunk);
        let controls = chunk.wrapping_sub(ONES * 0x20);
        let quotes = (chunk ^ (ONES * u64::from(b'"'))).wrapping_sub(ONES);
        let backslashes = (chunk ^ (ONES * u64::from(b'\\'))).wrapping_sub(ONES);
        let found = (controls | quotes | backslashes) & !chunk & HIGHEST_BITS;
        if found != 0 {
            return at + found.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    while bytes.get(at).is_some_and(|byte| !matches!(byte, b'"' | b'\\' | ..0x20)) {
        at += 1;
    }
    at
}

/// Returns the end of the object or array that starts here. Iterative: deep nesting must not
/// overflow the stack.
fn nested(bytes: &[u8], mut at: usize) -> Option<usize> {
    let mut brackets = Vec::new();
    loop {
        // A value starts here.
        match bytes.get(at)? {
            bracket @ (b'{' | b'[') => {
                brackets.push(*bracket);
                at = skip_space(bytes, at + 1);
                // In ASCII, each closing bracket is its opening bracket plus two.
                if bytes.get(at) != Some(&(bracket + 2)) {
                    at = if *bracket == b'{' { name(bytes, at)? } else { at };
                    continue;
                }
            }
            _ => at = skip_space(bytes, value(bytes, at)?),
        }
        // A value ended here.
        loop {
            let Some(bracket) = brackets.last() else { return Some(at) };
            match bytes.get(at)? {
                b',' => {
                    at = skip_space(bytes, at + 1);
                    at = if *bracket == b'{' { name(bytes, at)? } else { at };
                    break;
                }
                close if *close == bracket + 2 => {
                    brackets.pop();
                    if brackets.is_empty() {
                        return Some(at + 1);
                    }
                    at = skip_space(bytes, at + 1);
                }
                _ => return None,
            }
        }
    }
}

/// Returns the start of the value after the name that starts here.
fn name(bytes: &[u8], at: usize) -> Option<usize> {
    let at = skip_space(bytes, string(bytes, at)?.end);
    (bytes.get(at) == Some(&b':')).then(|| skip_space(bytes, at + 1))
}

/// Whether a byte may be in a number, `true`, `false` or `null`.
#[must_use]
pub fn is_in_literal(byte: u8) -> bool {
    matches!(byte, b'+' | b'-' | b'.' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z')
}

/// Whether a number, `true`, `false`, `null` or another literal may start with a byte.
#[must_use]
pub fn may_start_literal(byte: u8) -> bool {
    matches!(byte, b'-' | b'0'..=b'9' | b't' | b'f' | b'n' | b'N' | b'I' | b'i' | b'T' | b'F')
}

/// Whether a text is a number, `true`, `false` or `null`, or a literal outside JSON: Python's
/// `True`, `False` and `None`, or a number such as `NaN` and `-Infinity`.
#[must_use]
pub fn is_literal(text: &[u8]) -> bool {
    let plain = text.strip_prefix(b"-").unwrap_or(text);
    is_number(text)
        || matches!(text, b"true" | b"false" | b"null" | b"True" | b"False" | b"None")
        || matches!(plain, b"NaN" | b"Infinity" | b"nan" | b"inf")
}

/// Whether a text is a number (RFC 8259, section 6).
fn is_number(text: &[u8]) -> bool {
    let digits = |text: &[u8]| text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let text = text.strip_prefix(b"-").unwrap_or(text);
    let mut rest = match (text.first(), digits(text)) {
        (_, 0) | (Some(b'0'), 2..) => return false,
        (_, len) => &text[len..],
    };
    if let Some(fraction) = rest.strip_prefix(b".") {
        let len = digits(fraction);
        if len == 0 {
            return false;
        }
        rest = &fraction[len..];
    }
    if let [b'e' | b'E', exponent @ ..] = rest {
        let sign = matches!(exponent.first(), Some(b'+' | b'-'));
        let exponent = &exponent[usize::from(sign)..];
        return !exponent.is_empty() && digits(exponent) == exponent.len();
    }
    rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::{elements, members};
    use serde::de::IgnoredAny;

    fn all_members(json: &str) -> Option<Vec<(&str, &str)>> {
        let mut all = Vec::new();
        members(json, |name, value| all.push((name.text, value)))?;
        Some(all)
    }

    fn all_elements(json: &str) -> Option<Vec<&str>> {
        let mut all = Vec::new();
        elements(json, |value| all.push(value))?;
        Some(all)
    }

    #[test]
    fn members_are_as_written() {
        let json =
            " {\n\"a\" : 1.0 ,\"b\\\"\":\"x\\u00e9\",\"c\":{\"d\":[1, {}]},\"한\":null }\r\n";
        assert_eq!(
            all_members(json).unwrap(),
            [("a", "1.0"), ("b\\\"", "\"x\\u00e9\""), ("c", "{\"d\":[1, {}]}"), ("한", "null")]
        );
        assert_eq!(all_members("{}").unwrap(), []);
        assert_eq!(all_members("[]"), None);
    }

    #[test]
    fn elements_are_as_written() {
        assert_eq!(all_elements("[1, [ ] ,\"]\"]").unwrap(), ["1", "[ ]", "\"]\""]);
        assert_eq!(all_elements(" [ ] ").unwrap(), [""; 0]);
        assert_eq!(all_elements("{}"), None);
    }

    #[test]
    fn names_with_escapes_are_marked() {
        let mut marks = Vec::new();
        members(r#"{"a":1,"\\u0061":2}"#, |name, _| marks.push(name.is_escaped)).unwrap();
        assert_eq!(marks, [false, true]);
    }

    #[test]
    fn deep_nesting_is_read() {
        let json = format!("[{}1{}]", "[{\"a\":".repeat(50_000), "}]".repeat(50_000));
        assert_eq!(all_elements(&json).unwrap().len(), 1);
    }

    /// Texts that are JSON or nearly so.
    fn nearly_json() -> impl proptest::strategy::Strategy<Value = String> {
        const PIECES: &str = "{|}|[|]|,|:|\"|\"a\"|\"\\u00e9\"|\\|0|-1|1.5e-3|01|1.|true|null| |\n|\t|{}\
                              |[]|{\"a\":1}|한|\u{1}";
        let pieces: Vec<&str> = PIECES.split('|').collect();
        proptest::prelude::Strategy::prop_map(
            proptest::collection::vec(proptest::sample::select(pieces), 0..12),
            |pieces| pieces.concat(),
        )
    }

    proptest::proptest! {
        #[test]
        fn it_accepts_the_objects_and_arrays_that_serde_json_accepts(text in nearly_json()) {
            for text in [format!("{{\"x\":{text}}}"), format!("[{text}]"), text] {
                let is_json = serde_json::from_str::<IgnoredAny>(&text).is_ok();
                let is_read = all_members(&text).is_some() || all_elements(&text).is_some();
                let has_brackets = text.trim_start().starts_with(['{', '[']);
                proptest::prop_assert_eq!(is_read, is_json && has_brackets, "{}", text);
            }
        }
    }
}
