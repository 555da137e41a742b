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
            error[no-code-table]: there is no table in this document, which is read as Markdown
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

/// Returns the findings in a document.
fn extract(document: &str) -> String {
    let workspace = Workspace::new();
    workspace.write("a.md", document);
    workspace.run(["extract", "a.md", "--lang", "en"]).stderr
}

#[test]
fn several_columns_of_codes_are_named() {
    let two = "| Code | Reason | errcode |\n|---|---|---|\n| 5 | a | 6 |\n";
    let side_by_side = "| Code | Code | Reason |\n|---|---|---|\n| 5 | 6 | a |\n";
    let reasons = "| Code | Reason | errmsg |\n|---|---|---|\n| 5 | a | b |\n";
    expect![[r#"
        error[no-code-table]: the one table in this document does not list codes
         --> a.md:1:1
          |
        1 | | Code | Reason | errcode |
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^ it has 2 columns of codes, headed `Code` and `errcode`; a code table has one
          |
          = help: list only the header of one column of codes under `columns`

        error[no-code-table]: the one table in this document does not list codes
         --> a.md:1:1
          |
        1 | | Code | Code | Reason |
          | ^^^^^^^^^^^^^^^^^^^^^^^^ it has 2 columns of codes, headed `Code` and `Code`; a code table has one
          |
          = help: list only the header of one column of codes under `columns`

        error[no-code-table]: the one table in this document does not list codes
         --> a.md:1:1
          |
        1 | | Code | Reason | errmsg |
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^ it has 2 columns of reasons, headed `Reason` and `errmsg`; a code table has one
          |
          = help: list only the header of one column of reasons under `columns`

    "#]].assert_eq(&[two, side_by_side, reasons].map(extract).concat());
}

#[test]
fn a_title_row_above_the_headers_is_named() {
    let row = "<table>\n<tr><td colspan=2>Codes of pushes</td></tr>\n<tr><td>Code</td><td>Reason</td></tr>\n\
               <tr><td>5</td><td>a</td></tr>\n</table>\n";
    let header = "| Codes | |\n|---|---|\n| Code | Reason |\n| 5 | a |\n";
    expect![[r#"
        error[no-code-table]: the one table in this document does not list codes
         --> a.md:1:1
          |
        1 | <table>
          | ^^^^^^^ `Codes of pushes` is a title row above its headers `Code` and `Reason`
          |
          = help: move the title out of the table: its headers must come first

        error[no-code-table]: the one table in this document does not list codes
         --> a.md:1:1
          |
        1 | | Codes | |
          | ^^^^^^^^^^^ `Codes` is a title row above its headers `Code` and `Reason`
          |
          = help: move the title out of the table: its headers must come first

    "#]]
    .assert_eq(&[row, header].map(extract).concat());
    // A row of `th` cells is read as a header row.
    let title = row.replace("td", "th").replace("<th>5</th><th>a</th>", "<td>5</td><td>a</td>");
    assert_eq!(extract(&title), "");
}

#[test]
fn the_first_line_like_a_table_is_shown() {
    let delimiter = "# Codes\n\n| Code | Reason |\n|---|\n| 5 | a |\n";
    let no_delimiter = "a | b\n\nCode | Reason\n5 | a\n";
    let other_table = "| a |\n|---|\n| b |\n\nCode | Reason\n5 | a\n";
    let html =
        "# Codes\n\n<div hidden>\n<table>\n<tr><th>Code<th>Reason<tr><td>5<td>a\n</table></div>\n";
    expect![[r#"
        error[no-code-table]: there is no table in this document, which is read as Markdown
         --> a.md:3:1
          |
        3 | | Code | Reason |
          | ^^^^^^^^^^^^^^^^^ this line looks like the start of a table, but is not in one
          |
          = help: a code table has a column headed `errcode` or `Code` and one headed `errmsg` or `Reason`; if this document has other headers, add them under `columns` in the manifest; if it lists no codes, keep its previous version

        error[no-code-table]: there is no table in this document, which is read as Markdown
         --> a.md:3:1
          |
        3 | Code | Reason
          | ^^^^^^^^^^^^^ this line looks like the start of a table, but is not in one
          |
          = help: a code table has a column headed `errcode` or `Code` and one headed `errmsg` or `Reason`; if this document has other headers, add them under `columns` in the manifest; if it lists no codes, keep its previous version

        error[no-code-table]: the one table in this document does not list codes
         --> a.md:1:1
          |
        1 | | a |
          | ^^^^^ its headers are `a`
          |
         ::: a.md:5:1
          |
        5 | Code | Reason
          | ------------- this line looks like the start of a table, but is not in one
          |
          = help: a code table has a column headed `errcode` or `Code` and one headed `errmsg` or `Reason`; if this document has other headers, add them under `columns` in the manifest; if it lists no codes, keep its previous version

        error[no-code-table]: there is no table in this document, which is read as Markdown
         --> a.md:4:1
          |
        4 | <table>
          | ^^^^^^^ this line looks like the start of a table, but is not in one
          |
          = help: a code table has a column headed `errcode` or `Code` and one headed `errmsg` or `Reason`; if this document has other headers, add them under `columns` in the manifest; if it lists no codes, keep its previous version

    "#]].assert_eq(&[delimiter, no_delimiter, other_table, html].map(extract).concat());
}

#[test]
fn the_title_of_a_page_is_shown() {
    let workspace = Workspace::new();
    for name in ["a.html", "a.md"] {
        workspace.write(name, "<!doctype html><title>Not found</title>\n<p>404");
    }
    let messages = ["a.html", "a.md"].map(|name| workspace.run(["extract", name]).stderr);
    let messages =
        messages.each_ref().map(|message| message.lines().next().unwrap().to_owned() + "\n");
    expect![[r#"
        error[no-code-table]: there is no table in this document, which is an HTML page titled `Not found`
        error[no-code-table]: there is no table in this document, which is read as Markdown, but begins like an HTML page titled `Not found`
    "#]].assert_eq(&messages.concat());
}
