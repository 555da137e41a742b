use crate::check::check;
use crate::workspace::Workspace;
use expect_test::expect;

#[test]
fn a_missing_code_is_reported_at_the_row_before_it() {
    let workspace = Workspace::new();
    workspace.edit_document(
        "ko.md",
        "<tr><td colspan='2'>9</td><td>네트워크 오류.</td></tr>\n",
        "",
    );
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

        "#]],
    );
}

#[test]
fn a_missing_first_code_is_reported_at_the_table() {
    let workspace = Workspace::new();
    workspace.edit_document(
        "ko.md",
        "<tr><td colspan='2'>1</td><td>클라이언트 중단.</td></tr>\n",
        "",
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

        "#]],
    );
}
