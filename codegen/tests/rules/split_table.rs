use crate::check::check;
use crate::workspace::Workspace;
use expect_test::expect;

#[test]
fn a_second_table_without_headers_is_reported() {
    let workspace = Workspace::new();
    workspace.edit_document(
        "ko.md",
        "<tr><td colspan='2'>9",
        "</table>\n<h4>2</h4>\n<table>\n<tr><td colspan='2'>9",
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

        error[split-table]: another table lists 9, which the code table does not have
          --> docs/ko.md:11:1
           |
        11 | <table>
           | ^^^^^^^ this table does not have both headers of a code table
           |
          ::: docs/ko.md:3:1
           |
         3 | <table>
           | ------- the code table
           |
           = help: if the code table continues here, move these rows into it
           = help: if this is correct, accept it in the manifest:
                   [[allow]]
                   rule = "split-table"
                   language = "ko"
                   codes = ["9"]
                   because = "..."

    "#]],
    );
}

#[test]
fn a_second_table_with_another_header_of_reasons_is_reported() {
    let workspace = Workspace::new();
    workspace.edit_document(
        "ko.md",
        "</table>\n",
        "</table>\n\n| 코드 | 설명 |\n|---|---|\n| 9 | a |\n| 10 | b |\n",
    );
    check(
        &workspace,
        1,
        &expect![[r#"
        error[split-table]: another table lists 10, which the code table does not have
          --> docs/ko.md:12:1
           |
        12 | | 코드 | 설명 |
           | ^^^^^^^^^^^^^^^ this table does not have both headers of a code table
           |
          ::: docs/ko.md:3:1
           |
         3 | <table>
           | ------- the code table
           |
           = help: if the code table continues here, move these rows into it
           = help: if this is correct, accept it in the manifest:
                   [[allow]]
                   rule = "split-table"
                   language = "ko"
                   codes = ["10"]
                   because = "..."

    "#]],
    );
}

/// Returns the rules of the findings in a document whose code table lists 1, 7-100 and 7-101.
fn rules(rest: &str) -> Vec<String> {
    let workspace = Workspace::new();
    let table = "| errcode | sub_errcode | errmsg |\n|---|---|---|\n| 1 | 0 | a |\n| 7 | 100 | b |\n| 7 | 101 | c |\n";
    workspace.write("a.md", format!("{table}\n{rest}"));
    let output = workspace.run(["extract", "a.md"]);
    let lines = output.stderr.lines().filter(|line| line.starts_with("error["));
    lines.map(|line| line.split(['[', ']']).nth(1).unwrap().to_owned()).collect()
}

#[test]
fn tables_that_list_other_codes_are_reported() {
    for rest in [
        "| 8 | 0 | d |\n|---|---|---|\n| 9 | 0 | e |\n",
        "## More\n\n<table><tr><td>7<td>102<td>d<tr><td><td>103<td>e</table>\n",
        "| errcode | sub_errcode | text |\n|---|---|---|\n| 7 | 102 | d |\n",
        "<table><tr><td><td>102<td>d</table>\n",
        "| errcode | text |\n|---|---|\n| 8 | d |\n",
    ] {
        assert_eq!(rules(rest), ["split-table"], "{rest}");
    }
}

#[test]
fn other_tables_are_not_reported() {
    for rest in [
        "| 2019 | 2020 | 2021 |\n|---|---|---|\n| 4 | 5 | 6 |\n",
        "| Item | Quantity | Price |\n|---|---|---|\n| 8 | 9 | ten |\n",
        "| errcode | solution |\n|---|---|\n| 1 | wait |\n| 7 | stop |\n",
        "| 8 | two columns |\n|---|---|\n",
        "<table><tr><td>1<td><td>a step</table>\n",
        "<table><tr hidden><td>8<td><td>d</table>\n",
        "<table hidden><tr><td>8<td><td>d</table>\n",
    ] {
        assert_eq!(rules(rest), [] as [&str; 0], "{rest}");
    }
}

#[test]
fn a_split_table_can_be_accepted() {
    let workspace = Workspace::new();
    workspace.edit_document(
        "ko.md",
        "</table>\n",
        "</table>\n\n| 코드 | 설명 |\n|---|---|\n| 10 | b |\n",
    );
    workspace.allow("split-table", "ko", "\"10\"");
    check(&workspace, 0, &expect![[""]]);
}
