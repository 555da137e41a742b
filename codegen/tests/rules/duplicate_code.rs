use crate::check::check;
use crate::workspace::Workspace;
use expect_test::expect;

#[test]
fn a_code_listed_twice_is_reported() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", ">9<", ">2<");
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

            error[duplicate-code]: 2 is listed twice
             --> docs/ko.md:9:21
              |
            9 | <tr><td colspan='2'>2</td><td>네트워크 오류.</td></tr>
              |                     ^
              |
             ::: docs/ko.md:6:21
              |
            6 | <tr><td colspan='2'>2</td><td>클라이언트 중단.</td></tr>
              |                     - first listed here
              |
              = help: remove one of the rows, or correct its code
              = help: if this is correct, accept it in the manifest:
                      [[allow]]
                      rule = "duplicate-code"
                      language = "ko"
                      codes = ["2"]
                      because = "..."

        "#]],
    );
}
