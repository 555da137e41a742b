//! The table as one HTML page, which requests nothing.
//!
//! Without scripts, the page shows everything. The script adds search, filters, a language switch and
//! sorting. The template engine escapes every text.

mod view;

use super::json::{JsonRow, json_rows};
use askama::Template;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use lvb_codegen::agreement::Agreement;
use lvb_codegen::error::Error;
use lvb_codegen::manifest::Manifest;
use lvb_codegen::text::note::Part;
use sha2::{Digest, Sha256};
use view::{Category, Group, Source};

#[derive(Template)]
#[template(path = "codes.html")]
struct CodesPage<'a> {
    style: Inline,
    script: Inline,
    sources: Vec<Source<'a>>,
    groups: Vec<Group<'a>>,
    categories: Vec<Category<'a>>,
    json: Vec<JsonRow<'a>>,
}

pub(super) fn page(agreement: &Agreement, manifest: &Manifest) -> Result<String, Error> {
    let page = CodesPage {
        style: Inline { text: include_str!("../../../templates/codes.css") },
        script: Inline { text: include_str!("../../../templates/codes.js") },
        sources: view::sources(agreement, manifest),
        groups: view::groups(agreement, manifest),
        categories: view::categories(agreement),
        json: json_rows(agreement),
    };
    page.render().map_err(|error| Error::new(format!("cannot write the page: {error}")))
}

/// A style sheet or a script inside the page.
struct Inline {
    text: &'static str,
}

impl Inline {
    /// Returns the hash by which the Content-Security-Policy allows this text and no other.
    fn hash(&self) -> String {
        format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(self.text)))
    }
}
