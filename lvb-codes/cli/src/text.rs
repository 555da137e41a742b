//! Text in JSON and in columns. Text from a log is made safe to show.

use crate::category::Uncategorized;
use crate::error::Error;
use lvb_codes::{Lang, LookupError, ParseRawCodeError, RawCode};
use serde::Serialize;
use serde_json::ser::Formatter;
use std::borrow::Cow;
use std::io::{self, Write};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};
use visible_text::is_invisible;

/// Returns the text of a code: [`meaning`] or [`short_meaning`].
pub(crate) type Meaning = fn(Option<RawCode>, Lang) -> Cow<'static, str>;

/// Returns the text of a code: its meaning, a message about an unknown code, or a message that the
/// code is missing.
pub(crate) fn meaning(code: Option<RawCode>, lang: Lang) -> Cow<'static, str> {
    match code.map(RawCode::code) {
        Some(Ok(code)) => code.text(lang).into(),
        Some(Err(error)) => match code.and_then(RawCode::category) {
            Some(category) => format!("{error}; similar codes are in category {category}").into(),
            None => error.to_string().into(),
        },
        None => "no code given".into(),
    }
}

/// Returns the text of a code for tables and reports, where a message about an unknown code is short.
pub(crate) fn short_meaning(code: Option<RawCode>, lang: Lang) -> Cow<'static, str> {
    match (code.map(RawCode::code), code.and_then(RawCode::category)) {
        (Some(Err(LookupError::SubCodeRequired { .. })), _) => {
            Uncategorized::NoSubCode.name().into()
        }
        (Some(Err(_)), None) => "not known to this version".into(),
        (Some(Err(_)), Some(category)) => {
            format!("not known to this version (similar codes: {category})").into()
        }
        _ => meaning(code, lang),
    }
}

/// Parses a code, known or not. A `sub_errcode` of 0 means that there is none.
pub(crate) fn code(text: &str) -> Result<RawCode, String> {
    let code = text.strip_suffix("-0").unwrap_or(text).parse();
    code.map_err(|error: ParseRawCodeError| format!("invalid code {text:?}: {error}"))
}

/// Returns a number and its noun: `1 event`, `2 events`.
pub(crate) fn counted(count: u64, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// Returns the share of a total in tenths of a percent, rounded.
pub(crate) fn thousandths(count: u64, total: u64) -> u32 {
    let thousandths = (u128::from(count) * 2000 / u128::from(total.max(1))).div_ceil(2);
    u32::try_from(thousandths).unwrap_or(1000)
}

/// Formats the share of a total: `12.5%`.
pub(crate) fn percent(count: u64, total: u64) -> String {
    let thousandths = thousandths(count, total);
    format!("{}.{}%", thousandths / 10, thousandths % 10)
}

/// Formats a value as indented JSON, with a final line end.
pub(crate) fn json(value: &impl Serialize) -> Result<String, Error> {
    let json = serde_json::to_string_pretty(value);
    Ok(json.map_err(|error| Error::new(format!("cannot write JSON: {error}")))? + "\n")
}

/// Formats a value as JSON on one line, with every invisible character escaped.
pub(crate) fn escaped_json(value: &impl Serialize) -> String {
    let mut line = Vec::new();
    let mut json = serde_json::Serializer::with_formatter(&mut line, EscapeInvisible);
    // Writing to memory cannot fail.
    let _ = value.serialize(&mut json);
    String::from_utf8_lossy(&line).into_owned()
}

/// Formats JSON on one line and escapes every invisible character.
#[derive(Clone, Copy, Debug)]
struct EscapeInvisible;

impl Formatter for EscapeInvisible {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        if !fragment.contains(is_invisible) {
            return writer.write_all(fragment.as_bytes());
        }
        for char in fragment.chars() {
            if is_invisible(char) {
                for unit in char.encode_utf16(&mut [0; 2]) {
                    write!(writer, "\\u{unit:04x}")?;
                }
            } else {
                write!(writer, "{char}")?;
            }
        }
        Ok(())
    }
}

/// Appends a text, then spaces up to the width in terminal cells, at least two.
pub(crate) fn push_cell(line: &mut String, text: &str, width: usize) {
    line.push_str(text);
    let padding = width.saturating_sub(text.width()) + 2;
    line.extend(std::iter::repeat_n(' ', padding));
}

/// Cuts a text to a width in terminal cells. An ellipsis replaces the rest.
pub(crate) fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut short = String::new();
    let mut used = 0;
    for char in text.chars() {
        used += char.width().unwrap_or(0);
        if used >= width {
            break;
        }
        short.push(char);
    }
    if width > 0 {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::{cut, escaped_json, push_cell};

    #[test]
    fn invisible_characters_are_escaped_in_json() {
        let text = "a\"\n\u{1b}\u{9b}\u{202e}\u{e0041}한😀";
        let json = escaped_json(&text);
        assert_eq!(json, r#""a\"\n\u001b\u009b\u202e\udb40\udc41한😀""#);
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }

    #[test]
    fn wide_characters_take_two_cells() {
        let mut line = String::new();
        push_cell(&mut line, "한국", 6);
        push_cell(&mut line, "toolong", 3);
        assert_eq!(line, "한국    toolong  ");
    }

    #[test]
    fn a_long_text_is_cut_to_its_width() {
        assert_eq!(cut("abc", 3), "abc");
        assert_eq!(cut("abcd", 3), "ab…");
        assert_eq!(cut("한국어", 4), "한…");
        assert_eq!(cut("abcd", 1), "…");
        assert_eq!(cut("abcd", 0), "");
    }
}
