//! `Category`: the editorial grouping of the reasons.

use super::{derives, doc, ident};
use crate::names::category_variant;
use crate::sync::Agreement;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

pub(super) fn tokens(agreement: &Agreement) -> TokenStream {
    let derives = derives();
    let count = Literal::usize_unsuffixed(agreement.categories.len());
    let variants = agreement.categories.iter().enumerate().map(|(index, name)| {
        let doc = docs(agreement, index, name);
        let variant = ident(&category_variant(name));
        quote! {
            #doc
            #variant,
        }
    });
    let all = agreement.categories.iter().map(|name| {
        let variant = ident(&category_variant(name));
        quote!(Category::#variant)
    });
    let rows = agreement.categories.iter().map(|name| quote!(CategoryRow { name: #name }));
    quote! {
        /// What kind of fault a reason is, for routing alerts.
        ///
        /// This grouping is this project's own, not Tencent's.
        #derives
        pub enum Category {
            #(#variants)*
        }

        pub(crate) static CATEGORIES: [Category; #count] = [#(#all),*];

        /// By `Category as usize`.
        pub(crate) static CATEGORY_ROWS: [CategoryRow; #count] = [#(#rows),*];
    }
}

fn docs(agreement: &Agreement, category: usize, name: &str) -> TokenStream {
    let reasons = agreement.reasons.iter().filter(|reason| reason.category == category);
    let links = reasons.map(|reason| format!("[`{0}`](Reason::{0})", reason.name));
    let links = links.collect::<Vec<_>>().join(", ");
    doc::lines([format!("`{name}`: {links}.")])
}
