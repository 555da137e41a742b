use crate::check::check;
use crate::workspace::Workspace;
use expect_test::expect;

#[test]
fn foreign_white_space_in_a_tag_is_a_warning() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", "<td>네트워크 오류", "<td\u{a0}>네트워크 오류");
    check(
        &workspace,
        1,
        &expect![[r#"
            warning[broken-tag]: this tag contains U+00A0, which is not white space in HTML
             --> docs/ko.md:9:27
              |
            9 | <tr><td colspan='2'>9</td><td >네트워크 오류.</td></tr>
              |                           ^^^^^ read as a space
              |
              = help: replace it by a space: browsers lose the cell of a broken tag
              = help: if this is correct, accept it in the manifest:
                      [[allow]]
                      rule = "broken-tag"
                      language = "ko"
                      codes = []
                      because = "..."

        "#]],
    );

    // No content is lost, so the finding can be allowed.
    workspace.allow("broken-tag", "ko", "");
    check(&workspace, 0, &expect![[""]]);
}

#[test]
fn only_the_first_broken_tags_are_shown_and_the_others_counted() {
    let workspace = Workspace::new();
    workspace.edit_document("en.md", "</td>", "</td\u{3000}>");
    check(
        &workspace,
        1,
        &expect![[r#"
            warning[broken-tag]: this tag contains U+3000, which is not white space in HTML
             --> docs/en.md:5:22
              |
            5 | <tr><td colspan='2'>1</td　><td>The client stopped.</td　></tr>
              |                      ^^^^^^^ read as a space
              |
              = help: replace it by a space: browsers lose the cell of a broken tag
              = help: if this is correct, accept it in the manifest:
                      [[allow]]
                      rule = "broken-tag"
                      language = "en"
                      codes = []
                      because = "..."

            warning[broken-tag]: this tag contains U+3000, which is not white space in HTML
             --> docs/en.md:5:51
              |
            5 | <tr><td colspan='2'>1</td　><td>The client stopped.</td　></tr>
              |                                                    ^^^^^^^ read as a space
              |
              = help: replace it by a space: browsers lose the cell of a broken tag
              = help: if this is correct, accept it in the manifest:
                      [[allow]]
                      rule = "broken-tag"
                      language = "en"
                      codes = []
                      because = "..."

            warning[broken-tag]: this tag contains U+3000, which is not white space in HTML
             --> docs/en.md:6:22
              |
            6 | <tr><td colspan='2'>2</td　><td>The client stopped.</td　></tr>
              |                      ^^^^^^^ read as a space
              |
              = help: replace it by a space: browsers lose the cell of a broken tag
              = help: if this is correct, accept it in the manifest:
                      [[allow]]
                      rule = "broken-tag"
                      language = "en"
                      codes = []
                      because = "..."

            warning[broken-tag]: 8 more like this in docs/en.md, between lines 6 and 9

        "#]],
    );
}
