//! The names, `names.toml`: what a document cannot say about its reasons.

pub mod edit;
pub mod propose;

use crate::code::Code;
use crate::error::Error;
use crate::files;
use crate::language::Tag;
use crate::text::quoted;
use doc_tables::{Source, Span, normalize};
use heck::ToUpperCamelCase;
use jiff::civil::Date;
use serde::Deserialize;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use toml::Spanned;

/// The named reasons, in the order of the file.
#[derive(Clone, Debug)]
pub struct Names {
    /// The text, which findings point into.
    pub source: Arc<Source>,
    /// The reasons.
    pub reasons: Vec<NamedReason>,
    /// The codes that upstream dropped.
    pub retired: Vec<RetiredCode>,
    /// The categories that the file declares.
    pub categories: Vec<DeclaredCategory>,
    by_code: HashMap<Code, usize>,
}

/// A declared category.
#[derive(Clone, Debug)]
pub struct DeclaredCategory {
    /// The name, in kebab case.
    pub name: String,
    /// The place of the name in the file.
    pub span: Span,
    /// The meaning.
    pub meaning: String,
}

/// A reason with its stable name.
#[derive(Clone, Debug)]
pub struct NamedReason {
    /// The name of the Rust variant.
    pub name: String,
    /// The category, in kebab case.
    pub category: String,
    /// The place of the category in the file.
    pub category_span: Span,
    /// The codes that have this reason, each with its place in the file.
    pub codes: Vec<(Code, Span)>,
    /// What the pages leave out, for the documentation of the crate.
    pub note: Option<String>,
}

/// A code that upstream dropped. Old logs contain it forever.
#[derive(Clone, Debug)]
pub struct RetiredCode {
    /// The code.
    pub code: Code,
    /// The place of the code in the file.
    pub span: Span,
    /// The index of its reason.
    pub reason: usize,
    /// Its last text in each language.
    pub texts: BTreeMap<Tag, String>,
    /// The day since which upstream lacks it.
    pub since: Date,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawNames {
    #[serde(default)]
    category: Vec<RawCategory>,
    #[serde(default)]
    reason: Vec<RawReason>,
    #[serde(default)]
    retired: Vec<RawRetired>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRetired {
    code: Spanned<Code>,
    reason: Spanned<String>,
    text: Spanned<BTreeMap<Tag, String>>,
    since: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCategory {
    name: Spanned<String>,
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

        let mut categories: Vec<DeclaredCategory> = Vec::new();
        for raw in raw.category {
            let name = raw.name.as_ref();
            if !is_category(name) {
                let message = format!("{} is not a kebab-case category", quoted(name));
                return Err(error(raw.name.span(), message));
            }
            if categories.iter().any(|known| known.name == *name) {
                let message = format!("the category `{name}` is declared twice");
                return Err(error(raw.name.span(), message).help("remove one of the [[category]]"));
            }
            categories.push(DeclaredCategory {
                span: Span::new(&source, raw.name.span()),
                name: raw.name.into_inner(),
                meaning: raw.meaning,
            });
        }
        let raw_retired = raw.retired;
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
            if !is_category(category) {
                let message = format!("{} is not a kebab-case category", quoted(category));
                return Err(error(raw.category.span(), message));
            }
            let is_retired = raw_retired.iter().any(|retired| retired.reason.as_ref() == name);
            if raw.codes.as_ref().is_empty() && !is_retired {
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
                category_span: Span::new(&source, raw.category.span()),
                name: raw.name.into_inner(),
                category: raw.category.into_inner(),
            });
        }
        let mut retired = Vec::new();
        for raw in raw_retired {
            let code = *raw.code.as_ref();
            let index = reasons.iter().position(|reason| reason.name == *raw.reason.as_ref());
            let Some(reason) = index else {
                let message = format!("there is no [[reason]] {}", quoted(raw.reason.as_ref()));
                return Err(
                    error(raw.reason.span(), message).help("keep the reason, without codes")
                );
            };
            let listed = by_code.contains_key(&code);
            if listed || retired.iter().any(|other: &RetiredCode| other.code == code) {
                let message = format!("{code} is already listed");
                return Err(error(raw.code.span(), message)
                    .help("a code is either listed under its reason or retired"));
            }
            if raw.text.as_ref().values().all(|text| normalize(text).is_empty()) {
                let message = format!("{code} has no text");
                return Err(error(raw.text.span(), message).help("give its last text"));
            }
            let since = raw.since.as_ref().parse().map_err(|_| {
                let message = format!("{} is not a date", quoted(raw.since.as_ref()));
                error(raw.since.span(), message).help("write the date like `2024-05-01`")
            })?;
            let texts = raw.text.into_inner().into_iter();
            retired.push(RetiredCode {
                code,
                span: Span::new(&source, raw.code.span()),
                reason,
                texts: texts.map(|(tag, text)| (tag, normalize(&text))).collect(),
                since,
            });
        }
        Ok(Self { source, reasons, retired, categories, by_code })
    }

    /// Returns the declaration of a category.
    pub fn category(&self, name: &str) -> Option<&DeclaredCategory> {
        self.categories.iter().find(|category| category.name == name)
    }

    /// Returns the index in `reasons` of a code's reason.
    pub fn reason(&self, code: Code) -> Option<usize> {
        self.by_code.get(&code).copied()
    }

    /// Returns whether a code has neither a reason nor is retired.
    pub fn lacks(&self, code: Code) -> bool {
        self.reason(code).is_none() && self.retired.iter().all(|retired| retired.code != code)
    }

    /// Returns the reason of most named codes with each text.
    pub fn reasons_by_text<'a>(
        &self,
        rows: impl Iterator<Item = (Code, &'a str)>,
    ) -> HashMap<&'a str, usize> {
        let reasons = self.ranked_reasons_by_text(rows).into_iter();
        reasons.map(|(text, ranked)| (text, ranked[0].0)).collect()
    }

    /// Returns the reasons of each text with the number of named codes that have both. The reason of
    /// most codes comes first, then the first of the file.
    pub fn ranked_reasons_by_text<'a>(
        &self,
        rows: impl Iterator<Item = (Code, &'a str)>,
    ) -> HashMap<&'a str, Vec<(usize, usize)>> {
        let mut reasons: HashMap<&str, BTreeMap<usize, usize>> = HashMap::new();
        for (code, text) in rows {
            if let Some(reason) = self.reason(code) {
                *reasons.entry(text).or_default().entry(reason).or_default() += 1;
            }
        }
        let sorted = reasons.into_iter().map(|(text, counts)| {
            let mut counts: Vec<(usize, usize)> = counts.into_iter().collect();
            counts.sort_by_key(|(_, count)| Reverse(*count));
            (text, counts)
        });
        sorted.collect()
    }
}

fn is_category(name: &str) -> bool {
    is_kebab(name) && is_variant(&name.to_upper_camel_case())
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
