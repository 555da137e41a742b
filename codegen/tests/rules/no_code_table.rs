use crate::check::check;
use crate::workspace::Workspace;
use expect_test::expect;

#[test]
fn the_headers_of_all_other_tables_are_shown() {
    let workspace = Workspace::new();
    workspace.edit_document(
        "ko.md",
        "<tr><th colspan='2'>코드</th><th>원인</th></tr>",
        "<tr><th colspan='2'>에러</th><th>이유</th></tr>",
    );
    workspace.edit_document("ko.md", "# 코드\n", "<table><tr><td>a</td></tr></table>\n");
    check(
        &workspace,
        2,
        &expect![[r#"
            error[no-code-table]: none of the 2 tables in this document lists codes
             --> docs/ko.md:1:1
              |
            1 | <table><tr><td>a</td></tr></table>
              | ^^^^^^^ its headers are `a`
              |
             ::: docs/ko.md:3:1
              |
            3 | <table>
              | ------- its headers are `에러` and `이유`
              |
              = help: a code table has a column headed `errcode` or `코드` and one headed `errmsg` or `원인`; if this document has other headers, add them under `columns` in the manifest; if it lists no codes, keep its previous version

        "#]],
    );
}

#[test]
fn a_document_without_tables_is_refused() {
    let workspace = Workspace::new();
    let table = workspace.read("docs/ko.md");
    workspace.edit_document("ko.md", &table, "# 코드\n");
    check(
        &workspace,
        2,
        &expect![[r#"
            error[no-code-table]: there is no table in this document
             --> docs/ko.md:1:1
              |
            1 | # 코드
              | ^
              |
              = help: a code table has a column headed `errcode` or `코드` and one headed `errmsg` or `원인`; if this document has other headers, add them under `columns` in the manifest; if it lists no codes, keep its previous version

        "#]],
    );
}

#[test]
fn a_code_table_without_rows_is_refused() {
    let workspace = Workspace::new();
    let text = workspace.read("docs/ko.md");
    let (_, rows) = text.split_once("<th>원인</th></tr>\n").unwrap();
    workspace.edit_document("ko.md", rows, "</table>\n");
    check(
        &workspace,
        2,
        &expect![[r#"
            error[no-code-table]: the code table has no rows below its headers
             --> docs/ko.md:3:1
              |
            3 | <table>
              | ^^^^^^^
              |
              = help: download the document again, or look for a missing `<td>`

        "#]],
    );
}
