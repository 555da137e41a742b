//! Pull requests, issues and branches of others look like the workflow's, and stay as they are.

use super::Weekly;
use super::github::{BRANCH, REVIEWER};
use expect_test::expect;
use serde_json::Value;
use std::fs;

fn by_a_person(item: &mut Value) {
    item["author"] = serde_json::json!({"is_bot": false, "login": "app/github-actions"});
}

fn by_another_bot(item: &mut Value) {
    item["author"]["login"] = "app/dependabot".into();
}

fn without_the_label(item: &mut Value) {
    item["labels"] = serde_json::json!([{"name": "bug"}]);
}

fn from_a_fork(item: &mut Value) {
    item["isCrossRepository"] = true.into();
}

/// Adds an issue and a pull request of each kind, and returns all.
fn add(weekly: &Weekly) -> Vec<Value> {
    let kinds: [Kind; 7] = [
        ("issue", by_a_person),
        ("issue", by_another_bot),
        ("issue", without_the_label),
        ("pr", from_a_fork),
        ("pr", |item| item["headRefName"] = "other".into()),
        ("pr", |item| {
            from_a_fork(item);
            by_a_person(item);
        }),
        ("pr", |item| {
            from_a_fork(item);
            without_the_label(item);
        }),
    ];
    for (number, (kind, change)) in (1..).zip(kinds) {
        weekly.github.add_item(kind, number, change);
    }
    weekly.github.items()
}

/// A difference of an item by others, and the function that makes it.
type Kind = (&'static str, fn(&mut Value));

#[test]
fn items_by_others_with_the_same_name_stay_unchanged() {
    let Some(weekly) = Weekly::new() else { return };
    let strangers = add(&weekly);
    let upstream = &weekly.github.upstream;
    let documents = ["en.md", "ko.md"].map(|name| (name, upstream.get(name)));
    upstream.edit("ko.md", "잘못된", "틀린");
    upstream.edit("en.md", "</table>", "<tr><td colspan='2'>10</td><td>Full.</td></tr>\n</table>");
    expect![[r#"
        success
        push upstream-documents: feat(docs): update the documents from upstream
        pr create upstream-documents: feat(docs): update the documents from upstream
        workflow run ci.yml --ref upstream-documents
        issue create: Upstream's documents cannot be vendored automatically
    "#]]
    .assert_eq(&weekly.week());
    upstream.edit("ko.md", "틀린", "잘못");
    upstream.edit("en.md", "Full", "Empty");
    expect![[r#"
        success
        push upstream-documents: feat(docs): update the documents from upstream
        pr edit 8: feat(docs): update the documents from upstream
        workflow run ci.yml --ref upstream-documents
        issue edit 9
    "#]]
    .assert_eq(&weekly.week());
    upstream.remove("en.md");
    upstream.remove("ko.md");
    weekly.week();
    expect![[r#"
        failure
        issue create: Drift has failed for two weeks
    "#]]
    .assert_eq(&weekly.week());
    for (name, text) in documents {
        upstream.set(name, text);
    }
    expect![[r#"
        success
        pr close 8: Upstream no longer has these documents (https://github.com/owner/repository/actions/runs/5).
        push upstream-documents: deleted
        issue close 9: This is settled (https://github.com/owner/repository/actions/runs/5).
        issue close 10: The workflow succeeds again (https://github.com/owner/repository/actions/runs/5).
    "#]].assert_eq(&weekly.week());
    assert_eq!(weekly.github.items()[..strangers.len()], strangers);
}

/// GitHub allows one for a branch.
#[test]
fn a_branch_with_a_pull_request_by_others_gets_no_second_one() {
    for others in [by_a_person, without_the_label] {
        let Some(weekly) = Weekly::new() else { return };
        let github = &weekly.github;
        github.upstream.edit("en.md", "wrong", "bad");
        weekly.week();
        github.change_item(1, others);
        let title = |item: &Value| (item["title"].clone(), item["body"].clone());
        let before = title(&github.items()[0]);
        expect![["success\n"]].assert_eq(&weekly.week());
        github.upstream.edit("en.md", "bad", "invalid");
        expect![[r#"
            success
            push upstream-documents: feat(docs): update the documents from upstream
            workflow run ci.yml --ref upstream-documents
        "#]]
        .assert_eq(&weekly.week());
        github.upstream.edit("en.md", "invalid", "wrong");
        expect![["success\n"]].assert_eq(&weekly.week());
        assert_eq!(title(&github.items()[0]), before);
    }
}

#[test]
fn a_pull_request_is_found_among_many_forks() {
    let Some(weekly) = Weekly::new() else { return };
    weekly.github.upstream.edit("en.md", "wrong", "bad");
    weekly.week();
    for number in 2..40 {
        weekly.github.add_item("pr", number, from_a_fork);
    }
    expect![["success\n"]].assert_eq(&weekly.week());
}

#[test]
fn a_branch_by_others_with_the_same_name_stays_unchanged() {
    let Some(weekly) = Weekly::new() else { return };
    let github = &weekly.github;
    github.commit(BRANCH, REVIEWER, "docs: say more", |checkout| {
        fs::write(checkout.join("README.md"), "# More\n").unwrap();
    });
    let tip = github.tip(BRANCH);
    expect![["success\n"]].assert_eq(&weekly.week());
    github.upstream.edit("en.md", "wrong", "bad");
    expect![[r#"
        success
        issue create: Upstream's documents cannot be vendored automatically
    "#]]
    .assert_eq(&weekly.week());
    assert_eq!(github.tip(BRANCH), tip);
    let body = github.body(1);
    assert!(body.starts_with("**The branch `upstream-documents` blocks the update.** "), "{body}");
    expect![["success\n"]].assert_eq(&weekly.week());

    github.git("origin", &["branch", "--quiet", "--delete", "--force", BRANCH]);
    expect![[r#"
        success
        push upstream-documents: feat(docs): update the documents from upstream
        pr create upstream-documents: feat(docs): update the documents from upstream
        workflow run ci.yml --ref upstream-documents
        issue close 1: This is settled (https://github.com/owner/repository/actions/runs/4).
    "#]]
    .assert_eq(&weekly.week());
}
