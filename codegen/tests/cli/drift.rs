//! `drift` of the vendored documents against upstream documents in files.

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
fn an_unreadable_row_does_not_make_a_page_invalid() {
    let workspace = with_upstream();
    let row = "<tr><td colspan='2'>x</td><td>New.</td></tr></table>";
    workspace.edit("upstream/en.md", "</table>", row);
    let report = json(&workspace.run(["drift", "--format", "json"]));
    assert_eq!(report["documents"][0]["status"], "changed");
    assert_eq!(report["findings"][0]["rule"], "bad-code");
}

/// Returns a workspace whose upstream pages are valid but do not agree.
fn disagreeing() -> Workspace {
    let workspace = with_upstream();
    workspace.edit("upstream/ko.md", "잘못된 이름", "사용 중인 이름");
    workspace.edit(
        "upstream/en.md",
        "</table>",
        "<tr><td colspan='2'>10</td><td>New::fault.</td></tr></table>",
    );
    workspace
}

#[test]
fn findings_in_upstream_documents_are_reported() {
    let workspace = disagreeing();
    let before = workspace.files();
    let output = workspace.run(["drift"]);
    assert_eq!(output.status, Some(1));
    expect![[r#"
        en: changed: 1 code added: a minor change
          at upstream/en.md

        Added
          10  New::fault.

        ko: changed: 1 code reworded: a major change
          at upstream/ko.md

        Reasons
          7-100 now has the reason of 7-101

        Moved
          7-100 now has the text that 7-101 had: `사용 중인 이름.`

        Reworded
          7-100
            - 잘못된 이름.
            + 사용 중인 이름.

        Reworded in this language only: 7-100

        for lvb-codes: unknown until 3 errors are settled
    "#]]
    .assert_eq(&output.stdout);
    expect![[r#"
        error[unnamed-code]: 10 has no name; its reason is `New::fault.`
          --> upstream/en.md:10:32
           |
        10 | <tr><td colspan='2'>10</td><td>New::fault.</td></tr></table>
           |                                ^^^^^^^^^^^
           |
           = help: no named reason has this text: add one to docs/names.toml, rename it, and choose a category:
                   [[reason]]
                   name = "NewFault"
                   category = "uncategorized" # fill in address, client, network or another
                   codes = ["10"]

        error[merged-reason]: 7-100 and 7-101 have the same Korean text but are different reasons
         --> upstream/ko.md:7:43
          |
        7 | <tr><td rowspan='2'>7</td><td>100</td><td>사용 중인 이름.</td></tr>
          |                                           ^^^^^^^^^^^^^^^ `NameWrong`, but also the text of 7-101
          |
         ::: upstream/ko.md:8:21
          |
        8 | <tr><td>101</td><td>사용 중인 이름.</td></tr>
          |                     --------------- `NameTaken`
          |
          = help: only Korean: 7-100 has the text of `NameTaken`, the other languages keep them apart: a slip in that page; until upstream corrects it, say the right text in the manifest:
                  [[correction]]
                  language = "ko"
                  code = "7-100"
                  upstream = "사용 중인 이름."
                  text = "잘못된 이름."
                  because = "..."
          = help: if this is correct, accept it in the manifest:
                  [[allow]]
                  rule = "merged-reason"
                  language = "ko"
                  codes = ["7-100"]
                  with = ["7-101"]
                  because = "..."

        error[missing-code]: 10 is in the English document, but not in the Korean one
          --> upstream/ko.md:9:21
           |
         9 | <tr><td colspan='2'>9</td><td>네트워크 오류.</td></tr>
           |                     ^ 10 should follow this row
           |
          ::: upstream/en.md:10:21
           |
        10 | <tr><td colspan='2'>10</td><td>New::fault.</td></tr></table>
           |                     -- 10 in the English document
           |
           = help: the Korean page may follow later: wait for it, or accept the finding; until then the crate has the English text
           = help: if this is correct, accept it in the manifest:
                   [[allow]]
                   rule = "missing-code"
                   language = "ko"
                   codes = ["10"]
                   because = "..."

    "#]].assert_eq(&output.stderr);
    assert_eq!(workspace.files(), before);
}

#[test]
fn json_has_the_findings() {
    let report = json(&disagreeing().run(["drift", "--format", "json"]));
    let findings = report["findings"].as_array().unwrap().iter();
    let rules: Vec<&str> = findings.map(|finding| finding["rule"].as_str().unwrap()).collect();
    assert_eq!(rules, ["unnamed-code", "merged-reason", "missing-code"]);
}

#[test]
fn github_annotates_the_findings() {
    let workspace = disagreeing();
    let output = workspace.run(["drift", "--format", "github"]);
    assert_eq!((output.status, output.stderr.as_str()), (Some(1), ""));
    expect![[r#"
        ::warning title=drift,file=docs/en.md,line=1,col=1::en: changed: 1 code added: a minor change%0Aupstream/en.md
        ::warning title=drift,file=docs/ko.md,line=1,col=1::ko: changed: 1 code reworded: a major change%0Aupstream/ko.md
        ::error title=unnamed-code,file=upstream/en.md,line=10,col=32::10 has no name; its reason is `New::fault.`%0Ahelp: no named reason has this text: add one to docs/names.toml, rename it, and choose a category:%0A[[reason]]%0Aname = "NewFault"%0Acategory = "uncategorized" # fill in address, client, network or another%0Acodes = ["10"]
        ::error title=merged-reason,file=upstream/ko.md,line=7,col=43::7-100 and 7-101 have the same Korean text but are different reasons%0A`NameWrong`, but also the text of 7-101%0Aupstream/ko.md:8: `NameTaken`%0Ahelp: only Korean: 7-100 has the text of `NameTaken`, the other languages keep them apart: a slip in that page; until upstream corrects it, say the right text in the manifest:%0A[[correction]]%0Alanguage = "ko"%0Acode = "7-100"%0Aupstream = "사용 중인 이름."%0Atext = "잘못된 이름."%0Abecause = "..."%0Ahelp: if this is correct, accept it in the manifest:%0A[[allow]]%0Arule = "merged-reason"%0Alanguage = "ko"%0Acodes = ["7-100"]%0Awith = ["7-101"]%0Abecause = "..."
        ::error title=missing-code,file=upstream/ko.md,line=9,col=21::10 is in the English document, but not in the Korean one%0A10 should follow this row%0Aupstream/en.md:10: 10 in the English document%0Ahelp: the Korean page may follow later: wait for it, or accept the finding; until then the crate has the English text%0Ahelp: if this is correct, accept it in the manifest:%0A[[allow]]%0Arule = "missing-code"%0Alanguage = "ko"%0Acodes = ["10"]%0Abecause = "..."
    "#]].assert_eq(&output.stdout);
}

#[test]
fn markdown_lists_the_findings() {
    let output = disagreeing().run(["drift", "--format", "markdown"]);
    assert_eq!((output.status, output.stderr.as_str()), (Some(1), ""));
    expect![[r###"
        ## Decide first

        **error `unnamed-code`**: 10 has no name; its reason is \`New\:\:fault\.\`

        | code | reason | English | Korean |
        | --- | --- | --- | --- |
        | 10 |  | New\:\:fault. |  |

        no named reason has this text: add one to docs/names.toml, rename it, and choose a category:

        ~~~~~~toml
        [[reason]]
        name = "NewFault"
        category = "uncategorized" # fill in address, client, network or another
        codes = ["10"]
        ~~~~~~

        **error `merged-reason`**: 7-100 and 7-101 have the same Korean text but are different reasons

        | code | reason | English | Korean |
        | --- | --- | --- | --- |
        | 7-100 | `NameWrong` | The name is wrong. | 사용 중인 이름. |
        | 7-101 | `NameTaken` | The name is taken. | 사용 중인 이름. |

        only Korean: 7-100 has the text of \`NameTaken\`, the other languages keep them apart: a slip in that page; until upstream corrects it, say the right text in the manifest:

        ~~~~~~toml
        [[correction]]
        language = "ko"
        code = "7-100"
        upstream = "사용 중인 이름."
        text = "잘못된 이름."
        because = "..."
        ~~~~~~

        if this is correct, accept it in the manifest:

        ~~~~~~toml
        [[allow]]
        rule = "merged-reason"
        language = "ko"
        codes = ["7-100"]
        with = ["7-101"]
        because = "..."
        ~~~~~~

        **error `missing-code`**: 10 is in the English document, but not in the Korean one

        | code | reason | English | Korean |
        | --- | --- | --- | --- |
        | 10 |  | New\:\:fault. |  |

        the Korean page may follow later: wait for it, or accept the finding; until then the crate has the English text

        if this is correct, accept it in the manifest:

        ~~~~~~toml
        [[allow]]
        rule = "missing-code"
        language = "ko"
        codes = ["10"]
        because = "..."
        ~~~~~~

        ## Verdict

        What this means for `lvb-codes` is known once 3 errors are settled.

        ## 1 new code

        | code | reason | English | Korean |
        | --- | --- | --- | --- |
        | 10 | `NewFault?` | New\:\:fault. |  |

        ## Korean: structure

        - 7-100 now has the reason of 7-101
        - 7-100 now has the text that 7-101 had: “사용 중인 이름.”

        ## Korean: 1 code reworded

        | code | old | new |
        | --- | --- | --- |
        | 7-100 | 잘못된 이름. | 사용 중인 이름. |

        Reworded in Korean only, while the other languages keep their texts: 7-100

        ## Documents

        - English (`en`), `upstream/en.md`: **changed**: 1 code added: a minor change
        - Korean (`ko`), `upstream/ko.md`: **changed**: 1 code reworded: a major change
    "###]].assert_eq(&output.stdout);
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
    "#]]
    .assert_eq(&output.stdout);
    let output = workspace.run(["drift", "--format", "github"]);
    assert_eq!(output.status, Some(2));
    expect![[r#"
        ::error title=drift,file=docs/en.md,line=1,col=1::en: invalid: the one table in this document does not list codes; the page may have moved: look into upstream, and search the repository for en.md and for names that end in en.md%0Aupstream/en.md
        ::error title=drift,file=docs/ko.md,line=1,col=1::ko: unreachable: cannot read it: No such file or directory (os error 2); the page may have moved: look into upstream, and search the repository for ko.md and for names that end in ko.md%0Aupstream/ko.md
        ::error title=no-code-table,file=upstream/en.md,line=3,col=1::the one table in this document does not list codes%0Aits headers are `Cause`%0Ahelp: a code table has a column headed `errcode` or `Code` and one headed `errmsg` or `Reason`; if this document has other headers, add them under `columns` in the manifest; if it lists no codes, keep its previous version
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
