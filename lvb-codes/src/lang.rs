//! The methods and traits of `Lang`; its variants are generated.

use crate::generated::{EDITIONS, LANG_TAGS, Lang, NATIVE_NAMES, PAGES};
use crate::negotiate::{by_range, is_well_formed};
use crate::string::string_form;
use core::fmt;
use core::str::FromStr;

impl Lang {
    /// The BCP 47 tag.
    ///
    /// ```
    /// use lvb_codes::Lang;
    ///
    /// assert_eq!(Lang::Ko.tag(), "ko");
    /// ```
    #[inline]
    #[must_use]
    pub const fn tag(self) -> &'static str {
        LANG_TAGS[self as usize]
    }

    /// The name of the language in that language.
    ///
    /// ```
    /// use lvb_codes::Lang;
    ///
    /// assert_eq!(Lang::Ko.native_name(), "한국어");
    /// ```
    #[inline]
    #[must_use]
    pub const fn native_name(self) -> &'static str {
        NATIVE_NAMES[self as usize]
    }

    /// The URL of the documentation page in this language, as it is today. The page may list codes
    /// that this version does not know.
    #[inline]
    #[must_use]
    pub const fn page(self) -> Option<&'static str> {
        PAGES[self as usize]
    }

    /// The edition of the page that the texts in this language come from: the date on which Tencent
    /// published it, in the form `2019-09-02`.
    #[inline]
    #[must_use]
    pub const fn dated(self) -> Option<&'static str> {
        EDITIONS[self as usize]
    }
}

/// The reference language, which is the first in [`Lang::ALL`].
impl Default for Lang {
    fn default() -> Self {
        Self::ALL[0]
    }
}

string_form!(Lang, tag);

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
        well_formed.and_then(by_range).ok_or(ParseLangError(()))
    }
}

/// The error for a string that is not a tag or locale of a language in [`Lang::ALL`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ParseLangError(());

impl fmt::Display for ParseLangError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("unknown language; known languages: ")?;
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

    use crate::Lang;
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
            assert!(message.starts_with("unknown language; known languages: en, ko"), "{message}");
        }
    }

    #[test]
    fn every_language_parses_from_its_own_string() {
        for &lang in Lang::ALL {
            assert_eq!(lang.to_string().parse(), Ok(lang));
            assert_eq!(lang.to_string(), lang.tag());
            assert_eq!(lang.as_ref(), lang.tag());
        }
    }

    #[test]
    fn the_default_is_the_reference_language() {
        assert_eq!(Lang::default(), Lang::ALL[0]);
    }
}
