//! Any file at all, read as a document.

use crate::places::{check_error, check_findings, check_shown, check_span};
use doc_tables::Limit;
use doc_tables::Source;
use doc_tables::grids;
use doc_tables::normalize;
use doc_tables::{Cell, Document};
use lvb_codegen::catalog::{self, Catalog};
use lvb_codegen::finding::Findings;
use lvb_codegen::manifest::Columns;
use lvb_codegen::report;
use std::collections::HashSet;

/// Whatever bytes a file has, it is read or refused, as Markdown and as HTML; and what is read of
/// it is where it is said to be.
pub fn document(bytes: &[u8]) {
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

/// White space between two tags that is passed over would be in no cell, or at the end of one: the
/// tables are the same where a comment behind it keeps it from being passed over.
pub fn white_space(parts: &[&str]) {
    let mut commented = String::new();
    for (index, part) in parts.iter().enumerate() {
        commented += part;
        let before_tag = parts.get(index + 1).is_some_and(|next| next.starts_with('<'));
        if part.trim().is_empty() && before_tag {
            commented += "<!---->";
        }
    }
    assert_eq!(cells(parts.concat()), cells(commented));
}

/// All that is read of the tables of a page, but where it is. None if the page is refused.
fn cells(html: String) -> Option<Vec<String>> {
    let source = Source::from_bytes("a.html", html.into_bytes()).unwrap();
    let document = doc_tables::read(&source).ok()?;
    let groups = document.tables.iter().map(|table| {
        let groups = table.groups.iter().map(|group| {
            let rows = group.rows.iter().map(|row| {
                let cells = row.cells.iter().map(|cell| Cell { range: 0..0, ..cell.clone() });
                cells.collect::<Vec<_>>()
            });
            (group.is_footer, rows.collect::<Vec<_>>())
        });
        format!("{} {:?}", table.columns, groups.collect::<Vec<_>>())
    });
    Some(groups.collect())
}

fn check_document(document: &Document) {
    for table in &document.tables {
        check_span(&document.span(&table.range));
        for row in table.groups.iter().flat_map(|group| &group.rows) {
            check_span(&document.span(&row.range));
            for cell in &row.cells {
                check_span(&document.span(&cell.range));
                assert_eq!(cell.text, normalize(&cell.text));
            }
        }
    }
    for stray in &document.misplaced {
        check_span(&document.span(&stray.range));
    }
    assert!(document.tables.is_sorted_by_key(|table| table.range.start));
    let grids = match grids(document) {
        Ok(grids) => grids,
        Err(error) => return check_error(&error.into()),
    };
    let slots: usize = grids.iter().map(|grid| grid.width() * grid.rows.len()).sum();
    assert!(slots <= Limit::MAX_SLOTS);
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
