use crate::check::check;
use crate::workspace::Workspace;
use expect_test::expect;

#[test]
fn an_unnamed_code_is_reported_even_if_another_page_is_unusable() {
    let workspace = Workspace::new();
    workspace.edit("docs/names.toml", "[\"1\", \"2\"]", "[\"1\"]");
    workspace.edit_document("ko.md", "<th colspan='2'>코드</th>", "<th colspan='2'>?</th>");
    let output = workspace.run(["check"]);
    assert_eq!(output.status, Some(2));
    assert!(output.stderr.contains("error[unnamed-code]: 2 has no name"), "{output:?}");
    assert!(output.stderr.contains("error[no-code-table]"), "{output:?}");
}

#[test]
fn a_code_with_a_known_text_belongs_to_its_reason() {
    let workspace = Workspace::new();
    workspace.edit("docs/names.toml", "[\"1\", \"2\"]", "[\"1\"]");
    check(
        &workspace,
        1,
        &expect![[r#"
            error[unnamed-code]: 2 has no name; its reason is `The client stopped.`
             --> docs/en.md:6:31
              |
            6 | <tr><td colspan='2'>2</td><td>The client stopped.</td></tr>
              |                               ^^^^^^^^^^^^^^^^^^^
              |
              = help: this is the text of `ClientStopped`: add "2" to its codes in docs/names.toml

        "#]],
    );
}

#[test]
fn a_code_with_a_new_text_requires_a_new_reason() {
    let workspace = Workspace::new();
    workspace.edit(
        "docs/names.toml",
        "[[reason]]\nname = \"NetworkError\"\ncategory = \"network\"\ncodes = [\"9\"]\n",
        "",
    );
    check(
        &workspace,
        1,
        &expect![[r#"
            error[unnamed-code]: 9 has no name; its reason is `The network failed.`
             --> docs/en.md:9:31
              |
            9 | <tr><td colspan='2'>9</td><td>The network failed.</td></tr>
              |                               ^^^^^^^^^^^^^^^^^^^
              |
              = help: no named reason has this text: add one to docs/names.toml, rename it, and choose a category:
                      [[reason]]
                      name = "NetworkFailed"
                      category = "uncategorized" # fill in address, client, network or another
                      codes = ["9"]

            warning[unused-category]: no reason has the category `network`
              --> docs/names.toml:27:8
               |
            27 | name = "network"
               |        ^^^^^^^^^
               |
               = help: remove this [[category]], or use it

        "#]],
    );
}
