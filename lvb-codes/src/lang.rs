//! The methods and traits of `Lang`; its variants are generated.

use crate::generated::{LANG_ROWS, LANGS, Lang};
use core::cmp::Reverse;
use core::fmt;
use core::str::FromStr;

impl Lang {
    /// All languages. The first is the reference language: the generator compares the other
    /// pages with its page.
    pub const ALL: &'static [Self] = &LANGS;

    /// The BCP 47 tag.
    ///
    /// ```
    /// use lvb_codes::Lang;
    ///
    /// assert_eq!(Lang::Ko.tag(), "ko");
    /// ```
    #[must_use]
    pub const fn tag(self) -> &'static str {
        LANG_ROWS[self as usize].tag
    }

    /// The name of the language in that language.
    ///
    /// ```
    /// use lvb_codes::Lang;
    ///
    /// assert_eq!(Lang::Ko.native_name(), "한국어");
    /// ```
    #[must_use]
    pub const fn native_name(self) -> &'static str {
        LANG_ROWS[self as usize].native_name
    }

    /// Returns the best language for the value of an `Accept-Language` header (RFC 9110,
    /// section 12.5.4), or `None` if the header accepts no language of [`Lang::ALL`].
    ///
    /// - A language range selects the same language as [`FromStr`]; `*` matches every language
    ///   that no other range selects.
    /// - `q=0` excludes all languages that the range covers.
    /// - The highest weight wins. Between equal weights, a named language precedes `*`, and an
    ///   earlier range precedes a later one.
    /// - Invalid ranges are ignored.
    ///
    /// Join the values of several headers with commas.
    ///
    /// ```
    /// use lvb_codes::Lang;
    ///
    /// assert_eq!(Lang::negotiate("fr, ko-KR;q=0.8, en;q=0.5"), Some(Lang::Ko));
    /// assert_eq!(Lang::negotiate("fr, *;q=0.1"), Some(Lang::En));
    /// assert_eq!(Lang::negotiate("fr"), None);
    /// ```
    #[must_use]
    pub fn negotiate(accept_language: &str) -> Option<Self> {
        let langs = Self::ALL.iter().copied();
        // `max_by_key` returns the last of several maxima, so iterate in reverse.
        let ranked = langs.rev().filter_map(|lang| Some((lang.rank(accept_language)?, lang)));
        ranked.max_by_key(|(rank, _)| *rank).map(|(_, lang)| lang)
    }

    /// The rank of this language in a header; `None` if the header does not accept it.
    fn rank(self, accept_language: &str) -> Option<Rank> {
        let mut named = None;
        let mut others = None;
        for (position, item) in accept_language.split(',').enumerate() {
            let rank = |is_named, quality| Some(Rank(quality, is_named, Reverse(position)));
            match range(item) {
                Some(("*", quality)) => others = others.max(rank(false, quality)),
                Some((range, 0)) if covers(range, self.tag()) => return None,
                Some((_, 0)) | None => {}
                Some((range, quality)) if Self::by_range(range) == Some(self) => {
                    named = named.max(rank(true, quality));
                }
                Some(_) => {}
            }
        }
        named.or(others).filter(|rank| rank.0 > 0)
    }

    /// Returns the language whose tag is the longest prefix of a range, as in the lookup scheme
    /// of RFC 4647; otherwise the first language whose tag starts with the range.
    fn by_range(range: &str) -> Option<Self> {
        let mut part = range;
        loop {
            if let Some(lang) = Self::ALL.iter().find(|lang| same(lang.tag(), part)) {
                return Some(*lang);
            }
            match part.rfind(['-', '_']) {
                Some(end) => part = &part[..end],
                None => break,
            }
        }
        Self::ALL.iter().copied().find(|lang| covers(range, lang.tag()))
    }
}

/// The weight in thousandths, whether a range names the language, and its position.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Rank(u16, bool, Reverse<usize>);

/// Whether a tag equals the range or starts with it.
fn covers(range: &str, tag: &str) -> bool {
    let (start, rest) = tag.split_at_checked(range.len()).unwrap_or((tag, "-"));
    same(start, range) && (rest.is_empty() || rest.starts_with('-'))
}

/// Parses one element of a header: a range and its weight in thousandths.
fn range(item: &str) -> Option<(&str, u16)> {
    let mut parts = item.split(';').map(str::trim);
    let range = parts.next().filter(|range| *range == "*" || is_well_formed(range))?;
    let quality = match parts.next() {
        None => 1000,
        Some(weight) => quality(weight.strip_prefix(['q', 'Q'])?.trim_start().strip_prefix('=')?)?,
    };
    parts.next().is_none().then_some((range, quality))
}

/// Parses a weight in thousandths: a decimal number from 0 to 1 with at most three digits after
/// the point.
fn quality(weight: &str) -> Option<u16> {
    let (whole, fraction) = match weight.trim().split_once('.') {
        Some(parts) => parts,
        None => (weight.trim(), ""),
    };
    if fraction.len() > 3 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let digits = fraction.bytes().chain([b'0'; 3]).take(3);
    let thousandths = digits.fold(0, |sum, digit| sum * 10 + u16::from(digit - b'0'));
    match (whole, thousandths) {
        ("0", _) => Some(thousandths),
        ("1", 0) => Some(1000),
        _ => None,
    }
}

/// Whether two tags are equal, ignoring case and treating `_` as `-`.
fn same(one: &str, other: &str) -> bool {
    let usual = |byte: u8| {
        if byte == b'_' { b'-' } else { byte.to_ascii_lowercase() }
    };
    one.bytes().map(usual).eq(other.bytes().map(usual))
}

fn is_well_formed(tag: &str) -> bool {
    tag.split(['-', '_']).all(|subtag| {
        (1..=8).contains(&subtag.len()) && subtag.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

/// Writes the [tag](Self::tag).
impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.tag())
    }
}

/// Parses BCP 47 tags and POSIX locales: `ko`, `ko-KR`, `ko_KR.UTF-8`.
///
/// ```
/// use lvb_codes::Lang;
///
/// assert_eq!("ko_KR.UTF-8".parse(), Ok(Lang::Ko));
/// assert!("fr".parse::<Lang>().is_err());
/// ```
impl FromStr for Lang {
    type Err = ParseLangError;

    fn from_str(tag: &str) -> Result<Self, ParseLangError> {
        // A locale ends in an encoding and a modifier: `ca_ES.UTF-8@valencia`.
        let tag = tag.split(['.', '@']).next().unwrap_or_default();
        let well_formed = Some(tag).filter(|tag| is_well_formed(tag));
        well_formed.and_then(Self::by_range).ok_or(ParseLangError(()))
    }
}

/// The error for a string that is not a tag or locale of a language in [`Lang::ALL`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ParseLangError(());

impl fmt::Display for ParseLangError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a documented language; documented: ")?;
        let mut separator = "";
        for lang in Lang::ALL {
            write!(f, "{separator}{lang}")?;
            separator = ", ";
        }
        Ok(())
    }
}

impl core::error::Error for ParseLangError {}

#[cfg(test)]
mod tests {
    extern crate std;

    use super::{Lang, covers, quality};
    use std::string::ToString;

    #[test]
    fn tags_and_locales_parse() {
        for (text, lang) in [
            ("en", Lang::En),
            ("EN-us", Lang::En),
            ("en_GB.ISO-8859-1@euro", Lang::En),
            ("ko", Lang::Ko),
            ("ko-Kore-KR", Lang::Ko),
            ("ko_KR.UTF-8", Lang::Ko),
            ("ko-KR-u-co-search", Lang::Ko),
        ] {
            assert_eq!(text.parse(), Ok(lang), "{text}");
        }
    }

    #[test]
    fn other_strings_do_not_parse() {
        for text in ["", "C", "POSIX", "k", "kor", "fr-KO", "en-", "en us", "*", ".UTF-8", "한"] {
            let error = text.parse::<Lang>().expect_err(text);
            let message = error.to_string();
            assert!(message.starts_with("not a documented language; documented: en, ko"));
        }
    }

    #[test]
    fn negotiation_picks_the_best_accepted_language() {
        for (header, lang) in [
            ("ko", Some(Lang::Ko)),
            ("fr, ko-KR;q=0.8", Some(Lang::Ko)),
            ("en;q=0.7,ko;q=0.701", Some(Lang::Ko)),
            ("en, ko", Some(Lang::En)),
            ("ko, en", Some(Lang::Ko)),
            ("*", Some(Lang::En)),
            ("en;q=0, *;q=0.5", Some(Lang::Ko)),
            ("en;q=0, ko;q=0", None),
            ("ko;q=0", None),
            ("", None),
            ("fr;q=1.0, de", None),
            (" ko ; Q = 0.3 , en;q=0.2", Some(Lang::Ko)),
            ("en;q=0.1, *", Some(Lang::Ko)),
            ("*, en;q=0.5", Some(Lang::Ko)),
            ("*, ko", Some(Lang::Ko)),
            ("*;q=0.5, ko;q=0.5", Some(Lang::Ko)),
            ("en-US;q=0, *", Some(Lang::En)),
            ("*;q=0", None),
            ("ko-KR;q=0.5, ko;q=0.9, en;q=0.7", Some(Lang::Ko)),
            ("k;q=0, ko", Some(Lang::Ko)),
            ("ko;q=2, en;q=0.1", Some(Lang::En)),
            ("ko;level=1, en;q=0.1", Some(Lang::En)),
            (";;q=,,-,en", Some(Lang::En)),
        ] {
            assert_eq!(Lang::negotiate(header), lang, "{header}");
        }
    }

    #[test]
    fn ranges_cover_whole_subtags() {
        assert!(covers("zh", "zh-Hant"));
        assert!(covers("ZH_hant", "zh-Hant"));
        assert!(!covers("z", "zh"));
        assert!(!covers("zh-H", "zh-Hant"));
        assert!(!covers("zh-Hant-TW", "zh-Hant"));
    }

    #[test]
    fn negotiation_takes_linear_time() {
        // With quadratic time this test would run for hours.
        let header = "*,".repeat(1 << 20) + "ko";
        assert_eq!(Lang::negotiate(&header), Some(Lang::Ko));
    }

    #[test]
    fn weights_parse_as_thousandths() {
        assert_eq!(quality("1"), Some(1000));
        assert_eq!(quality("1.000"), Some(1000));
        assert_eq!(quality("0.5"), Some(500));
        assert_eq!(quality("0.001"), Some(1));
        assert_eq!(quality("0."), Some(0));
        for bad in ["", "1.1", "0.0001", "2", "-1", "0.+1", ".5", "01"] {
            assert_eq!(quality(bad), None, "{bad}");
        }
    }

    #[test]
    fn every_tag_parses_as_its_language() {
        for &lang in Lang::ALL {
            assert_eq!(lang.tag().parse(), Ok(lang));
            assert_eq!(lang.to_string(), lang.tag());
        }
    }
}
