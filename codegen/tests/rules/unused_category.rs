use crate::check::check;
use crate::workspace::Workspace;
use expect_test::expect;

#[test]
fn a_category_without_reasons_is_a_warning() {
    let workspace = Workspace::new();
    let names = workspace.read("docs/names.toml");
    workspace.write(
        "docs/names.toml",
        names + "\n[[category]]\nname = \"quota\"\nmeaning = \"a limit\"\n",
    );
    check(
        &workspace,
        1,
        &expect![[r#"
        warning[unused-category]: no reason has the category `quota`
          --> docs/names.toml:35:8
           |
        35 | name = "quota"
           |        ^^^^^^^
           |
           = help: remove this [[category]], or use it

    "#]],
    );
}
