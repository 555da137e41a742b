//! The public API of a generated module, read back with syn, and the verdict on a newer module.

mod verdict;
mod version;

use crate::error::Error;
use crate::files;
use proc_macro2::TokenStream;
use std::collections::BTreeMap;
use std::path::Path;
use syn::parse::{ParseStream, Parser};
use syn::{Ident, LitStr, Token, bracketed};
pub use version::next_version;

/// The public API of a module, by the names of the variants.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Module {
    languages: BTreeMap<String, String>,
    categories: BTreeMap<String, String>,
    reasons: BTreeMap<String, Reason>,
    codes: BTreeMap<String, Code>,
}

/// A reason: its category, and all other tokens as text.
#[derive(Debug, PartialEq, Eq)]
struct Reason {
    category: String,
    texts: String,
}

/// A code: its reason, and all other tokens as text.
#[derive(Debug, PartialEq, Eq)]
struct Code {
    reason: String,
    texts: String,
}

impl Module {
    /// Reads the module at a path. A module that does not exist has no variants.
    ///
    /// # Errors
    ///
    /// The file cannot be read, or is not a generated module.
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
        let mut module = Self::default();
        for item in syn::parse_file(text)?.items {
            let syn::Item::Macro(call) = item else { continue };
            let tokens = call.mac.tokens;
            match call.mac.path.get_ident().map(ToString::to_string).as_deref() {
                Some("languages") => module.languages = rows(tokens, named_text)?,
                Some("categories") => module.categories = rows(tokens, named_text)?,
                Some("reasons") => module.reasons = rows(tokens, reason)?,
                Some("codes") => {
                    let codes = |input: ParseStream<'_>| {
                        // The names of the languages, for the documentation.
                        let heading;
                        bracketed!(heading in input);
                        heading.parse::<TokenStream>()?;
                        input.parse::<TokenStream>()
                    };
                    module.codes = rows(codes.parse2(tokens)?, code)?;
                }
                _ => {}
            }
        }
        Ok(module)
    }

    /// Returns the name of a code's reason.
    pub fn reason(&self, code: crate::code::Code) -> Option<&str> {
        let variant = format!("C{}", code.to_string().replace('-', "_"));
        Some(&self.codes.get(&variant)?.reason)
    }
}

/// Parses rows that end with a semicolon, each with the name of its variant.
fn rows<T>(
    tokens: TokenStream,
    row: impl Fn(ParseStream<'_>) -> syn::Result<T>,
) -> syn::Result<BTreeMap<String, T>> {
    let rows = |input: ParseStream<'_>| {
        let mut rows = BTreeMap::new();
        while !input.is_empty() {
            let name: Ident = input.parse()?;
            rows.insert(name.to_string(), row(input)?);
            input.parse::<Token![;]>()?;
        }
        Ok(rows)
    };
    rows.parse2(tokens)
}

fn named_text(input: ParseStream<'_>) -> syn::Result<String> {
    let name: LitStr = input.parse()?;
    Ok(format!("{} {}", name.value(), rest(input)?))
}

fn reason(input: ParseStream<'_>) -> syn::Result<Reason> {
    let category: Ident = input.parse()?;
    let codes;
    bracketed!(codes in input);
    codes.parse::<TokenStream>()?;
    Ok(Reason { category: category.to_string(), texts: rest(input)? })
}

fn code(input: ParseStream<'_>) -> syn::Result<Code> {
    let name: LitStr = input.parse()?;
    let numbers: [syn::LitInt; 2] = [input.parse()?, input.parse()?];
    let reason: Ident = input.parse()?;
    let numbers = numbers.map(|number| number.to_string()).join(" ");
    let texts = format!("{} {numbers} {}", name.value(), rest(input)?);
    Ok(Code { reason: reason.to_string(), texts })
}

/// Returns the tokens before the semicolon.
fn rest(input: ParseStream<'_>) -> syn::Result<String> {
    let mut rest = String::new();
    while !input.is_empty() && !input.peek(Token![;]) {
        let tree: proc_macro2::TokenTree = input.parse()?;
        rest += &format!("{tree} ");
    }
    Ok(rest)
}
