use crate::check::check;
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
