//! Any text as a manifest.

use crate::places::{check_error, check_span};
use doc_tables::Source;
use lvb_codegen::manifest::Manifest;
use std::collections::HashSet;
use std::path::Path;

/// Checks that a manifest is refused, or that all its values are valid.
pub fn manifest(text: &str) {
    let source = Source::new("docs/sources.toml", text);
    let manifest = match Manifest::parse(Path::new("docs/sources.toml"), &source) {
        Ok(manifest) => manifest,
        Err(error) => return check_error(&error),
    };
    let variants: HashSet<String> =
        manifest.languages.iter().map(|language| language.tag.variant()).collect();
    assert!(!variants.is_empty());
    assert_eq!(variants.len(), manifest.languages.len(), "two languages are one variant");
    for language in &manifest.languages {
        assert!(language.sha256.iter().all(|digest| digest.len() == 64));
        assert!(is_variant(&language.tag.variant()), "{}", language.tag);
    }
    for allow in &manifest.allow {
        check_span(&allow.span);
    }
}

/// Returns whether a name is valid for a variant.
fn is_variant(name: &str) -> bool {
    let begins = name.starts_with(|char: char| char.is_ascii_uppercase());
    begins && name != "Self" && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
}
