//! Errors in the names, reported at their place.

use crate::manifest::fault;
use crate::workspace::Workspace;
use expect_test::expect;

#[test]
fn a_name_that_is_not_upper_camel_case_is_an_error() {
    fault(
        "names.toml",
        "NameWrong",
        "name-wrong",
        &expect![[r#"
            error: `name-wrong` is not an UpperCamelCase Rust name
             --> docs/names.toml:8:8
              |
            8 | name = "name-wrong"
              |        ^^^^^^^^^^^^
              |
              = help: write it like `NameWrong`
        "#]],
    );
}

#[test]
fn a_name_that_is_a_keyword_is_an_error() {
    fault(
        "names.toml",
        "NameWrong",
        "Self",
        &expect![[r#"
            error: `Self` is not an UpperCamelCase Rust name
             --> docs/names.toml:8:8
              |
            8 | name = "Self"
              |        ^^^^^^
              |
              = help: write it like `NoData`
        "#]],
    );
}

#[test]
fn a_name_given_twice_is_an_error() {
    fault(
        "names.toml",
        "NameWrong",
        "NetworkError",
        &expect![[r#"
        error: the name `NetworkError` is given twice
          --> docs/names.toml:18:8
           |
        18 | name = "NetworkError"
           |        ^^^^^^^^^^^^^^
           |
           = help: list all codes of a reason under one [[reason]]
    "#]],
    );
}

#[test]
fn a_category_that_is_a_keyword_is_an_error() {
    let workspace = Workspace::new();
    workspace.edit("docs/names.toml", "category = \"network\"", "category = \"self\"");
    let output = workspace.run(["check"]);
    let message = "error: `self` is not a kebab-case category\n";
    assert!(output.stderr.starts_with(message), "{output:?}");
}

#[test]
fn a_category_that_is_not_kebab_case_is_an_error() {
    fault(
        "names.toml",
        "\"network\"",
        "\"Net work\"",
        &expect![[r#"
            error: `Net work` is not a kebab-case category
              --> docs/names.toml:31:8
               |
            31 | name = "Net work"
               |        ^^^^^^^^^^
               |
               = help: write it in lower case, with hyphens between words: `no-data`
        "#]],
    );
}

#[test]
fn a_reason_without_codes_is_an_error() {
    fault(
        "names.toml",
        "[\"9\"]",
        "[]",
        &expect![[r#"
        error: `NetworkError` has no codes
          --> docs/names.toml:20:9
           |
        20 | codes = []
           |         ^^
           |
           = help: list its codes, or remove it
    "#]],
    );
}

#[test]
fn a_code_with_two_reasons_is_an_error() {
    fault(
        "names.toml",
        "[\"9\"]",
        "[\"9\", \"2\"]",
        &expect![[r#"
            error: 2 is already listed under `ClientStopped`
              --> docs/names.toml:20:15
               |
            20 | codes = ["9", "2"]
               |               ^^^
               |
               = help: a code has one reason
        "#]],
    );
}

#[test]
fn an_invalid_code_is_an_error() {
    fault(
        "names.toml",
        "[\"9\"]",
        "[\"09\"]",
        &expect![[r#"
            error: invalid code `09`: expected a form such as `18-202` or `5`, with numbers up to 65535
              --> docs/names.toml:20:9
               |
            20 | codes = ["09"]
               |         ^^^^^^
        "#]],
    );
}

#[test]
fn the_meaning_of_a_category_is_in_the_module() {
    let workspace = Workspace::new();
    workspace.edit("docs/names.toml", "\"the network\"", "\"the *path*\"");
    assert_eq!(workspace.run(["generate"]).status, Some(0));
    let module = workspace.read("generated.rs");
    let row = r#"    Network "network" "the \\*path\\*" [NetworkError];"#;
    assert!(module.contains(row), "{module}");
    assert!(
        module.contains("    Client \"client\" \"the push client\" [ClientStopped];\n"),
        "{module}"
    );
}
