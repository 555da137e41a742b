//! `drift` of the vendored documents against upstream documents in files.

mod decisions;
mod findings;

use crate::fixtures::with_upstream;
use crate::output::json;
use crate::workspace::Workspace;
use expect_test::expect;
use serde_json::json;

#[test]
fn equal_documents_are_the_same() {
    let workspace = with_upstream();
    let output = workspace.run(["drift"]);
    assert_eq!((output.status, output.stderr.as_str()), (Some(0), ""));
    expect![[r#"
        en: same: upstream has the vendored document
          at upstream/en.md
        ko: same: upstream has the vendored document
          at upstream/ko.md
    "#]]
    .assert_eq(&output.stdout);
    for format in ["github", "markdown"] {
        assert_eq!(workspace.run(["drift", "--format", format]).status, Some(0));
    }
    let output = workspace.run(["drift", "--format", "json"]);
    let same = |tag: &str| {
        json!({
            "language": tag, "status": "same", "location": format!("upstream/{tag}.md"),
            "message": "upstream has the vendored document",
            "added": [], "removed": [], "reworded": [], "punctuated": [], "moved": [], "regrouped": [],
            "layout": {"old": "html", "new": "html"}, "verdict": "none",
        })
    };
    let documents = [same("en"), same("ko")];
    let report = json!({
        "verdict": "none", "version": null, "documents": documents, "findings": [],
    });
    assert_eq!(json(&output), report);
}

#[test]
fn a_reworded_reason_changes_only_its_language() {
    let workspace = with_upstream();
    workspace.edit("upstream/ko.md", "네트워크 오류", "네트워크 장애");
    let before = workspace.files();
    let output = workspace.run(["drift", "--format", "json"]);
    assert_eq!(output.status, Some(1));
    let report = json(&output);
    assert_eq!(report["documents"][0]["status"], "same");
    let ko = &report["documents"][1];
    assert_eq!((&ko["status"], &ko["verdict"]), (&json!("changed"), &json!("patch")));
    assert_eq!(
        ko["reworded"],
        json!([{"code": "9", "old": "네트워크 오류.", "new": "네트워크 장애."}])
    );
    assert_eq!(workspace.files(), before);
}

/// A rewording is remarkable only if the other languages keep their texts.
#[test]
fn the_only_language_rewords_nothing_alone() {
    let workspace = with_upstream();
    let manifest = workspace.read("docs/sources.toml");
    let (english, _) = manifest.split_once("[[language]]\ntag = \"ko\"").unwrap();
    workspace.write("docs/sources.toml", english);
    workspace.edit("upstream/en.md", "The network failed.", "The network broke.");
    let output = workspace.run(["drift"]);
    expect![[r#"
        en: changed: 1 code reworded
          at upstream/en.md

        Reworded
          9
            The network [-failed-]{+broke+}.

        for lvb-codes: major
    "#]]
    .assert_eq(&output.stdout);
}

#[test]
fn a_missing_page_may_have_the_same_rewording() {
    let workspace = with_upstream();
    workspace.edit("upstream/en.md", "The network failed.", "The network broke.");
    let output = workspace.run(["drift"]);
    assert!(output.stdout.contains("Reworded in this language only: 9\n"), "{output:?}");
    let output = workspace.run(["drift", "--upstream", "ko=missing.md"]);
    assert_eq!(output.status, Some(2));
    assert!(!output.stdout.contains("in this language only"), "{output:?}");
}

#[test]
fn a_page_that_changed_outside_its_table_has_verdict_none() {
    let workspace = with_upstream();
    workspace.edit("upstream/en.md", "# Codes", "# All codes");
    let output = workspace.run(["drift", "--format", "json"]);
    let en = &json(&output)["documents"][0];
    assert_eq!(output.status, Some(1));
    assert_eq!((&en["status"], &en["verdict"]), (&json!("changed"), &json!("none")));
    assert_eq!(en["message"], "the page changed, but not its codes");
}

#[test]
fn a_skipped_version_is_silent() {
    let workspace = with_upstream();
    workspace.write("upstream/en.md", "# Causes\n");
    let digest = workspace.digest("../upstream/en.md");
    let key = "document = \"en.md\"\n";
    workspace.edit("docs/sources.toml", key, &format!("{key}skip = [\"{digest}\"]\n"));
    let output = workspace.run(["drift"]);
    assert_eq!((output.status, output.stderr.as_str()), (Some(0), ""));
    expect![[r#"
        en: skipped: upstream has a version that is skipped
          at upstream/en.md
        ko: same: upstream has the vendored document
          at upstream/ko.md
    "#]]
    .assert_eq(&output.stdout);
    assert_eq!(workspace.run(["drift", "--format", "github"]).stdout, "");
    let before = workspace.files();
    assert_eq!(workspace.run(["update"]).status, Some(0));
    assert_eq!(workspace.files(), before);
    // A further version is reported.
    workspace.write("upstream/en.md", "# Reasons\n");
    assert_eq!(workspace.run(["drift"]).status, Some(2));
}

#[test]
fn an_unreadable_row_does_not_make_a_page_invalid() {
    let workspace = with_upstream();
    let row = "<tr><td colspan='2'>x</td><td>New.</td></tr></table>";
    workspace.edit("upstream/en.md", "</table>", row);
    let report = json(&workspace.run(["drift", "--format", "json"]));
    assert_eq!(report["documents"][0]["status"], "changed");
    assert_eq!(report["findings"][0]["rule"], "bad-code");
}

#[test]
fn an_allow_that_upstream_makes_stale_is_reported() {
    let workspace = with_upstream();
    workspace.edit_document(
        "ko.md",
        "<td colspan='2'>2</td><td>클라이언트 중단.",
        "<td colspan='2'>2</td><td>클라이언트 중단",
    );
    workspace.allow("split-reason", "ko", "\"2\"");
    assert_eq!(workspace.run(["generate"]).status, Some(0));
    let report = json(&workspace.run(["drift", "--format", "json"]));
    assert_eq!(report["documents"][1]["verdict"], "patch");
    assert_eq!(report["findings"][0]["rule"], "stale-allow");
}

#[test]
fn invalid_and_unreachable_documents_are_reported() {
    let workspace = with_upstream();
    workspace.write("upstream/en.md", "# Causes\n\n| Cause |\n|---|\n| a |\n");
    std::fs::remove_file(workspace.path("upstream/ko.md")).unwrap();
    let output = workspace.run(["drift"]);
    assert_eq!(output.status, Some(2));
    expect![[r#"
        en: invalid: the one table in this document does not list codes; the page may have moved: look into upstream, and search the repository for en.md and for names that end in en.md
          at upstream/en.md
        ko: unreachable: cannot read it: No such file or directory (os error 2); the page may have moved: look into upstream, and search the repository for ko.md and for names that end in ko.md
          at upstream/ko.md
        for lvb-codes: unknown until all pages can be used
    "#]]
    .assert_eq(&output.stdout);
    let output = workspace.run(["drift", "--format", "github"]);
    assert_eq!(output.status, Some(2));
    expect![[r#"
        ::error title=drift,file=docs/en.md,line=1,col=1::en: invalid: the one table in this document does not list codes; the page may have moved: look into upstream, and search the repository for en.md and for names that end in en.md%0Aupstream/en.md
        ::error title=drift,file=docs/ko.md,line=1,col=1::ko: unreachable: cannot read it: No such file or directory (os error 2); the page may have moved: look into upstream, and search the repository for ko.md and for names that end in ko.md%0Aupstream/ko.md
        ::error title=no-code-table,file=docs/en.md,line=1,col=1::the one table in this document does not list codes%0Aupstream/en.md:3: its headers are `Cause`%0Ahelp: a code table has a column headed `errcode` or `Code` and one headed `errmsg` or `Reason`; if this document has other headers, add them under `columns` in the manifest; if it lists no codes, keep its previous version
    "#]].assert_eq(&output.stdout);
    let report = json(&workspace.run(["drift", "--format", "json"]));
    let (en, ko) = (&report["documents"][0], &report["documents"][1]);
    assert_eq!((&en["status"], &ko["status"]), (&json!("invalid"), &json!("unreachable")));
    assert_eq!(
        (&en["verdict"], &en["layout"], &en["added"]),
        (&json!(null), &json!(null), &json!([]))
    );
}

#[test]
fn a_file_above_the_limit_is_invalid() {
    let workspace = with_upstream();
    workspace.write("upstream/en.md", vec![b'#'; (8 << 20) + 1]);
    let report = json(&workspace.run(["drift", "--format", "json"]));
    assert_eq!(report["documents"][0]["message"], "it is larger than 8 MiB");
    let page = workspace.read("docs/en.md");
    workspace.write("upstream/en.md", page.clone() + &"\n".repeat((8 << 20) - page.len()));
    let report = json(&workspace.run(["drift", "--format", "json"]));
    assert_eq!(report["documents"][0]["message"], "the page changed, but not its codes");
}

#[test]
fn locations_and_timeouts_on_the_command_line_are_checked() {
    let workspace = Workspace::new();
    let output =
        workspace.run(["drift", "--upstream", "en=docs/en.md", "--upstream", "ko=docs/ko.md"]);
    assert_eq!(output.status, Some(0));
    for (args, message) in [
        (&["--upstream", "en=docs/en.md"][..], "error: the manifest has no `upstream` for ko\n"),
        (&["--upstream", "fr=docs/en.md"], "error: --upstream: the manifest has no language fr\n"),
        (
            &["--upstream", "en=a", "--upstream", "en=b"],
            "error: --upstream gives two locations for en\n",
        ),
        (
            &["--upstream", "en=ftp://a", "--upstream", "ko=b"],
            "error: cannot fetch from a ftp URL\n",
        ),
        (&["--upstream", "en"], "expected TAG=LOCATION"),
        (&["--upstream", "en="], "the location is empty"),
        (&["--upstream", "e n=a"], "`e n` is not a BCP 47 language tag"),
        (&["--timeout", "0"], "expected a number from 0.001 to 86400"),
        (&["--timeout", "NaN"], "expected a number from 0.001 to 86400"),
        (&["--timeout", "soon"], "expected a number of seconds"),
    ] {
        let output = workspace.run_args(&[&["drift"], args].concat());
        assert_eq!((output.status, output.stdout.as_str()), (Some(2), ""));
        assert!(output.stderr.contains(message), "{}", output.stderr);
    }
}

#[test]
fn an_upstream_with_an_unsupported_scheme_is_an_error() {
    let workspace = with_upstream();
    workspace.edit("docs/sources.toml", "../upstream/ko.md", "git://example.com/ko.md");
    let output = workspace.run(["drift"]);
    assert_eq!(output.status, Some(2));
    expect![[r#"
        error: cannot fetch from a git URL
          --> docs/sources.toml:20:12
           |
        20 | upstream = "git://example.com/ko.md" # as published
           |            ^^^^^^^^^^^^^^^^^^^^^^^^^
           |
           = help: give an http or https URL, or the path of a file
    "#]]
    .assert_eq(&output.stderr);
}
