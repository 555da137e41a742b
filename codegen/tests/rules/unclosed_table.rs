use crate::check::check;
use crate::workspace::Workspace;
use expect_test::expect;

#[test]
fn a_document_that_ends_inside_its_code_table_is_reported() {
    let workspace = Workspace::new();
    workspace.edit_document("en.md", "</table>\n", "");
    check(
        &workspace,
        1,
        &expect![[r#"
            error[unclosed-table]: the code table is never closed: the document ends in it
             --> docs/en.md:3:1
              |
            3 | <table>
              | ^^^^^^^
              |
              = help: download the document again: its end may be missing
              = help: if this is correct, accept it in the manifest:
                      [[allow]]
                      rule = "unclosed-table"
                      language = "en"
                      codes = []
                      because = "..."

        "#]],
    );
}
