use crate::check::check;
use crate::workspace::Workspace;
use expect_test::expect;

#[test]
fn a_misspelt_category_is_an_error_that_names_the_nearest() {
    let workspace = Workspace::new();
    workspace.edit("docs/names.toml", "category = \"network\"", "category = \"netwrok\"");
    check(
        &workspace,
        1,
        &expect![[r#"
        error[unknown-category]: no [[category]] declares `netwrok`
          --> docs/names.toml:19:12
           |
        19 | category = "netwrok"
           |            ^^^^^^^^^
           |
           = help: did you mean `network`? Otherwise declare it:
                   [[category]]
                   name = "netwrok"
                   meaning = "..."

        warning[unused-category]: no reason has the category `network`
          --> docs/names.toml:31:8
           |
        31 | name = "network"
           |        ^^^^^^^^^
           |
           = help: remove this [[category]], or use it

    "#]],
    );
}

#[test]
fn a_category_without_a_near_name_must_be_declared() {
    let workspace = Workspace::new();
    workspace.edit("docs/names.toml", "category = \"network\"", "category = \"something-else\"");
    check(
        &workspace,
        1,
        &expect![[r#"
        error[unknown-category]: no [[category]] declares `something-else`
          --> docs/names.toml:19:12
           |
        19 | category = "something-else"
           |            ^^^^^^^^^^^^^^^^
           |
           = help: declare it:
                   [[category]]
                   name = "something-else"
                   meaning = "..."

        warning[unused-category]: no reason has the category `network`
          --> docs/names.toml:31:8
           |
        31 | name = "network"
           |        ^^^^^^^^^
           |
           = help: remove this [[category]], or use it

    "#]],
    );
}
