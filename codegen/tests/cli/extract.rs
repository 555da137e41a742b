//! `extract`: the code table of one document.

use crate::output::{json, shows};
use crate::workspace::Workspace;
use expect_test::expect;
use serde_json::{Value, json};

#[test]
fn every_format_has_the_code_table() {
    let workspace = Workspace::new();
    shows(
        &workspace.run(["extract", "docs/ko.md"]),
        0,
        &expect![[r#"
            docs/ko.md: 5 codes in the html table at line 3
                   1  클라이언트 중단.
                   2  클라이언트 중단.
               7-100  잘못된 이름.
               7-101  사용 중인 이름.
                   9  네트워크 오류.
        "#]],
    );
    shows(
        &workspace.run(["extract", "docs/ko.md", "--format", "csv"]),
        0,
        &expect![[r#"
            code,sub,reason,line
            1,,클라이언트 중단.,5
            2,,클라이언트 중단.,6
            7,100,잘못된 이름.,7
            7,101,사용 중인 이름.,8
            9,,네트워크 오류.,9
        "#]],
    );
    let output = workspace.run(["extract", "docs/ko.md", "--format", "json"]);
    assert_eq!(output.status, Some(0));
    assert_eq!(
        json(&output),
        json!({
            "document": "docs/ko.md",
            "language": "ko",
            "layout": "html",
            "entries": [
                {"code": 1, "sub": null, "reason": "클라이언트 중단.", "line": 5},
                {"code": 2, "sub": null, "reason": "클라이언트 중단.", "line": 6},
                {"code": 7, "sub": 100, "reason": "잘못된 이름.", "line": 7},
                {"code": 7, "sub": 101, "reason": "사용 중인 이름.", "line": 8},
                {"code": 9, "sub": null, "reason": "네트워크 오류.", "line": 9},
            ],
            "findings": [],
        })
    );
}

#[test]
fn the_language_of_standard_input_is_detected() {
    let workspace = Workspace::new();
    let text = workspace.read("docs/ko.md");
    let output = workspace.run_with_input(["extract", "-", "--format", "json"], &text);
    assert_eq!(json(&output)["document"], json!("<stdin>"));
    assert_eq!(json(&output)["language"], json!("ko"));

    let output = workspace.run_with_input(["extract", "-", "--lang", "en"], &text);
    assert_eq!(output.status, Some(2));
    assert!(output.stderr.contains("[no-code-table]"), "{output:?}");
}

#[test]
fn shared_headers_are_known_in_every_language() {
    let workspace = Workspace::new();
    // A sub-code of 0, as in the API, means none, and so does an empty cell. The columns may be in any
    // order.
    let text = "<table><tr><th>errmsg<th>sub_errcode<th>errcode\
                <tr><td>a<td>0<td>1<tr><td>b<td>100<td>2<tr><td>c<td><td>3</table>";
    for lang in ["en", "ja"] {
        let output =
            workspace.run_with_input(["extract", "-", "--lang", lang, "--format", "json"], text);
        assert_eq!(output.status, Some(0), "{output:?}");
        assert_eq!(json(&output)["language"], json!(lang));
        assert_eq!(
            json(&output)["entries"],
            json!([
                {"code": 1, "sub": null, "reason": "a", "line": 1},
                {"code": 2, "sub": 100, "reason": "b", "line": 1},
                {"code": 3, "sub": null, "reason": "c", "line": 1},
            ])
        );
    }
}

#[test]
fn two_rows_of_headers_are_read() {
    let workspace = Workspace::new();
    let text = "<table><tr><th colspan=2>Code<th rowspan=2>Reason<tr><th>a<th>b\
                <tr><td>1<td>2<td>c</table>";
    let output = workspace.run_with_input(["extract", "-", "--format", "csv"], text);
    assert_eq!(output.stdout, "code,sub,reason,line\n1,2,c,1\n");
    assert_eq!((output.status, output.stderr.as_str()), (Some(0), ""));
}

#[test]
fn findings_are_reported_beside_the_readable_rows() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", ">9<", ">x<");
    let output = workspace.run(["extract", "docs/ko.md", "--format", "json"]);
    assert_eq!((output.status, output.stderr.as_str()), (Some(1), ""));
    assert_eq!(json(&output)["entries"].as_array().unwrap().len(), 4);
    assert_eq!(json(&output)["findings"][0]["rule"], json!("bad-code"));
    let output = workspace.run(["extract", "docs/ko.md", "--format", "csv"]);
    assert!(output.stderr.contains("error[bad-code]"), "{output:?}");
    assert_eq!(output.stdout.lines().count(), 5);
}

#[test]
fn a_document_without_a_code_table_is_an_error_that_shows_its_headers() {
    let workspace = Workspace::new();
    let text = "<table><tr><th>Cause</th></tr><tr><td>a</td></tr></table>";
    let output = workspace.run_with_input(["extract", "-", "--format", "json"], text);
    assert_eq!(output.status, Some(2));
    let report = json(&output);
    assert_eq!(report["language"], Value::Null);
    assert_eq!(report["layout"], Value::Null);
    assert_eq!(report["entries"], json!([]));
    assert_eq!(report["findings"][0]["rule"], json!("no-code-table"));
    assert_eq!(report["findings"][0]["language"], Value::Null);
    shows(
        &workspace.run_with_input(["extract", "-"], text),
        2,
        &expect![[r#"
            error[no-code-table]: the one table in this document does not list codes
             --> <stdin>:1:1
              |
            1 | <table><tr><th>Cause</th></tr><tr><td>a</td></tr></table>
              | ^^^^^^^ its headers are `Cause`
              |
              = help: a code table has a column headed `errcode`, `Code` or `코드` and one headed `errmsg`, `Reason` or `원인`; if this document has other headers, add them under `columns` in the manifest; if it lists no codes, keep its previous version

        "#]],
    );
}

#[test]
fn no_language_is_guessed_from_shared_headers() {
    let workspace = Workspace::new();
    let text = "<table><tr><th>Code<th>Reason<tr><td>1<td>a</table>";
    workspace.edit("docs/sources.toml", "[\"코드\"]", "[\"코드\", \"Code\"]");
    workspace.edit("docs/sources.toml", "[\"원인\"]", "[\"원인\", \"Reason\"]");
    let output = workspace.run_with_input(["extract", "-", "--format", "json"], text);
    assert_eq!(output.status, Some(0));
    assert_eq!(json(&output)["language"], Value::Null);
    assert_eq!(json(&output)["entries"].as_array().unwrap().len(), 1);
}
