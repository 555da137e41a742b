use crate::check::check;
use crate::workspace::Workspace;
use expect_test::expect;

#[test]
fn a_document_that_does_not_match_its_digest_is_reported() {
    let workspace = Workspace::new();
    workspace.edit("docs/ko.md", "# 코드", "# 코드!");
    check(
        &workspace,
        1,
        &expect![[r#"
            error[edited-document]: docs/ko.md does not match its recorded digest
              --> docs/sources.toml:19:10
               |
            19 | sha256 = "a553042d979f470b9af59ee50774f0705cecd5a72517e78b2acc04ec8e5d4005"
               |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the vendored copy was edited or replaced
               |
               = help: restore it with `git checkout -- docs/ko.md`; if the change is intentional, review it and set sha256 = "d92e73026db2357aac24582a02c03b91626530378b2038d0e2d705f6145b7c28"

        "#]],
    );
}
