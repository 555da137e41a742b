//! `Category`: the editorial grouping of the reasons.

use super::{derives, doc, ident};
use crate::agreement::{Agreement, Category};
use crate::text::markdown::escape;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

pub(super) fn tokens(agreement: &Agreement) -> TokenStream {
    let derives = derives();
    let count = Literal::usize_unsuffixed(agreement.categories.len());
    let variants = agreement.categories.iter().enumerate().map(|(index, category)| {
        let docs = docs(agreement, index, category);
        let variant = ident(&category.variant());
        quote! {
            #docs
            #variant,
        }
    });
    let all = agreement.categories.iter().map(|category| {
        let variant = ident(&category.variant());
        quote!(Category::#variant)
    });
    let rows = agreement.categories.iter().map(|category| {
        let name = &category.name;
        quote!(CategoryRow { name: #name })
    });
    quote! {
        /// What kind of fault a reason is, for routing alerts.
        ///
        /// This grouping is this project's own, not Tencent's. The order is that of declaration,
        /// and may change between versions.
        #derives
        pub enum Category {
            #(#variants)*
        }

        pub(crate) static CATEGORIES: [Category; #count] = [#(#all),*];

        /// By `Category as usize`.
        pub(crate) static CATEGORY_ROWS: [CategoryRow; #count] = [#(#rows),*];
    }
}

fn docs(agreement: &Agreement, index: usize, category: &Category) -> TokenStream {
    let name = &category.name;
    let title = match &category.meaning {
        Some(meaning) => format!("`{name}`: {}.", escape(meaning)),
        None => format!("`{name}`."),
    };
    let reasons = agreement.reasons.iter().filter(|reason| reason.category == index);
    let reasons = reasons.map(|reason| format!("- [`{0}`](Reason::{0})", reason.name));
    doc::lines([title, String::new()].into_iter().chain(reasons))
}
