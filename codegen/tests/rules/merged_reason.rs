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
