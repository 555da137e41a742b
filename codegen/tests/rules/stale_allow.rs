use crate::check::check;
use crate::workspace::Workspace;
use expect_test::expect;

#[test]
fn an_allow_that_matches_no_finding_is_stale() {
    let workspace = Workspace::new();
    workspace.allow("split-reason", "ko", "\"2\"");
    check(
        &workspace,
        1,
        &expect![[r#"
            warning[stale-allow]: this [[allow]] no longer matches any finding
              --> docs/sources.toml:23:8
               |
            23 | rule = "split-reason"
               |        ^^^^^^^^^^^^^^
               |
               = help: remove this [[allow]]; if it is for a new version of the page, run `cargo codegen update`

        "#]],
    );
}

#[test]
fn a_code_of_an_allow_that_matches_no_finding_is_stale() {
    let workspace = Workspace::new();
    workspace.edit_document(
        "ko.md",
        "<td colspan='2'>2</td><td>클라이언트 중단.",
        "<td colspan='2'>2</td><td>클라이언트 중단",
    );
    workspace.allow("split-reason", "ko", "\"2\", \"9\"");
    workspace.run(["generate"]);
    check(
        &workspace,
        1,
        &expect![[r#"
            warning[stale-allow]: no finding matches 9 of this [[allow]] any longer
              --> docs/sources.toml:23:8
               |
            23 | rule = "split-reason"
               |        ^^^^^^^^^^^^^^
               |
               = help: remove 9 from its codes

        "#]],
    );
}

#[test]
fn an_allow_of_part_of_a_finding_is_stale() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", "클라이언트 중단.", "Client stop.");
    workspace.allow("untranslated", "ko", "\"1\"");
    let output = workspace.run(["check"]);
    let start = output.stderr.find("warning[stale-allow]").unwrap();
    let end = output.stderr.find("error[untranslated]").unwrap();
    expect![[r#"
        warning[stale-allow]: one untranslated finding covers 1 and 2; this [[allow]] accepts only a part of it
          --> docs/sources.toml:23:8
           |
        23 | rule = "untranslated"
           |        ^^^^^^^^^^^^^^
           |
           = help: add 2 to its `codes`

    "#]]
    .assert_eq(&output.stderr[start..end]);
}

#[test]
fn a_mistyped_code_of_an_allow_of_part_of_a_finding_is_named() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", "클라이언트 중단.", "Client stop.");
    workspace.allow("untranslated", "ko", "\"1\", \"20\", \"7-100\"");
    let output = workspace.run(["check"]);
    let help = "help: add 2 to its `codes`; remove 20 and 7-100, which no finding matches, from its `codes`\n";
    assert!(output.stderr.contains(help), "{output:?}");
}

#[test]
fn an_allow_for_another_rule_or_language_matches_no_part() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", "클라이언트 중단.", "Client stop.");
    workspace.allow("split-reason", "ko", "\"1\"");
    workspace.allow("untranslated", "en", "\"1\"");
    workspace.allow("untranslated", "ko", "\"9\"");
    let output = workspace.run(["check"]);
    let lines: Vec<&str> = output.stderr.lines().collect();
    let stale = lines.windows(2).filter(|lines| {
        lines[0] == "warning[stale-allow]: this [[allow]] no longer matches any finding"
    });
    let places: Vec<&str> = stale.map(|lines| lines[1].trim()).collect();
    assert_eq!(
        places,
        ["--> docs/sources.toml:23:8", "--> docs/sources.toml:29:8", "--> docs/sources.toml:35:8"]
    );
}

#[test]
fn an_allow_of_a_rule_that_cannot_be_allowed_is_stale() {
    let workspace = Workspace::new();
    let row = "<tr><td colspan='2'>9</td><td>네트워크 오류.</td></tr>\n";
    workspace.edit_document("ko.md", row, "");
    workspace.allow("missing-code", "ko", "\"9\"");
    check(
        &workspace,
        1,
        &expect![[r#"
            error[stale-output]: generated.rs differs from the module generated from the documents
              --> generated.rs:32:1
               |
            32 |         "ko" "네트워크 오류."
               | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ should be `"ko" "The network failed."`
               |
               = help: run `cargo codegen generate`

        "#]],
    );
}

#[test]
fn an_update_removes_the_codes_that_it_makes_stale() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", "클라이언트 중단.", "Client stop.");
    workspace.edit_document("ko.md", "네트워크 오류.", "Network error.");
    workspace.allow("untranslated", "ko", "\"1\", \"2\", \"9\"");
    assert_eq!(workspace.run(["generate"]).status, Some(0));
    let page = workspace.read("docs/ko.md").replace("Network error.", "네트워크 오류.");
    workspace.write("ko.md", page);
    let output = workspace.run(["update", "--upstream", "en=docs/en.md", "--upstream", "ko=ko.md"]);
    assert_eq!(output.status, Some(0), "{output:?}");
    let manifest = workspace.read("docs/sources.toml");
    assert!(manifest.contains("codes = [\"1\", \"2\"]\n"), "{manifest}");
}

#[test]
fn an_update_keeps_entries_that_were_stale_before() {
    let workspace = Workspace::new();
    workspace.allow("split-reason", "ko", "\"2\"");
    workspace
        .write("ko.md", workspace.read("docs/ko.md").replace("네트워크 오류.", "네트워크 장애."));
    let output = workspace.run(["update", "--upstream", "en=docs/en.md", "--upstream", "ko=ko.md"]);
    assert_eq!(output.status, Some(1), "{output:?}");
    assert!(output.stderr.starts_with("warning[stale-allow]: "), "{output:?}");
    assert!(workspace.read("docs/ko.md").contains("네트워크 장애."));
    assert!(workspace.read("docs/sources.toml").contains("rule = \"split-reason\"\n"));
}
