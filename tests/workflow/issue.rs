//! The workflow opens an issue for documents that are held back.

use super::Weekly;
use super::github::BRANCH;
use expect_test::expect;

/// A row that only one language has.
const ROW: &str = "<tr><td colspan='2'>10</td><td>The disk is full.</td></tr>\n</table>";

#[test]
fn disagreeing_languages_open_one_issue() {
    let Some(weekly) = Weekly::new() else { return };
    let upstream = &weekly.github.upstream;
    upstream.edit("en.md", "</table>", ROW);
    expect![[r#"
        success
        issue create: Upstream's documents cannot be vendored automatically
    "#]]
    .assert_eq(&weekly.week());
    let body = weekly.github.body(1);
    assert!(body.contains("The disk is full."), "{body}");
    expect![["success\n"]].assert_eq(&weekly.week());

    upstream.edit("en.md", "full", "not empty enough");
    expect![[r#"
        success
        issue edit 1
    "#]]
    .assert_eq(&weekly.week());
    assert!(weekly.github.body(1).contains("not empty enough"));

    upstream.edit("en.md", &ROW.replace("full", "not empty enough"), "</table>");
    expect![[r#"
        success
        issue close 1: This is settled (https://github.com/owner/repository/actions/runs/4).
    "#]]
    .assert_eq(&weekly.week());
    expect![["success\n"]].assert_eq(&weekly.week());
}

/// The other language gets a pull request.
#[test]
fn one_language_can_be_held_back() {
    let Some(weekly) = Weekly::new() else { return };
    let github = &weekly.github;
    github.upstream.edit("en.md", "</table>", ROW);
    github.upstream.edit("ko.md", "잘못된", "틀린");
    expect![[r#"
        success
        push upstream-documents: feat(docs): update the documents from upstream
        pr create upstream-documents: feat(docs): update the documents from upstream
        workflow run ci.yml --ref upstream-documents
        issue create: Upstream's documents cannot be vendored automatically
    "#]]
    .assert_eq(&weekly.week());
    assert!(github.file(BRANCH, "docs/ko.md").contains("틀린 이름."));
    assert!(!github.file(BRANCH, "docs/en.md").contains("disk"));
    expect![["success\n"]].assert_eq(&weekly.week());
    // The pull request is out of date once its document is held back too.
    github.upstream.edit("ko.md", "</table>", &ROW.replace("10", "11"));
    expect![[r#"
        success
        pr close 1: Upstream no longer has these documents (https://github.com/owner/repository/actions/runs/3).
        push upstream-documents: deleted
        issue edit 2
    "#]].assert_eq(&weekly.week());
}
