use crate::check::check;
use crate::missing_code::with_codes_up_to;
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

#[test]
fn a_text_of_the_reference_in_another_script_is_reported() {
    let workspace = Workspace::new();
    workspace.edit_document("en.md", "The network failed.", "网络故障。");
    check(
        &workspace,
        1,
        &expect![[r#"
            error[untranslated]: the English text of 9 has no letter of that language: `网络故障。`
             --> docs/en.md:9:31
              |
            9 | <tr><td colspan='2'>9</td><td>网络故障。</td></tr>
              |                               ^^^^^^^^^^
              |
              = help: translate the text in the document
              = help: if this is correct, accept it in the manifest:
                      [[allow]]
                      rule = "untranslated"
                      language = "en"
                      codes = ["9"]
                      because = "..."

        "#]],
    );
}

#[test]
fn the_page_of_another_language_is_one_finding() {
    let workspace = with_codes_up_to(19);
    workspace.edit_document("en.md", "The network failed.", "网络故障。");
    check(
        &workspace,
        1,
        &expect![[r#"
            error[untranslated]: 11 of 15 English texts are not in that language
             --> docs/en.md:3:1
              |
            3 | <table>
              | ^^^^^^^ this may be the page of another language
              |
              = help: download the English page, or correct the tag in the manifest
              = help: if this is correct, accept it in the manifest:
                      [[allow]]
                      rule = "untranslated"
                      language = "en"
                      codes = ["9", "10", "11", "12", "13", "14", "15", "16", "17", "18", "19"]
                      because = "..."

        "#]],
    );
}
