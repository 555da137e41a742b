//! Every rule, broken on purpose: the whole message, and the exit status.

use crate::workspace::Workspace;
use expect_test::{Expect, expect};
use lvb_codegen::rule::{Rule, Severity};
use std::fmt::Write;

/// Runs `check`, which must find what is wrong and say so like this.
fn check(workspace: &Workspace, status: i32, expected: &Expect) {
    let output = workspace.run(["check"]);
    expected.assert_eq(&output.stderr);
    assert_eq!(output.status, Some(status), "{}", output.stderr);
}

#[test]
fn the_fixture_is_fine() {
    check(&Workspace::new(), 0, &expect![[""]]);
}

#[test]
fn ambiguous_table() {
    let workspace = Workspace::new();
    workspace.edit_document(
        "ko.md",
        "# 코드\n",
        "<table><tr><th>코드</th><th>원인</th></tr><tr><td>3</td><td>오류</td></tr></table>\n",
    );
    check(
        &workspace,
        2,
        &expect![[r#"
        error[ambiguous-table]: the tables at lines 1 and 3 both list codes
         --> docs/ko.md:3:1
          |
        3 | <table>
          | ^^^^^^^ so does this one
          |
         ::: docs/ko.md:1:1
          |
        1 | <table><tr><th>코드</th><th>원인</th></tr><tr><td>3</td><td>오류</td></tr></table>
          | ------- this one lists codes
          |
          = help: remove one of them, or change `columns` in the manifest to tell them apart

    "#]],
    );
}

#[test]
fn bad_code_that_is_no_number() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", ">9<", ">nine<");
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
          = help: restore the row of 9 in the Korean document; a row whose code has changed goes missing too

        error[bad-code]: `nine` is not an errcode, which is a number up to 65535
         --> docs/ko.md:9:21
          |
        9 | <tr><td colspan='2'>nine</td><td>네트워크 오류.</td></tr>
          |                     ^^^^
          |
          = help: correct the code, or move what is not a code out of the table

    "#]],
    );
}

#[test]
fn bad_code_that_is_out_of_range() {
    let workspace = Workspace::new();
    workspace.edit_document("en.md", ">101<", ">65536<");
    workspace.edit_document("ko.md", ">101<", ">65536<");
    workspace.edit("docs/names.toml", "7-101", "7-102");
    check(
        &workspace,
        1,
        &expect![[r#"
            error[bad-code]: `65536` is not a sub_errcode, which is a number up to 65535
             --> docs/en.md:8:9
              |
            8 | <tr><td>65536</td><td>The name is taken.</td></tr>
              |         ^^^^^
              |
              = help: correct the code

            error[bad-code]: `65536` is not a sub_errcode, which is a number up to 65535
             --> docs/ko.md:8:9
              |
            8 | <tr><td>65536</td><td>사용 중인 이름.</td></tr>
              |         ^^^^^
              |
              = help: correct the code

            error[unknown-code]: `NameTaken` lists 7-102, which the English document does not have
              --> docs/names.toml:15:10
               |
            15 | codes = ["7-102"]
               |          ^^^^^^^
               |
               = help: remove this [[reason]], or correct 7-102

        "#]],
    );
}

#[test]
fn bad_code_where_there_is_none() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", "</table>", "<tr></tr></table>");
    check(
        &workspace,
        1,
        &expect![[r#"
        error[bad-code]: this row has no code
          --> docs/ko.md:10:1
           |
        10 | <tr></tr></table>
           | ^^^^
           |
           = help: give it a code, or remove it

    "#]],
    );
}

#[test]
fn bad_code_in_a_row_of_headers() {
    let workspace = Workspace::new();
    let row = "<tr><th colspan=2>0</th><th>오류.</th></tr>\n<tr><td colspan='2'>1<";
    workspace.edit_document("ko.md", "<tr><td colspan='2'>1<", row);
    let output = workspace.run(["check"]);
    assert!(output.stderr.contains("error[extra-code]: 0 is in the Korean"), "{output:?}");
}

#[test]
fn bad_code_where_the_sub_errcode_is_a_picture_or_nothing() {
    let workspace = Workspace::new();
    for (cell, status) in [("<td><img alt=9></td>", 1), ("<td> <br></td>", 0)] {
        let workspace = Workspace::new();
        let row = format!("<td>9</td>{cell}<td>네트워크 오류.");
        workspace.edit_document("ko.md", "<td colspan='2'>9</td><td>네트워크 오류.", &row);
        let output = workspace.run(["check"]);
        assert_eq!(output.status, Some(status), "{output:?}");
    }
    workspace.edit_document(
        "ko.md",
        "<th colspan='2'>코드</th><th>원인</th>",
        "<th>코드</th><th>원인</th><th>코드</th>",
    );
    let output = workspace.run(["check"]);
    assert!(output.stderr.contains("does not list codes"), "{output:?}");
    assert_eq!(output.status, Some(2));
}

#[test]
fn bad_code_once_for_a_cell_that_covers_many_rows() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", "<td rowspan='2'>7<", "<td rowspan='2'>x<");
    let output = workspace.run(["check"]);
    assert_eq!(output.stderr.matches("error[bad-code]").count(), 1, "{output:?}");
}

#[test]
fn broken_tag() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", "<td>네트워크 오류", "<td\u{a0}>네트워크 오류");
    check(
        &workspace,
        1,
        &expect![[r#"
        warning[broken-tag]: this tag has U+00A0 in it, which HTML does not count as white space
         --> docs/ko.md:9:27
          |
        9 | <tr><td colspan='2'>9</td><td >네트워크 오류.</td></tr>
          |                           ^^^^^ read as if it were a space
          |
          = help: put a space there: browsers lose a cell whose tag is broken
          = help: if it is right as it is, accept it in the manifest:
                  [[allow]]
                  rule = "broken-tag"
                  language = "ko"
                  codes = []
                  because = "..."

    "#]],
    );

    // Nothing is lost, so it can be accepted.
    workspace.allow("broken-tag", "ko", "");
    check(&workspace, 0, &expect![[""]]);
}

#[test]
fn broken_tags_in_numbers() {
    let workspace = Workspace::new();
    workspace.edit_document("en.md", "</td>", "</td\u{3000}>");
    check(
        &workspace,
        1,
        &expect![[r#"
        warning[broken-tag]: this tag has U+3000 in it, which HTML does not count as white space
         --> docs/en.md:5:22
          |
        5 | <tr><td colspan='2'>1</td　><td>The client stopped.</td　></tr>
          |                      ^^^^^^^ read as if it were a space
          |
          = help: put a space there: browsers lose a cell whose tag is broken
          = help: if it is right as it is, accept it in the manifest:
                  [[allow]]
                  rule = "broken-tag"
                  language = "en"
                  codes = []
                  because = "..."

        warning[broken-tag]: this tag has U+3000 in it, which HTML does not count as white space
         --> docs/en.md:5:51
          |
        5 | <tr><td colspan='2'>1</td　><td>The client stopped.</td　></tr>
          |                                                    ^^^^^^^ read as if it were a space
          |
          = help: put a space there: browsers lose a cell whose tag is broken
          = help: if it is right as it is, accept it in the manifest:
                  [[allow]]
                  rule = "broken-tag"
                  language = "en"
                  codes = []
                  because = "..."

        warning[broken-tag]: this tag has U+3000 in it, which HTML does not count as white space
         --> docs/en.md:6:22
          |
        6 | <tr><td colspan='2'>2</td　><td>The client stopped.</td　></tr>
          |                      ^^^^^^^ read as if it were a space
          |
          = help: put a space there: browsers lose a cell whose tag is broken
          = help: if it is right as it is, accept it in the manifest:
                  [[allow]]
                  rule = "broken-tag"
                  language = "en"
                  codes = []
                  because = "..."

        warning[broken-tag]: 8 more like this in docs/en.md, between lines 6 and 9

    "#]],
    );
}

#[test]
fn duplicate_code() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", ">9<", ">2<");
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
              = help: restore the row of 9 in the Korean document; a row whose code has changed goes missing too

            error[duplicate-code]: 2 is listed twice
             --> docs/ko.md:9:21
              |
            9 | <tr><td colspan='2'>2</td><td>네트워크 오류.</td></tr>
              |                     ^
              |
             ::: docs/ko.md:6:21
              |
            6 | <tr><td colspan='2'>2</td><td>클라이언트 중단.</td></tr>
              |                     - first listed here
              |
              = help: remove one of the rows, or correct its code
              = help: if it is right as it is, accept it in the manifest:
                      [[allow]]
                      rule = "duplicate-code"
                      language = "ko"
                      codes = ["2"]
                      because = "..."

        "#]],
    );
}

#[test]
fn edited_document() {
    let workspace = Workspace::new();
    workspace.edit("docs/ko.md", "# 코드", "# 코드!");
    check(
        &workspace,
        1,
        &expect![[r#"
            error[edited-document]: docs/ko.md is not the document that this digest was taken of
              --> docs/sources.toml:19:10
               |
            19 | sha256 = "a553042d979f470b9af59ee50774f0705cecd5a72517e78b2acc04ec8e5d4005"
               |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the vendored copy was edited, or replaced
               |
               = help: restore it with `git checkout -- docs/ko.md`; or, if it is meant to be what it is now, read what changed in it, and set sha256 = "d92e73026db2357aac24582a02c03b91626530378b2038d0e2d705f6145b7c28"

        "#]],
    );
}

#[test]
fn empty_reason() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", "<td>네트워크 오류.</td>", "<td><br> &nbsp;</td>");
    check(
        &workspace,
        1,
        &expect![[r#"
            error[empty-reason]: the reason of 9 is empty
             --> docs/ko.md:9:27
              |
            9 | <tr><td colspan='2'>9</td><td><br> &nbsp;</td></tr>
              |                           ^^^^
              |
              = help: fill it in, or remove the row

        "#]],
    );
}

#[test]
fn empty_reason_where_the_cell_is_lost() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", "<td>네트워크 오류.</td>", "네트워크 오류.");
    check(
        &workspace,
        1,
        &expect![[r#"
            error[empty-reason]: 9 has no reason
             --> docs/ko.md:9:21
              |
            9 | <tr><td colspan='2'>9</td>네트워크 오류.</tr>
              |                     ^
              |
              = help: fill it in, or remove the row

            error[lost-content]: `네트워크 오류.` is in no cell of the table that it is written into
             --> docs/ko.md:9:27
              |
            9 | <tr><td colspan='2'>9</td>네트워크 오류.</tr>
              |                           ^^^^^^^^^^^^^^
              |
             ::: docs/ko.md:3:1
              |
            3 | <table>
              | ------- this is the table
              |
              = help: look for a tag that is lost, or one too many, before it; in a Markdown table, for a blank line, or for a `|` that should be `\|`

        "#]],
    );
}

#[test]
fn empty_reason_in_the_reference_is_nothing_else() {
    let workspace = Workspace::new();
    workspace.edit_document("en.md", "The network failed.", "");
    let output = workspace.run(["check"]);
    assert_eq!(output.stderr.matches("error[").count(), 1, "{output:?}");
    assert!(output.stderr.contains("error[empty-reason]"), "{output:?}");
}

#[test]
fn extra_code() {
    let workspace = Workspace::new();
    workspace.edit_document(
        "ko.md",
        "</table>",
        "<tr><td colspan='2'>10</td><td>새 오류.</td></tr>\n</table>",
    );
    check(
        &workspace,
        1,
        &expect![[r#"
            error[extra-code]: 10 is in the Korean document, but not in the English one
              --> docs/ko.md:10:21
               |
            10 | <tr><td colspan='2'>10</td><td>새 오류.</td></tr>
               |                     ^^
               |
               = help: correct the code, or add it to the English document too
               = help: if it is right as it is, accept it in the manifest:
                       [[allow]]
                       rule = "extra-code"
                       language = "ko"
                       codes = ["10"]
                       because = "..."

        "#]],
    );
}

#[test]
fn group_and_leaf() {
    let workspace = Workspace::new();
    for name in ["en.md", "ko.md"] {
        workspace.edit_document(name, "<td colspan='2'>9<", "<td colspan='2'>7<");
    }
    workspace.edit("docs/names.toml", "\"9\"", "\"7\"");
    check(
        &workspace,
        1,
        &expect![[r#"
        error[group-and-leaf]: 7 has a reason of its own, but also sub-codes such as 7-100
         --> docs/en.md:9:21
          |
        9 | <tr><td colspan='2'>7</td><td>The network failed.</td></tr>
          |                     ^
          |
         ::: docs/en.md:7:31
          |
        7 | <tr><td rowspan='2'>7</td><td>100</td><td>The name is wrong.</td></tr>
          |                               --- a sub-code of it
          |
          = help: give this row its sub-code, or correct its code

        error[group-and-leaf]: 7 has a reason of its own, but also sub-codes such as 7-100
         --> docs/ko.md:9:21
          |
        9 | <tr><td colspan='2'>7</td><td>네트워크 오류.</td></tr>
          |                     ^
          |
         ::: docs/ko.md:7:31
          |
        7 | <tr><td rowspan='2'>7</td><td>100</td><td>잘못된 이름.</td></tr>
          |                               --- a sub-code of it
          |
          = help: give this row its sub-code, or correct its code

    "#]],
    );
}

#[test]
fn lost_content_behind_a_table_that_ends_twice() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", "<tr><td>101", "</table>\n<tr><td>101");
    check(
        &workspace,
        1,
        &expect![[r#"
            error[span-past-end]: `7` spans 2 rows, but only 1 is left in its part of the table
             --> docs/ko.md:7:21
              |
            7 | <tr><td rowspan='2'>7</td><td>100</td><td>잘못된 이름.</td></tr>
              |                     ^
              |
              = help: correct the rowspan, or restore the rows that were lost

            error[missing-code]: 7-101 is in the English document, but not in the Korean one
             --> docs/ko.md:7:31
              |
            7 | <tr><td rowspan='2'>7</td><td>100</td><td>잘못된 이름.</td></tr>
              |                               ^^^ 7-101 should follow this row
              |
             ::: docs/en.md:8:9
              |
            8 | <tr><td>101</td><td>The name is taken.</td></tr>
              |         --- 7-101 in the English document
              |
              = help: restore the row of 7-101 in the Korean document; a row whose code has changed goes missing too

            error[missing-code]: 9 is in the English document, but not in the Korean one
             --> docs/ko.md:7:31
              |
            7 | <tr><td rowspan='2'>7</td><td>100</td><td>잘못된 이름.</td></tr>
              |                               ^^^ 9 should follow this row
              |
             ::: docs/en.md:9:21
              |
            9 | <tr><td colspan='2'>9</td><td>The network failed.</td></tr>
              |                     - 9 in the English document
              |
              = help: restore the row of 9 in the Korean document; a row whose code has changed goes missing too

            error[lost-content]: `<tr>` is in no cell of the table that it is written into
             --> docs/ko.md:9:1
              |
            9 | <tr><td>101</td><td>사용 중인 이름.</td></tr>
              | ^^^^
              |
             ::: docs/ko.md:3:1
              |
            3 | <table>
              | ------- this is the table
              |
              = help: look for a tag that is lost, or one too many, before it; in a Markdown table, for a blank line, or for a `|` that should be `\|`

            error[lost-content]: `<tr>` is in no cell of the table that it is written into
              --> docs/ko.md:10:1
               |
            10 | <tr><td colspan='2'>9</td><td>네트워크 오류.</td></tr>
               | ^^^^
               |
              ::: docs/ko.md:3:1
               |
             3 | <table>
               | ------- this is the table
               |
               = help: look for a tag that is lost, or one too many, before it; in a Markdown table, for a blank line, or for a `|` that should be `\|`

        "#]],
    );
}

#[test]
fn lost_content_between_two_rows() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", "<tr><td rowspan", "10 새 오류.</td></tr>\n<tr><td rowspan");
    check(
        &workspace,
        1,
        &expect![[r#"
            error[lost-content]: `10 새 오류.` is in no cell of the table that it is written into
             --> docs/ko.md:7:1
              |
            7 | 10 새 오류.</td></tr>
              | ^^^^^^^^^^^
              |
             ::: docs/ko.md:3:1
              |
            3 | <table>
              | ------- this is the table
              |
              = help: look for a tag that is lost, or one too many, before it; in a Markdown table, for a blank line, or for a `|` that should be `\|`

        "#]],
    );
}

#[test]
fn lost_content_in_a_code_block() {
    let workspace = Workspace::new();
    let row = "\n\n    <tr><td colspan='2'>10</td><td>새 오류.</td></tr>\n\n</table>";
    workspace.edit_document("ko.md", "</table>", row);
    check(
        &workspace,
        1,
        &expect![[r#"
            error[lost-content]: `<tr><td colspan='2'>10</td><td>새 오류.</td></tr>` is in no cell of the table that it is written into
              --> docs/ko.md:12:5
               |
            12 |     <tr><td colspan='2'>10</td><td>새 오류.</td></tr>
               |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
               |
              ::: docs/ko.md:3:1
               |
             3 | <table>
               | ------- this is the table
               |
               = help: look for a tag that is lost, or one too many, before it; in a Markdown table, for a blank line, or for a `|` that should be `\|`

        "#]],
    );
}

#[test]
fn lost_content_in_a_comment_without_an_end() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", "</table>", "<!-- </table>");
    check(
        &workspace,
        1,
        &expect![[r#"
            error[unclosed-table]: the code table is never closed: the document ends in it
             --> docs/ko.md:3:1
              |
            3 | <table>
              | ^^^^^^^
              |
              = help: take the document from its publisher again: its end may be lost
              = help: if it is right as it is, accept it in the manifest:
                      [[allow]]
                      rule = "unclosed-table"
                      language = "ko"
                      codes = []
                      because = "..."

            error[lost-content]: `<!-- </table>` is in no cell of the table that it is written into
              --> docs/ko.md:10:1
               |
            10 | <!-- </table>
               | ^^^^^^^^^^^^^
               |
              ::: docs/ko.md:3:1
               |
             3 | <table>
               | ------- this is the table
               |
               = help: look for a tag that is lost, or one too many, before it; in a Markdown table, for a blank line, or for a `|` that should be `\|`

        "#]],
    );
}

#[test]
fn lost_content_of_a_markdown_table() {
    let workspace = Workspace::new();
    let table = "| errcode | sub_errcode | errmsg |\n|---|---|---|\n\
                 | 1 | 0 | The client stopped. | 2 |\n\n| 2 | 0 | The client stopped. |\n";
    workspace.edit_document("en.md", &workspace.read("docs/en.md"), table);
    let output = workspace.run(["extract", "docs/en.md"]);
    expect![[r#"
        error[lost-content]: `2` is in no cell of the table that it is written into
         --> docs/en.md:3:33
          |
        3 | | 1 | 0 | The client stopped. | 2 |
          |                                 ^
          |
         ::: docs/en.md:1:1
          |
        1 | | errcode | sub_errcode | errmsg |
          | ---------------------------------- this is the table
          |
          = help: look for a tag that is lost, or one too many, before it; in a Markdown table, for a blank line, or for a `|` that should be `\|`

        error[lost-content]: `2 | 0 | The client stopped.` is in no cell of the table that it is written into
         --> docs/en.md:5:3
          |
        5 | | 2 | 0 | The client stopped. |
          |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^
          |
         ::: docs/en.md:1:1
          |
        1 | | errcode | sub_errcode | errmsg |
          | ---------------------------------- this is the table
          |
          = help: look for a tag that is lost, or one too many, before it; in a Markdown table, for a blank line, or for a `|` that should be `\|`

    "#]].assert_eq(&output.stderr);
    assert_eq!(output.status, Some(1));
}

#[test]
fn merged_reason() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", "잘못된 이름.", "사용 중인 이름.");
    check(
        &workspace,
        1,
        &expect![[r#"
            error[merged-reason]: 7-100 and 7-101 have the same Korean text but are different reasons
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
              = help: compare these rows with those of the other languages: one may hold the text of another. If all languages say the same in both, they are one [[reason]] in docs/names.toml
              = help: if it is right as it is, accept it in the manifest:
                      [[allow]]
                      rule = "merged-reason"
                      language = "ko"
                      codes = ["7-100"]
                      because = "..."

            error[merged-reason]: 7-101 and 7-100 have the same Korean text but are different reasons
             --> docs/ko.md:8:21
              |
            8 | <tr><td>101</td><td>사용 중인 이름.</td></tr>
              |                     ^^^^^^^^^^^^^^^ `NameTaken`, but also the text of 7-100
              |
             ::: docs/ko.md:7:43
              |
            7 | <tr><td rowspan='2'>7</td><td>100</td><td>사용 중인 이름.</td></tr>
              |                                           --------------- `NameWrong`
              |
              = help: compare these rows with those of the other languages: one may hold the text of another. If all languages say the same in both, they are one [[reason]] in docs/names.toml
              = help: if it is right as it is, accept it in the manifest:
                      [[allow]]
                      rule = "merged-reason"
                      language = "ko"
                      codes = ["7-101"]
                      because = "..."

        "#]],
    );
}

#[test]
fn merged_reason_in_one_row_of_several() {
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
            error[merged-reason]: 2 and 9 have the same Korean text but are different reasons
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
              = help: compare these rows with those of the other languages: one may hold the text of another. If all languages say the same in both, they are one [[reason]] in docs/names.toml
              = help: if it is right as it is, accept it in the manifest:
                      [[allow]]
                      rule = "merged-reason"
                      language = "ko"
                      codes = ["2"]
                      because = "..."

        "#]],
    );
}

#[test]
fn merged_reason_of_three() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", "잘못된 이름.", "네트워크 오류.");
    workspace.edit_document("ko.md", "사용 중인 이름.", "네트워크 오류.");
    let output = workspace.run(["check"]);
    let titles = output.stderr.lines().filter(|line| line.starts_with("error"));
    let rest = "have the same Korean text but are different reasons";
    assert_eq!(
        titles.collect::<Vec<_>>(),
        [
            format!("error[merged-reason]: 7-100, 7-101 and 9 {rest}"),
            format!("error[merged-reason]: 7-101, 7-100 and 9 {rest}"),
            format!("error[merged-reason]: 9, 7-100 and 7-101 {rest}"),
        ]
    );
}

#[test]
fn merged_reason_points_at_the_row_that_is_likely_to_be_wrong() {
    // The row that is changed, its text and the one it is changed to.
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
fn unnamed_code_beside_an_unusable_page() {
    let workspace = Workspace::new();
    workspace.edit("docs/names.toml", "[\"1\", \"2\"]", "[\"1\"]");
    workspace.edit_document("ko.md", "<th colspan='2'>코드</th>", "<th colspan='2'>?</th>");
    let output = workspace.run(["check"]);
    assert_eq!(output.status, Some(2));
    assert!(output.stderr.contains("error[unnamed-code]: 2 has no name"), "{output:?}");
    assert!(output.stderr.contains("error[no-code-table]"), "{output:?}");
}

#[test]
fn misplaced_cell_under_a_rowspan_that_is_too_long() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", "<tr><td>101</td><td>사용 중인 이름.</td></tr>\n", "");
    check(
        &workspace,
        1,
        &expect![[r#"
            error[missing-code]: 7-101 is in the English document, but not in the Korean one
             --> docs/ko.md:7:31
              |
            7 | <tr><td rowspan='2'>7</td><td>100</td><td>잘못된 이름.</td></tr>
              |                               ^^^ 7-101 should follow this row
              |
             ::: docs/en.md:8:9
              |
            8 | <tr><td>101</td><td>The name is taken.</td></tr>
              |         --- 7-101 in the English document
              |
              = help: restore the row of 7-101 in the Korean document; a row whose code has changed goes missing too

            error[misplaced-cell]: `9` covers the reason column and another
             --> docs/ko.md:8:21
              |
            8 | <tr><td colspan='2'>9</td><td>네트워크 오류.</td></tr>
              |                     ^
              |
             ::: docs/ko.md:7:21
              |
            7 | <tr><td rowspan='2'>7</td><td>100</td><td>잘못된 이름.</td></tr>
              |                     - this cell spans 2 rows and reaches down to that row
              |
              = help: a row may be lost above, or a rowspan or colspan be wrong: the cells of this row do not stand under their headers

        "#]],
    );
}

#[test]
fn a_cell_that_reaches_out_of_its_column_is_not_misplaced() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", "<td>네트워크", "<td colspan='2'>네트워크");
    let output = workspace.run(["check"]);
    assert_eq!((output.status, output.stderr.as_str()), (Some(0), ""), "{output:?}");
}

#[test]
fn misplaced_cell_without_a_header() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", "네트워크 오류.</td>", "네트워크 오류.</td><td>!</td>");
    check(
        &workspace,
        1,
        &expect![[r#"
            error[misplaced-cell]: `!` is in a column without a header
             --> docs/ko.md:9:48
              |
            9 | <tr><td colspan='2'>9</td><td>네트워크 오류.</td><td>!</td></tr>
              |                                                      ^
              |
              = help: a row may be lost above, or a rowspan or colspan be wrong: the cells of this row do not stand under their headers

        "#]],
    );
}

#[test]
fn missing_code() {
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
          = help: restore the row of 9 in the Korean document; a row whose code has changed goes missing too

    "#]],
    );
}

#[test]
fn missing_code_at_the_start() {
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
          = help: restore the row of 1 in the Korean document; a row whose code has changed goes missing too

    "#]],
    );
}

#[test]
fn nested_table() {
    let workspace = Workspace::new();
    workspace.edit_document(
        "ko.md",
        "네트워크 오류.",
        "네트워크 오류.<table><tr><td>표</td></tr></table>",
    );
    check(
        &workspace,
        1,
        &expect![[r#"
            error[nested-table]: a cell of 9 has a table in it, which is not read
             --> docs/ko.md:9:31
              |
            9 | <tr><td colspan='2'>9</td><td>네트워크 오류.<table><tr><td>표</td></tr></table></td></tr>
              |                               ^^^^^^^^^^^^^^
              |
              = help: move the table out of the cell; an unclosed `<table>` above does this too

        "#]],
    );
}

#[test]
fn no_code_table_among_others() {
    let workspace = Workspace::new();
    workspace.edit_document(
        "ko.md",
        "<tr><th colspan='2'>코드</th><th>원인</th></tr>",
        "<tr><th colspan='2'>에러</th><th>이유</th></tr>",
    );
    workspace.edit_document("ko.md", "# 코드\n", "<table><tr><td>a</td></tr></table>\n");
    check(
        &workspace,
        2,
        &expect![[r#"
            error[no-code-table]: none of the 2 tables in this document lists codes
             --> docs/ko.md:1:1
              |
            1 | <table><tr><td>a</td></tr></table>
              | ^^^^^^^ its headers are `a`
              |
             ::: docs/ko.md:3:1
              |
            3 | <table>
              | ------- its headers are `에러` and `이유`
              |
              = help: a code table has a column headed `errcode` or `코드` and one headed `errmsg` or `원인`; if this document words them differently, add its words under `columns` in the manifest; if it lists no codes, there is nothing to generate from: keep the version before it

        "#]],
    );
}

#[test]
fn no_code_table_without_any_table() {
    let workspace = Workspace::new();
    let table = workspace.read("docs/ko.md");
    workspace.edit_document("ko.md", &table, "# 코드\n");
    check(
        &workspace,
        2,
        &expect![[r#"
            error[no-code-table]: there is no table in this document
             --> docs/ko.md:1:1
              |
            1 | # 코드
              | ^
              |
              = help: a code table has a column headed `errcode` or `코드` and one headed `errmsg` or `원인`; if this document words them differently, add its words under `columns` in the manifest; if it lists no codes, there is nothing to generate from: keep the version before it

        "#]],
    );
}

#[test]
fn no_code_table_without_rows() {
    let workspace = Workspace::new();
    let text = workspace.read("docs/ko.md");
    let (_, rows) = text.split_once("<th>원인</th></tr>\n").unwrap();
    workspace.edit_document("ko.md", rows, "</table>\n");
    check(
        &workspace,
        2,
        &expect![[r#"
        error[no-code-table]: the code table has no rows below its headers
         --> docs/ko.md:3:1
          |
        3 | <table>
          | ^^^^^^^
          |
          = help: take the document from its publisher again, or look for a lost `<td>`

    "#]],
    );
}

#[test]
fn overlapping_cells() {
    let workspace = Workspace::new();
    workspace.edit_document(
        "ko.md",
        "<td>100</td><td>잘못된 이름.</td></tr>\n<tr><td>101</td>",
        "<td>100</td><td rowspan='2'>잘못된 이름.</td></tr>\n<tr><td colspan='2'>101</td>",
    );
    check(
        &workspace,
        1,
        &expect![[r#"
            error[missing-code]: 7-101 is in the English document, but not in the Korean one
             --> docs/ko.md:7:31
              |
            7 | <tr><td rowspan='2'>7</td><td>100</td><td rowspan='2'>잘못된 이름.</td></tr>
              |                               ^^^ 7-101 should follow this row
              |
             ::: docs/en.md:8:9
              |
            8 | <tr><td>101</td><td>The name is taken.</td></tr>
              |         --- 7-101 in the English document
              |
              = help: restore the row of 7-101 in the Korean document; a row whose code has changed goes missing too

            error[overlapping-cells]: `101` and `잘못된 이름.` cover the same place of the table
             --> docs/ko.md:8:21
              |
            8 | <tr><td colspan='2'>101</td><td>사용 중인 이름.</td></tr>
              |                     ^^^
              |
             ::: docs/ko.md:7:55
              |
            7 | <tr><td rowspan='2'>7</td><td>100</td><td rowspan='2'>잘못된 이름.</td></tr>
              |                                                       ------------ this cell was there first
              |
              = help: correct the rowspan or colspan of one of them

            error[misplaced-cell]: `사용 중인 이름.` is in a column without a header
             --> docs/ko.md:8:33
              |
            8 | <tr><td colspan='2'>101</td><td>사용 중인 이름.</td></tr>
              |                                 ^^^^^^^^^^^^^^^
              |
             ::: docs/ko.md:7:21
              |
            7 | <tr><td rowspan='2'>7</td><td>100</td><td rowspan='2'>잘못된 이름.</td></tr>
              |                     - this cell spans 2 rows and reaches down to that row
              |
              = help: a row may be lost above, or a rowspan or colspan be wrong: the cells of this row do not stand under their headers

        "#]],
    );
}

#[test]
fn span_past_end() {
    let workspace = Workspace::new();
    workspace.edit_document(
        "ko.md",
        "<tr><td colspan='2'>9</td><td>네트워크 오류.</td></tr>\n",
        "<tr><td rowspan='3'>9</td><td></td><td>네트워크 오류.</td></tr>\n",
    );
    check(
        &workspace,
        1,
        &expect![[r#"
        error[span-past-end]: `9` spans 3 rows, but only 1 is left in its part of the table
         --> docs/ko.md:9:21
          |
        9 | <tr><td rowspan='3'>9</td><td></td><td>네트워크 오류.</td></tr>
          |                     ^
          |
          = help: correct the rowspan, or restore the rows that were lost

    "#]],
    );
}

#[test]
fn span_past_end_of_each_cell() {
    let workspace = Workspace::new();
    workspace.edit_document(
        "ko.md",
        "<td colspan='2'>9</td><td>네",
        "<td rowspan=0>9</td><td rowspan=2></td><td rowspan=3>네",
    );
    let output = workspace.run(["check"]);
    let titles = output.stderr.lines().filter(|line| line.starts_with("error"));
    assert_eq!(
        titles.collect::<Vec<_>>(),
        [
            "error[span-past-end]: `` spans 2 rows, but only 1 is left in its part of the table",
            "error[span-past-end]: `네트워크 오류.` spans 3 rows, but only 1 is left in its part of \
             the table",
        ]
    );
}

#[test]
fn split_reason() {
    let workspace = Workspace::new();
    workspace.edit_document(
        "ko.md",
        "<td colspan='2'>2</td><td>클라이언트 중단.",
        "<td colspan='2'>2</td><td>클라이언트 중단",
    );
    // A warning: the module is written all the same.
    workspace.run(["generate"]);
    check(
        &workspace,
        1,
        &expect![[r#"
            warning[split-reason]: 2 has another Korean text than 1, but both are the same reason, `ClientStopped`
             --> docs/ko.md:6:31
              |
            6 | <tr><td colspan='2'>2</td><td>클라이언트 중단</td></tr>
              |                               ^^^^^^^^^^^^^^^
              |
             ::: docs/ko.md:5:31
              |
            5 | <tr><td colspan='2'>1</td><td>클라이언트 중단.</td></tr>
              |                               ---------------- 1 is worded like this
              |
              = help: correct the text, if it is wrong; if it means something else, give these codes a reason of their own in docs/names.toml
              = help: if it is right as it is, accept it in the manifest:
                      [[allow]]
                      rule = "split-reason"
                      language = "ko"
                      codes = ["2"]
                      because = "..."

        "#]],
    );
}

#[test]
fn stale_allow() {
    let workspace = Workspace::new();
    workspace.allow("split-reason", "ko", "\"2\"");
    check(
        &workspace,
        1,
        &expect![[r#"
            warning[stale-allow]: there is no split-reason of 2 in the Korean document to accept
              --> docs/sources.toml:23:8
               |
            23 | rule = "split-reason"
               |        ^^^^^^^^^^^^^^
               |
               = help: remove this [[allow]]

        "#]],
    );
}

#[test]
fn stale_allow_of_one_code() {
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
            warning[stale-allow]: there is no split-reason of 9 in the Korean document to accept
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
fn stale_allow_of_a_part() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", "클라이언트 중단.", "Client stop.");
    workspace.allow("untranslated", "ko", "\"1\"");
    let output = workspace.run(["check"]);
    let start = output.stderr.find("warning[stale-allow]").unwrap();
    let end = output.stderr.find("error[untranslated]").unwrap();
    expect![[r#"
        warning[stale-allow]: untranslated of 1 and 2 is one finding; this accepts a part of it
          --> docs/sources.toml:23:8
           |
        23 | rule = "untranslated"
           |        ^^^^^^^^^^^^^^
           |
           = help: add 2 to its codes

    "#]]
    .assert_eq(&output.stderr[start..end]);
}

#[test]
fn stale_allow_of_another_rule_or_language_is_no_part() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", "클라이언트 중단.", "Client stop.");
    workspace.allow("split-reason", "ko", "\"1\"");
    workspace.allow("untranslated", "en", "\"1\"");
    workspace.allow("untranslated", "ko", "\"9\"");
    let output = workspace.run(["check"]);
    let titles = output.stderr.lines().filter(|line| line.starts_with("warning"));
    assert_eq!(
        titles.collect::<Vec<_>>(),
        [
            "warning[stale-allow]: there is no split-reason of 1 in the Korean document to accept",
            "warning[stale-allow]: there is no untranslated of 1 in the English document to accept",
            "warning[stale-allow]: there is no untranslated of 9 in the Korean document to accept",
        ]
    );
}

#[test]
fn stale_allow_of_what_cannot_be_accepted() {
    let workspace = Workspace::new();
    let row = "<tr><td colspan='2'>9</td><td>네트워크 오류.</td></tr>\n";
    workspace.edit_document("ko.md", row, "");
    workspace.allow("missing-code", "ko", "\"9\"");
    check(
        &workspace,
        1,
        &expect![[r#"
            warning[stale-allow]: a missing-code cannot be accepted
              --> docs/sources.toml:23:8
               |
            23 | rule = "missing-code"
               |        ^^^^^^^^^^^^^^
               |
               = help: remove this [[allow]]; what can be accepted: broken-tag, duplicate-code, extra-code, merged-reason, split-reason, unclosed-table, unknown-header, unsafe-text and untranslated

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
              = help: restore the row of 9 in the Korean document; a row whose code has changed goes missing too

        "#]],
    );
}

#[test]
fn stale_output() {
    let workspace = Workspace::new();
    workspace.edit("generated.rs", "reason: Reason::NameTaken", "reason: Reason::NameWrong");
    check(
        &workspace,
        1,
        &expect![[r#"
            error[stale-output]: generated.rs is not what the documents give
               --> generated.rs:207:1
                |
            207 |         reason: Reason::NameWrong,
                | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ should be `reason: Reason::NameTaken,`
                |
                = help: run `cargo codegen generate`

        "#]],
    );
}

#[test]
fn stale_output_with_other_line_ends() {
    let workspace = Workspace::new();
    workspace.edit("generated.rs", "\n", "\r\n");
    check(
        &workspace,
        1,
        &expect![[r#"
        error[stale-output]: generated.rs is not what the documents give
         --> generated.rs:1:1
          |
        1 | // @generated by `cargo codegen generate` from en.md and ko.md.
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ should end otherwise: compare the line ends
          |
          = help: run `cargo codegen generate`

    "#]],
    );
}

#[test]
fn stale_output_late_in_a_long_line() {
    let workspace = Workspace::new();
    let long = "a ".repeat(200);
    workspace.edit_document("en.md", "The network failed.", &format!("{long}b"));
    workspace.run(["generate"]);
    workspace.edit("generated.rs", "a b", "a c");
    let output = workspace.run(["check"]);
    assert!(output.stderr.contains(" should be `a a a a a a a a a a b`\n"), "{}", output.stderr);
}

#[test]
fn stale_output_that_is_cut_off() {
    let workspace = Workspace::new();
    let text = workspace.read("generated.rs");
    let (start, _) = text.split_once("\n\n").unwrap();
    workspace.write("generated.rs", start);
    check(
        &workspace,
        1,
        &expect![[r#"
            error[stale-output]: generated.rs is not what the documents give
             --> generated.rs:2:1
              |
            2 | // Do not edit: change the documents or names.toml, and run it again.
              | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ should go on after this
              |
              = help: run `cargo codegen generate`

        "#]],
    );
}

#[test]
fn stale_output_that_is_not_there() {
    let workspace = Workspace::new();
    std::fs::remove_file(workspace.path("generated.rs")).unwrap();
    check(
        &workspace,
        1,
        &expect![[r#"
            error[stale-output]: generated.rs does not exist
             --> generated.rs
              = help: run `cargo codegen generate`

        "#]],
    );
}

#[test]
fn unclosed_table() {
    let workspace = Workspace::new();
    workspace.edit_document("en.md", "</table>\n", "");
    check(
        &workspace,
        1,
        &expect![[r#"
        error[unclosed-table]: the code table is never closed: the document ends in it
         --> docs/en.md:3:1
          |
        3 | <table>
          | ^^^^^^^
          |
          = help: take the document from its publisher again: its end may be lost
          = help: if it is right as it is, accept it in the manifest:
                  [[allow]]
                  rule = "unclosed-table"
                  language = "en"
                  codes = []
                  because = "..."

    "#]],
    );
}

#[test]
fn unknown_code() {
    let workspace = Workspace::new();
    workspace.edit("docs/names.toml", "[\"9\"]", "[\"9\", \"10\"]");
    check(
        &workspace,
        1,
        &expect![[r#"
            error[unknown-code]: `NetworkError` lists 10, which the English document does not have
              --> docs/names.toml:20:15
               |
            20 | codes = ["9", "10"]
               |               ^^^^
               |
               = help: remove 10 here, or correct it

        "#]],
    );
}

#[test]
fn unknown_code_that_is_all_of_a_reason() {
    let workspace = Workspace::new();
    workspace.edit(
        "docs/names.toml",
        "[\"9\"]",
        "[\"9\"]\n\n[[reason]]\nname = \"Old\"\n\
                   category = \"network\"\ncodes = [\"10\"]",
    );
    check(
        &workspace,
        1,
        &expect![[r#"
            error[unknown-code]: `Old` lists 10, which the English document does not have
              --> docs/names.toml:25:10
               |
            25 | codes = ["10"]
               |          ^^^^
               |
               = help: remove this [[reason]], or correct 10

        "#]],
    );
}

#[test]
fn unknown_header() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", "<th>원인</th>", "<th>원인</th><th>해결</th>");
    check(
        &workspace,
        1,
        &expect![[r#"
            error[unknown-header]: the code table has a column `해결` that is neither code nor reason; its headers are `코드`, `원인` and `해결`
             --> docs/ko.md:4:43
              |
            4 | <tr><th colspan='2'>코드</th><th>원인</th><th>해결</th></tr>
              |                                               ^^^^
              |
              = help: if the column is one of those, list its header under `columns`
              = help: if it is right as it is, accept it in the manifest:
                      [[allow]]
                      rule = "unknown-header"
                      language = "ko"
                      codes = []
                      because = "..."

        "#]],
    );
}

#[test]
fn unknown_header_over_many_columns_is_one() {
    let workspace = Workspace::new();
    let headers = "<th>원인</th>".to_owned() + &"<th colspan=1000>해결</th>".repeat(40);
    workspace.edit_document("ko.md", "<th>원인</th>", &headers);
    let output = workspace.run(["check"]);
    assert_eq!(output.stderr.matches("error[unknown-header]").count(), 40);
    assert!(output.stderr.contains("; its headers are `코드`, `원인` and `해결`\n"), "{output:?}");
    assert!(output.stderr.len() < 100_000);
}

#[test]
fn unknown_headers_are_listed_as_far_as_a_message_can_hold_them() {
    let workspace = Workspace::new();
    let more: String = (1..=20).map(|number| format!("<th>h{number}</th>")).collect();
    workspace.edit_document("ko.md", "<th>원인</th>", &format!("<th>원인</th>{more}"));
    let output = workspace.run(["check"]);
    let end = "`h9`, `h10` and 10 more\n";
    assert_eq!(output.stderr.matches(end).count(), 20, "{output:?}");
}

#[test]
fn unnamed_code_with_a_known_text() {
    let workspace = Workspace::new();
    workspace.edit("docs/names.toml", "[\"1\", \"2\"]", "[\"1\"]");
    check(
        &workspace,
        1,
        &expect![[r#"
        error[unnamed-code]: 2 has no name; its reason is `The client stopped.`
         --> docs/en.md:6:31
          |
        6 | <tr><td colspan='2'>2</td><td>The client stopped.</td></tr>
          |                               ^^^^^^^^^^^^^^^^^^^
          |
          = help: its text is that of `ClientStopped`: add "2" to its codes in docs/names.toml

    "#]],
    );
}

#[test]
fn unnamed_code_with_a_new_text() {
    let workspace = Workspace::new();
    workspace.edit(
        "docs/names.toml",
        "[[reason]]\nname = \"NetworkError\"\ncategory = \"network\"\ncodes = [\"9\"]\n",
        "",
    );
    check(
        &workspace,
        1,
        &expect![[r#"
            error[unnamed-code]: 9 has no name; its reason is `The network failed.`
             --> docs/en.md:9:31
              |
            9 | <tr><td colspan='2'>9</td><td>The network failed.</td></tr>
              |                               ^^^^^^^^^^^^^^^^^^^
              |
              = help: its text is that of no named reason: add one to docs/names.toml:
                      [[reason]]
                      name = "..."
                      category = "..."
                      codes = ["9"]
                      where the name is an UpperCamelCase one of your own, and the category one of address or client

        "#]],
    );
}

#[test]
fn unsafe_text() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", "네트워크 오류.", "네트워크\u{202e} 오류.");
    check(
        &workspace,
        1,
        &expect![[r#"
            error[unsafe-text]: the reason of 9 has U+202E in it, which does not show: `네트워크<U+202E> 오류.`
             --> docs/ko.md:9:31
              |
            9 | <tr><td colspan='2'>9</td><td>네트워크� 오류.</td></tr>
              |                               ^^^^^^^^^^^^^^^
              |
              = help: remove the character
              = help: if it is right as it is, accept it in the manifest:
                      [[allow]]
                      rule = "unsafe-text"
                      language = "ko"
                      codes = ["9"]
                      because = "..."

        "#]],
    );
}

#[test]
fn untranslated_and_the_same() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", "네트워크 오류.", "The network failed.");
    check(
        &workspace,
        1,
        &expect![[r#"
            error[untranslated]: the Korean text of 9 is the English one
             --> docs/ko.md:9:31
              |
            9 | <tr><td colspan='2'>9</td><td>The network failed.</td></tr>
              |                               ^^^^^^^^^^^^^^^^^^^
              |
             ::: docs/en.md:9:31
              |
            9 | <tr><td colspan='2'>9</td><td>The network failed.</td></tr>
              |                               ------------------- the English text
              |
              = help: the document should say it in its own language
              = help: if it is right as it is, accept it in the manifest:
                      [[allow]]
                      rule = "untranslated"
                      language = "ko"
                      codes = ["9"]
                      because = "..."

        "#]],
    );
}

#[test]
fn untranslated_and_without_hangul() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", "클라이언트 중단.", "Client stop.");
    check(
        &workspace,
        1,
        &expect![[r#"
            error[untranslated]: the Korean text of 1 and 2 has no letter of that language: `Client stop.`
             --> docs/ko.md:5:31
              |
            5 | <tr><td colspan='2'>1</td><td>Client stop.</td></tr>
              |                               ^^^^^^^^^^^^
              |
             ::: docs/en.md:5:31
              |
            5 | <tr><td colspan='2'>1</td><td>The client stopped.</td></tr>
              |                               ------------------- the English text
              |
             ::: docs/ko.md:6:31
              |
            6 | <tr><td colspan='2'>2</td><td>Client stop.</td></tr>
              |                               ------------ and here, 2
              |
              = help: the document should say it in its own language
              = help: if it is right as it is, accept it in the manifest:
                      [[allow]]
                      rule = "untranslated"
                      language = "ko"
                      codes = ["1", "2"]
                      because = "..."

        "#]],
    );
}

#[test]
fn all_findings_are_reported_together() {
    let workspace = Workspace::new();
    workspace.edit_document("en.md", "The network failed.", "The network\u{200b} failed.");
    workspace.edit_document("ko.md", ">101<", ">x<");
    workspace.edit("docs/names.toml", "[\"9\"]", "[\"9\", \"10\"]");
    let output = workspace.run(["check"]);
    let mut titles = String::new();
    for line in output.stderr.lines().filter(|line| line.starts_with("error")) {
        writeln!(titles, "{line}").unwrap();
    }
    expect![[r#"
        error[unsafe-text]: the reason of 9 has U+200B in it, which does not show: `The network<U+200B> failed.`
        error[missing-code]: 7-101 is in the English document, but not in the Korean one
        error[bad-code]: `x` is not a sub_errcode, which is a number up to 65535
        error[unknown-code]: `NetworkError` lists 10, which the English document does not have
    "#]].assert_eq(&titles);
}

#[test]
fn what_is_allowed_is_fine() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", "네트워크 오류.", "The network failed.");
    workspace.edit_document("ko.md", "<th>원인</th>", "<th>원인</th><th>해결</th>");
    workspace.edit_document("en.md", "name is wrong", "name\u{ad} is wrong");
    workspace.allow("untranslated", "ko", "\"9\"");
    workspace.allow("unknown-header", "ko", "");
    workspace.allow("unsafe-text", "en", "\"7-100\"");
    workspace.edit_document(
        "ko.md",
        "</table>",
        "<tr><td colspan='2'>10</td><td>새 오류.</td></tr>\n\
         <tr><td colspan='2'>1</td><td>다른 오류.</td></tr>\n</table>",
    );
    workspace.allow("extra-code", "ko", "\"10\"");
    workspace.allow("duplicate-code", "ko", "\"1\"");
    workspace.edit_document("ko.md", "잘못된 이름.", "사용 중인 이름.");
    workspace.allow("merged-reason", "ko", "\"7-100\", \"7-101\"");
    let output = workspace.run(["generate"]);
    expect![[r#"
        generated.rs: 5 codes, 4 reasons, en and ko, written (7 accepted)
    "#]]
    .assert_eq(&(output.stderr + &output.stdout));
    assert_eq!(output.status, Some(0));
    check(&workspace, 0, &expect![[""]]);
}

#[test]
fn every_rule_is_documented_and_tested() {
    let readme = include_str!("../../README.md");
    let tests = include_str!("rules.rs");
    for rule in Rule::ALL {
        let name = rule.name();
        assert_eq!(Rule::from_name(name), Some(*rule));
        let severity = match rule.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let allow = if rule.can_be_allowed() { "yes" } else { "" };
        let row = format!("| `{name}` | {severity} | {allow} | ").replace("|  |", "| |");
        assert!(readme.contains(&row), "README.md has no row {row}");
        assert!(tests.contains(&format!("[{name}]: ")), "no test shows a message of {name}");
    }
    assert!(Rule::ALL.is_sorted_by_key(|rule| rule.name()));
}
