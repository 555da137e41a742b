//! The rows of each table.

use super::Row;
use crate::agreement::{AgreedCode, Agreement, Reason};
use crate::manifest::Language;
use crate::text::markdown::escape;
use crate::text::note::{self, Part};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;
use std::collections::{BTreeSet, HashMap};
use visible_text::visible;

/// The maximum number of reasons that share an alias. A more frequent word is not an alias.
const MAX_REASONS_PER_ALIAS: usize = 3;

pub(super) fn language(language: &Language) -> Row {
    let variant = ident(&language.tag.variant());
    let (tag, native_name) = (language.tag.as_str(), language.tag.native_name());
    let english_name = Some(language.tag.english_name()).filter(|name| *name != native_name);
    let page = language.page.iter().map(|page| quote!(page #page));
    let dated = language.dated.iter().map(|dated| {
        let dated = dated.to_string();
        quote!(dated #dated)
    });
    vec![quote!(#variant #tag #native_name #english_name #(#page)* #(#dated)*)]
}

/// A row for each category, with its reasons.
pub(super) fn categories(agreement: &Agreement) -> impl Iterator<Item = Row> {
    agreement.categories.iter().enumerate().map(|(index, category)| {
        let name = &category.name;
        let variant = ident(&category.variant());
        let meaning = category.meaning.as_deref().map(escape);
        let reasons = agreement.reasons.iter().filter(|reason| reason.category == index);
        let reasons = reasons.map(|reason| ident(&reason.name));
        vec![quote!(#variant #name #meaning [#(#reasons)*])]
    })
}

/// A row for each reason, with its codes and texts.
pub(super) fn reasons(agreement: &Agreement) -> impl Iterator<Item = Row> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for word in agreement.reasons.iter().flat_map(words) {
        *counts.entry(word).or_default() += 1;
    }
    agreement.reasons.iter().map(move |reason| {
        let name = ident(&reason.name);
        let category = ident(&agreement.categories[reason.category].variant());
        let codes = reason.codes.iter().map(|code| ident(&code.variant()));
        let mut row = vec![quote!(#name #category [#(#codes)*])];
        for (tag, text) in agreement.languages.iter().zip(&reason.texts) {
            let (tag, text) = (tag.as_str(), with_markdown(text));
            row.push(quote!(#tag #text));
        }
        if let Some(note) = &reason.note {
            let note = followed_by(note, &note_as_markdown(note));
            row.push(quote!(note #note));
        }
        let mut aliases = words(reason);
        aliases.retain(|word| counts[word] <= MAX_REASONS_PER_ALIAS);
        if !aliases.is_empty() {
            let aliases = aliases.iter();
            row.push(quote!(alias #(#aliases)*));
        }
        row
    })
}

/// A row for each code, with the texts that differ from those of its reason.
pub(super) fn codes(agreement: &Agreement) -> impl Iterator<Item = Row> {
    agreement.codes.iter().map(|code| vec![self::code(agreement, code)])
}

fn code(agreement: &Agreement, code: &AgreedCode) -> TokenStream {
    let variant = ident(&code.code.variant());
    let string = code.code.to_string();
    let errcode = Literal::u16_unsuffixed(code.code.errcode);
    let sub_errcode = Literal::u16_unsuffixed(code.code.sub_number().unwrap_or(0));
    let reason = &agreement.reasons[code.reason];
    let name = ident(&reason.name);
    let texts = agreement.languages.iter().zip(code.texts.iter().zip(&reason.texts));
    let mut own = texts.filter(|(_, (text, usual))| text != usual).peekable();
    let braces = own.peek().is_some().then(|| {
        let own = own.map(|(tag, (text, _))| {
            let (lang, text) = (ident(&tag.variant()), with_markdown(text));
            quote!(#lang #text)
        });
        quote!({ #(#own)* })
    });
    let corrected = code.corrected.iter().map(|tag| ident(&tag.variant()));
    let corrected = (!code.corrected.is_empty()).then(|| quote!(corrected [#(#corrected)*]));
    let retired = code.retired.map(|since| {
        let since = since.to_string();
        quote!(retired #since)
    });
    quote!(#variant #string #errcode #sub_errcode #name #braces #corrected #retired)
}

fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

/// Returns a text, followed by the Markdown that renders it, in brackets, if the two differ.
fn with_markdown(text: &str) -> TokenStream {
    followed_by(text, &escape(text))
}

fn followed_by(text: &str, markdown: &str) -> TokenStream {
    if markdown == text { quote!(#text) } else { quote!(#text [#markdown]) }
}

fn note_as_markdown(note: &str) -> String {
    let parts = note::parts(note).into_iter().map(|part| match part {
        Part::Text(text) => escape(text),
        Part::Code(code) => format!("`{}`", visible(code)),
    });
    parts.collect()
}

/// Returns the words of a reason's texts that a reader may search for. Rustdoc already finds the words
/// of its name.
fn words(reason: &Reason) -> BTreeSet<String> {
    let name = reason.name.to_lowercase();
    let words =
        reason.texts.iter().flat_map(|text| text.split(|char: char| !char.is_alphanumeric()));
    let words = words.map(str::to_lowercase).filter(|word| {
        let min_chars = if word.is_ascii() { 4 } else { 2 };
        word.chars().count() >= min_chars && !name.contains(word)
    });
    words.collect()
}
