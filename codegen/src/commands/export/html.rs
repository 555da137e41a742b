//! The table as one HTML page, which requests nothing.
//!
//! Without scripts, the page shows everything. The script adds search, filters, a language switch and
//! sorting. The template engine escapes every text.

use super::{Row, rows};
use askama::Template;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use lvb_codegen::agreement::{AgreedCode, Agreement, Category, Reason};
use lvb_codegen::error::Error;
use lvb_codegen::language::Tag;
use lvb_codegen::manifest::correction::Correction;
use lvb_codegen::manifest::{Language, Manifest};
use lvb_codegen::text::note::{self, Part};
use lvb_codegen::upstream::location::Location;
use sha2::{Digest, Sha256};

#[derive(Template)]
#[template(path = "codes.html")]
struct CodesPage<'a> {
    style: &'static str,
    script: &'static str,
    agreement: &'a Agreement,
    languages: Vec<&'a Language>,
    corrections: &'a [Correction],
    /// Consecutive codes that share an errcode, or that have no `sub_errcode`.
    groups: Vec<(Option<u16>, &'a [AgreedCode])>,
    categories: Vec<(&'a Category, Vec<&'a Reason>)>,
    json: Vec<Row<'a>>,
}

pub(super) fn page(agreement: &Agreement, manifest: &Manifest) -> Result<String, Error> {
    let errcode = |code: &AgreedCode| code.code.sub_errcode.map(|_| code.code.errcode);
    let groups = agreement.codes.chunk_by(|one, other| errcode(one) == errcode(other));
    let categories = agreement.categories.iter().enumerate().map(|(index, category)| {
        let reasons = agreement.reasons.iter().filter(|reason| reason.category == index);
        (category, reasons.collect())
    });
    let page = CodesPage {
        style: include_str!("../../../templates/codes.css"),
        script: include_str!("../../../templates/codes.js"),
        agreement,
        languages: agreement.languages.iter().filter_map(|tag| manifest.language(tag)).collect(),
        corrections: &manifest.corrections,
        groups: groups.map(|codes| (errcode(&codes[0]), codes)).collect(),
        categories: categories.collect(),
        json: rows(agreement).collect(),
    };
    page.render().map_err(|error| Error::new(format!("cannot write the page: {error}")))
}

impl<'a> CodesPage<'a> {
    /// Returns each language with its text, and with the language of that text: a language without a
    /// text shows the text of the first language.
    fn texts(&self, texts: &'a [String]) -> impl Iterator<Item = (&'a Tag, &'a Tag, &'a str)> {
        let (reference, first) = (&texts[0], &self.agreement.languages[0]);
        self.agreement.languages.iter().zip(texts).map(move |(tag, text)| {
            let language = if text == reference { first } else { tag };
            (tag, language, text.as_str())
        })
    }

    fn correction(&self, code: &AgreedCode, tag: &Tag) -> Option<&'a Correction> {
        let is_meant = |each: &&Correction| each.language == *tag && each.code == code.code;
        self.corrections.iter().find(is_meant).filter(|_| code.corrected.contains(tag))
    }
}

fn number_of_codes(reasons: &[&Reason]) -> usize {
    reasons.iter().map(|reason| reason.codes.len()).sum()
}

/// Returns the hash by which the Content-Security-Policy allows a style sheet or a script inside the
/// page, and no other.
fn hash(text: &str) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(text)))
}
