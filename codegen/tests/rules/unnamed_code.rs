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

#[test]
fn a_code_joins_the_reason_of_most_codes_and_the_others_are_named() {
    let workspace = Workspace::new();
    for (name, from, to) in [
        ("en.md", "The name is taken.", "The client stopped."),
        ("ko.md", "사용 중인 이름.", "클라이언트 중단."),
        (
            "en.md",
            "</table>",
            "<tr><td colspan='2'>10</td><td>The client stopped.</td></tr>\n</table>",
        ),
        (
            "ko.md",
            "</table>",
            "<tr><td colspan='2'>10</td><td>클라이언트 중단.</td></tr>\n</table>",
        ),
    ] {
        workspace.edit_document(name, from, to);
    }
    // `NameTaken` comes first in the file, but has fewer codes.
    let names = workspace.read("docs/names.toml");
    let (start, rest) = names.split_once("\n[[reason]]\nname = \"NameTaken\"\n").unwrap();
    let (taken, end) = rest.split_once("\n\n").unwrap();
    workspace.write(
        "docs/names.toml",
        format!("[[reason]]\nname = \"NameTaken\"\n{taken}\n{start}\n{end}"),
    );
    workspace.allow("merged-reason", "en", "\"7-101\"");
    workspace.allow("merged-reason", "ko", "\"7-101\"");
    workspace.edit(
        "docs/sources.toml",
        "codes = [\"7-101\"]\n",
        "codes = [\"7-101\"]\nwith = [\"1\", \"2\"]\n",
    );
    check(
        &workspace,
        1,
        &expect![[r#"
            error[unnamed-code]: 10 has no name; its reason is `The client stopped.`
              --> docs/en.md:10:32
               |
            10 | <tr><td colspan='2'>10</td><td>The client stopped.</td></tr>
               |                                ^^^^^^^^^^^^^^^^^^^
               |
               = help: this is the text of `ClientStopped`: add "10" to its codes in docs/names.toml; most codes with this text have that reason, others have `NameTaken`

        "#]],
    );
    let output = workspace.run(["names"]);
    expect![[r##"
        # 10 has the text of `ClientStopped`; most codes with this text have that reason, others have `NameTaken`
        [[reason]]
        name = "ClientStopped"
        category = "client"
        codes = ["1", "2", "10"]
    "##]].assert_eq(&output.stdout);
}

/// A block replaces the one with the same name, so there is one for each name.
#[test]
fn codes_with_two_texts_of_one_reason_share_a_block() {
    let workspace = Workspace::new();
    workspace.edit_document("en.md", "2</td><td>The client stopped.", "2</td><td>The client left.");
    let rows = "<tr><td colspan='2'>10</td><td>The client stopped.</td></tr>\n\
                <tr><td colspan='2'>11</td><td>The client left.</td></tr>\n</table>";
    workspace.edit_document("en.md", "</table>", rows);
    let output = workspace.run(["names"]);
    expect![[r##"
        # 10 and 11 have the text of `ClientStopped`
        [[reason]]
        name = "ClientStopped"
        category = "client"
        codes = ["1", "2", "10", "11"]
    "##]]
    .assert_eq(&output.stdout);
}
