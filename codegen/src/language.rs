//! Language tags, and what is known of a language by its tag alone.

use crate::text::quoted;
use isolang::Language;
use oxilangtag::LanguageTag;
use serde::{Deserialize, Serialize};
use std::fmt;
use unicode_script::{Script, UnicodeScript};

/// A well-formed BCP 47 tag, in its usual case: `ko`, `pt-BR`, `zh-Hant`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct Tag(LanguageTag<String>);

impl Tag {
    /// The tag itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The name of the language in English: `Korean`. The tag, if there is none.
    #[must_use]
    pub fn english_name(&self) -> &str {
        self.language().map_or(self.as_str(), |known| known.to_name())
    }

    /// The name of the language in that language: `한국어`. The tag, if none is known.
    #[must_use]
    pub fn native_name(&self) -> &str {
        let name = self.language().and_then(|known| known.to_autonym());
        name.unwrap_or(self.as_str())
    }

    /// The name of the Rust variant: `Ko`, `PtBr`, `ZhHant`.
    #[must_use]
    pub fn variant(&self) -> String {
        let subtags = self.as_str().split('-');
        subtags
            .flat_map(|subtag| {
                let (first, rest) = subtag.split_at(1);
                [first.to_ascii_uppercase(), rest.to_ascii_lowercase()]
            })
            .collect()
    }

    /// Whether a text has a character of a script that the language is written in: of the one that
    /// the tag names; else of one that the language's own name is written in, or, for Japanese, of
    /// any of its three.
    #[must_use]
    pub fn is_written_in(&self, text: &str) -> bool {
        let script = |char: char| match char.script() {
            Script::Hiragana | Script::Katakana if self.0.primary_language() == "ja" => Script::Han,
            script => script,
        };
        // `Hans` and `Hant` are none of their own in Unicode; names in them are in Han as well.
        let named = self.0.script().and_then(Script::from_short_name);
        let own: Vec<Script> = match named {
            Some(named) => vec![named],
            None => {
                self.native_name().chars().map(script).filter(|script| is_real(*script)).collect()
            }
        };
        text.chars().any(|char| own.contains(&script(char)))
    }

    fn language(&self) -> Option<Language> {
        let primary = self.0.primary_language();
        Language::from_639_1(primary).or_else(|| Language::from_639_3(primary))
    }
}

fn is_real(script: Script) -> bool {
    !matches!(script, Script::Common | Script::Inherited)
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl TryFrom<String> for Tag {
    type Error = String;

    fn try_from(tag: String) -> Result<Self, String> {
        match LanguageTag::parse_and_normalize(&tag).map(Self) {
            Ok(known) if known.language().is_some() => Ok(known),
            Ok(_) => Err(format!("{} is the tag of no language", quoted(&tag))),
            Err(error) => Err(format!("{} is not a BCP 47 language tag: {error}", quoted(&tag))),
        }
    }
}

impl std::str::FromStr for Tag {
    type Err = String;

    fn from_str(tag: &str) -> Result<Self, String> {
        Self::try_from(tag.to_owned())
    }
}

impl From<Tag> for String {
    fn from(tag: Tag) -> String {
        tag.0.into_inner()
    }
}

#[cfg(test)]
mod tests {
    use super::Tag;

    fn tag(tag: &str) -> Tag {
        tag.parse().unwrap()
    }

    #[test]
    fn names_are_known_from_the_tag() {
        assert_eq!(tag("ko").english_name(), "Korean");
        assert_eq!(tag("ko").native_name(), "한국어");
        assert_eq!(tag("zh").native_name(), "中文");
        assert_eq!(tag("zh-Hant").native_name(), "中文");
        assert_eq!(tag("aaa").native_name(), "aaa");
    }

    #[test]
    fn variants_are_rust_names() {
        assert_eq!(tag("en").variant(), "En");
        assert_eq!(tag("ZH-hant-tw").variant(), "ZhHantTw");
        assert_eq!(tag("es-419").variant(), "Es419");
    }

    #[test]
    fn a_tag_is_well_formed_or_refused() {
        for bad in ["", "한", "ko_KR", "k", "toolonglanguage", "en--us", "chinese", "qq"] {
            assert!(bad.parse::<Tag>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_translation_is_written_in_the_script_of_its_language() {
        assert!(tag("ko").is_written_in("RTMP 오류"));
        assert!(!tag("ko").is_written_in("RTMP error 错误 5."));
        assert!(tag("zh").is_written_in("RTMP 错误"));
        assert!(tag("ja").is_written_in("エラー"));
        assert!(tag("ru").is_written_in("ошибка"));
        assert!(!tag("ru").is_written_in("error"));
        assert!(tag("id").is_written_in("kesalahan"));
        assert!(tag("sr-Latn").is_written_in("greška"));
        assert!(!tag("sr-Cyrl").is_written_in("greška"));
        assert!(tag("zh-Hant").is_written_in("錯誤"));
        assert!(!tag("zh").is_written_in("エラー"));
        // What is in no script of its own is in none: this name has a space.
        assert_eq!(tag("vi").native_name(), "Tiếng Việt");
        assert!(!tag("vi").is_written_in("5 6"));
    }
}
