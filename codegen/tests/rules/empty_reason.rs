use crate::check::check;
use crate::workspace::Workspace;
use expect_test::expect;

#[test]
fn a_reason_of_white_space_is_empty() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", "<td>네트워크 오류.</td>", "<td><br> &nbsp;</td>");
    check(
        &workspace,
        1,
        &expect![[r#"
            error[empty-reason]: the reason of 9 is empty
             --> docs/ko.md:9:27
              |
            9 | <tr><td colspan='2'>9</td><td><br> &nbsp;</td></tr>
              |                           ^^^^
              |
              = help: fill it in, or remove the row

        "#]],
    );
}

#[test]
fn a_row_without_a_reason_cell_has_no_reason() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", "<td>네트워크 오류.</td>", "네트워크 오류.");
    check(
        &workspace,
        1,
        &expect![[r#"
            error[empty-reason]: 9 has no reason
             --> docs/ko.md:9:21
              |
            9 | <tr><td colspan='2'>9</td>네트워크 오류.</tr>
              |                     ^
              |
              = help: fill it in, or remove the row

            error[lost-content]: `네트워크 오류.` belongs to no cell of its table
             --> docs/ko.md:9:27
              |
            9 | <tr><td colspan='2'>9</td>네트워크 오류.</tr>
              |                           ^^^^^^^^^^^^^^
              |
             ::: docs/ko.md:3:1
              |
            3 | <table>
              | ------- the table
              |
              = help: look for a missing or extra tag before it; in a Markdown table, for a blank line, or for a `|` that should be `\|`

        "#]],
    );
}

#[test]
fn an_empty_reason_in_the_reference_language_is_reported_once() {
    let workspace = Workspace::new();
    workspace.edit_document("en.md", "The network failed.", "");
    let output = workspace.run(["check"]);
    assert_eq!(output.stderr.matches("error[").count(), 1, "{output:?}");
    assert!(output.stderr.contains("error[empty-reason]"), "{output:?}");
}
