//! The workflow opens a pull request for documents that `update` vendors.

use super::Weekly;
use super::github::{BOT, BRANCH, REVIEWER};
use super::run::{SCHEDULE, Trigger};
use expect_test::expect;
use std::fs;
use std::path::Path;

/// Rewords a document of upstream's.
fn reword(weekly: &Weekly, from: &str, to: &str) {
    weekly.github.upstream.edit("en.md", from, to);
}

/// Returns a repository with a pull request for a reworded document.
fn opened() -> Option<Weekly> {
    let weekly = Weekly::new()?;
    reword(&weekly, "wrong", "bad");
    weekly.week();
    Some(weekly)
}

fn edit(checkout: &Path, name: &str, from: &str, to: &str) {
    let text = fs::read_to_string(checkout.join(name)).unwrap();
    assert!(text.contains(from), "{name} does not have {from:?}");
    fs::write(checkout.join(name), text.replace(from, to)).unwrap();
}

fn review(checkout: &Path) {
    edit(checkout, "docs/names.toml", "the push URL", "the URL that a client pushes to");
}

#[test]
fn unchanged_documents_change_no_branch_and_no_item() {
    let Some(weekly) = Weekly::new() else { return };
    expect![["success\n"]].assert_eq(&weekly.week());
    // A warning on `main` is for CI.
    weekly.github.commit("main", REVIEWER, "feat: add a category", |checkout| {
        edit(checkout, "docs/names.toml", "meaning = \"the network\"", "meaning = \"the network\"\n\n[[category]]\nname = \"stream\"\nmeaning = \"the stream\"");
    });
    let run = weekly.run(SCHEDULE);
    assert!(run.summary.contains("unused-category"), "{}", run.summary);
    expect![["success\n"]].assert_eq(&run.outcome());
}

#[test]
fn a_change_opens_one_pull_request() {
    let Some(weekly) = Weekly::new() else { return };
    let github = &weekly.github;
    reword(&weekly, "wrong", "bad");
    expect![[r#"
        success
        push upstream-documents: feat(docs): update the documents from upstream
        pr create upstream-documents: feat(docs): update the documents from upstream
        workflow run ci.yml --ref upstream-documents
    "#]]
    .assert_eq(&weekly.week());
    assert!(github.file(BRANCH, "docs/en.md").contains("The name is bad."));
    assert!(github.file(BRANCH, "lvb-codes/src/generated.rs").contains("The name is bad."));
    let files = github.git("origin", &["diff", "--name-only", "main", BRANCH]);
    assert_eq!(files, "docs/en.md\ndocs/sources.toml\nlvb-codes/src/generated.rs\n");
    assert!(github.body(1).contains("The name is bad."), "{}", github.body(1));
    expect![["success\n"]].assert_eq(&weekly.week());

    // The server gives no date, so a document is dated on the day of the run.
    github.amend(BRANCH, BOT, |checkout| {
        let manifest = fs::read_to_string(checkout.join("docs/sources.toml")).unwrap();
        let (_, date) = manifest.split_once("dated = \"").unwrap();
        let date = &date[..10];
        for name in ["docs/sources.toml", "lvb-codes/src/generated.rs"] {
            edit(checkout, name, date, "2020-02-29");
        }
    });
    expect![["success\n"]].assert_eq(&weekly.week());
    // A change of other files of `main` does not count as news either.
    github.commit("main", REVIEWER, "docs: say more", |checkout| {
        fs::write(checkout.join("README.md"), "# More\n").unwrap();
    });
    expect![["success\n"]].assert_eq(&weekly.week());
}

#[test]
fn a_document_keeps_its_bytes() {
    let Some(weekly) = Weekly::new() else { return };
    let (github, upstream) = (&weekly.github, &weekly.github.upstream);
    upstream.set("en.md", upstream.get("en.md").trim_end().replace('\n', "\r\n"));
    upstream.edit("en.md", "wrong.", "bad.\u{a0}\t ");
    weekly.week();
    assert_eq!(github.file(BRANCH, "docs/en.md"), upstream.get("en.md"));
}

#[test]
fn a_run_on_another_branch_changes_nothing() {
    let Some(weekly) = Weekly::new() else { return };
    reword(&weekly, "wrong", "bad");
    let run = weekly.run(Trigger { event: "workflow_dispatch", branch: "other", ..SCHEDULE });
    expect![["success\n"]].assert_eq(&run.outcome());
    assert!(run.summary.contains("The name is bad."), "{}", run.summary);
}

#[test]
fn a_further_change_replaces_the_commit() {
    let Some(weekly) = opened() else { return };
    let github = &weekly.github;
    reword(&weekly, "bad", "invalid");
    expect![[r#"
        success
        push upstream-documents: feat(docs): update the documents from upstream
        pr edit 1: feat(docs): update the documents from upstream
        workflow run ci.yml --ref upstream-documents
    "#]]
    .assert_eq(&weekly.week());
    assert_eq!(github.git("origin", &["rev-list", "--count", &format!("main..{BRANCH}")]), "1\n");
    assert!(github.file(BRANCH, "docs/en.md").contains("The name is invalid."));
    assert!(github.body(1).contains("The name is invalid."));
    // A change of `main` can change the module.
    github.commit("main", REVIEWER, "docs: explain a category", review);
    expect![[r#"
        success
        push upstream-documents: feat(docs): update the documents from upstream
        workflow run ci.yml --ref upstream-documents
    "#]]
    .assert_eq(&weekly.week());
}

#[test]
fn a_change_that_breaks_programs_has_an_exclamation_mark() {
    let Some(weekly) = Weekly::new() else { return };
    for (name, first, second) in [
        ("en.md", "The name is wrong.", "The name is taken."),
        ("ko.md", "잘못된 이름.", "사용 중인 이름."),
    ] {
        let upstream = &weekly.github.upstream;
        upstream.edit(name, first, "first");
        upstream.edit(name, second, first);
        upstream.edit(name, "first", second);
    }
    expect![[r#"
        success
        push upstream-documents: feat(docs)!: update the documents from upstream
        pr create upstream-documents: feat(docs)!: update the documents from upstream
        workflow run ci.yml --ref upstream-documents
    "#]]
    .assert_eq(&weekly.week());
}

#[test]
fn commits_by_others_are_kept() {
    let Some(weekly) = opened() else { return };
    let github = &weekly.github;
    github.commit(BRANCH, REVIEWER, "docs: explain a category", review);
    let tip = github.tip(BRANCH);
    expect![["success\n"]].assert_eq(&weekly.week());

    reword(&weekly, "bad", "invalid");
    expect![[r#"
        success
        pr edit 1: feat(docs): update the documents from upstream
    "#]]
    .assert_eq(&weekly.week());
    assert_eq!(github.tip(BRANCH), tip);
    let body = github.body(1);
    assert!(body.starts_with("**The branch lacks this update.** "), "{body}");
    assert!(body.contains("The name is invalid."), "{body}");
    expect![["success\n"]].assert_eq(&weekly.week());

    // Without them, the branch is the workflow's again.
    github.reset(BRANCH, &format!("{BRANCH}~"));
    expect![[r#"
        success
        push upstream-documents: feat(docs): update the documents from upstream
        pr edit 1: feat(docs): update the documents from upstream
        workflow run ci.yml --ref upstream-documents
    "#]]
    .assert_eq(&weekly.week());
    assert!(!github.body(1).contains("lacks"));
}

#[test]
fn an_amended_commit_is_kept() {
    let Some(weekly) = opened() else { return };
    let github = &weekly.github;
    github.amend(BRANCH, REVIEWER, review);
    let tip = github.tip(BRANCH);
    expect![[r#"
        success
        pr edit 1: feat(docs): update the documents from upstream
    "#]]
    .assert_eq(&weekly.week());
    assert_eq!(github.tip(BRANCH), tip);
}

#[test]
fn commits_of_other_workflows_are_kept() {
    let Some(weekly) = opened() else { return };
    let github = &weekly.github;
    github.commit(BRANCH, BOT, "style: format", review);
    let tip = github.tip(BRANCH);
    reword(&weekly, "bad", "invalid");
    expect![[r#"
        success
        pr edit 1: feat(docs): update the documents from upstream
    "#]]
    .assert_eq(&weekly.week());
    assert_eq!(github.tip(BRANCH), tip);
}

#[test]
fn a_commit_that_arrives_during_the_run_is_kept() {
    let Some(weekly) = opened() else { return };
    let github = &weekly.github;
    let own = github.tip(BRANCH).unwrap();
    github.commit(BRANCH, REVIEWER, "docs: explain a category", review);
    let theirs = github.tip(BRANCH).unwrap();
    let push =
        |tip: &str| format!("git -C \"$GITHUB_ORIGIN\" update-ref refs/heads/{BRANCH} {tip}\n");
    github.reset(BRANCH, &own);

    reword(&weekly, "bad", "invalid");
    github.meanwhile(&push(&theirs));
    expect![["failure\n"]].assert_eq(&weekly.week());
    assert_eq!(github.tip(BRANCH).unwrap(), theirs);

    github.reset(BRANCH, &own);
    reword(&weekly, "invalid", "wrong");
    github.meanwhile(&push(&theirs));
    expect![[r#"
        failure
        pr close 1: Upstream no longer has these documents (https://github.com/owner/repository/actions/runs/3).
        issue create: Drift has failed for two weeks
    "#]].assert_eq(&weekly.week());
    assert_eq!(github.tip(BRANCH).unwrap(), theirs);
}

#[test]
fn a_pull_request_is_closed_when_upstream_reverts_the_change() {
    let Some(weekly) = opened() else { return };
    reword(&weekly, "bad", "wrong");
    expect![[r#"
        success
        pr close 1: Upstream no longer has these documents (https://github.com/owner/repository/actions/runs/2).
        push upstream-documents: deleted
    "#]].assert_eq(&weekly.week());
    assert_eq!(weekly.github.tip(BRANCH), None);
    expect![["success\n"]].assert_eq(&weekly.week());
    reword(&weekly, "wrong", "bad");
    expect![[r#"
        success
        push upstream-documents: feat(docs): update the documents from upstream
        pr create upstream-documents: feat(docs): update the documents from upstream
        workflow run ci.yml --ref upstream-documents
    "#]]
    .assert_eq(&weekly.week());
}

#[test]
fn a_branch_with_commits_by_others_stays_when_its_pull_request_is_closed() {
    let Some(weekly) = opened() else { return };
    let github = &weekly.github;
    github.commit(BRANCH, REVIEWER, "docs: explain a category", review);
    let tip = github.tip(BRANCH);
    reword(&weekly, "bad", "wrong");
    expect![[r#"
        success
        pr close 1: Upstream no longer has these documents (https://github.com/owner/repository/actions/runs/2). The branch stays, because it has commits by others.
    "#]].assert_eq(&weekly.week());
    assert_eq!(github.tip(BRANCH), tip);
    expect![["success\n"]].assert_eq(&weekly.week());
}

#[test]
fn a_declined_pull_request_is_not_opened_again() {
    let Some(weekly) = opened() else { return };
    let github = &weekly.github;
    github.change_item(1, |item| item["state"] = "CLOSED".into());
    expect![["success\n"]].assert_eq(&weekly.week());
    reword(&weekly, "bad", "invalid");
    expect![[r#"
        success
        push upstream-documents: feat(docs): update the documents from upstream
        pr create upstream-documents: feat(docs): update the documents from upstream
        workflow run ci.yml --ref upstream-documents
    "#]]
    .assert_eq(&weekly.week());
}

#[test]
fn a_pull_request_that_could_not_be_opened_is_opened_the_next_week() {
    let Some(weekly) = opened() else { return };
    weekly.github.remove_item(1);
    expect![[r#"
        success
        pr create upstream-documents: feat(docs): update the documents from upstream
    "#]]
    .assert_eq(&weekly.week());
}

#[test]
fn a_merged_branch_is_used_again() {
    let Some(weekly) = opened() else { return };
    let github = &weekly.github;
    github.commit(BRANCH, REVIEWER, "docs: explain a category", review);
    github.merge(BRANCH, 1);
    expect![["success\n"]].assert_eq(&weekly.week());
    reword(&weekly, "bad", "invalid");
    expect![[r#"
        success
        push upstream-documents: feat(docs): update the documents from upstream
        pr create upstream-documents: feat(docs): update the documents from upstream
        workflow run ci.yml --ref upstream-documents
    "#]]
    .assert_eq(&weekly.week());
}
