use crate::check::check;
use crate::workspace::Workspace;
use expect_test::expect;

#[test]
fn an_invisible_character_is_reported_as_its_code_point() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", "네트워크 오류.", "네트워크\u{202e} 오류.");
    check(
        &workspace,
        1,
        &expect![[r#"
            error[unsafe-text]: the reason of 9 contains the invisible character U+202E: `네트워크<U+202E> 오류.`
             --> docs/ko.md:9:31
              |
            9 | <tr><td colspan='2'>9</td><td>네트워크� 오류.</td></tr>
              |                               ^^^^^^^^^^^^^^^
              |
              = help: remove the character
              = help: if this is correct, accept it in the manifest:
                      [[allow]]
                      rule = "unsafe-text"
                      language = "ko"
                      codes = ["9"]
                      because = "..."

        "#]],
    );
}
