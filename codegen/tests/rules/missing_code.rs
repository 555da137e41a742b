use crate::check::check;
use crate::merged_reason::with_japanese;
use crate::workspace::Workspace;
use expect_test::expect;

#[test]
fn a_missing_code_is_reported_at_the_row_before_it() {
    let workspace = Workspace::new();
    workspace.edit_document(
        "ko.md",
        "<tr><td colspan='2'>9</td><td>네트워크 오류.</td></tr>\n",
        "",
    );
    check(
        &workspace,
        1,
        &expect![[r#"
            error[missing-code]: 9 is in the English document, but not in the Korean one
             --> docs/ko.md:8:9
              |
            8 | <tr><td>101</td><td>사용 중인 이름.</td></tr>
              |         ^^^ 9 should follow this row
              |
             ::: docs/en.md:9:21
              |
            9 | <tr><td colspan='2'>9</td><td>The network failed.</td></tr>
              |                     - 9 in the English document
              |
              = help: restore the row of 9 in the Korean document; if its code was changed, correct the code
              = help: if this is correct, accept it in the manifest:
                      [[allow]]
                      rule = "missing-code"
                      language = "ko"
                      codes = ["9"]
                      because = "..."

        "#]],
    );
}

#[test]
fn a_missing_first_code_is_reported_at_the_table() {
    let workspace = Workspace::new();
    workspace.edit_document(
        "ko.md",
        "<tr><td colspan='2'>1</td><td>클라이언트 중단.</td></tr>\n",
        "",
    );
    check(
        &workspace,
        1,
        &expect![[r#"
            error[missing-code]: 1 is in the English document, but not in the Korean one
             --> docs/ko.md:3:1
              |
            3 | <table>
              | ^^^^^^^ 1 should be the first code
              |
             ::: docs/en.md:5:21
              |
            5 | <tr><td colspan='2'>1</td><td>The client stopped.</td></tr>
              |                     - 1 in the English document
              |
              = help: restore the row of 1 in the Korean document; if its code was changed, correct the code
              = help: if this is correct, accept it in the manifest:
                      [[allow]]
                      rule = "missing-code"
                      language = "ko"
                      codes = ["1"]
                      because = "..."

        "#]],
    );
}

/// Returns a workspace whose codes from 9 up to this one have one reason.
pub(crate) fn with_codes_up_to(last: u8) -> Workspace {
    let workspace = Workspace::new();
    for (name, text) in [("en.md", "The network failed."), ("ko.md", "네트워크 오류.")] {
        let rows = (10..=last)
            .map(|code| format!("<tr><td colspan='2'>{code}</td><td>{text}</td></tr>\n"));
        workspace.edit_document(name, "</table>", &format!("{}</table>", rows.collect::<String>()));
    }
    let codes: Vec<String> = (9..=last).map(|code| format!("\"{code}\"")).collect();
    workspace.edit("docs/names.toml", "\"9\"", &codes.join(", "));
    assert_eq!(workspace.run(["generate"]).status, Some(0));
    workspace
}

/// Removes the rows of these codes from a text.
pub(crate) fn without_rows(text: &str, codes: std::ops::Range<u8>) -> String {
    let row = |code| format!("<tr><td colspan='2'>{code}</td>");
    let is_kept = |line: &&str| !codes.clone().any(|code| line.starts_with(&row(code)));
    text.lines().filter(is_kept).map(|line| format!("{line}\n")).collect()
}

#[test]
fn a_page_that_loses_its_rows_is_one_finding() {
    let workspace = with_codes_up_to(19);
    let page = workspace.read("docs/ko.md");
    workspace.edit_document("ko.md", &page, &without_rows(&page, 10..20));
    check(
        &workspace,
        1,
        &expect![[r#"
        error[missing-code]: 10 of 15 codes of the English document are missing from the Korean one: 10, 11, 12, 13, 14, 15, 16, 17, 18 and 19
         --> docs/ko.md:3:1
          |
        3 | <table>
          | ^^^^^^^ the table that lost its rows
          |
         ::: docs/en.md:3:1
          |
        3 | <table>
          | ------- the table of the English document
          |
          = help: restore the rows, or download the document again
          = help: if this is correct, accept it in the manifest:
                  [[allow]]
                  rule = "missing-code"
                  language = "ko"
                  codes = ["10", "11", "12", "13", "14", "15", "16", "17", "18", "19"]
                  because = "..."

    "#]],
    );
}

/// They are accepted one by one.
#[test]
fn few_missing_codes_are_a_finding_each() {
    // Nine of fifteen are less than ten, and twelve of twenty-five less than half.
    for (last, lost) in [(19, 11..20), (29, 11..23)] {
        let workspace = with_codes_up_to(last);
        let page = workspace.read("docs/ko.md");
        workspace.edit_document("ko.md", &page, &without_rows(&page, lost.clone()));
        let output = workspace.run(["check"]);
        assert_eq!(
            output.stderr.matches("error[missing-code]: ").count(),
            lost.len(),
            "{output:?}"
        );
    }
}

#[test]
fn a_published_page_that_loses_its_rows_is_not_to_be_restored() {
    let workspace = with_codes_up_to(19);
    workspace.write("ko.md", without_rows(&workspace.read("docs/ko.md"), 10..20));
    let output = workspace.run(["drift", "--upstream", "en=docs/en.md", "--upstream", "ko=ko.md"]);
    assert_eq!(output.status, Some(1));
    expect![[r#"
        error[missing-code]: 10 of 15 codes of the English document are missing from the Korean one: 10, 11, 12, 13, 14, 15, 16, 17, 18 and 19
         --> ko.md:3:1
          |
        3 | <table>
          | ^^^^^^^ the table that lost its rows
          |
         ::: docs/en.md:3:1
          |
        3 | <table>
          | ------- the table of the English document
          |
          = help: keep the vendored version until the page has its rows again
          = help: if this is correct, accept it in the manifest:
                  [[allow]]
                  rule = "missing-code"
                  language = "ko"
                  codes = ["10", "11", "12", "13", "14", "15", "16", "17", "18", "19"]
                  because = "..."

    "#]].assert_eq(&output.stderr);
}

#[test]
fn a_code_that_several_languages_lack_or_add_is_one_finding() {
    let workspace = with_japanese();
    for name in ["ko.md", "ja.md"] {
        workspace.edit_document(name, "<td>101</td>", "<td>102</td>");
    }
    let output = workspace.run(["check"]);
    let titles = output.stderr.lines().filter(|line| line.starts_with("error"));
    assert_eq!(
        titles.collect::<Vec<_>>(),
        [
            "error[missing-code]: 7-101 is in the English document, but not in the Korean and Japanese ones",
            "error[extra-code]: 7-102 is in the Korean and Japanese documents, but not in the English one",
        ]
    );
}
