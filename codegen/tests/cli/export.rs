//! `export`: the agreed table for other tools.

mod html;

use crate::output::{json, shows};
use crate::workspace::Workspace;
use expect_test::expect;
use serde_json::{Value, json};

#[test]
fn every_format_has_the_agreed_table() {
    let workspace = Workspace::new();
    let output = workspace.run(["export", "--format", "json"]);
    assert_eq!((output.status, output.stderr.as_str()), (Some(0), ""));
    let rows = json(&output);
    assert_eq!(rows.as_array().unwrap().len(), 5);
    assert_eq!(
        rows[3],
        json!({
            "code": "7-101",
            "errcode": 7,
            "sub_errcode": 101,
            "reason": "NameTaken",
            "category": "address",
            "text": {"en": "The name is taken.", "ko": "사용 중인 이름."},
        })
    );
    assert_eq!(rows[0]["sub_errcode"], Value::Null);
    let text = output.stdout.find("\"en\"").zip(output.stdout.find("\"ko\""));
    assert!(text.is_some_and(|(en, ko)| en < ko), "languages in the order of the manifest");

    shows(
        &workspace.run(["export", "--format", "csv"]),
        0,
        &expect![[r#"
            code,errcode,sub_errcode,reason,category,text_en,text_ko
            1,1,,ClientStopped,client,The client stopped.,클라이언트 중단.
            2,2,,ClientStopped,client,The client stopped.,클라이언트 중단.
            7-100,7,100,NameWrong,address,The name is wrong.,잘못된 이름.
            7-101,7,101,NameTaken,address,The name is taken.,사용 중인 이름.
            9,9,,NetworkError,network,The network failed.,네트워크 오류.
        "#]],
    );
    shows(
        &workspace.run(["export", "--format", "sql"]),
        0,
        &expect![[r#"
            CREATE TABLE lvb_codes (
              code VARCHAR(11) NOT NULL PRIMARY KEY,
              errcode INTEGER NOT NULL,
              sub_errcode INTEGER,
              reason VARCHAR(256) NOT NULL,
              category VARCHAR(256) NOT NULL,
              text_en VARCHAR(256) NOT NULL,
              text_ko VARCHAR(256) NOT NULL
            );

            INSERT INTO lvb_codes
              (code, errcode, sub_errcode, reason, category, text_en, text_ko)
            VALUES
              ('1', 1, NULL, 'ClientStopped', 'client', 'The client stopped.', '클라이언트 중단.'),
              ('2', 2, NULL, 'ClientStopped', 'client', 'The client stopped.', '클라이언트 중단.'),
              ('7-100', 7, 100, 'NameWrong', 'address', 'The name is wrong.', '잘못된 이름.'),
              ('7-101', 7, 101, 'NameTaken', 'address', 'The name is taken.', '사용 중인 이름.'),
              ('9', 9, NULL, 'NetworkError', 'network', 'The network failed.', '네트워크 오류.');
        "#]],
    );
    shows(
        &workspace.run(["export", "--format", "markdown"]),
        0,
        &expect![[r#"
            | code | reason | category | en | ko |
            | --- | --- | --- | --- | --- |
            | 1 | `ClientStopped` | client | The client stopped. | 클라이언트 중단. |
            | 2 | `ClientStopped` | client | The client stopped. | 클라이언트 중단. |
            | 7-100 | `NameWrong` | address | The name is wrong. | 잘못된 이름. |
            | 7-101 | `NameTaken` | address | The name is taken. | 사용 중인 이름. |
            | 9 | `NetworkError` | network | The network failed. | 네트워크 오류. |
        "#]],
    );
}

#[test]
fn every_format_escapes_special_characters() {
    let workspace = Workspace::new();
    workspace.edit_document("en.md", "The network failed.", "It's \"a|b\", &lt;c&gt;");
    let csv = workspace.run(["export", "--format", "csv"]).stdout;
    assert!(csv.contains(",\"It's \"\"a|b\"\", <c>\","), "{csv}");
    let sql = workspace.run(["export", "--format", "sql"]).stdout;
    assert!(sql.contains(", 'It''s \"a|b\", <c>',"), "{sql}");
    let markdown = workspace.run(["export", "--format", "markdown"]).stdout;
    assert!(markdown.contains(r#"| It\'s \"a\|b\", \<c\> |"#), "{markdown}");
}

#[test]
fn errors_print_no_table() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", "네트워크 오류.", "사용 중인 이름.");
    let output = workspace.run(["export", "--format", "csv"]);
    assert_eq!((output.status, output.stdout.as_str()), (Some(1), ""));
    assert!(output.stderr.contains("error[merged-reason]"), "{output:?}");
}
