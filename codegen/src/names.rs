//! The names, `names.toml`: what a document cannot say about its reasons.

pub mod propose;

use crate::code::Code;
use crate::error::Error;
use crate::files;
use crate::text::quoted;
use doc_tables::{Source, Span, normalize};
use heck::ToUpperCamelCase;
use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use toml::Spanned;

/// The named reasons, in the order of the file.
#[derive(Debug)]
pub struct Names {
    /// The text, which findings point into.
    pub source: Arc<Source>,
    /// The reasons.
    pub reasons: Vec<NamedReason>,
    /// The meanings of the categories that the file declares.
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
    /// The codes that have this reason, each with its place in the file.
    pub codes: Vec<(Code, Span)>,
    /// What the pages leave out, for the documentation of the crate.
    pub note: Option<String>,
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
    note: Option<String>,
}

impl Names {
    /// Reads and checks a file of names.
    ///
    /// # Errors
    ///
    /// The file cannot be read or is not valid.
    pub fn read(path: &Path) -> Result<Self, Error> {
        Self::parse(files::read(path)?)
    }

    /// Checks the text of a file of names.
    ///
    /// # Errors
    ///
    /// The text is not TOML, a name is not a Rust name or not unique, or a code is listed twice.
    pub fn parse(source: Arc<Source>) -> Result<Self, Error> {
        let raw: RawNames = files::parse_toml(&source)?;
        let error = |range: Range<usize>, message: String| Error::spanned(&source, range, message);

        let meanings = raw.category.into_iter();
        let meanings = meanings.map(|category| (category.name, category.meaning)).collect();
        let mut reasons: Vec<NamedReason> = Vec::new();
        let mut taken = HashSet::new();
        let mut by_code = HashMap::new();
        for raw in raw.reason {
            let name = raw.name.as_ref();
            if !is_variant(name) {
                let message = format!("{} is not an UpperCamelCase Rust name", quoted(name));
                return Err(error(raw.name.span(), message));
            }
            if !taken.insert(name.clone()) {
                let message = format!("the name `{name}` is given twice");
                return Err(error(raw.name.span(), message)
                    .help("list all codes of a reason under one [[reason]]"));
            }
            let category = raw.category.as_ref();
            if !is_kebab(category) || !is_variant(&category.to_upper_camel_case()) {
                let message = format!("{} is not a kebab-case category", quoted(category));
                return Err(error(raw.category.span(), message));
            }
            if raw.codes.as_ref().is_empty() {
                let message = format!("`{name}` has no codes");
                return Err(error(raw.codes.span(), message).help("list its codes, or remove it"));
            }
            for code in raw.codes.as_ref() {
                if let Some(other) = by_code.insert(*code.as_ref(), reasons.len()) {
                    let other = reasons.get(other).map_or(name, |reason| &reason.name);
                    let message = format!("{} is already listed under `{other}`", code.as_ref());
                    return Err(error(code.span(), message).help("a code has one reason"));
                }
            }
            let codes = raw.codes.into_inner().into_iter();
            let codes = codes.map(|code| {
                let span = Span::new(&source, code.span());
                (code.into_inner(), span)
            });
            reasons.push(NamedReason {
                codes: codes.collect(),
                note: raw.note.map(|note| normalize(&note)),
                name: raw.name.into_inner(),
                category: raw.category.into_inner(),
            });
        }
        Ok(Self { source, reasons, meanings, by_code })
    }

    /// Returns the index in `reasons` of a code's reason.
    pub fn reason(&self, code: Code) -> Option<usize> {
        self.by_code.get(&code).copied()
    }

    /// Returns the reason of each text: that of the first named code with the text.
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

fn is_variant(name: &str) -> bool {
    let camel = name.starts_with(|first: char| first.is_ascii_uppercase())
        && name.chars().all(|char| char.is_ascii_alphanumeric());
    // `Self` is a keyword, and `ALL` is an associated constant of the enum.
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
    fn variants_are_upper_camel_case() {
        for good in ["A", "PushStopped", "Rtmp2", "All", "RTMP"] {
            assert!(is_variant(good), "{good}");
        }
        for bad in ["", "a", "pushStopped", "2A", "A_B", "A-B", "A b", "Aé", "É", "Self", "ALL"] {
            assert!(!is_variant(bad), "{bad}");
        }
    }

    #[test]
    fn categories_are_kebab_case() {
        for good in ["a", "rate-limit", "http2", "a-b-c"] {
            assert!(is_kebab(good), "{good}");
        }
        for bad in ["", "-", "a-", "-a", "a--b", "2a", "a-2", "A", "aB", "a_b", "a b", "é", "aé"]
        {
            assert!(!is_kebab(bad), "{bad}");
        }
    }
}
