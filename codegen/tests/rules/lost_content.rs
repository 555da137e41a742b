use crate::check::check;
use crate::workspace::Workspace;
use expect_test::expect;

#[test]
fn rows_after_an_early_table_end_tag_are_reported() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", "<tr><td>101", "</table>\n<tr><td>101");
    check(
        &workspace,
        1,
        &expect![[r#"
            error[span-past-end]: `7` spans 2 rows, but only 1 is left in its row group
             --> docs/ko.md:7:21
              |
            7 | <tr><td rowspan='2'>7</td><td>100</td><td>잘못된 이름.</td></tr>
              |                     ^
              |
              = help: correct the rowspan, or restore the missing rows

            error[missing-code]: 7-101 is in the English document, but not in the Korean one
             --> docs/ko.md:7:31
              |
            7 | <tr><td rowspan='2'>7</td><td>100</td><td>잘못된 이름.</td></tr>
              |                               ^^^ 7-101 should follow this row
              |
             ::: docs/en.md:8:9
              |
            8 | <tr><td>101</td><td>The name is taken.</td></tr>
              |         --- 7-101 in the English document
              |
              = help: restore the row of 7-101 in the Korean document; if its code was changed, correct the code
              = help: if this is correct, accept it in the manifest:
                      [[allow]]
                      rule = "missing-code"
                      language = "ko"
                      codes = ["7-101"]
                      because = "..."

            error[missing-code]: 9 is in the English document, but not in the Korean one
             --> docs/ko.md:7:31
              |
            7 | <tr><td rowspan='2'>7</td><td>100</td><td>잘못된 이름.</td></tr>
              |                               ^^^ 9 should follow this row
              |
             ::: docs/en.md:9:21
              |
            9 | <tr><td colspan='2'>9</td><td>The network failed.</td></tr>
              |                     - 9 in the English document
              |
              = help: restore the row of 9 in the Korean document; if its code was changed, correct the code
              = help: if this is correct, accept it in the manifest:
                      [[allow]]
                      rule = "missing-code"
                      language = "ko"
                      codes = ["9"]
                      because = "..."

            error[lost-content]: `<tr>` belongs to no cell of its table
             --> docs/ko.md:9:1
              |
            9 | <tr><td>101</td><td>사용 중인 이름.</td></tr>
              | ^^^^
              |
             ::: docs/ko.md:3:1
              |
            3 | <table>
              | ------- the table
              |
              = help: look for a missing or extra tag before it; in a Markdown table, for a blank line, or for a `|` that should be `\|`

            error[lost-content]: `<tr>` belongs to no cell of its table
              --> docs/ko.md:10:1
               |
            10 | <tr><td colspan='2'>9</td><td>네트워크 오류.</td></tr>
               | ^^^^
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
fn text_between_two_rows_is_reported() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", "<tr><td rowspan", "10 새 오류.</td></tr>\n<tr><td rowspan");
    check(
        &workspace,
        1,
        &expect![[r#"
            error[lost-content]: `10 새 오류.` belongs to no cell of its table
             --> docs/ko.md:7:1
              |
            7 | 10 새 오류.</td></tr>
              | ^^^^^^^^^^^
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
fn a_row_in_an_indented_code_block_is_reported() {
    let workspace = Workspace::new();
    let row = "\n\n    <tr><td colspan='2'>10</td><td>새 오류.</td></tr>\n\n</table>";
    workspace.edit_document("ko.md", "</table>", row);
    check(
        &workspace,
        1,
        &expect![[r#"
            error[lost-content]: `<tr><td colspan='2'>10</td><td>새 오류.</td></tr>` belongs to no cell of its table
              --> docs/ko.md:12:5
               |
            12 |     <tr><td colspan='2'>10</td><td>새 오류.</td></tr>
               |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
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
fn an_unclosed_comment_is_reported() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", "</table>", "<!-- </table>");
    check(
        &workspace,
        1,
        &expect![[r#"
            error[unclosed-table]: the code table is never closed: the document ends in it
             --> docs/ko.md:3:1
              |
            3 | <table>
              | ^^^^^^^
              |
              = help: download the document again: its end may be missing
              = help: if this is correct, accept it in the manifest:
                      [[allow]]
                      rule = "unclosed-table"
                      language = "ko"
                      codes = []
                      because = "..."

            error[lost-content]: `<!-- </table>` hides rows or cells of the table
              --> docs/ko.md:10:1
               |
            10 | <!-- </table>
               | ^^^^^^^^^^^^^
               |
              ::: docs/ko.md:3:1
               |
             3 | <table>
               | ------- the table
               |
               = help: look for a missing quote, a mistyped `-->`, or a missing end tag

        "#]],
    );
}

#[test]
fn extra_cells_and_detached_rows_of_a_markdown_table_are_reported() {
    let workspace = Workspace::new();
    let table = "| errcode | sub_errcode | errmsg |\n|---|---|---|\n\
                 | 1 | 0 | The client stopped. | 2 |\n\n| 2 | 0 | The client stopped. |\n";
    workspace.edit_document("en.md", &workspace.read("docs/en.md"), table);
    let output = workspace.run(["extract", "docs/en.md"]);
    expect![[r#"
        error[lost-content]: `2` belongs to no cell of its table
         --> docs/en.md:3:33
          |
        3 | | 1 | 0 | The client stopped. | 2 |
          |                                 ^
          |
         ::: docs/en.md:1:1
          |
        1 | | errcode | sub_errcode | errmsg |
          | ---------------------------------- the table
          |
          = help: look for a missing or extra tag before it; in a Markdown table, for a blank line, or for a `|` that should be `\|`

        error[lost-content]: `2 | 0 | The client stopped.` belongs to no cell of its table
         --> docs/en.md:5:3
          |
        5 | | 2 | 0 | The client stopped. |
          |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^
          |
         ::: docs/en.md:1:1
          |
        1 | | errcode | sub_errcode | errmsg |
          | ---------------------------------- the table
          |
          = help: look for a missing or extra tag before it; in a Markdown table, for a blank line, or for a `|` that should be `\|`

    "#]].assert_eq(&output.stderr);
    assert_eq!(output.status, Some(1));
}

#[test]
fn a_lost_quote_that_hides_cells_is_reported() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", "<td colspan='2'>1<", "<td colspan='2>1<");
    check(
        &workspace,
        1,
        &expect![[r#"
        error[missing-code]: 1 is in the English document, but not in the Korean one
         --> docs/ko.md:3:1
          |
        3 | <table>
          | ^^^^^^^ 1 should be the first code
          |
         ::: docs/en.md:5:21
          |
        5 | <tr><td colspan='2'>1</td><td>The client stopped.</td></tr>
          |                     - 1 in the English document
          |
          = help: restore the row of 1 in the Korean document; if its code was changed, correct the code
          = help: if this is correct, accept it in the manifest:
                  [[allow]]
                  rule = "missing-code"
                  language = "ko"
                  codes = ["1"]
                  because = "..."

        error[lost-content]: `<td colspan='2>1</td><td>클라이언트 중단.</td></tr>` hides rows or cells of the table
         --> docs/ko.md:5:5
          |
        5 | <tr><td colspan='2>1</td><td>클라이언트 중단.</td></tr>
          |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          |
         ::: docs/ko.md:3:1
          |
        3 | <table>
          | ------- the table
          |
          = help: look for a missing quote, a mistyped `-->`, or a missing end tag

    "#]],
    );
}

#[test]
fn a_comment_with_a_mistyped_end_is_reported() {
    let workspace = Workspace::new();
    workspace.edit_document(
        "ko.md",
        "<tr><td colspan='2'>1<",
        "<!-- a -- >\n<tr><td colspan='2'>1<",
    );
    workspace.edit_document(
        "ko.md",
        "<tr><td colspan='2'>2<",
        "<!-- b -->\n<tr><td colspan='2'>2<",
    );
    check(
        &workspace,
        1,
        &expect![[r#"
        error[missing-code]: 1 is in the English document, but not in the Korean one
         --> docs/ko.md:3:1
          |
        3 | <table>
          | ^^^^^^^ 1 should be the first code
          |
         ::: docs/en.md:5:21
          |
        5 | <tr><td colspan='2'>1</td><td>The client stopped.</td></tr>
          |                     - 1 in the English document
          |
          = help: restore the row of 1 in the Korean document; if its code was changed, correct the code
          = help: if this is correct, accept it in the manifest:
                  [[allow]]
                  rule = "missing-code"
                  language = "ko"
                  codes = ["1"]
                  because = "..."

        error[lost-content]: `<!-- a -- >` hides rows or cells of the table
         --> docs/ko.md:5:1
          |
        5 | <!-- a -- >
          | ^^^^^^^^^^^
          |
         ::: docs/ko.md:3:1
          |
        3 | <table>
          | ------- the table
          |
          = help: look for a missing quote, a mistyped `-->`, or a missing end tag

    "#]],
    );
}
