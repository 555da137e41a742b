use crate::check::check;
use crate::missing_code::{with_codes_up_to, without_rows};
use crate::workspace::Workspace;
use expect_test::expect;

#[test]
fn a_code_that_the_reference_language_lacks_is_reported() {
    let workspace = Workspace::new();
    workspace.edit_document(
        "ko.md",
        "</table>",
        "<tr><td colspan='2'>10</td><td>새 오류.</td></tr>\n</table>",
    );
    check(
        &workspace,
        1,
        &expect![[r#"
            error[extra-code]: 10 is in the Korean document, but not in the English one
              --> docs/ko.md:10:21
               |
            10 | <tr><td colspan='2'>10</td><td>새 오류.</td></tr>
               |                     ^^
               |
               = help: correct the code, or add it to the English document too
               = help: if this is correct, accept it in the manifest:
                       [[allow]]
                       rule = "extra-code"
                       language = "ko"
                       codes = ["10"]
                       because = "..."

        "#]],
    );
}

#[test]
fn a_reference_page_that_loses_its_rows_is_one_finding() {
    let workspace = with_codes_up_to(19);
    let page = workspace.read("docs/en.md");
    workspace.edit_document("en.md", &page, &without_rows(&page, 10..20));
    check(
        &workspace,
        1,
        &expect![[r#"
        error[extra-code]: 10 of 15 codes of the Korean document are missing from the English one: 10, 11, 12, 13, 14, 15, 16, 17, 18 and 19
         --> docs/en.md:3:1
          |
        3 | <table>
          | ^^^^^^^ the table that lost its rows
          |
         ::: docs/ko.md:3:1
          |
        3 | <table>
          | ------- the table of the Korean document
          |
          = help: restore the rows, or download the document again
          = help: if this is correct, accept it in the manifest:
                  [[allow]]
                  rule = "extra-code"
                  language = "ko"
                  codes = ["10", "11", "12", "13", "14", "15", "16", "17", "18", "19"]
                  because = "..."

    "#]],
    );
}

#[test]
fn a_code_that_a_published_reference_lacks_may_follow_later() {
    let workspace = Workspace::new();
    let row = "<tr><td colspan='2'>10</td><td>새 오류.</td></tr>\n</table>";
    workspace.write("ko.md", workspace.read("docs/ko.md").replace("</table>", row));
    let output = workspace.run(["drift", "--upstream", "en=docs/en.md", "--upstream", "ko=ko.md"]);
    assert_eq!(output.status, Some(1));
    expect![[r#"
        error[extra-code]: 10 is in the Korean document, but not in the English one
          --> ko.md:10:21
           |
        10 | <tr><td colspan='2'>10</td><td>새 오류.</td></tr>
           |                     ^^
           |
           = help: the English page may follow later: wait for it, or accept the finding; until then the crate leaves 10 out
           = help: if this is correct, accept it in the manifest:
                   [[allow]]
                   rule = "extra-code"
                   language = "ko"
                   codes = ["10"]
                   because = "..."

    "#]].assert_eq(&output.stderr);
}

#[test]
fn rows_that_several_pages_have_are_one_finding_about_the_page_that_lost_them() {
    let workspace = with_codes_up_to(19);
    add_japanese(&workspace, &workspace.read("docs/ko.md"));
    let page = workspace.read("docs/en.md");
    workspace.edit_document("en.md", &page, &without_rows(&page, 10..20));
    let output = workspace.run(["check"]);
    let start = "error[extra-code]: 10 of 15 codes of the Korean and Japanese documents are missing \
                 from the English one: 10, ";
    assert!(output.stderr.starts_with(start), "{}", output.stderr);
    assert_eq!(output.stderr.matches("error[extra-code]").count(), 1, "{}", output.stderr);
}

#[test]
fn extra_codes_of_several_pages_do_not_add_up_to_lost_rows() {
    let workspace = with_codes_up_to(19);
    let page = workspace.read("docs/ko.md");
    add_japanese(&workspace, &without_rows(&page, 10..15));
    workspace.edit_document("ko.md", &page, &without_rows(&page, 15..20));
    let page = workspace.read("docs/en.md");
    workspace.edit_document("en.md", &page, &without_rows(&page, 10..20));
    let output = workspace.run(["check"]);
    assert!(!output.stderr.contains("missing from the English one"), "{}", output.stderr);
    assert_eq!(output.stderr.matches("error[extra-code]").count(), 10, "{}", output.stderr);
}

/// Adds a language with this document.
fn add_japanese(workspace: &Workspace, document: &str) {
    workspace.write("docs/ja.md", document);
    let block = format!(
        "\n[[language]]\ntag = \"ja\"\ndocument = \"ja.md\"\nsha256 = \"{}\"\n\
         columns = {{ code = [\"코드\"], reason = [\"원인\"] }}\n",
        workspace.digest("ja.md")
    );
    let manifest = workspace.read("docs/sources.toml");
    workspace.write("docs/sources.toml", manifest + &block);
}
