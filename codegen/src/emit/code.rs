//! `Code`: the codes.

use super::{code_variant, derives, doc, ident};
use crate::agreement::{AgreedCode, Agreement};
use crate::text::markdown::escape;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

pub(super) fn declaration(agreement: &Agreement) -> TokenStream {
    let derives = derives();
    let variants = agreement.codes.iter().map(|code| {
        let docs = docs(agreement, code);
        let variant = code_variant(code.code);
        quote! {
            #docs
            #variant,
        }
    });
    quote! {
        /// A documented code: an errcode, with its `sub_errcode` where there is one.
        ///
        /// These are the numbers in the event notification of an interrupted push. Codes are
        /// ordered by errcode, then by `sub_errcode`. What a variant is cast to is its position,
        /// which changes when a code is added; the numbers are [`Code::errcode`] and
        /// [`Code::sub_errcode`].
        #derives
        pub enum Code {
            #(#variants)*
        }
    }
}

pub(super) fn tables(agreement: &Agreement) -> TokenStream {
    let count = Literal::usize_unsuffixed(agreement.codes.len());
    let all = agreement.codes.iter().map(|code| code_variant(code.code));
    let rows = agreement.codes.iter().map(|code| row(agreement, code));
    quote! {
        pub(crate) static CODES: [Code; #count] = [#(Code::#all),*];

        /// By `Code as usize`.
        pub(crate) static CODE_ROWS: [CodeRow; #count] = [#(#rows),*];
    }
}

fn docs(agreement: &Agreement, code: &AgreedCode) -> TokenStream {
    let name = &agreement.reasons[code.reason].name;
    let title = format!("`{}`, [`{name}`](Reason::{name}).", code.code);
    let texts = agreement.languages.iter().zip(&code.texts);
    let texts = texts.map(|(tag, text)| format!("- {tag}: {}", escape(text)));
    let lines = doc::lines([title, String::new()].into_iter().chain(texts));
    let written = code.code.to_string();
    quote! {
        #lines
        #[doc(alias = #written)]
    }
}

fn row(agreement: &Agreement, code: &AgreedCode) -> TokenStream {
    let written = code.code.to_string();
    let errcode = Literal::u16_unsuffixed(code.code.errcode);
    let sub_errcode = code.code.sub_number().unwrap_or(0);
    let sub_errcode = Literal::u16_unsuffixed(sub_errcode);
    let reason = ident(&agreement.reasons[code.reason].name);
    let texts = &code.texts;
    quote! {
        CodeRow {
            written: #written,
            errcode: #errcode,
            sub_errcode: #sub_errcode,
            reason: Reason::#reason,
            texts: [#(#texts),*],
        }
    }
}
