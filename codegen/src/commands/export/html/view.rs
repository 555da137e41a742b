//! The data for the template.

use jiff::civil::Date;
use lvb_codegen::agreement::{AgreedCode, Agreement};
use lvb_codegen::code::Code;
use lvb_codegen::language::Tag;
use lvb_codegen::manifest::Manifest;
use lvb_codegen::manifest::correction::Correction;
use lvb_codegen::text::note::{self, Part};
use lvb_codegen::upstream::location::Location;

/// The document of a language.
pub(super) struct Source<'a> {
    pub(super) tag: &'a str,
    pub(super) native_name: &'a str,
    pub(super) dated: Option<Date>,
    pub(super) page: Option<&'a str>,
    pub(super) upstream: Option<&'a str>,
}

/// Consecutive codes that share an errcode, or that have no `sub_errcode`.
pub(super) struct Group<'a> {
    pub(super) errcode: Option<u16>,
    pub(super) codes: Vec<CodeRow<'a>>,
}

pub(super) struct CodeRow<'a> {
    pub(super) code: Code,
    pub(super) retired: Option<Date>,
    pub(super) texts: Vec<Wording<'a>>,
    pub(super) reason: &'a str,
    pub(super) note: Vec<Part<'a>>,
    pub(super) category: &'a str,
}

pub(super) struct Wording<'a> {
    /// The language for which the text is shown.
    pub(super) tag: &'a str,
    /// The language of the text itself.
    pub(super) lang: &'a str,
    pub(super) text: &'a str,
    pub(super) correction: Option<&'a Correction>,
}

pub(super) struct Category<'a> {
    pub(super) name: &'a str,
    pub(super) meaning: Option<&'a str>,
    pub(super) codes: usize,
    pub(super) reasons: Vec<Reason<'a>>,
}

pub(super) struct Reason<'a> {
    pub(super) name: &'a str,
    pub(super) codes: &'a [Code],
    pub(super) texts: Vec<Wording<'a>>,
    pub(super) note: Vec<Part<'a>>,
}

pub(super) fn sources<'a>(agreement: &'a Agreement, manifest: &'a Manifest) -> Vec<Source<'a>> {
    let languages = agreement.languages.iter().filter_map(|tag| manifest.language(tag));
    let sources = languages.map(|language| Source {
        tag: language.tag.as_str(),
        native_name: language.tag.native_name(),
        dated: language.dated,
        page: language.page.as_deref(),
        upstream: match &language.upstream {
            Some(Location::Url(url)) => Some(url),
            // A local path is useless to readers elsewhere.
            Some(Location::Path(_)) | None => None,
        },
    });
    sources.collect()
}

pub(super) fn groups<'a>(agreement: &'a Agreement, manifest: &'a Manifest) -> Vec<Group<'a>> {
    let group = |code: &AgreedCode| code.code.sub_errcode.map(|_| code.code.errcode);
    let groups = agreement.codes.chunk_by(|one, other| group(one) == group(other));
    let groups = groups.map(|codes| Group {
        errcode: group(&codes[0]),
        codes: codes.iter().map(|code| row(code, agreement, manifest)).collect(),
    });
    groups.collect()
}

fn row<'a>(code: &'a AgreedCode, agreement: &'a Agreement, manifest: &'a Manifest) -> CodeRow<'a> {
    let reason = &agreement.reasons[code.reason];
    let mut texts = texts(&code.texts, &agreement.languages);
    for (text, tag) in texts.iter_mut().zip(&agreement.languages) {
        if code.corrected.contains(tag) {
            let mut corrections = manifest.corrections.iter();
            text.correction = corrections
                .find(|correction| correction.language == *tag && correction.code == code.code);
        }
    }
    CodeRow {
        code: code.code,
        retired: code.retired,
        texts,
        reason: &reason.name,
        note: reason.note.as_deref().map(note::parts).unwrap_or_default(),
        category: &agreement.categories[reason.category].name,
    }
}

/// Returns the texts by language. A language without a text shows the text of the first language.
fn texts<'a>(texts: &'a [String], languages: &'a [Tag]) -> Vec<Wording<'a>> {
    let reference = (&texts[0], &languages[0]);
    let texts = texts.iter().zip(languages).map(|(text, tag)| Wording {
        tag: tag.as_str(),
        lang: if text == reference.0 { reference.1.as_str() } else { tag.as_str() },
        text,
        correction: None,
    });
    texts.collect()
}

pub(super) fn categories(agreement: &Agreement) -> Vec<Category<'_>> {
    let categories = agreement.categories.iter().enumerate().map(|(index, category)| {
        let reasons = agreement.reasons.iter().filter(|reason| reason.category == index);
        let reasons = reasons.map(|reason| Reason {
            name: &reason.name,
            codes: &reason.codes,
            texts: texts(&reason.texts, &agreement.languages),
            note: reason.note.as_deref().map(note::parts).unwrap_or_default(),
        });
        let reasons: Vec<_> = reasons.collect();
        Category {
            name: &category.name,
            meaning: category.meaning.as_deref(),
            codes: reasons.iter().map(|reason| reason.codes.len()).sum(),
            reasons,
        }
    });
    categories.collect()
}
