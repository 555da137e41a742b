use crate::check::check;
use crate::workspace::Workspace;
use expect_test::expect;

fn correct(workspace: &Workspace, upstream: &str) {
    let manifest = workspace.read("docs/sources.toml");
    let correction = format!(
        "\n[[correction]]\nlanguage = \"ko\"\ncode = \"9\"\nupstream = \"{upstream}\"\n\
         text = \"네트워크 장애.\"\nbecause = \"the page is wrong\"\n"
    );
    workspace.write("docs/sources.toml", manifest + &correction);
}

#[test]
fn a_correction_replaces_the_text_of_the_page() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", "네트워크 오류.", "사용 중인 이름.");
    correct(&workspace, "사용 중인 이름.");
    assert_eq!(workspace.run(["generate"]).status, Some(0));
    let module = workspace.read("generated.rs");
    assert!(module.contains("C9 \"9\" 9 0 NetworkError corrected [Ko];"), "{module}");
    assert!(module.contains("\"ko\" \"네트워크 장애.\""), "{module}");
    assert!(workspace.read("docs/ko.md").contains("9</td><td>사용 중인 이름."));
}

#[test]
fn a_correction_of_a_row_that_changed_is_stale() {
    let workspace = Workspace::new();
    correct(&workspace, "사용 중인 이름.");
    check(
        &workspace,
        1,
        &expect![[r#"
            warning[stale-correction]: the page now says `네트워크 오류.` for 9
              --> docs/sources.toml:24:8
               |
            24 | code = "9"
               |        ^^^
               |
               = help: remove this [[correction]], or update it; if it is for a new version of the page, run `cargo codegen update`

        "#]],
    );
}

#[test]
fn a_correction_without_a_reason_is_an_error() {
    let workspace = Workspace::new();
    correct(&workspace, "x");
    workspace.edit("docs/sources.toml", "\"the page is wrong\"", "\"...\"");
    check(
        &workspace,
        2,
        &expect![[r#"
        error: `because` is empty
          --> docs/sources.toml:27:11
           |
        27 | because = "..."
           |           ^^^^^
           |
           = help: say why the row of the page is wrong
    "#]],
    );
}

#[test]
fn a_correction_of_punctuation_is_stale_once_upstream_has_it() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", "네트워크 오류.", "네트워크 장애");
    correct(&workspace, "네트워크 장애");
    assert_eq!(workspace.run(["generate"]).status, Some(0));
    workspace.edit_document("ko.md", "네트워크 장애", "네트워크 장애.");
    let output = workspace.run(["check"]);
    let message = "warning[stale-correction]: the page now says `네트워크 장애.` for 9\n";
    assert!(output.stderr.starts_with(message), "{output:?}");
}
