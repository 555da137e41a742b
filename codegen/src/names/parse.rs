//! The text of `names.toml`, parsed and checked.

use super::{DeclaredCategory, NamedReason, Names, RetiredCode};
use crate::code::Code;
use crate::error::Error;
use crate::files;
use crate::language::Tag;
use crate::text::quoted;
use doc_tables::{Source, Span, normalize};
use heck::ToUpperCamelCase;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;
use toml::Spanned;

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
    /// Parses and checks the text of a file of names.
    ///
    /// # Errors
    ///
    /// The text is not TOML, a name is not a Rust name or not unique, or a code is listed twice.
    pub fn parse(source: Arc<Source>) -> Result<Self, Error> {
        let raw: RawNames = files::parse_toml(&source)?;
        let categories = categories(raw.category, &source)?;
        let with_retired = raw.retired.iter().map(|retired| retired.reason.as_ref().clone());
        let (reasons, by_code) = reasons(raw.reason, &with_retired.collect(), &source)?;
        let retired = retired(raw.retired, &reasons, &by_code, &source)?;
        Ok(Self { source, reasons, retired, categories, by_code })
    }
}

fn categories(all: Vec<RawCategory>, source: &Arc<Source>) -> Result<Vec<DeclaredCategory>, Error> {
    let mut categories: Vec<DeclaredCategory> = Vec::new();
    for raw in all {
        check_category(&raw.name, source)?;
        let name = raw.name.as_ref();
        if categories.iter().any(|known| known.name == *name) {
            let message = format!("the category `{name}` is declared twice");
            return Err(error(source, &raw.name, message).help("remove one of the [[category]]"));
        }
        categories.push(DeclaredCategory {
            span: Span::new(source, raw.name.span()),
            name: raw.name.into_inner(),
            meaning: raw.meaning,
        });
    }
    Ok(categories)
}

/// Checks the reasons, and maps each code to the index of its reason. A reason must have a code, unless
/// a retired code has that reason.
fn reasons(
    all: Vec<RawReason>,
    with_retired: &HashSet<String>,
    source: &Arc<Source>,
) -> Result<(Vec<NamedReason>, HashMap<Code, usize>), Error> {
    let mut reasons: Vec<NamedReason> = Vec::new();
    let mut taken = HashSet::new();
    let mut by_code = HashMap::new();
    for raw in all {
        let name = raw.name.as_ref();
        if !is_variant(name) {
            let message = format!("{} is not an UpperCamelCase Rust name", quoted(name));
            let proposed = Some(name.to_upper_camel_case()).filter(|proposed| is_variant(proposed));
            let proposed = proposed.as_deref().unwrap_or("NoData");
            return Err(
                error(source, &raw.name, message).help(format!("write it like `{proposed}`"))
            );
        }
        if !taken.insert(name.clone()) {
            let message = format!("the name `{name}` is given twice");
            return Err(error(source, &raw.name, message)
                .help("list all codes of a reason under one [[reason]]"));
        }
        check_category(&raw.category, source)?;
        if raw.codes.as_ref().is_empty() && !with_retired.contains(name) {
            let message = format!("`{name}` has no codes");
            return Err(error(source, &raw.codes, message).help("list its codes, or remove it"));
        }
        let mut codes = Vec::new();
        for code in raw.codes.into_inner() {
            let span = Span::new(source, code.span());
            let code = code.into_inner();
            if let Some(other) = by_code.insert(code, reasons.len()) {
                let other = reasons.get(other).map_or(name, |reason| &reason.name);
                let message = format!("{code} is already listed under `{other}`");
                return Err(Error::new(message).at(span).help("a code has one reason"));
            }
            codes.push((code, span));
        }
        reasons.push(NamedReason {
            codes,
            note: raw.note.map(|note| normalize(&note)),
            category_span: Span::new(source, raw.category.span()),
            name: raw.name.into_inner(),
            category: raw.category.into_inner(),
        });
    }
    Ok((reasons, by_code))
}

fn retired(
    all: Vec<RawRetired>,
    reasons: &[NamedReason],
    by_code: &HashMap<Code, usize>,
    source: &Arc<Source>,
) -> Result<Vec<RetiredCode>, Error> {
    let mut retired: Vec<RetiredCode> = Vec::new();
    for raw in all {
        let code = *raw.code.as_ref();
        let index = reasons.iter().position(|reason| reason.name == *raw.reason.as_ref());
        let Some(reason) = index else {
            let message = format!("there is no [[reason]] {}", quoted(raw.reason.as_ref()));
            return Err(error(source, &raw.reason, message).help("keep the reason, without codes"));
        };
        if by_code.contains_key(&code) || retired.iter().any(|other| other.code == code) {
            let message = format!("{code} is already listed");
            return Err(error(source, &raw.code, message)
                .help("a code is either listed under its reason or retired"));
        }
        if raw.text.as_ref().values().all(|text| normalize(text).is_empty()) {
            let message = format!("{code} has no text");
            return Err(error(source, &raw.text, message).help("give its last text"));
        }
        let since = raw.since.as_ref().parse().map_err(|_| {
            let message = format!("{} is not a date", quoted(raw.since.as_ref()));
            error(source, &raw.since, message).help("write the date like `2024-05-01`")
        })?;
        let texts = raw.text.into_inner().into_iter();
        retired.push(RetiredCode {
            code,
            span: Span::new(source, raw.code.span()),
            reason,
            texts: texts.map(|(tag, text)| (tag, normalize(&text))).collect(),
            since,
        });
    }
    Ok(retired)
}

fn error<T>(source: &Arc<Source>, place: &Spanned<T>, message: String) -> Error {
    Error::spanned(source, place.span(), message)
}

fn check_category(name: &Spanned<String>, source: &Arc<Source>) -> Result<(), Error> {
    if is_kebab(name.as_ref()) && is_variant(&name.as_ref().to_upper_camel_case()) {
        return Ok(());
    }
    let message = format!("{} is not a kebab-case category", quoted(name.as_ref()));
    Err(error(source, name, message)
        .help("write it in lower case, with hyphens between words: `no-data`"))
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
