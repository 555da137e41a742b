//! Findings in published documents, in every format of `drift`.

use crate::fixtures::with_upstream;
use crate::output::json;
use crate::workspace::Workspace;
use expect_test::expect;

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
        en: changed: 1 code added
          at upstream/en.md

        Added
          10  New::fault.

        ko: changed: 1 code reworded
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

        for lvb-codes: unknown until 3 errors are resolved
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

        error[merged-reason]: 7-100 and 7-101 have the same Korean text, but different reasons
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
          = help: 7-100 has the text of `NameTaken` only in Korean, so that page is likely wrong; until upstream fixes it, give the right text in the manifest:
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
        ::error title=unnamed-code,file=docs/en.md,line=1,col=1::10 has no name; its reason is `New::fault.`%0Aupstream/en.md:10: here%0Ahelp: no named reason has this text: add one to docs/names.toml, rename it, and choose a category:%0A[[reason]]%0Aname = "NewFault"%0Acategory = "uncategorized" # fill in address, client, network or another%0Acodes = ["10"]
        ::error title=merged-reason,file=docs/ko.md,line=7,col=43::7-100 and 7-101 have the same Korean text, but different reasons%0Aupstream/ko.md:7: `NameWrong`, but also the text of 7-101%0Aupstream/ko.md:8: `NameTaken`%0Ahelp: 7-100 has the text of `NameTaken` only in Korean, so that page is likely wrong; until upstream fixes it, give the right text in the manifest:%0A[[correction]]%0Alanguage = "ko"%0Acode = "7-100"%0Aupstream = "사용 중인 이름."%0Atext = "잘못된 이름."%0Abecause = "..."%0Ahelp: if this is correct, accept it in the manifest:%0A[[allow]]%0Arule = "merged-reason"%0Alanguage = "ko"%0Acodes = ["7-100"]%0Awith = ["7-101"]%0Abecause = "..."
        ::error title=missing-code,file=docs/ko.md,line=1,col=1::10 is in the English document, but not in the Korean one%0Aupstream/ko.md:9: 10 should follow this row%0Aupstream/en.md:10: 10 in the English document%0Ahelp: the Korean page may follow later: wait for it, or accept the finding; until then the crate has the English text%0Ahelp: if this is correct, accept it in the manifest:%0A[[allow]]%0Arule = "missing-code"%0Alanguage = "ko"%0Acodes = ["10"]%0Abecause = "..."
        ::warning title=drift,file=docs/en.md,line=1,col=1::en: changed: 1 code added%0Aupstream/en.md
        ::warning title=drift,file=docs/ko.md,line=1,col=1::ko: changed: 1 code reworded%0Aupstream/ko.md
    "#]].assert_eq(&output.stdout);
}

#[test]
fn markdown_lists_the_findings() {
    let output = disagreeing().run(["drift", "--format", "markdown"]);
    assert_eq!((output.status, output.stderr.as_str()), (Some(1), ""));
    expect![[r###"
        ## Decide first

        **error `unnamed-code`**: 10 has no name; its reason is `New::fault.`

        | code | reason | English | Korean |
        | --- | --- | --- | --- |
        | 10 | `NewFault?` | New\:\:fault. |  |

        no named reason has this text: add one to docs/names.toml, rename it, and choose a category:

        ~~~~~~toml
        [[reason]]
        name = "NewFault"
        category = "uncategorized" # fill in address, client, network or another
        codes = ["10"]
        ~~~~~~

        **error `merged-reason`**: 7-100 and 7-101 have the same Korean text, but different reasons

        | code | reason | English | Korean |
        | --- | --- | --- | --- |
        | 7-100 | `NameWrong` | The name is wrong. | 사용 중인 이름. |
        | 7-101 | `NameTaken` | The name is taken. | 사용 중인 이름. |

        7-100 has the text of `NameTaken` only in Korean, so that page is likely wrong; until upstream fixes it, give the right text in the manifest:

        ~~~~~~toml
        [[correction]]
        language = "ko"
        code = "7-100"
        upstream = "사용 중인 이름."
        text = "잘못된 이름."
        because = "..."
        ~~~~~~

        <details><summary>if this is correct, accept it in the manifest:</summary>

        ~~~~~~toml
        [[allow]]
        rule = "merged-reason"
        language = "ko"
        codes = ["7-100"]
        with = ["7-101"]
        because = "..."
        ~~~~~~

        </details>

        **error `missing-code`**: 10 is in the English document, but not in the Korean one

        | code | reason | English | Korean |
        | --- | --- | --- | --- |
        | 10 | `NewFault?` | New\:\:fault. |  |

        the Korean page may follow later: wait for it, or accept the finding; until then the crate has the English text

        <details><summary>if this is correct, accept it in the manifest:</summary>

        ~~~~~~toml
        [[allow]]
        rule = "missing-code"
        language = "ko"
        codes = ["10"]
        because = "..."
        ~~~~~~

        </details>

        ## Verdict

        The effect on `lvb-codes` is unknown until 3 errors are resolved.

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

        - English (`en`), `upstream/en.md`: **changed**: 1 code added
        - Korean (`ko`), `upstream/ko.md`: **changed**: 1 code reworded
    "###]].assert_eq(&output.stdout);
}

/// Errors come first, because GitHub shows ten annotations.
#[test]
fn annotations_point_at_files_of_the_repository() {
    let workspace = with_upstream();
    workspace.edit(
        "docs/names.toml",
        "[[category]]\nname = \"client\"",
        "[[category]]\nname = \"other\"\nmeaning = \"the rest\"\n\n[[category]]\nname = \"client\"",
    );
    let manifest = workspace.read("docs/sources.toml");
    let language =
        "\n[[language]]\ntag = \"ja\"\ndocument = \"ja.md\"\nupstream = \"../upstream/ja.md\"\n";
    workspace.write("docs/sources.toml", manifest + language);
    workspace
        .write("upstream/ja.md", "| errcode | errmsg |\n|--|--|\n| 9 | 切断 |\n| 9 | 停止 |\n");
    workspace.edit("upstream/ko.md", "네트워크 오류.", "Network error.");
    workspace.edit(
        "upstream/en.md",
        "2</td><td>The client stopped.",
        "2</td><td>The client stopped",
    );
    let output = workspace.run(["drift", "--format", "github"]);
    let commands =
        output.stdout.lines().filter_map(|line| line.split_once("::")?.1.split_once("::"));
    let places: Vec<&str> = commands.map(|(place, _)| place).collect();
    expect![[r#"
        error title=untranslated,file=docs/ko.md,line=9,col=31
        error title=missing-code,file=docs/sources.toml,line=1,col=1
        error title=missing-code,file=docs/sources.toml,line=1,col=1
        error title=missing-code,file=docs/sources.toml,line=1,col=1
        error title=missing-code,file=docs/sources.toml,line=1,col=1
        error title=duplicate-code,file=docs/sources.toml,line=1,col=1
        warning title=split-reason,file=docs/en.md,line=6,col=31
        warning title=unused-category,file=docs/names.toml,line=27,col=8
        warning title=drift,file=docs/en.md,line=1,col=1
        warning title=drift,file=docs/ko.md,line=1,col=1
        warning title=drift,file=docs/sources.toml,line=1,col=1"#]]
    .assert_eq(&places.join("\n"));
}
