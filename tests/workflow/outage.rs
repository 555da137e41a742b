//! The workflow opens an issue if it fails for two weeks.

use super::Weekly;
use super::github::REVIEWER;
use super::run::{SCHEDULE, Trigger};
use expect_test::expect;
use std::fs;

#[test]
fn pages_missing_for_two_weeks_open_one_issue() {
    let Some(weekly) = Weekly::new() else { return };
    let upstream = &weekly.github.upstream;
    let documents = ["en.md", "ko.md"].map(|name| (name, upstream.get(name)));
    expect![["success\n"]].assert_eq(&weekly.week());
    for (name, _) in &documents {
        upstream.remove(name);
    }
    expect![["failure\n"]].assert_eq(&weekly.week());
    // The week is not over.
    let by_hand = Trigger { event: "workflow_dispatch", ..SCHEDULE };
    expect![["failure\n"]].assert_eq(&weekly.run(by_hand).outcome());
    expect![[r#"
        failure
        issue create: Drift has failed for two weeks
    "#]]
    .assert_eq(&weekly.week());
    let body = weekly.github.body(1);
    assert!(body.contains("404 Not Found"), "{body}");
    expect![["failure\n"]].assert_eq(&weekly.week());

    for (name, text) in documents {
        upstream.set(name, text);
    }
    expect![[r#"
        success
        issue close 1: The workflow succeeds again (https://github.com/owner/repository/actions/runs/6).
    "#]].assert_eq(&weekly.week());
    expect![["success\n"]].assert_eq(&weekly.week());
}

#[test]
fn one_failed_week_opens_no_issue() {
    let Some(weekly) = Weekly::new() else { return };
    let upstream = &weekly.github.upstream;
    let document = upstream.get("ko.md");
    for _ in 0..2 {
        upstream.remove("ko.md");
        expect![["failure\n"]].assert_eq(&weekly.week());
        upstream.set("ko.md", document.as_str());
        expect![["success\n"]].assert_eq(&weekly.week());
    }
}

/// A pull request or an issue may be about the missing page.
#[test]
fn a_missing_page_closes_no_item() {
    let Some(weekly) = Weekly::new() else { return };
    let upstream = &weekly.github.upstream;
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
    upstream.remove("ko.md");
    upstream.remove("en.md");
    expect![["failure\n"]].assert_eq(&weekly.week());
    upstream.set("en.md", weekly.github.file("main", "docs/en.md"));
    expect![[r#"
        failure
        issue create: Drift has failed for two weeks
    "#]]
    .assert_eq(&weekly.week());
}

#[test]
fn the_other_language_is_vendored() {
    let Some(weekly) = Weekly::new() else { return };
    let upstream = &weekly.github.upstream;
    upstream.remove("ko.md");
    upstream.edit("en.md", "wrong", "bad");
    expect![[r#"
        failure
        push upstream-documents: feat(docs): update the documents from upstream
        pr create upstream-documents: feat(docs): update the documents from upstream
        workflow run ci.yml --ref upstream-documents
    "#]]
    .assert_eq(&weekly.week());
    expect![[r#"
        failure
        issue create: Drift has failed for two weeks
    "#]]
    .assert_eq(&weekly.week());
}

#[test]
fn a_generator_that_fails_to_build_for_two_weeks_opens_an_issue() {
    let Some(weekly) = Weekly::new() else { return };
    let broken = Trigger { build_status: 101, ..SCHEDULE };
    expect![["failure\n"]].assert_eq(&weekly.run(broken).outcome());
    expect![[r#"
        failure
        issue create: Drift has failed for two weeks
    "#]]
    .assert_eq(&weekly.run(broken).outcome());
    expect![[r#"
        success
        issue close 1: The workflow succeeds again (https://github.com/owner/repository/actions/runs/3).
    "#]].assert_eq(&weekly.week());
}

#[test]
fn the_issue_contains_the_error() {
    let Some(weekly) = Weekly::new() else { return };
    let github = &weekly.github;
    github.commit("main", REVIEWER, "feat: break the manifest", |checkout| {
        let names = "한".repeat(70_000);
        let manifest = fs::read_to_string(checkout.join("docs/sources.toml")).unwrap();
        let manifest = manifest.replace("names.toml", &names);
        fs::write(checkout.join("docs/sources.toml"), manifest).unwrap();
    });
    expect![["failure\n"]].assert_eq(&weekly.week());
    expect![[r#"
        failure
        issue create: Drift has failed for two weeks
    "#]]
    .assert_eq(&weekly.week());
    let body = github.body(1);
    assert!(body.contains("\n\n    error: "), "{body}");
}
