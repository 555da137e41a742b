//! `languages!`: a row for each language.

use super::{Row, ident};
use crate::manifest::Language;
use quote::quote;

pub(super) fn row(language: &Language) -> Row {
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
