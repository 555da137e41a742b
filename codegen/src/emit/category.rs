//! `categories!`: a row for each category, with its reasons.

use super::{Row, ident};
use crate::agreement::Agreement;
use crate::text::markdown::escape;
use quote::quote;

pub(super) fn rows(agreement: &Agreement) -> impl Iterator<Item = Row> {
    agreement.categories.iter().enumerate().map(|(index, category)| {
        let name = &category.name;
        let variant = ident(&category.variant());
        let meaning = category.meaning.as_deref().map(escape);
        let reasons = agreement.reasons.iter().filter(|reason| reason.category == index);
        let reasons = reasons.map(|reason| ident(&reason.name));
        vec![quote!(#variant #name #meaning [#(#reasons)*])]
    })
}
