//! Texts as Markdown, for the documentation of the crate.

use crate::text::markdown::escape;
use crate::text::note::{self, Part};
use proc_macro2::TokenStream;
use quote::quote;
use visible_text::visible;

/// A text, followed by the Markdown that renders it, in brackets, if the two differ.
pub(super) fn text(text: &str) -> TokenStream {
    let markdown = escape(text);
    if markdown == text { quote!(#text) } else { quote!(#text [#markdown]) }
}

/// A note of the names as Markdown.
pub(super) fn note(note: &str) -> String {
    let parts = note::parts(note).into_iter().map(|part| match part {
        Part::Text(text) => escape(text),
        Part::Code(code) => format!("`{}`", visible(code)),
    });
    parts.collect()
}

#[cfg(test)]
mod tests {
    use super::{note, text};

    #[test]
    fn a_text_that_markdown_changes_has_its_markdown_beside_it() {
        assert_eq!(text("Unknown error.").to_string(), r#""Unknown error.""#);
        assert_eq!(text("a *b*").to_string(), r#""a *b*" ["a \\*b\\*"]"#);
    }

    #[test]
    fn backticks_in_a_note_mark_code() {
        assert_eq!(note("Call `DropLiveStream` *now*."), r"Call `DropLiveStream` \*now\*\.");
        assert_eq!(note("`a_b` and `c`"), "`a_b` and `c`");
        assert_eq!(note("`a` and `b"), r"\`a\` and \`b");
        assert_eq!(note("`` a_b"), r"\`\` a\_b");
        assert_eq!(note("plain"), "plain");
    }
}
