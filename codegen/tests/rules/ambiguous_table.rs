use crate::check::check;
use crate::workspace::Workspace;
use expect_test::expect;

#[test]
fn two_code_tables_are_ambiguous() {
    let workspace = Workspace::new();
    workspace.edit_document(
        "ko.md",
        "# 코드\n",
        "<table><tr><th>코드</th><th>원인</th></tr><tr><td>3</td><td>오류</td></tr></table>\n",
    );
    check(
        &workspace,
        2,
        &expect![[r#"
            error[ambiguous-table]: the tables at lines 1 and 3 both list codes
             --> docs/ko.md:3:1
              |
            3 | <table>
              | ^^^^^^^ and so does this table
              |
             ::: docs/ko.md:1:1
              |
            1 | <table><tr><th>코드</th><th>원인</th></tr><tr><td>3</td><td>오류</td></tr></table>
              | ------- this table lists codes
              |
              = help: remove one, or change `columns` in the manifest to tell them apart

        "#]],
    );
}

#[test]
fn all_code_tables_are_named() {
    let workspace = Workspace::new();
    let table = "| 코드 | 원인 |\n|---|---|\n| 3 | 오류 |\n\n";
    workspace.edit_document("ko.md", "# 코드\n", &(table.to_owned() + table));
    check(
        &workspace,
        2,
        &expect![[r#"
        error[ambiguous-table]: the tables at lines 1, 5 and 10 all list codes
          --> docs/ko.md:5:1
           |
         5 | | 코드 | 원인 |
           | ^^^^^^^^^^^^^^^ and so does this table
           |
          ::: docs/ko.md:1:1
           |
         1 | | 코드 | 원인 |
           | --------------- this table lists codes
           |
          ::: docs/ko.md:10:1
           |
        10 | <table>
           | ------- and so does this table
           |
           = help: remove one, or change `columns` in the manifest to tell them apart

    "#]],
    );
}
