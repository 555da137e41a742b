//! Reading back a generated module, the verdict on a newer one, and the next version.

use lvb_codegen::diff::Verdict::{self, Major, Minor, Patch};
use lvb_codegen::emit::stale_output;
use lvb_codegen::module::{Module, next_version};
use std::path::Path;
use tempfile::TempDir;

const MODULE: &str = r#"
use crate::table::{categories, codes, languages, reasons};
languages! { En "en" "English" page "https://example.com" dated "2019-09-02"; Ko "ko" "한국어" "Korean"; }
categories! { Client "client" "the client" [Stopped]; Network "network" [Failed]; }
reasons! {
    Stopped Client [C1 C2]
        "en" "Stopped."
        "ko" "중단.";
    Failed Network [C7_100]
        "en" "Failed; see `x`." ["Failed; see \\`x\\`\\."]
        "ko" "오류."
        note "often"
        alias "failed";
}
codes! {
    ["English" "한국어"]
    C1 "1" 1 0 Stopped;
    C2 "2" 2 0 Stopped { Ko "중단" };
    C7_100 "7-100" 7 100 Failed corrected [Ko] retired "2024-05-01";
}
"#;

fn verdict(from: &str, to: &str) -> Verdict {
    assert!(MODULE.contains(from), "{from}");
    let new = MODULE.replace(from, to);
    Module::parse(MODULE).unwrap().verdict(&Module::parse(&new).unwrap())
}

#[test]
fn the_same_module_changes_nothing() {
    assert_eq!(verdict("x", "x"), Verdict::None);
}

#[test]
fn texts_notes_and_editions_are_a_patch() {
    for (from, to) in [
        ("\"Stopped.\"", "\"It stopped.\""),
        ("\"often\"", "\"seldom\""),
        ("2019-09-02", "2022-08-29"),
        ("{ Ko \"중단\" }", ""),
        ("corrected [Ko]", ""),
        ("\"the client\"", "\"the push client\""),
    ] {
        assert_eq!(verdict(from, to), Verdict::Patch, "{from}");
    }
}

#[test]
fn a_new_variant_is_minor() {
    for (from, to) in [
        ("C7_100 \"", "C3 \"3\" 3 0 Stopped; C7_100 \""),
        ("Ko \"ko\"", "Zh \"zh\" \"中文\"; Ko \"ko\""),
        ("Network \"", "Quota \"quota\" []; Network \""),
        ("Failed Network", "New Network [] \"en\" \"\" \"ko\" \"\"; Failed Network"),
    ] {
        assert_eq!(verdict(from, to), Verdict::Minor, "{to}");
    }
}

#[test]
fn a_breaking_change_is_major() {
    for (from, to) in [
        ("C1 \"1\" 1 0 Stopped;", ""),
        ("C1 \"1\" 1 0 Stopped;", "C1 \"1\" 1 0 Failed;"),
        ("Failed Network [", "Failed Client ["),
        ("Failed Network [", "Broken Network ["),
        ("Network \"network\" [Failed];", ""),
        ("Ko \"ko\" \"한국어\" \"Korean\";", ""),
        // A new variant does not make up for one that is gone.
        ("C1 \"1\" 1 0", "C4 \"4\" 4 0"),
    ] {
        assert_eq!(verdict(from, to), Verdict::Major, "{from} {to}");
    }
}

#[test]
fn other_rust_code_is_not_a_module() {
    assert!(Module::parse("codes! { 1 2 3 }").is_err());
    assert!(Module::parse("fn").is_err());
    assert_eq!(Module::parse("fn f() {}").unwrap(), Module::default());
}

#[test]
fn versions_increase_the_way_cargo_reads_them() {
    let folder = TempDir::new().unwrap();
    for (current, verdict, next) in [
        ("0.1.2", Major, "0.2.0"),
        ("0.1.2", Minor, "0.1.3"),
        ("0.1.2", Patch, "0.1.3"),
        ("1.2.3", Major, "2.0.0"),
        ("1.2.3", Minor, "1.3.0"),
        ("1.2.3", Patch, "1.2.4"),
        ("1.2.3-rc.1", Patch, "1.2.4"),
    ] {
        let manifest = format!("[package]\nname = \"a\"\nversion = \"{current}\"\n");
        std::fs::write(folder.path().join("Cargo.toml"), manifest).unwrap();
        let version = next_version(&folder.path().join("src/generated.rs"), verdict);
        assert_eq!(version.unwrap().to_string(), next);
    }
}

#[test]
fn a_long_line_is_shown_from_shortly_before_the_difference() {
    let label = |same: usize| {
        let same = "a".repeat(same);
        let current = Some(same.clone().into_bytes());
        stale_output(Path::new("generated.rs"), current, &format!("{same}b")).unwrap().label
    };
    assert_eq!(label(80), Some(format!("should be `{}b`", "a".repeat(80))));
    assert_eq!(label(81), Some(format!("should be `…{}b`", "a".repeat(20))));
}
