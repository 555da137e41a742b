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

#[test]
fn codes_that_all_languages_reword_are_to_get_a_reason_of_their_own() {
    let workspace = Workspace::new();
    for (name, from, to) in [
        ("en.md", "2</td><td>The client stopped.", "2</td><td>The client left."),
        ("ko.md", "2</td><td>클라이언트 중단.", "2</td><td>클라이언트 나감."),
    ] {
        workspace.edit_document(name, from, to);
    }
    check(
        &workspace,
        1,
        &expect![[r#"
            warning[split-reason]: 2 has a different English and Korean text from 1, but both have the same reason, `ClientStopped`
             --> docs/en.md:6:31
              |
            6 | <tr><td colspan='2'>2</td><td>The client left.</td></tr>
              |                               ^^^^^^^^^^^^^^^^
              |
             ::: docs/en.md:5:31
              |
            5 | <tr><td colspan='2'>1</td><td>The client stopped.</td></tr>
              |                               ------------------- the text of 1
              |
             ::: docs/ko.md:6:31
              |
            6 | <tr><td colspan='2'>2</td><td>클라이언트 나감.</td></tr>
              |                               ---------------- and 2
              |
              = help: English and Korean agree: give these codes a reason of their own in docs/names.toml: `The client left.`
              = help: if this is correct, accept it in the manifest:
                      [[allow]]
                      rule = "split-reason"
                      language = "en"
                      codes = ["2"]
                      because = "..."
                      [[allow]]
                      rule = "split-reason"
                      language = "ko"
                      codes = ["2"]
                      because = "..."

            error[stale-output]: generated.rs differs from the module generated from the documents
              --> generated.rs:39:1
               |
            39 |     C2 "2" 2 0 ClientStopped;
               | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ should be `C2 "2" 2 0 ClientStopped { En "The client left." Ko "클라이언트 나감." };`
               |
               = help: run `cargo codegen generate`

        "#]],
    );
}
