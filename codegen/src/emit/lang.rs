//! `Lang`: the languages.

use super::{derives, doc, ident};
use crate::agreement::Agreement;
use crate::language::Tag;
use crate::text::markdown::escape;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

pub(super) fn tokens(agreement: &Agreement) -> TokenStream {
    let derives = derives();
    let count = Literal::usize_unsuffixed(agreement.languages.len());
    let variants = agreement.languages.iter().map(variant);
    let rows = agreement.languages.iter().map(row);
    let all = agreement.languages.iter().map(|tag| {
        let variant = ident(&tag.variant());
        quote!(Lang::#variant)
    });
    quote! {
        /// A language that the codes are documented in.
        ///
        /// The order is that of declaration, and may change between versions.
        #derives
        pub enum Lang {
            #(#variants)*
        }

        pub(crate) static LANGS: [Lang; #count] = [#(#all),*];

        /// By `Lang as usize`.
        pub(crate) static LANG_ROWS: [LangRow; #count] = [#(#rows),*];
    }
}

fn variant(tag: &Tag) -> TokenStream {
    let variant = ident(&tag.variant());
    let name = escape(tag.english_name());
    let native = match tag.native_name() {
        same if same == tag.english_name() => String::new(),
        native => format!(" ({})", escape(native)),
    };
    let doc = doc::line(&format!("`{tag}`: {name}{native}."));
    quote! {
        #doc
        #variant,
    }
}

fn row(tag: &Tag) -> TokenStream {
    let (tag, native_name) = (tag.as_str(), tag.native_name());
    quote! {
        LangRow {
            tag: #tag,
            native_name: #native_name,
        }
    }
}
