//! `codes!`: a row for each code.

use super::{Row, code_variant, ident, prose};
use crate::agreement::{AgreedCode, Agreement};
use crate::language::Tag;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The names of the languages, for the heading of the table in the documentation.
pub(super) fn heading(agreement: &Agreement) -> TokenStream {
    let names = agreement.languages.iter().map(Tag::native_name);
    quote!([#(#names)*])
}

pub(super) fn rows(agreement: &Agreement) -> impl Iterator<Item = Row> {
    agreement.codes.iter().map(|code| vec![row(agreement, code)])
}

fn row(agreement: &Agreement, code: &AgreedCode) -> TokenStream {
    let variant = code_variant(code.code);
    let string = code.code.to_string();
    let errcode = Literal::u16_unsuffixed(code.code.errcode);
    let sub_errcode = Literal::u16_unsuffixed(code.code.sub_number().unwrap_or(0));
    let reason = &agreement.reasons[code.reason];
    let name = ident(&reason.name);
    let texts = agreement.languages.iter().zip(code.texts.iter().zip(&reason.texts));
    let mut own = texts.filter(|(_, (text, usual))| text != usual).peekable();
    let braces = own.peek().is_some().then(|| {
        let own = own.map(|(tag, (text, _))| {
            let (lang, text) = (ident(&tag.variant()), prose::text(text));
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
