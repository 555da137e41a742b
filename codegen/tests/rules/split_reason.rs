use crate::check::check;
use crate::workspace::Workspace;
use expect_test::expect;

#[test]
fn a_second_text_for_one_reason_is_a_warning() {
    let workspace = Workspace::new();
    workspace.edit_document(
        "ko.md",
        "<td colspan='2'>2</td><td>클라이언트 중단.",
        "<td colspan='2'>2</td><td>클라이언트 중단",
    );
    // A warning does not stop `generate`.
    workspace.run(["generate"]);
    check(
        &workspace,
        1,
        &expect![[r#"
            warning[split-reason]: 2 has a different Korean text from 1, but both have the same reason, `ClientStopped`
             --> docs/ko.md:6:31
              |
            6 | <tr><td colspan='2'>2</td><td>클라이언트 중단</td></tr>
              |                               ^^^^^^^^^^^^^^^
              |
             ::: docs/ko.md:5:31
              |
            5 | <tr><td colspan='2'>1</td><td>클라이언트 중단.</td></tr>
              |                               ---------------- the text of 1
              |
              = help: correct the text if it is wrong; if it means something else, give these codes a reason of their own in docs/names.toml
              = help: if this is correct, accept it in the manifest:
                      [[allow]]
                      rule = "split-reason"
                      language = "ko"
                      codes = ["2"]
                      because = "..."

        "#]],
    );
}
