//! The names, `names.toml`: what a document cannot say of its reasons.

pub mod propose;

use crate::code::Code;
use crate::error::Error;
use crate::files;
use crate::text::quoted;
use crate::toml_file;
use doc_tables::{Source, Span};
use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;
use toml::Spanned;

/// The names of the reasons, in the order of the file, and which codes have which.
#[derive(Debug)]
pub struct Names {
    /// The text, for findings to point at.
    pub source: Arc<Source>,
    /// The reasons.
    pub reasons: Vec<NamedReason>,
    /// What the categories mean, as far as the file says so.
    pub meanings: HashMap<String, String>,
    by_code: HashMap<Code, usize>,
}

/// A reason with its stable name.
#[derive(Debug)]
pub struct NamedReason {
    /// The name of the Rust variant.
    pub name: String,
    /// The category, in kebab case.
    pub category: String,
    /// The codes that have this reason.
    pub codes: Vec<Spanned<Code>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawNames {
    #[serde(default)]
    category: Vec<RawCategory>,
    #[serde(default)]
    reason: Vec<RawReason>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCategory {
    name: String,
    meaning: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawReason {
    name: Spanned<String>,
    category: Spanned<String>,
    codes: Spanned<Vec<Spanned<Code>>>,
}

impl Names {
    /// Reads and checks a file of names.
    ///
    /// # Errors
    ///
    /// The file cannot be read, or those of [`Names::parse`].
    pub fn read(path: &Path) -> Result<Self, Error> {
        Self::parse(files::read(path)?)
    }

    /// Checks the text of a file of names.
    ///
    /// # Errors
    ///
    /// It is not TOML, or has a name that Rust cannot take, a name that is given twice, or a code
    /// that is listed twice.
    pub fn parse(source: Arc<Source>) -> Result<Self, Error> {
        let raw: RawNames = toml_file::parse(&source)?;
        let fault = |span, message: String| Error::new(message).at(Span::new(&source, span));

        let meanings = raw.category.into_iter();
        let meanings = meanings.map(|category| (category.name, category.meaning)).collect();
        let mut reasons: Vec<NamedReason> = Vec::new();
        let mut taken = HashSet::new();
        let mut by_code = HashMap::new();
        for raw_reason in raw.reason {
            let name = raw_reason.name.as_ref();
            if !is_variant(name) {
                let message = format!("{} is not an UpperCamelCase Rust name", quoted(name));
                return Err(fault(raw_reason.name.span(), message));
            }
            if !taken.insert(name.clone()) {
                let message = format!("the name `{name}` is given twice");
                return Err(fault(raw_reason.name.span(), message)
                    .help("list all codes of a reason under one [[reason]]"));
            }
            let category = raw_reason.category.as_ref();
            if !is_kebab(category) || !is_variant(&category_variant(category)) {
                let message = format!("{} is not a kebab-case category", quoted(category));
                return Err(fault(raw_reason.category.span(), message));
            }
            if raw_reason.codes.as_ref().is_empty() {
                let message = format!("`{name}` has no codes");
                return Err(
                    fault(raw_reason.codes.span(), message).help("list its codes, or remove it")
                );
            }
            for code in raw_reason.codes.as_ref() {
                if let Some(other) = by_code.insert(*code.as_ref(), reasons.len()) {
                    let other = reasons.get(other).map_or(name, |reason| &reason.name);
                    let message = format!("{} is listed under `{other}` already", code.as_ref());
                    return Err(fault(code.span(), message).help("a code has one reason"));
                }
            }
            reasons.push(NamedReason {
                name: raw_reason.name.into_inner(),
                category: raw_reason.category.into_inner(),
                codes: raw_reason.codes.into_inner(),
            });
        }
        Ok(Self { source, reasons, meanings, by_code })
    }

    /// The index in `reasons` of a code's reason.
    #[must_use]
    pub fn reason(&self, code: Code) -> Option<usize> {
        self.by_code.get(&code).copied()
    }

    /// The reasons that texts have, by the codes that have both; of several, the first.
    #[must_use]
    pub fn reasons_by_text<'a>(
        &self,
        rows: impl Iterator<Item = (Code, &'a str)>,
    ) -> HashMap<&'a str, usize> {
        let mut reasons = HashMap::new();
        for (code, text) in rows {
            if let Some(reason) = self.reason(code) {
                reasons.entry(text).or_insert(reason);
            }
        }
        reasons
    }
}

/// The Rust variant of a category: `RateLimit` for `rate-limit`. No two categories share one, for
/// each word of a kebab-case name starts with a letter.
pub(crate) fn category_variant(category: &str) -> String {
    let capitalize = |word: &str| match word.split_at_checked(1) {
        Some((first, rest)) => first.to_ascii_uppercase() + rest,
        None => String::new(),
    };
    category.split('-').map(capitalize).collect()
}

fn is_variant(name: &str) -> bool {
    let camel = name.starts_with(|first: char| first.is_ascii_uppercase())
        && name.chars().all(|char| char.is_ascii_alphanumeric());
    // `Self` is a keyword, and `ALL` the constant beside the variants.
    camel && !matches!(name, "Self" | "ALL")
}

fn is_kebab(name: &str) -> bool {
    name.split('-').all(|word| {
        word.starts_with(|first: char| first.is_ascii_lowercase())
            && word.chars().all(|char| char.is_ascii_lowercase() || char.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::{is_kebab, is_variant};

    #[test]
    fn variants_are_in_camel_case() {
        for good in ["A", "PushStopped", "Rtmp2", "All", "RTMP"] {
            assert!(is_variant(good), "{good}");
        }
        for bad in ["", "a", "pushStopped", "2A", "A_B", "A-B", "A b", "Aé", "É", "Self", "ALL"] {
            assert!(!is_variant(bad), "{bad}");
        }
    }

    #[test]
    fn categories_are_in_kebab_case() {
        for good in ["a", "rate-limit", "http2", "a-b-c"] {
            assert!(is_kebab(good), "{good}");
        }
        for bad in ["", "-", "a-", "-a", "a--b", "2a", "a-2", "A", "aB", "a_b", "a b", "é", "aé"]
        {
            assert!(!is_kebab(bad), "{bad}");
        }
    }
}
