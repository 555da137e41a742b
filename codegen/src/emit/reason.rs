//! `Reason`: the distinct reasons, by their names.

use super::{code_variant, derives, doc, ident};
use crate::agreement::{Agreement, Reason};
use crate::text::markdown::escape;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

pub(super) fn declaration(agreement: &Agreement) -> TokenStream {
    let derives = derives();
    let variants = agreement.reasons.iter().map(|reason| {
        let docs = docs(agreement, reason);
        let variant = ident(&reason.name);
        quote! {
            #docs
            #variant,
        }
    });
    quote! {
        /// Why a push was interrupted: what one or more codes mean.
        ///
        /// The names are this project's own and do not change when a page is reworded. The texts
        /// are Tencent's. The order is that of declaration, and may change between versions.
        #derives
        pub enum Reason {
            #(#variants)*
        }
    }
}

pub(super) fn tables(agreement: &Agreement) -> TokenStream {
    let count = Literal::usize_unsuffixed(agreement.reasons.len());
    let all = agreement.reasons.iter().map(|reason| {
        let variant = ident(&reason.name);
        quote!(Reason::#variant)
    });
    let rows = agreement.reasons.iter().map(|reason| row(agreement, reason));
    quote! {
        pub(crate) static REASONS: [Reason; #count] = [#(#all),*];

        /// By `Reason as usize`.
        pub(crate) static REASON_ROWS: [ReasonRow; #count] = [#(#rows),*];
    }
}

fn docs(agreement: &Agreement, reason: &Reason) -> TokenStream {
    let category = &agreement.categories[reason.category];
    let (name, variant) = (&category.name, category.variant());
    let codes = reason.codes.iter();
    let codes = codes.map(|code| format!("[`{code}`](Code::{})", code_variant(*code)));
    let codes = codes.collect::<Vec<_>>().join(", ");
    let title = format!("[`{name}`](Category::{variant}); the reason of {codes}.");
    let texts = agreement.languages.iter().zip(&reason.texts);
    let texts = texts.map(|(tag, text)| format!("- {tag}: {}", escape(text)));
    doc::lines([title, String::new()].into_iter().chain(texts))
}

fn row(agreement: &Agreement, reason: &Reason) -> TokenStream {
    let name = &reason.name;
    let category = ident(&agreement.categories[reason.category].variant());
    let codes = reason.codes.iter().map(|code| code_variant(*code));
    let texts = &reason.texts;
    quote! {
        ReasonRow {
            name: #name,
            category: Category::#category,
            codes: &[#(Code::#codes),*],
            texts: [#(#texts),*],
        }
    }
}
