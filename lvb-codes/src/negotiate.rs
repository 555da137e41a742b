//! The choice of a [`Lang`] by language ranges, as in `Accept-Language`.

use crate::generated::Lang;
use core::cmp::Reverse;

impl Lang {
    /// Returns the best language for the value of an `Accept-Language` header (RFC 9110,
    /// section 12.5.4), or `None` if the header accepts no language of [`Lang::ALL`].
    ///
    /// - A language range selects the same language as [`FromStr`](core::str::FromStr); `*`
    ///   matches every language that no other range selects.
    /// - `q=0` excludes all languages that the range covers.
    /// - The highest weight wins. Between equal weights, a named language precedes `*`, and an
    ///   earlier range precedes a later one.
    /// - A malformed weight counts as missing, that is, as 1. Malformed ranges are ignored.
    ///
    /// ```
    /// use lvb_codes::Lang;
    ///
    /// assert_eq!(Lang::negotiate("fr, ko-KR;q=0.8, en;q=0.5"), Some(Lang::Ko));
    /// assert_eq!(Lang::negotiate("fr, *;q=0.1"), Some(Lang::En));
    /// assert_eq!(Lang::negotiate("fr"), None);
    /// assert_eq!(Lang::negotiate("fr").unwrap_or_default(), Lang::En);
    /// ```
    #[must_use]
    pub fn negotiate(accept_language: &str) -> Option<Self> {
        Self::negotiate_lines([accept_language])
    }

    /// Returns the best language for several `Accept-Language` headers, which are equivalent to one
    /// header with all their ranges. See [`negotiate`](Self::negotiate).
    ///
    /// ```
    /// use lvb_codes::Lang;
    ///
    /// assert_eq!(Lang::negotiate_lines(["fr, en;q=0.5", "ko-KR;q=0.8"]), Some(Lang::Ko));
    /// ```
    #[must_use]
    pub fn negotiate_lines<'a>(lines: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        let mut choices = [Choice::default(); Self::ALL.len()];
        let mut any = None;
        let elements = lines.into_iter().flat_map(|line| line.split(','));
        for (position, element) in elements.enumerate() {
            let rank = |is_named, weight| Some(Rank(weight, is_named, Reverse(position)));
            match range(element) {
                None => {}
                Some(("*", weight)) => any = any.max(rank(false, weight)),
                Some((range, 0)) => {
                    for (choice, lang) in choices.iter_mut().zip(Self::ALL) {
                        choice.is_excluded |= covers(range, lang.tag());
                    }
                }
                Some((range, weight)) => {
                    if let Some(lang) = by_range(range) {
                        let choice = &mut choices[lang as usize];
                        choice.named = choice.named.max(rank(true, weight));
                    }
                }
            }
        }
        let choices = choices.iter().zip(Self::ALL).filter(|(choice, _)| !choice.is_excluded);
        let ranked = choices.filter_map(|(choice, lang)| Some((choice.named.or(any)?, *lang)));
        let accepted = ranked.filter(|(Rank(weight, ..), _)| *weight > 0);
        // `max_by_key` returns the last of several maxima, so iterate in reverse.
        accepted.rev().max_by_key(|(rank, _)| *rank).map(|(_, lang)| lang)
    }
}

/// The result of a header for one language.
#[derive(Clone, Copy, Default)]
struct Choice {
    /// The best range that names the language.
    named: Option<Rank>,
    is_excluded: bool,
}

/// The weight in thousandths, whether a range names the language, and its position.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Rank(u16, bool, Reverse<usize>);

/// Returns the language whose tag is the longest prefix of a range, as in the lookup scheme of
/// RFC 4647; otherwise the first language whose tag starts with the range.
pub(crate) fn by_range(range: &str) -> Option<Lang> {
    let mut part = range;
    loop {
        if let Some(lang) = Lang::ALL.iter().find(|lang| same(lang.tag(), part)) {
            return Some(*lang);
        }
        match part.rfind(['-', '_']) {
            Some(end) => part = &part[..end],
            None => break,
        }
    }
    Lang::ALL.iter().copied().find(|lang| covers(range, lang.tag()))
}

/// Whether a tag equals the range or starts with it.
fn covers(range: &str, tag: &str) -> bool {
    let (start, rest) = tag.split_at_checked(range.len()).unwrap_or((tag, "-"));
    same(start, range) && (rest.is_empty() || rest.starts_with('-'))
}

/// Parses one element of a header: a range and its weight in thousandths.
fn range(element: &str) -> Option<(&str, u16)> {
    let mut parts = element.split(';').map(str::trim);
    let range = parts.next().filter(|range| *range == "*" || is_well_formed(range))?;
    let weight = parts
        .find_map(|parameter| parameter.strip_prefix(['q', 'Q'])?.trim_start().strip_prefix('='));
    Some((range, weight.and_then(thousandths).unwrap_or(1000)))
}

/// Parses a weight in thousandths: a decimal number from 0 to 1.
///
/// RFC 9110 allows three digits after the point, but some clients send floats such as
/// `0.30000000000000004`. Further digits are dropped, except that a weight above 0 stays above 0.
fn thousandths(weight: &str) -> Option<u16> {
    let (whole, fraction) = match weight.trim().split_once('.') {
        Some(parts) => parts,
        None => (weight.trim(), ""),
    };
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let digits = fraction.bytes().chain([b'0'; 3]).take(3);
    let thousandths = digits.fold(0, |sum, digit| sum * 10 + u16::from(digit - b'0'));
    let is_zero = fraction.bytes().all(|byte| byte == b'0');
    match whole {
        "0" if is_zero => Some(0),
        "0" => Some(thousandths.max(1)),
        "1" if is_zero => Some(1000),
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

pub(crate) fn is_well_formed(tag: &str) -> bool {
    tag.split(['-', '_']).all(|subtag| {
        (1..=8).contains(&subtag.len()) && subtag.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    extern crate std;

    use super::{covers, thousandths};
    use crate::Lang;

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
            ("ko, ko;q=0", None),
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
            (";;q=,,-,en", Some(Lang::En)),
        ] {
            assert_eq!(Lang::negotiate(header), lang, "{header}");
        }
    }

    #[test]
    fn a_malformed_weight_counts_as_1() {
        for weight in ["q=2", "q=", "q=abc", "q=-1", "q=1.5", "q", "level=1", ""] {
            let header = std::format!("ko;{weight}, en;q=0.9");
            assert_eq!(Lang::negotiate(&header), Some(Lang::Ko), "{header}");
        }
        assert_eq!(Lang::negotiate("ko;level=1;q=0.1, en;q=0.2"), Some(Lang::En));
    }

    #[test]
    fn several_lines_are_one_header() {
        assert_eq!(Lang::negotiate_lines(["fr", "en;q=0.5", "ko;q=0.8"]), Some(Lang::Ko));
        assert_eq!(Lang::negotiate_lines(["ko", "en"]), Some(Lang::Ko));
        assert_eq!(Lang::negotiate_lines(["*", "en;q=0"]), Some(Lang::Ko));
        assert_eq!(Lang::negotiate_lines([""; 2]), None);
        assert_eq!(Lang::negotiate_lines([]), None);
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
        assert_eq!(thousandths("1"), Some(1000));
        assert_eq!(thousandths("1.000"), Some(1000));
        assert_eq!(thousandths("0.5"), Some(500));
        assert_eq!(thousandths("0.001"), Some(1));
        assert_eq!(thousandths("0."), Some(0));
        assert_eq!(thousandths("0.30000000000000004"), Some(300));
        assert_eq!(thousandths("0.0001"), Some(1));
        for bad in ["", "1.1", "1.0001", "2", "-1", "0.+1", ".5", "01", "0.5.5"] {
            assert_eq!(thousandths(bad), None, "{bad}");
        }
    }
}
