//! Errors in the manifest, reported at their place.

use crate::workspace::Workspace;
use expect_test::{Expect, expect};

/// Asserts that `generate` fails with this message after an edit, and leaves the module unchanged.
pub(crate) fn fault(file: &str, from: &str, to: &str, expected: &Expect) {
    let workspace = Workspace::new();
    let module = workspace.read("generated.rs");
    workspace.edit(&format!("docs/{file}"), from, to);
    let output = workspace.run(["generate"]);
    expected.assert_eq(&output.stderr);
    assert_eq!((output.status, output.stdout.as_str()), (Some(2), ""));
    assert_eq!(workspace.read("generated.rs"), module);
}

#[test]
fn invalid_toml_is_an_error() {
    fault(
        "sources.toml",
        "output = ",
        "output ",
        &expect![[r#"
        error: key with no value, expected `=`
         --> docs/sources.toml:2:8
          |
        2 | output "../generated.rs"
          |        ^
    "#]],
    );
}

#[test]
fn an_unknown_key_is_an_error() {
    fault(
        "sources.toml",
        "document = \"ko.md\"",
        "documnet = \"ko.md\"",
        &expect![[r#"
            error: unknown field `documnet`, expected one of `tag`, `document`, `sha256`, `skip`, `upstream`, `page`, `dated`, `columns`
              --> docs/sources.toml:18:1
               |
            18 | documnet = "ko.md"
               | ^^^^^^^^
        "#]],
    );
}

#[test]
fn a_missing_key_is_an_error() {
    fault(
        "sources.toml",
        "document = \"ko.md\"\n",
        "",
        &expect![[r#"
            error: missing field `document`
              --> docs/sources.toml:16:1
               |
            16 | [[language]]
               | ^^^^^^^^^^^^
        "#]],
    );
}

#[test]
fn an_empty_list_of_languages_is_an_error() {
    let workspace = Workspace::new();
    workspace.write(
        "docs/sources.toml",
        "output = \"../generated.rs\"\nnames = \"names.toml\"\nlanguage = []\n",
    );
    let output = workspace.run(["generate"]);
    expect![[r#"
        error: there is no [[language]]
         --> docs/sources.toml:3:12
          |
        3 | language = []
          |            ^^
          |
          = help: list the reference language first
    "#]]
    .assert_eq(&output.stderr);
    assert_eq!(output.status, Some(2));
}

#[test]
fn an_invalid_language_tag_is_an_error() {
    fault(
        "sources.toml",
        "tag = \"ko\"",
        "tag = \"ko_KR\"",
        &expect![[r#"
            error: `ko_KR` is not a BCP 47 language tag: The given language subtag is invalid
              --> docs/sources.toml:17:7
               |
            17 | tag = "ko_KR"
               |       ^^^^^^^
        "#]],
    );
}

#[test]
fn a_language_listed_twice_is_an_error() {
    fault(
        "sources.toml",
        "tag = \"ko\"",
        "tag = \"EN\"",
        &expect![[r#"
            error: language `en` is listed twice
              --> docs/sources.toml:17:7
               |
            17 | tag = "EN"
               |       ^^^^
               |
               = help: tags that differ only in case and in `-` have the same Rust variant
        "#]],
    );
}

#[test]
fn an_invalid_digest_is_an_error() {
    let workspace = Workspace::new();
    let manifest = workspace.read("docs/sources.toml");
    let (_, digest) = manifest.rsplit_once("sha256 = \"").unwrap();
    fault(
        "sources.toml",
        &digest[..64],
        "da39a3ee",
        &expect![[r#"
            error: `da39a3ee` is not a SHA-256 digest
              --> docs/sources.toml:19:10
               |
            19 | sha256 = "da39a3ee"
               |          ^^^^^^^^^^
               |
               = help: give the 64 lower-case hexadecimal digits that `sha256sum` prints
        "#]],
    );
}

#[test]
fn an_allow_of_an_unknown_rule_is_an_error() {
    let allow = "names = \"names.toml\"\nallow = [{ rule = \"split-reasons\", language = \"ko\", \
                 because = \"x\" }]";
    fault(
        "sources.toml",
        "names = \"names.toml\"",
        allow,
        &expect![[r#"
            error: there is no rule `split-reasons`
             --> docs/sources.toml:4:19
              |
            4 | allow = [{ rule = "split-reasons", language = "ko", because = "x" }]
              |                   ^^^^^^^^^^^^^^^
              |
              = help: the rules that can be accepted are broken-tag, duplicate-code, extra-code, merged-reason, missing-code, moved-reason, moved-text, split-reason, split-table, unclosed-table, unknown-header, unsafe-text and untranslated
        "#]],
    );
}

#[test]
fn an_allow_of_an_unknown_language_is_an_error() {
    let allow = "names = \"names.toml\"\nallow = [{ rule = \"split-reason\", language = \"zh\", \
                 because = \"x\" }]";
    fault(
        "sources.toml",
        "names = \"names.toml\"",
        allow,
        &expect![[r#"
        error: there is no [[language]] `zh`
         --> docs/sources.toml:4:46
          |
        4 | allow = [{ rule = "split-reason", language = "zh", because = "x" }]
          |                                              ^^^^
          |
          = help: the languages are en and ko
    "#]],
    );
}

#[test]
fn an_allow_without_a_reason_is_an_error() {
    let allow = "names = \"names.toml\"\nallow = [{ rule = \"split-reason\", language = \"ko\", \
                 because = \" \" }]";
    fault(
        "sources.toml",
        "names = \"names.toml\"",
        allow,
        &expect![[r#"
            error: `because` is empty
             --> docs/sources.toml:4:62
              |
            4 | allow = [{ rule = "split-reason", language = "ko", because = " " }]
              |                                                              ^^^
              |
              = help: say why this finding is accepted
        "#]],
    );
}

#[test]
fn an_allow_of_an_invalid_code_is_an_error() {
    let allow = "names = \"names.toml\"\nallow = [{ rule = \"split-reason\", language = \"ko\", \
                 codes = [\"18_202\"], because = \"x\" }]";
    fault(
        "sources.toml",
        "names = \"names.toml\"",
        allow,
        &expect![[r#"
            error: invalid code `18_202`: expected a form such as `18-202` or `5`, with numbers up to 65535
             --> docs/sources.toml:4:60
              |
            4 | allow = [{ rule = "split-reason", language = "ko", codes = ["18_202"], because = "x" }]
              |                                                            ^^^^^^^^^^
        "#]],
    );
}

#[test]
fn a_tag_that_names_no_language_is_an_error() {
    fault(
        "sources.toml",
        "tag = \"ko\"",
        "tag = \"korean\"",
        &expect![[r#"
            error: unknown language tag `korean`; did you mean `ko`?
              --> docs/sources.toml:17:7
               |
            17 | tag = "korean"
               |       ^^^^^^^^
        "#]],
    );
}

#[test]
fn an_output_that_is_also_an_input_is_an_error() {
    fault(
        "sources.toml",
        "../generated.rs",
        "ko.md",
        &expect![[r#"
            error: the module would overwrite docs/ko.md
             --> docs/sources.toml:2:10
              |
            2 | output = "ko.md"
              |          ^^^^^^^
              |
              = help: give the module a file of its own
        "#]],
    );
    fault(
        "sources.toml",
        "../generated.rs",
        "../docs/./names.toml",
        &expect![[r#"
            error: the module would overwrite docs/names.toml
             --> docs/sources.toml:2:10
              |
            2 | output = "../docs/./names.toml"
              |          ^^^^^^^^^^^^^^^^^^^^^^
              |
              = help: give the module a file of its own
        "#]],
    );
}

#[test]
fn file_names_cannot_inject_code_or_workflow_commands() {
    let workspace = Workspace::new();
    let name = "document = \"x\\ncompile_error!();\\n//x/../../../docs/en.md\"";
    workspace.edit("docs/sources.toml", "document = \"en.md\"", name);
    workspace.run(["generate"]);
    let module = workspace.read("generated.rs");
    assert!(module.starts_with("// @generated by `cargo codegen generate` from x<U+000A>compile"));
    workspace.edit("docs/sources.toml", "../generated.rs", "../a\\n::error::b");
    let output = workspace.run(["generate", "--format", "github"]);
    assert!(!output.stdout.contains("\n::error::b"), "{output:?}");
}
