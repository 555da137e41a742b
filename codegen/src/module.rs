//! The public API of a generated module, read back with syn, and the verdict on a newer module.

mod version;

use crate::code::Code;
use crate::diff::Verdict;
use crate::error::Error;
use crate::files;
use proc_macro2::TokenTree;
use std::collections::BTreeMap;
use std::path::Path;
use syn::parse::{ParseStream, Parser};
use syn::{Ident, Token, token};
pub use version::next_version;

/// The public API of a module: its variants, by table and name.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Module(BTreeMap<(String, String), Variant>);

/// A row of a table, without its name.
#[derive(Debug, PartialEq, Eq)]
struct Variant {
    /// The category of a reason, or the reason of a code.
    parent: Option<String>,
    /// All other tokens as text.
    rest: String,
}

impl Module {
    /// Reads the module at a path. A module that does not exist has no variants.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let Some(bytes) = files::read_if_exists(path)? else {
            return Ok(Self::default());
        };
        Self::parse(&String::from_utf8_lossy(&bytes)).map_err(|error| {
            Error::new(format!("cannot read back {}: {error}", path.display()))
                .help("write it again with `cargo codegen generate`")
        })
    }

    /// Parses the text of a module.
    ///
    /// # Errors
    ///
    /// The text is not Rust, or a row has a form that is never generated.
    pub fn parse(text: &str) -> syn::Result<Self> {
        let mut variants = BTreeMap::new();
        for item in syn::parse_file(text)?.items {
            let syn::Item::Macro(call) = item else { continue };
            let Some(table) = call.mac.path.get_ident().map(ToString::to_string) else { continue };
            let has_parents = match table.as_str() {
                "languages" | "categories" => false,
                "reasons" | "codes" => true,
                _ => continue,
            };
            let rows = |input: ParseStream<'_>| {
                if input.peek(token::Bracket) {
                    // The names of the languages, for the documentation.
                    input.parse::<TokenTree>()?;
                }
                while !input.is_empty() {
                    let name: Ident = input.parse()?;
                    let variant = variant(input, has_parents)?;
                    variants.insert((table.clone(), name.to_string()), variant);
                    input.parse::<Token![;]>()?;
                }
                Ok(())
            };
            rows.parse2(call.mac.tokens)?;
        }
        Ok(Self(variants))
    }

    /// Returns the name of a code's reason.
    pub fn reason(&self, code: Code) -> Option<&str> {
        self.0.get(&("codes".to_owned(), code.variant()))?.parent.as_deref()
    }

    /// Returns the effect of a newer module on users of this one.
    pub fn verdict(&self, new: &Self) -> Verdict {
        let is_kept =
            |(key, old): (_, &Variant)| new.0.get(key).is_some_and(|new| new.parent == old.parent);
        if !self.0.iter().all(is_kept) {
            Verdict::Major
        } else if new.0.len() > self.0.len() {
            Verdict::Minor
        } else if self == new {
            Verdict::None
        } else {
            Verdict::Patch
        }
    }
}

/// Parses a row up to its semicolon. The first identifier after the name is the parent, if the table
/// has any.
fn variant(input: ParseStream<'_>, has_parent: bool) -> syn::Result<Variant> {
    let (mut parent, mut rest) = (None, String::new());
    while !input.is_empty() && !input.peek(Token![;]) {
        match input.parse()? {
            TokenTree::Ident(ident) if has_parent && parent.is_none() => {
                parent = Some(ident.to_string());
            }
            tree => rest += &format!("{tree} "),
        }
    }
    if has_parent && parent.is_none() {
        return Err(input.error("expected a category or a reason"));
    }
    Ok(Variant { parent, rest })
}
