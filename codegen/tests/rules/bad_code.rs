use crate::check::check;
use crate::workspace::Workspace;
use expect_test::expect;

#[test]
fn a_word_is_not_a_code() {
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
              = help: restore the row of 9 in the Korean document; if its code was changed, correct the code
              = help: if this is correct, accept it in the manifest:
                      [[allow]]
                      rule = "missing-code"
                      language = "ko"
                      codes = ["9"]
                      because = "..."

            error[bad-code]: `nine` is not an errcode, which is a number up to 65535
             --> docs/ko.md:9:21
              |
            9 | <tr><td colspan='2'>nine</td><td>네트워크 오류.</td></tr>
              |                     ^^^^
              |
              = help: correct the code, or move this row out of the table

        "#]],
    );
}

#[test]
fn a_code_above_65535_is_not_a_code() {
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
              = help: correct the code, or move this row out of the table

            error[bad-code]: `65536` is not a sub_errcode, which is a number up to 65535
             --> docs/ko.md:8:9
              |
            8 | <tr><td>65536</td><td>사용 중인 이름.</td></tr>
              |         ^^^^^
              |
              = help: correct the code, or move this row out of the table

            error[unknown-code]: `NameTaken` lists 7-102, which no document lists
              --> docs/names.toml:15:10
               |
            15 | codes = ["7-102"]
               |          ^^^^^^^
               |
               = help: correct it; if upstream has just added it, run `cargo codegen update`; if upstream dropped it, retire it in docs/names.toml, so that old logs can still be read:
                       [[retired]]
                       code = "7-102"
                       reason = "NameTaken"
                       text = { en = "..." }
                       since = "YYYY-MM-DD"

        "#]],
    );
}

#[test]
fn a_row_without_a_code_is_reported() {
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
fn a_row_of_header_cells_with_a_code_is_read() {
    let workspace = Workspace::new();
    let row = "<tr><th colspan=2>0</th><th>오류.</th></tr>\n<tr><td colspan='2'>1<";
    workspace.edit_document("ko.md", "<tr><td colspan='2'>1<", row);
    let output = workspace.run(["check"]);
    assert!(output.stderr.contains("error[extra-code]: 0 is in the Korean"), "{output:?}");
}

#[test]
fn a_picture_is_an_error_but_an_empty_cell_means_no_sub_errcode() {
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
fn a_cell_that_covers_many_rows_is_reported_once() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", "<td rowspan='2'>7<", "<td rowspan='2'>x<");
    let output = workspace.run(["check"]);
    assert_eq!(output.stderr.matches("error[bad-code]").count(), 1, "{output:?}");
}

/// Returns the messages about a code cell.
fn messages(code: &str) -> String {
    let workspace = Workspace::new();
    let document =
        format!("<table><tr><th>Code<th>Reason<tr><td>{code}<td>a<tr><td>1<td>b</table>");
    workspace.write("a.html", document);
    let output = workspace.run(["extract", "a.html", "--lang", "en"]);
    let lines = output.stderr.lines().filter(|line| line.starts_with("error"));
    lines.map(|line| format!("{line}\n")).collect::<String>()
}

#[test]
fn each_message_says_what_is_wrong() {
    let codes = [
        "１８",
        "١٨",
        "007",
        "",
        "&nbsp;",
        "<img alt=18>",
        "<svg><text></text></svg>",
        "18\u{200b}",
        "1,000",
        "0x12",
        "4, 8",
        "100-104",
        "-8",
        "C (12)",
        "65536",
        "1 8",
        "<b hidden>18</b>",
    ];
    expect![[r#"
        error[bad-code]: `１８` is not an errcode: U+FF11 is not one of the digits 0 to 9
        error[bad-code]: `١٨` is not an errcode: U+0661 is not one of the digits 0 to 9
        error[bad-code]: `007` is not an errcode: it has leading zeros
        error[bad-code]: the errcode of this row is empty
        error[bad-code]: the errcode of this row is empty
        error[bad-code]: the errcode of this row is a picture
        error[bad-code]: the errcode of this row is a picture
        error[bad-code]: `18<U+200B>` is not an errcode: it contains the invisible character U+200B
        error[bad-code]: `1,000` is not an errcode, which is a number up to 65535
        error[bad-code]: `0x12` is not an errcode, which is a number up to 65535
        error[bad-code]: `4, 8` is not an errcode, which is a number up to 65535
        error[bad-code]: `100-104` is not an errcode, which is a number up to 65535
        error[bad-code]: `-8` is not an errcode, which is a number up to 65535
        error[bad-code]: `C (12)` is not an errcode, which is a number up to 65535
        error[bad-code]: `65536` is not an errcode, which is a number up to 65535
        error[bad-code]: `1 8` is not an errcode, which is a number up to 65535
        error[bad-code]: the errcode of this row is empty
    "#]]
    .assert_eq(&codes.map(messages).concat());
}

#[test]
fn numbers_from_several_elements_are_not_read() {
    let codes = [
        "18<sup>1</sup>",
        "18<sup>[1]</sup>",
        "<del>1</del><ins>8</ins>",
        "<b>1</b><b>8</b>",
        "1<span>8</span>",
        "<svg><text>1</text></svg>8",
    ];
    expect![[r#"
        error[bad-code]: `181` is made of the text of several elements
        error[bad-code]: `18[1]` is made of the text of several elements
        error[bad-code]: `18` is made of the text of several elements
        error[bad-code]: `18` is made of the text of several elements
        error[bad-code]: `18` is made of the text of several elements
        error[bad-code]: `18` is made of the text of several elements
    "#]]
    .assert_eq(&codes.map(messages).concat());
    for code in [
        "18",
        "<b>18</b>",
        "<svg><desc>1</desc></svg>18",
        "<del></del>18",
        "1<!-- -->8",
        "&#49;8",
        "1<wbr>8",
    ] {
        assert_eq!(messages(code), "", "{code}");
    }
}

#[test]
fn a_number_from_several_elements_shows_the_other_one() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", "<td>101</td>", "<td>10<sup>1</sup></td>");
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
          = help: restore the row of 7-101 in the Korean document; if its code was changed, correct the code
          = help: if this is correct, accept it in the manifest:
                  [[allow]]
                  rule = "missing-code"
                  language = "ko"
                  codes = ["7-101"]
                  because = "..."

        error[bad-code]: `101` is made of the text of several elements
         --> docs/ko.md:8:9
          |
        8 | <tr><td>10<sup>1</sup></td><td>사용 중인 이름.</td></tr>
          |         ^^^^^^^^
          |
         ::: docs/ko.md:8:16
          |
        8 | <tr><td>10<sup>1</sup></td><td>사용 중인 이름.</td></tr>
          |                - this is another element
          |
          = help: remove the text that is not part of the sub_errcode, such as a footnote mark or a struck-out number

    "#]],
    );
}

#[test]
fn a_sub_errcode_that_is_a_picture_or_hidden_is_an_error() {
    for picture in [
        "<img src=a>",
        "<svg><path/></svg>",
        "<math></math>",
        "<canvas>0</canvas>",
        "<input>",
        "<span hidden>0</span><img>",
    ] {
        let workspace = Workspace::new();
        workspace.edit_document("ko.md", "<td>101</td>", &format!("<td>{picture}</td>"));
        let output = workspace.run(["check"]);
        let message = "error[bad-code]: the sub_errcode of this row is a picture\n";
        assert!(output.stderr.contains(message), "{picture}: {}", output.stderr);
    }
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", "<td>101</td>", "<td hidden>101</td>");
    let output = workspace.run(["check"]);
    let message = "error[bad-code]: the sub_errcode of this row is in a hidden cell\n";
    assert!(output.stderr.contains(message), "{}", output.stderr);
}
