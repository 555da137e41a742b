use crate::check::check;
use crate::workspace::Workspace;
use expect_test::expect;

#[test]
fn a_named_code_that_is_not_documented_is_reported() {
    let workspace = Workspace::new();
    workspace.edit("docs/names.toml", "[\"9\"]", "[\"9\", \"10\"]");
    check(
        &workspace,
        1,
        &expect![[r#"
            error[unknown-code]: `NetworkError` lists 10, which no document lists
              --> docs/names.toml:20:15
               |
            20 | codes = ["9", "10"]
               |               ^^^^
               |
               = help: correct it; if upstream has just added it, run `cargo codegen update`; if upstream dropped it, retire it in docs/names.toml, so that old logs can still be read:
                       [[retired]]
                       code = "10"
                       reason = "NetworkError"
                       text = { en = "..." }
                       since = "YYYY-MM-DD"

        "#]],
    );
}

#[test]
fn a_reason_without_any_documented_code_is_reported() {
    let workspace = Workspace::new();
    workspace.edit(
        "docs/names.toml",
        "[\"9\"]",
        "[\"9\"]\n\n[[reason]]\nname = \"Old\"\n\
                   category = \"network\"\ncodes = [\"10\"]",
    );
    check(
        &workspace,
        1,
        &expect![[r#"
            error[unknown-code]: `Old` lists 10, which no document lists
              --> docs/names.toml:25:10
               |
            25 | codes = ["10"]
               |          ^^^^
               |
               = help: correct it; if upstream has just added it, run `cargo codegen update`; if upstream dropped it, retire it in docs/names.toml, so that old logs can still be read:
                       [[retired]]
                       code = "10"
                       reason = "Old"
                       text = { en = "..." }
                       since = "YYYY-MM-DD"

        "#]],
    );
}
