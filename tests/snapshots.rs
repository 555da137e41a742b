//! Snapshots of the documents and the names that a person has reviewed, one for each file.
//!
//! A snapshot starts with the digest of its file, and is compared only while the file has that digest.
//! So the tests pass after `update`, which changes the files. Then
//! `UPDATE_EXPECT=1 cargo test --package lvb-tests snapshots` renews the snapshots, and a reviewer
//! reads the difference.

use crate::second_reading::{Language, languages};
use expect_test::expect_file;
use lvb_codes::{Code, Lang};
use sha2::{Digest, Sha256};
use std::{env, fs};

#[test]
fn unchanged_files_match_their_snapshots() {
    compare("names.toml", Code::ALL.iter().copied().map(names_row));
    for language in languages() {
        compare(&language.document, rows(&language));
    }
}

fn names_row(code: Code) -> String {
    format!("{code} {} {}\n", code.reason(), code.category())
}

/// Returns the texts of the crate. A corrected row has the text of the document.
fn rows(language: &Language) -> impl Iterator<Item = String> {
    let lang = *Lang::ALL.iter().find(|lang| lang.tag() == language.tag).unwrap();
    let rows = language.rows.iter().filter_map(move |(number, text)| {
        let code = Code::lookup(number.0, Some(number.1)).ok()?;
        let is_corrected = language.corrections.contains_key(number);
        let text = if is_corrected { text } else { code.text(lang) };
        Some(format!("{code} {text}\n"))
    });
    rows.collect::<Vec<_>>().into_iter()
}

fn compare(name: &str, rows: impl Iterator<Item = String>) {
    let file = fs::read(crate::root().join("docs").join(name)).unwrap();
    let digest: String = Sha256::digest(file).iter().map(|byte| format!("{byte:02x}")).collect();
    let stem = name.rsplit('/').next().unwrap();
    let path = crate::root().join("tests/snapshots").join(format!("{stem}.txt"));
    let snapshot = fs::read_to_string(&path).unwrap_or_default();
    let is_renewed = env::var_os("UPDATE_EXPECT").is_some();
    if !is_renewed && snapshot.lines().next() != Some(&format!("sha256 {digest}")) {
        eprintln!(
            "note: docs/{name} changed after its snapshot; \
             `UPDATE_EXPECT=1 cargo test --package lvb-tests snapshots` renews it"
        );
        return;
    }
    let rows: String = rows.collect();
    expect_file![path].assert_eq(&format!("sha256 {digest}\n\n{rows}"));
}
