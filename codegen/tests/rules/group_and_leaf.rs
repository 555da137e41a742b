use crate::check::check;
use crate::workspace::Workspace;
use expect_test::expect;

#[test]
fn a_code_with_sub_codes_cannot_have_its_own_reason() {
    let workspace = Workspace::new();
    for name in ["en.md", "ko.md"] {
        workspace.edit_document(name, "<td colspan='2'>9<", "<td colspan='2'>7<");
    }
    workspace.edit("docs/names.toml", "\"9\"", "\"7\"");
    check(
        &workspace,
        1,
        &expect![[r#"
            error[group-and-leaf]: 7 has both a reason of its own and sub-codes such as 7-100
             --> docs/en.md:9:21
              |
            9 | <tr><td colspan='2'>7</td><td>The network failed.</td></tr>
              |                     ^
              |
             ::: docs/en.md:7:31
              |
            7 | <tr><td rowspan='2'>7</td><td>100</td><td>The name is wrong.</td></tr>
              |                               --- one of its sub-codes
              |
              = help: give this row its sub-code, or correct its code

            error[group-and-leaf]: 7 has both a reason of its own and sub-codes such as 7-100
             --> docs/ko.md:9:21
              |
            9 | <tr><td colspan='2'>7</td><td>네트워크 오류.</td></tr>
              |                     ^
              |
             ::: docs/ko.md:7:31
              |
            7 | <tr><td rowspan='2'>7</td><td>100</td><td>잘못된 이름.</td></tr>
              |                               --- one of its sub-codes
              |
              = help: give this row its sub-code, or correct its code

        "#]],
    );
}
