use crate::check::check;
use crate::workspace::Workspace;
use expect_test::expect;

#[test]
fn a_row_lost_below_a_rowspan_misplaces_the_next_cells() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", "<tr><td>101</td><td>사용 중인 이름.</td></tr>\n", "");
    check(
        &workspace,
        1,
        &expect![[r#"
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

            error[misplaced-cell]: `9` covers the reason column and another
             --> docs/ko.md:8:21
              |
            8 | <tr><td colspan='2'>9</td><td>네트워크 오류.</td></tr>
              |                     ^
              |
             ::: docs/ko.md:7:21
              |
            7 | <tr><td rowspan='2'>7</td><td>100</td><td>잘못된 이름.</td></tr>
              |                     - this cell spans 2 rows, including that row
              |
              = help: the cells of this row are not under their headers: a row above may be missing, or a rowspan or colspan may be wrong

        "#]],
    );
}

#[test]
fn a_cell_that_spans_past_the_last_column_is_accepted() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", "<td>네트워크", "<td colspan='2'>네트워크");
    let output = workspace.run(["check"]);
    assert_eq!((output.status, output.stderr.as_str()), (Some(0), ""), "{output:?}");
}

#[test]
fn a_cell_without_a_header_is_reported() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", "네트워크 오류.</td>", "네트워크 오류.</td><td>!</td>");
    check(
        &workspace,
        1,
        &expect![[r#"
            error[misplaced-cell]: `!` is in a column without a header
             --> docs/ko.md:9:48
              |
            9 | <tr><td colspan='2'>9</td><td>네트워크 오류.</td><td>!</td></tr>
              |                                                      ^
              |
              = help: the cells of this row are not under their headers: a row above may be missing, or a rowspan or colspan may be wrong

        "#]],
    );
}

#[test]
fn a_row_across_all_columns_is_called_a_note() {
    let workspace = Workspace::new();
    workspace.edit_document(
        "ko.md",
        "<tr><td rowspan",
        "<tr><td colspan='3'>주소</td></tr>\n<tr><td rowspan",
    );
    check(
        &workspace,
        1,
        &expect![[r#"
            error[misplaced-cell]: `주소` covers all columns: it is a note or the title of a section, not a code
             --> docs/ko.md:7:21
              |
            7 | <tr><td colspan='3'>주소</td></tr>
              |                     ^^^^
              |
              = help: move a note or the title of a section out of the table

        "#]],
    );
}
