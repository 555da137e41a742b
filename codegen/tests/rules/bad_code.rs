use crate::check::check;
use crate::workspace::Workspace;
use expect_test::expect;

#[test]
fn a_word_is_not_a_code() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", ">9<", ">nine<");
    check(
        &workspace,
        1,
        &expect![[r#"
            error[missing-code]: 9 is in the English document, but not in the Korean one
             --> docs/ko.md:8:9
              |
            8 | <tr><td>101</td><td>사용 중인 이름.</td></tr>
              |         ^^^ 9 should follow this row
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

            error[bad-code]: `nine` is not an errcode, which is a number up to 65535
             --> docs/ko.md:9:21
              |
            9 | <tr><td colspan='2'>nine</td><td>네트워크 오류.</td></tr>
              |                     ^^^^
              |
              = help: correct the code, or move this row out of the table

        "#]],
    );
}

#[test]
fn a_code_above_65535_is_not_a_code() {
    let workspace = Workspace::new();
    workspace.edit_document("en.md", ">101<", ">65536<");
    workspace.edit_document("ko.md", ">101<", ">65536<");
    workspace.edit("docs/names.toml", "7-101", "7-102");
    check(
        &workspace,
        1,
        &expect![[r#"
            error[bad-code]: `65536` is not a sub_errcode, which is a number up to 65535
             --> docs/en.md:8:9
              |
            8 | <tr><td>65536</td><td>The name is taken.</td></tr>
              |         ^^^^^
              |
              = help: correct the code

            error[bad-code]: `65536` is not a sub_errcode, which is a number up to 65535
             --> docs/ko.md:8:9
              |
            8 | <tr><td>65536</td><td>사용 중인 이름.</td></tr>
              |         ^^^^^
              |
              = help: correct the code

            error[unknown-code]: `NameTaken` lists 7-102, which no document has
              --> docs/names.toml:15:10
               |
            15 | codes = ["7-102"]
               |          ^^^^^^^
               |
               = help: correct it, or, if upstream dropped it, retire it in docs/names.toml, so that old logs can still be read:
                       [[retired]]
                       code = "7-102"
                       reason = "NameTaken"
                       text = { en = "..." }
                       since = "YYYY-MM-DD"

        "#]],
    );
}

#[test]
fn a_row_without_a_code_is_reported() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", "</table>", "<tr></tr></table>");
    check(
        &workspace,
        1,
        &expect![[r#"
        error[bad-code]: this row has no code
          --> docs/ko.md:10:1
           |
        10 | <tr></tr></table>
           | ^^^^
           |
           = help: give it a code, or remove it

    "#]],
    );
}

#[test]
fn a_row_of_header_cells_with_a_code_is_read() {
    let workspace = Workspace::new();
    let row = "<tr><th colspan=2>0</th><th>오류.</th></tr>\n<tr><td colspan='2'>1<";
    workspace.edit_document("ko.md", "<tr><td colspan='2'>1<", row);
    let output = workspace.run(["check"]);
    assert!(output.stderr.contains("error[extra-code]: 0 is in the Korean"), "{output:?}");
}

#[test]
fn a_picture_is_not_a_sub_errcode_but_an_empty_cell_means_none() {
    let workspace = Workspace::new();
    for (cell, status) in [("<td><img alt=9></td>", 1), ("<td> <br></td>", 0)] {
        let workspace = Workspace::new();
        let row = format!("<td>9</td>{cell}<td>네트워크 오류.");
        workspace.edit_document("ko.md", "<td colspan='2'>9</td><td>네트워크 오류.", &row);
        let output = workspace.run(["check"]);
        assert_eq!(output.status, Some(status), "{output:?}");
    }
    workspace.edit_document(
        "ko.md",
        "<th colspan='2'>코드</th><th>원인</th>",
        "<th>코드</th><th>원인</th><th>코드</th>",
    );
    let output = workspace.run(["check"]);
    assert!(output.stderr.contains("does not list codes"), "{output:?}");
    assert_eq!(output.status, Some(2));
}

#[test]
fn a_cell_that_covers_many_rows_is_reported_once() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", "<td rowspan='2'>7<", "<td rowspan='2'>x<");
    let output = workspace.run(["check"]);
    assert_eq!(output.stderr.matches("error[bad-code]").count(), 1, "{output:?}");
}
