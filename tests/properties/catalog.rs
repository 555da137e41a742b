//! The codes of any document.

use crate::places::{check_error, check_findings, check_shown, check_span};
use doc_tables::{Document, Source, grids};
use lvb_codegen::catalog::{self, Catalog};
use lvb_codegen::finding::Findings;
use lvb_codegen::manifest::Columns;
use lvb_codegen::report;
use std::collections::HashSet;

/// The tables of any document can be shown. Its codes are read, or findings explain why not.
pub fn catalog(bytes: &[u8]) {
    for name in ["a.md", "a.html"] {
        let source = match Source::from_bytes(name, bytes.to_vec()) {
            Ok(source) => source,
            Err(error) => return check_error(&error.into()),
        };
        match doc_tables::read(&source) {
            Ok(document) => check_document(&document),
            Err(error) => check_error(&error.into()),
        }
    }
}

fn check_document(document: &Document) {
    let grids = match grids(document) {
        Ok(grids) => grids,
        Err(error) => return check_error(&error.into()),
    };
    check_shown(&report::grids::human(document).unwrap());
    report::grids::json(document).unwrap();
    let mut findings = Findings::default();
    let catalog = catalog::read(document, &grids, None, &columns(), &mut findings);
    check_findings(&findings);
    if let Some(catalog) = catalog {
        check_catalog(&catalog);
    }
}

fn check_catalog(catalog: &Catalog) {
    check_span(&catalog.span);
    assert!(!catalog.entries.is_empty());
    let mut codes = HashSet::new();
    for entry in &catalog.entries {
        assert!(codes.insert(entry.code), "{} twice", entry.code);
        assert!(!entry.reason.is_empty());
        check_span(&entry.code_span);
        check_span(&entry.span);
    }
}

fn columns() -> Columns {
    let of = |headers: &[&str]| headers.iter().map(ToString::to_string).collect();
    Columns {
        code: of(&["errcode", "Code"]),
        sub_code: of(&["sub_errcode", "Sub"]),
        reason: of(&["errmsg", "Reason"]),
    }
}
