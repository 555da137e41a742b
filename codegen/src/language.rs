//! BCP 47 language tags, with the names and the script of their languages.

use crate::text::quoted;
use heck::{ToTitleCase, ToUpperCamelCase};
use isolang::Language;
use oxilangtag::LanguageTag;
use serde::{Deserialize, Serialize};
use std::fmt;
use unicode_script::{Script, UnicodeScript};

/// A well-formed BCP 47 tag of a known language, in canonical case: `ko`, `pt-BR`, `zh-Hant`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct Tag(LanguageTag<String>);

impl Tag {
    /// Returns the tag itself.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// Returns the English name of the language, such as `Korean`, or the tag if it has none.
    pub fn english_name(&self) -> &str {
        self.language().map_or(self.as_str(), |known| known.to_name())
    }

    /// Returns the name of the language in that language, such as `한국어`, or the tag if it has none.
    pub fn native_name(&self) -> &str {
        let name = self.language().and_then(|known| known.to_autonym());
        name.unwrap_or(self.as_str())
    }

    /// Returns the name of the Rust variant: `Ko`, `PtBr`, `ZhHant`.
    pub fn variant(&self) -> String {
        self.as_str().to_lowercase().to_upper_camel_case()
    }

    /// Returns whether a text has a character of the language's script: the script that the tag
    /// names, or else a script of the language's native name. The three scripts of Japanese count
    /// as one.
    pub fn is_written_in(&self, text: &str) -> bool {
        let is_real = |script: &Script| !matches!(script, Script::Common | Script::Inherited);
        let script = |char: char| match char.script() {
            Script::Hiragana | Script::Katakana if self.0.primary_language() == "ja" => Script::Han,
            script => script,
        };
        // Unicode has no scripts `Hans` and `Hant`; native names in them are in Han.
        let named = self.0.script().and_then(Script::from_short_name);
        let own: Vec<Script> = match named {
            Some(named) => vec![named],
            None => self.native_name().chars().map(script).filter(is_real).collect(),
        };
        text.chars().any(|char| own.contains(&script(char)))
    }

    fn language(&self) -> Option<Language> {
        let primary = self.0.primary_language();
        Language::from_639_1(primary).or_else(|| Language::from_639_3(primary))
    }
}

/// Returns the tag of a language from its English name.
fn tag_of(name: &str) -> Option<&'static str> {
    let known = Language::from_name(&name.to_title_case())?;
    Some(known.to_639_1().unwrap_or(known.to_639_3()))
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
            Ok(_) => {
                let hint = match tag_of(&tag) {
                    Some(known) => format!("did you mean `{known}`?"),
                    None => "the code of a country is not a tag: Japanese is `ja`, Korean is `ko`"
                        .to_owned(),
                };
                Err(format!("unknown language tag {}; {hint}", quoted(&tag)))
            }
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
