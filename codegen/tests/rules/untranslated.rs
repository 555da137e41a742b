use crate::check::check;
use crate::workspace::Workspace;
use expect_test::expect;

#[test]
fn a_text_equal_to_the_reference_is_reported() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", "네트워크 오류.", "The network failed.");
    check(
        &workspace,
        1,
        &expect![[r#"
            error[untranslated]: the Korean text of 9 is the English text
             --> docs/ko.md:9:31
              |
            9 | <tr><td colspan='2'>9</td><td>The network failed.</td></tr>
              |                               ^^^^^^^^^^^^^^^^^^^
              |
             ::: docs/en.md:9:31
              |
            9 | <tr><td colspan='2'>9</td><td>The network failed.</td></tr>
              |                               ------------------- the English text
              |
              = help: translate the text in the document
              = help: if this is correct, accept it in the manifest:
                      [[allow]]
                      rule = "untranslated"
                      language = "ko"
                      codes = ["9"]
                      because = "..."

        "#]],
    );
}

#[test]
fn a_korean_text_without_hangul_is_reported() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", "클라이언트 중단.", "Client stop.");
    check(
        &workspace,
        1,
        &expect![[r#"
            error[untranslated]: the Korean text of 1 and 2 has no letter of that language: `Client stop.`
             --> docs/ko.md:5:31
              |
            5 | <tr><td colspan='2'>1</td><td>Client stop.</td></tr>
              |                               ^^^^^^^^^^^^
              |
             ::: docs/en.md:5:31
              |
            5 | <tr><td colspan='2'>1</td><td>The client stopped.</td></tr>
              |                               ------------------- the English text
              |
             ::: docs/ko.md:6:31
              |
            6 | <tr><td colspan='2'>2</td><td>Client stop.</td></tr>
              |                               ------------ and 2
              |
              = help: translate the text in the document
              = help: if this is correct, accept it in the manifest:
                      [[allow]]
                      rule = "untranslated"
                      language = "ko"
                      codes = ["1", "2"]
                      because = "..."

        "#]],
    );
}
