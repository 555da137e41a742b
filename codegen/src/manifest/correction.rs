//! `[[correction]]`: replaces the texts of wrong rows until upstream fixes them.

use super::{check_filled, check_language};
use crate::code::Code;
use crate::error::Error;
use crate::language::Tag;
use doc_tables::{Source, Span, normalize};
use serde::Deserialize;
use std::sync::Arc;
use toml::Spanned;

/// The right text of a row that upstream got wrong.
#[derive(Debug)]
pub struct Correction {
    /// The language of the page.
    pub language: Tag,
    /// The code of the row.
    pub code: Code,
    /// The place of the code in the manifest.
    pub span: Span,
    /// The wrong text in the row of the page.
    pub upstream: String,
    /// The right text, which the crate has instead.
    pub text: String,
    /// Why the row of the page is wrong.
    pub because: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCorrection {
    language: Spanned<Tag>,
    code: Spanned<Code>,
    upstream: String,
    text: Spanned<String>,
    because: Spanned<String>,
}

/// Returns the block to add to the manifest.
pub fn block(language: &Tag, code: Code, upstream: &str, text: &str) -> String {
    format!(
        "[[correction]]\nlanguage = \"{language}\"\ncode = \"{code}\"\nupstream = {}\ntext = {}\n\
         because = \"...\"",
        toml_edit::value(upstream),
        toml_edit::value(text),
    )
}

pub(super) fn check(
    raw: Vec<RawCorrection>,
    languages: &[&Tag],
    source: &Arc<Source>,
) -> Result<Vec<Correction>, Error> {
    let mut corrections: Vec<Correction> = Vec::new();
    for raw in raw {
        check_language(&raw.language, languages, source)?;
        let (tag, code) = (raw.language.as_ref(), *raw.code.as_ref());
        if corrections.iter().any(|known| known.language == *tag && known.code == code) {
            let message = format!("{code} is corrected twice");
            return Err(Error::spanned(source, raw.code.span(), message)
                .help("remove one of the [[correction]]"));
        }
        let help = "give the text that the row should have";
        check_filled(&raw.text, source, "the corrected text", help)?;
        check_filled(&raw.because, source, "`because`", "say why the row of the page is wrong")?;
        corrections.push(Correction {
            span: Span::new(source, raw.code.span()),
            language: raw.language.into_inner(),
            code,
            upstream: normalize(&raw.upstream),
            text: normalize(raw.text.as_ref()),
            because: normalize(raw.because.as_ref()),
        });
    }
    Ok(corrections)
}
