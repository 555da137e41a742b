//! Lines of Markdown as doc comments.

use proc_macro2::TokenStream;
use quote::quote;

/// One line of Markdown as a line of a doc comment.
pub(super) fn line(markdown: &str) -> TokenStream {
    let line = if markdown.is_empty() { String::new() } else { format!(" {markdown}") };
    quote!(#[doc = #line])
}

/// Lines of Markdown as a doc comment.
pub(super) fn lines<S: AsRef<str>>(markdown: impl IntoIterator<Item = S>) -> TokenStream {
    markdown.into_iter().map(|text| line(text.as_ref())).collect()
}
