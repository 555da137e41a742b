use crate::check::check;
use crate::workspace::Workspace;
use expect_test::expect;

#[test]
fn a_reason_without_a_category_is_a_warning() {
    let workspace = Workspace::new();
    workspace.edit("docs/names.toml", "category = \"client\"", "category = \"uncategorized\"");
    workspace.edit(
        "docs/names.toml",
        "[[category]]\nname = \"client\"\nmeaning = \"the push client\"\n\n",
        "",
    );
    assert_eq!(workspace.run(["generate"]).status, Some(1));
    check(
        &workspace,
        1,
        &expect![[r#"
        warning[uncategorized]: `ClientStopped` has no category yet
         --> docs/names.toml:4:12
          |
        4 | category = "uncategorized"
          |            ^^^^^^^^^^^^^^^
          |
          = help: use one of address and network, or declare another [[category]]

    "#]],
    );
}
