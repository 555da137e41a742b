use crate::check::check;
use crate::workspace::Workspace;
use expect_test::expect;

#[test]
fn a_table_in_a_cell_is_reported() {
    let workspace = Workspace::new();
    workspace.edit_document(
        "ko.md",
        "네트워크 오류.",
        "네트워크 오류.<table><tr><td>표</td></tr></table>",
    );
    check(
        &workspace,
        1,
        &expect![[r#"
            error[nested-table]: a cell of 9 contains a table, which is not read
             --> docs/ko.md:9:31
              |
            9 | <tr><td colspan='2'>9</td><td>네트워크 오류.<table><tr><td>표</td></tr></table></td></tr>
              |                               ^^^^^^^^^^^^^^
              |
              = help: move the table out of the cell, or look for an unclosed `<table>` above

        "#]],
    );
}
