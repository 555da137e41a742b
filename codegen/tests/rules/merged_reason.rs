use crate::check::check;
use crate::workspace::Workspace;
use expect_test::expect;

#[test]
fn two_reasons_with_one_text_are_both_reported() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", "잘못된 이름.", "사용 중인 이름.");
    check(
        &workspace,
        1,
        &expect![[r#"
            error[merged-reason]: 7-100 and 7-101 have the same Korean text, but different reasons
             --> docs/ko.md:7:43
              |
            7 | <tr><td rowspan='2'>7</td><td>100</td><td>사용 중인 이름.</td></tr>
              |                                           ^^^^^^^^^^^^^^^ `NameWrong`, but also the text of 7-101
              |
             ::: docs/ko.md:8:21
              |
            8 | <tr><td>101</td><td>사용 중인 이름.</td></tr>
              |                     --------------- `NameTaken`
              |
              = help: 7-100 and 7-101 have the same text only in Korean, so one of the rows is likely wrong; until upstream fixes it, give the right text in the manifest:
                      [[correction]]
                      language = "ko"
                      code = "7-100"
                      upstream = "사용 중인 이름."
                      text = "..."
                      because = "..."
              = help: if this is correct, accept it in the manifest:
                      [[allow]]
                      rule = "merged-reason"
                      language = "ko"
                      codes = ["7-100"]
                      with = ["7-101"]
                      because = "..."

        "#]],
    );
}

#[test]
fn a_row_with_the_text_of_another_reason_is_reported() {
    let workspace = Workspace::new();
    workspace.edit_document(
        "ko.md",
        "<td colspan='2'>2</td><td>클라이언트 중단.",
        "<td colspan='2'>2</td><td>네트워크 오류.",
    );
    check(
        &workspace,
        1,
        &expect![[r#"
            error[merged-reason]: 2 and 9 have the same Korean text, but different reasons
             --> docs/ko.md:6:31
              |
            6 | <tr><td colspan='2'>2</td><td>네트워크 오류.</td></tr>
              |                               ^^^^^^^^^^^^^^ `ClientStopped`, but also the text of 9
              |
             ::: docs/ko.md:9:31
              |
            9 | <tr><td colspan='2'>9</td><td>네트워크 오류.</td></tr>
              |                               -------------- `NetworkError`
              |
              = help: 2 and 9 have the same text only in Korean, so one of the rows is likely wrong; until upstream fixes it, give the right text in the manifest:
                      [[correction]]
                      language = "ko"
                      code = "2"
                      upstream = "네트워크 오류."
                      text = "..."
                      because = "..."
              = help: if this is correct, accept it in the manifest:
                      [[allow]]
                      rule = "merged-reason"
                      language = "ko"
                      codes = ["2"]
                      with = ["9"]
                      because = "..."

        "#]],
    );
}

#[test]
fn two_of_three_reasons_with_one_text_are_reported() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", "잘못된 이름.", "네트워크 오류.");
    workspace.edit_document("ko.md", "사용 중인 이름.", "네트워크 오류.");
    let output = workspace.run(["check"]);
    let titles = output.stderr.lines().filter(|line| line.starts_with("error"));
    let rest = "have the same Korean text, but different reasons";
    assert_eq!(
        titles.collect::<Vec<_>>(),
        [
            format!("error[merged-reason]: 7-100 and 9 {rest}"),
            format!("error[merged-reason]: 7-101 and 9 {rest}"),
        ]
    );
}

#[test]
fn the_finding_points_at_the_row_that_is_likely_wrong() {
    // The line and the start of the edited row, its text, and its new text.
    for (line, row, text, other) in [
        (9, "9</td><td>", "네트워크 오류.", "클라이언트 중단."),
        (5, "1</td><td>", "클라이언트 중단.", "네트워크 오류."),
        (6, "2</td><td>", "클라이언트 중단.", "잘못된 이름."),
    ] {
        let workspace = Workspace::new();
        workspace.edit_document("ko.md", &format!("{row}{text}"), &format!("{row}{other}"));
        let output = workspace.run(["check", "--format", "json"]);
        let report: serde_json::Value = serde_json::from_str(&output.stdout).unwrap();
        let findings = report["findings"].as_array().unwrap();
        assert_eq!(findings.len(), 1, "{findings:?}");
        assert_eq!(findings[0]["line"], line);
        assert_eq!(findings[0]["rule"], "merged-reason");
    }
}

#[test]
fn codes_that_all_languages_move_are_to_be_moved_in_the_names() {
    let workspace = Workspace::new();
    for (name, row, from, to) in [
        ("en.md", "2</td><td>", "The client stopped.", "The network failed."),
        ("ko.md", "2</td><td>", "클라이언트 중단.", "네트워크 오류."),
        ("en.md", "100</td><td>", "The name is wrong.", "The name is taken."),
        ("ko.md", "100</td><td>", "잘못된 이름.", "사용 중인 이름."),
    ] {
        workspace.edit_document(name, &format!("{row}{from}"), &format!("{row}{to}"));
    }
    check(
        &workspace,
        1,
        &expect![[r#"
            error[merged-reason]: 2 and 9 have the same English and Korean text, but different reasons
             --> docs/en.md:6:31
              |
            6 | <tr><td colspan='2'>2</td><td>The network failed.</td></tr>
              |                               ^^^^^^^^^^^^^^^^^^^ `ClientStopped`, but also the text of 9
              |
             ::: docs/en.md:9:31
              |
            9 | <tr><td colspan='2'>9</td><td>The network failed.</td></tr>
              |                               ------------------- `NetworkError`
              |
             ::: docs/ko.md:6:31
              |
            6 | <tr><td colspan='2'>2</td><td>네트워크 오류.</td></tr>
              |                               -------------- and 2
              |
              = help: English and Korean agree: "2" has the text of `NetworkError`; in docs/names.toml, remove "2" from the codes of `ClientStopped` and add "2" to the codes of `NetworkError`
              = help: if this is correct, accept it in the manifest:
                      [[allow]]
                      rule = "merged-reason"
                      language = "en"
                      codes = ["2"]
                      with = ["9"]
                      because = "..."
                      [[allow]]
                      rule = "merged-reason"
                      language = "ko"
                      codes = ["2"]
                      with = ["9"]
                      because = "..."

            error[merged-reason]: 7-100 and 7-101 have the same English and Korean text, but different reasons
             --> docs/en.md:7:43
              |
            7 | <tr><td rowspan='2'>7</td><td>100</td><td>The name is taken.</td></tr>
              |                                           ^^^^^^^^^^^^^^^^^^ `NameWrong`, but also the text of 7-101
              |
             ::: docs/en.md:8:21
              |
            8 | <tr><td>101</td><td>The name is taken.</td></tr>
              |                     ------------------ `NameTaken`
              |
             ::: docs/ko.md:7:43
              |
            7 | <tr><td rowspan='2'>7</td><td>100</td><td>사용 중인 이름.</td></tr>
              |                                           --------------- and 7-100
              |
              = help: English and Korean agree: "7-100" has the text of `NameTaken`; in docs/names.toml, remove the [[reason]] `NameWrong` and add "7-100" to the codes of `NameTaken`
              = help: if this is correct, accept it in the manifest:
                      [[allow]]
                      rule = "merged-reason"
                      language = "en"
                      codes = ["7-100"]
                      with = ["7-101"]
                      because = "..."
                      [[allow]]
                      rule = "merged-reason"
                      language = "ko"
                      codes = ["7-100"]
                      with = ["7-101"]
                      because = "..."

        "#]],
    );
}

/// Returns the workspace with a third language.
pub(crate) fn with_japanese() -> Workspace {
    let workspace = Workspace::new();
    let page = workspace.read("docs/en.md").replace("The ", "「ザ」");
    workspace.write("docs/ja.md", page);
    let manifest = workspace.read("docs/sources.toml");
    let language = format!(
        "\n[[language]]\ntag = \"ja\"\ndocument = \"ja.md\"\nsha256 = \"{}\"\n\
         columns = {{ code = [\"Code\"], reason = [\"Reason\"] }}\n",
        workspace.digest("ja.md")
    );
    workspace.write("docs/sources.toml", manifest + &language);
    assert_eq!(workspace.run(["generate"]).status, Some(0));
    workspace
}

#[test]
fn the_same_pair_in_several_languages_is_one_finding() {
    let workspace = with_japanese();
    workspace.edit_document("ko.md", "잘못된 이름.", "사용 중인 이름.");
    workspace.edit_document("ja.md", "name is wrong", "name is taken");
    check(
        &workspace,
        1,
        &expect![[r#"
            error[merged-reason]: 7-100 and 7-101 have the same Korean and Japanese text, but different reasons
             --> docs/ko.md:7:43
              |
            7 | <tr><td rowspan='2'>7</td><td>100</td><td>사용 중인 이름.</td></tr>
              |                                           ^^^^^^^^^^^^^^^ `NameWrong`, but also the text of 7-101
              |
             ::: docs/ko.md:8:21
              |
            8 | <tr><td>101</td><td>사용 중인 이름.</td></tr>
              |                     --------------- `NameTaken`
              |
             ::: docs/ja.md:7:43
              |
            7 | <tr><td rowspan='2'>7</td><td>100</td><td>「ザ」name is taken.</td></tr>
              |                                           -------------------- and 7-100
              |
              = help: compare the rows; if the codes have one reason, list them under one [[reason]] in docs/names.toml
              = help: if this is correct, accept it in the manifest:
                      [[allow]]
                      rule = "merged-reason"
                      language = "ko"
                      codes = ["7-100"]
                      with = ["7-101"]
                      because = "..."
                      [[allow]]
                      rule = "merged-reason"
                      language = "ja"
                      codes = ["7-100"]
                      with = ["7-101"]
                      because = "..."

        "#]],
    );
}

#[test]
fn a_new_partner_of_an_allowed_code_is_a_new_finding() {
    let workspace = Workspace::new();
    let row = "9</td><td>네트워크 오류.";
    workspace.edit_document("ko.md", row, "9</td><td>사용 중인 이름.");
    let manifest = workspace.read("docs/sources.toml");
    let allow = "\n[[allow]]\nrule = \"merged-reason\"\nlanguage = \"ko\"\ncodes = [\"7-101\"]\n\
                 with = [\"9\"]\nbecause = \"it is known\"\n";
    workspace.write("docs/sources.toml", manifest + allow);
    assert_eq!(workspace.run(["generate"]).status, Some(0));
    workspace.edit_document("ko.md", "9</td><td>사용 중인 이름.", row);
    workspace.edit_document("ko.md", "사용 중인 이름.", "클라이언트 중단.");
    check(
        &workspace,
        1,
        &expect![[r#"
            warning[stale-allow]: one merged-reason finding covers 7-101; this [[allow]] accepts only a part of it
              --> docs/sources.toml:23:8
               |
            23 | rule = "merged-reason"
               |        ^^^^^^^^^^^^^^^
               |
               = help: add 1 and 2 to its `with`

            error[merged-reason]: 7-101 and 1 have the same Korean text, but different reasons
             --> docs/ko.md:8:21
              |
            8 | <tr><td>101</td><td>클라이언트 중단.</td></tr>
              |                     ^^^^^^^^^^^^^^^^ `NameTaken`, but also the text of 1
              |
             ::: docs/ko.md:5:31
              |
            5 | <tr><td colspan='2'>1</td><td>클라이언트 중단.</td></tr>
              |                               ---------------- `ClientStopped`
              |
              = help: 7-101 has the text of `ClientStopped` only in Korean, so that page is likely wrong; until upstream fixes it, give the right text in the manifest:
                      [[correction]]
                      language = "ko"
                      code = "7-101"
                      upstream = "클라이언트 중단."
                      text = "..."
                      because = "..."
              = help: if this is correct, accept it in the manifest:
                      [[allow]]
                      rule = "merged-reason"
                      language = "ko"
                      codes = ["7-101"]
                      with = ["1", "2"]
                      because = "..."

        "#]],
    );
}
