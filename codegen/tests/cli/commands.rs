//! The command line as a user meets it: every command, format and exit status.

use crate::workspace::{Output, Workspace};
use expect_test::{Expect, expect};
use serde_json::{Value, json};
use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

fn json(output: &Output) -> Value {
    serde_json::from_str(&output.stdout).unwrap_or_else(|error| panic!("{error}: {output:?}"))
}

/// Standard error, then standard output.
fn shows(output: &Output, status: i32, expected: &Expect) {
    expected.assert_eq(&format!("{}{}", output.stderr, output.stdout));
    assert_eq!(output.status, Some(status));
}

#[test]
fn the_repository_is_fine() {
    let workspace = Workspace::vendored();
    for command in ["generate", "check"] {
        let output = workspace.run([command]);
        assert_eq!((output.status, output.stderr.as_str()), (Some(0), ""), "{output:?}");
        assert!(output.stdout.starts_with("lvb-codes/src/generated.rs: "), "{output:?}");
        assert!(output.stdout.contains(", unchanged"), "{output:?}");
    }
}

#[test]
fn check_reports_what_there_is_in_json() {
    let workspace = Workspace::new();
    let (from, to) = ("2</td><td>클라이언트 중단.", "2</td><td>클라이언트 중단");
    workspace.edit_document("ko.md", from, to);
    workspace.allow("split-reason", "ko", "\"2\"");
    workspace.run(["generate"]);
    let output = workspace.run(["check", "--format", "json"]);
    assert_eq!((output.status, output.stderr.as_str()), (Some(0), ""));
    assert_eq!(
        json(&output),
        json!({
            "output": "generated.rs",
            "changed": false,
            "codes": 5,
            "reasons": 4,
            "languages": ["en", "ko"],
            "findings": [{
                "rule": "split-reason",
                "severity": "warning",
                "language": "ko",
                "codes": ["2"],
                "path": "docs/ko.md",
                "line": 6,
                "message": "2 has another Korean text than 1, but both are the same reason, \
                            `ClientStopped`",
                "allowed": true,
            }],
        })
    );
}

#[test]
fn generate_writes_what_changed_and_nothing_else() {
    let workspace = Workspace::new();
    let module = workspace.path("generated.rs");
    let written = fs::metadata(&module).unwrap().modified().unwrap();

    let unchanged = workspace.run(["generate", "--format", "json"]);
    assert_eq!(json(&unchanged)["changed"], json!(false));
    assert_eq!(fs::metadata(&module).unwrap().modified().unwrap(), written);

    workspace.edit_document("ko.md", "네트워크 오류.", "네트워크 장애.");
    let stale = workspace.run(["check", "--format", "json"]);
    assert_eq!(stale.status, Some(1));
    assert_eq!(json(&stale)["changed"], json!(true));
    assert!(!workspace.read("generated.rs").contains("네트워크 장애."));

    let changed = workspace.run(["generate", "--format", "json"]);
    assert_eq!(changed.status, Some(0));
    assert_eq!(json(&changed)["changed"], json!(true));
    assert!(workspace.read("generated.rs").contains("네트워크 장애."));
    assert_eq!(workspace.run(["check"]).status, Some(0));
}

#[test]
fn generate_refuses_errors_and_leaves_the_module() {
    let workspace = Workspace::new();
    let before = workspace.read("generated.rs");
    workspace.edit_document("ko.md", "네트워크 오류.", "사용 중인 이름.");
    workspace.edit_document("ko.md", "클라이언트 중단.", "클라이언트 정지.");
    let output = workspace.run(["generate"]);
    assert_eq!(output.status, Some(1));
    assert_eq!(
        output.stdout,
        "generated.rs: 5 codes, 4 reasons, en and ko, left alone (2 errors)\n"
    );
    assert_eq!(workspace.read("generated.rs"), before);
}

#[test]
fn generate_writes_in_spite_of_a_warning() {
    let workspace = Workspace::new();
    workspace.allow("untranslated", "ko", "\"9\"");
    workspace.edit_document("ko.md", "네트워크 오류.", "네트워크 장애.");
    let output = workspace.run(["generate"]);
    assert_eq!(output.status, Some(1));
    assert_eq!(output.stdout, "generated.rs: 5 codes, 4 reasons, en and ko, written (1 warning)\n");
    assert!(workspace.read("generated.rs").contains("네트워크 장애."));
}

#[test]
fn github_shows_findings_at_their_lines() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", ">9<", ">2<");
    let output = workspace.run(["check", "--format", "github"]);
    shows(
        &output,
        1,
        &expect![[r#"
            ::error title=missing-code,file=docs/ko.md,line=8,col=9::9 is in the English document, but not in the Korean one%0A9 should follow this row%0Adocs/en.md:9: 9 in the English document%0Ahelp: restore the row of 9 in the Korean document; a row whose code has changed goes missing too
            ::error title=duplicate-code,file=docs/ko.md,line=9,col=21::2 is listed twice%0Adocs/ko.md:6: first listed here%0Ahelp: remove one of the rows, or correct its code%0Ahelp: if it is right as it is, accept it in the manifest:%0A[[allow]]%0Arule = "duplicate-code"%0Alanguage = "ko"%0Acodes = ["2"]%0Abecause = "..."
            generated.rs: 5 codes, 4 reasons, en and ko, left alone (2 errors)
        "#]],
    );
    let output = Workspace::new().run(["generate", "--format", "github"]);
    assert_eq!(output.stdout, "generated.rs: 5 codes, 4 reasons, en and ko, unchanged\n");
}

#[test]
fn a_finding_has_all_members_in_json() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", "네트워크 오류.", "사용 중인 이름.");
    workspace.edit("docs/names.toml", "[\"9\"]", "[\"9\", \"10\"]");
    let output = workspace.run(["generate", "--format", "json"]);
    assert_eq!(output.status, Some(1));
    assert_eq!(
        json(&output)["findings"],
        json!([
            {
                "rule": "merged-reason",
                "severity": "error",
                "language": "ko",
                "codes": ["7-101"],
                "path": "docs/ko.md",
                "line": 8,
                "message": "7-101 and 9 have the same Korean text but are different reasons",
                "allowed": false,
            },
            {
                "rule": "merged-reason",
                "severity": "error",
                "language": "ko",
                "codes": ["9"],
                "path": "docs/ko.md",
                "line": 9,
                "message": "9 and 7-101 have the same Korean text but are different reasons",
                "allowed": false,
            },
            {
                "rule": "unknown-code",
                "severity": "error",
                "language": null,
                "codes": ["10"],
                "path": "docs/names.toml",
                "line": 20,
                "message": "`NetworkError` lists 10, which the English document does not have",
                "allowed": false,
            },
        ])
    );
}

#[test]
fn extract_prints_the_code_table() {
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
fn extract_reads_standard_input_and_finds_the_language_out() {
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
fn extract_knows_headers_that_mean_the_same_on_every_page() {
    let workspace = Workspace::new();
    // No sub-code is 0, as the API has it, or nothing; columns may come in any order.
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
fn extract_reads_two_rows_of_headers() {
    let workspace = Workspace::new();
    let text = "<table><tr><th colspan=2>Code<th rowspan=2>Reason<tr><th>a<th>b\
                <tr><td>1<td>2<td>c</table>";
    let output = workspace.run_with_input(["extract", "-", "--format", "csv"], text);
    assert_eq!(output.stdout, "code,sub,reason,line\n1,2,c,1\n");
    assert_eq!((output.status, output.stderr.as_str()), (Some(0), ""));
}

#[test]
fn extract_reports_findings_with_what_it_could_read() {
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
fn extract_without_a_table_says_what_there_is() {
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
              = help: a code table has a column headed `errcode`, `Code` or `코드` and one headed `errmsg`, `Reason` or `원인`; if this document words them differently, add its words under `columns` in the manifest; if it lists no codes, there is nothing to generate from: keep the version before it

        "#]],
    );
}

#[test]
fn tables_prints_every_table_as_a_grid() {
    let workspace = Workspace::new();
    let text = "<table><tr><td colspan=2>코드<td>b<tr><td>c<table><tr><td>d</table></table>\n\n\
                text\n\n<table></table>\n";
    workspace.write("a.md", text);
    shows(
        &workspace.run(["tables", "a.md"]),
        0,
        &expect![[r#"
            a.md: 3 tables

            line 1: html, 2 rows, 3 columns
              코드  코드    b
              c     (none)  (none)

            line 1: html, 1 row, 1 column
              d

            line 5: html, 0 rows, 0 columns
        "#]],
    );
    let output = workspace.run_with_input(["tables", "-", "--format", "json"], text);
    assert_eq!((output.status, output.stderr.as_str()), (Some(0), ""));
    assert_eq!(
        json(&output),
        json!({"tables": [
            {"line": 1, "layout": "html", "rows": [["코드", "코드", "b"], ["c", null, null]]},
            {"line": 1, "layout": "html", "rows": [["d"]]},
            {"line": 5, "layout": "html", "rows": []},
        ]})
    );
}

#[test]
fn tables_refuses_a_grid_that_is_too_large() {
    let workspace = Workspace::new();
    let text = "<table><tr><td rowspan=65534 colspan=1000>a</table>";
    shows(
        &workspace.run_with_input(["tables", "-"], text),
        2,
        &expect![[r#"
            error: with this table, cells cover more than 4000000 slots, or more than 256 MiB of text
             --> <stdin>:1:1
              |
            1 | <table><tr><td rowspan=65534 colspan=1000>a</table>
              | ^^^^^^^
              |
              = help: look for a rowspan or colspan that is far too large
        "#]],
    );
}

#[test]
fn export_gives_the_agreed_table() {
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
fn export_keeps_texts_apart_from_their_format() {
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
fn export_prints_nothing_while_there_are_errors() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", "네트워크 오류.", "사용 중인 이름.");
    let output = workspace.run(["export", "--format", "csv"]);
    assert_eq!((output.status, output.stdout.as_str()), (Some(1), ""));
    assert!(output.stderr.contains("error[merged-reason]"), "{output:?}");
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let workspace = Workspace::new();
    let mut command = Command::new(env!("CARGO_BIN_EXE_lvb-codegen"));
    command.args(["tables", "-"]).stdin(Stdio::piped());
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    // Only now there is something to write.
    let document = workspace.read("docs/en.md");
    child.stdin.take().unwrap().write_all(document.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), &*output.stderr), (Some(0), &b""[..]));
}

#[test]
fn the_manifest_is_found_from_below() {
    let workspace = Workspace::new();
    fs::create_dir_all(workspace.path("a/b")).unwrap();
    let output = workspace.run_in("a/b", &["check"], "");
    assert_eq!(output.stdout, "../../generated.rs: 5 codes, 4 reasons, en and ko, unchanged\n");
    assert_eq!(output.status, Some(0));
}

#[test]
fn the_manifest_can_be_named() {
    let workspace = Workspace::new();
    for args in [
        ["check", "--manifest", "docs/sources.toml"],
        ["--manifest", "docs/sources.toml", "check"],
        ["check", "--manifest=./docs/../docs/sources.toml", "--color=never"],
    ] {
        let output = workspace.run(args);
        assert_eq!(output.stdout, "generated.rs: 5 codes, 4 reasons, en and ko, unchanged\n");
    }
}

#[test]
fn without_a_manifest_there_is_nothing_to_do() {
    let elsewhere = tempfile::TempDir::new().unwrap();
    let workspace = Workspace::new();
    let folder = elsewhere.path().to_str().unwrap();
    shows(
        &workspace.run_in(folder, &["check"], ""),
        2,
        &expect![[r#"
            error: there is no docs/sources.toml in this directory or in any above it
              |
              = help: go to the workspace, or name a manifest with --manifest
        "#]],
    );
}

#[test]
fn usage_errors_are_status_2() {
    let workspace = Workspace::new();
    assert_eq!(workspace.run([]).status, Some(2));
    assert_eq!(workspace.run(["chekc"]).status, Some(2));
    assert_eq!(workspace.run(["check", "--format", "xml"]).status, Some(2));
    assert_eq!(workspace.run(["export"]).status, Some(2));
    assert_eq!(workspace.run(["extract", "a.md", "--lang", "ko_KR"]).status, Some(2));
    assert_eq!(workspace.run(["--help"]).status, Some(0));
    assert_eq!(workspace.run(["--version"]).status, Some(0));
}

#[test]
fn what_cannot_be_read_is_named() {
    let workspace = Workspace::new();
    fs::remove_file(workspace.path("docs/ko.md")).unwrap();
    let output = workspace.run(["check", "--format", "json"]);
    assert_eq!((output.status, output.stdout.as_str()), (Some(2), ""));
    assert!(output.stderr.starts_with("error: cannot read docs/ko.md: "), "{output:?}");

    let workspace = Workspace::new();
    workspace.edit("docs/ko.md", "오류", "\u{0}");
    let output = workspace.run(["extract", "docs/ko.md"]);
    assert_eq!(output.status, Some(2));
    assert!(output.stderr.contains("docs/ko.md:9: a NUL byte"), "{output:?}");
}

#[test]
fn what_cannot_be_written_leaves_all_as_it_was() {
    let workspace = Workspace::new();
    workspace.edit("docs/sources.toml", "../generated.rs", "../no/such/folder.rs");
    let output = workspace.run(["generate"]);
    assert_eq!((output.status, output.stdout.as_str()), (Some(2), ""));
    assert!(output.stderr.starts_with("error: cannot write no/such/folder.rs: "), "{output:?}");
    assert!(!workspace.path("no").exists());
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_permissions_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let workspace = Workspace::new();
    fs::rename(workspace.path("generated.rs"), workspace.path("real.rs")).unwrap();
    symlink("real.rs", workspace.path("generated.rs")).unwrap();
    let mode = fs::Permissions::from_mode(0o640);
    fs::set_permissions(workspace.path("real.rs"), mode).unwrap();
    workspace.edit_document("ko.md", "네트워크 오류.", "네트워크 장애.");

    assert_eq!(workspace.run(["generate"]).status, Some(0));
    assert!(workspace.path("generated.rs").is_symlink());
    assert!(workspace.read("real.rs").contains("네트워크 장애."));
    let mode = fs::metadata(workspace.path("real.rs")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
    // Nothing else is left beside it.
    let files = fs::read_dir(workspace.path("")).unwrap().count();
    assert_eq!(files, 3);
}

#[cfg(unix)]
#[test]
fn links_to_nothing_yet_are_followed() {
    use std::os::unix::fs::symlink;
    let workspace = Workspace::new();
    fs::create_dir(workspace.path("t")).unwrap();
    fs::remove_file(workspace.path("generated.rs")).unwrap();
    symlink("t/link.rs", workspace.path("generated.rs")).unwrap();
    symlink("real.rs", workspace.path("t/link.rs")).unwrap();
    assert_eq!(workspace.run(["generate"]).status, Some(0));
    assert!(workspace.path("generated.rs").is_symlink());
    assert!(workspace.path("t/link.rs").is_symlink());
    assert!(workspace.read("t/real.rs").starts_with("// @generated"));
}

#[test]
fn extract_does_not_guess_a_language_from_shared_headers() {
    let workspace = Workspace::new();
    let text = "<table><tr><th>Code<th>Reason<tr><td>1<td>a</table>";
    workspace.edit("docs/sources.toml", "[\"코드\"]", "[\"코드\", \"Code\"]");
    workspace.edit("docs/sources.toml", "[\"원인\"]", "[\"원인\", \"Reason\"]");
    let output = workspace.run_with_input(["extract", "-", "--format", "json"], text);
    assert_eq!(output.status, Some(0));
    assert_eq!(json(&output)["language"], Value::Null);
    assert_eq!(json(&output)["entries"].as_array().unwrap().len(), 1);
}

#[test]
fn github_shows_errors_too() {
    let workspace = Workspace::new();
    workspace.edit("docs/names.toml", "NameWrong", "ALL");
    let output = workspace.run(["check", "--format", "github"]);
    assert_eq!(output.status, Some(2));
    assert_eq!(
        output.stdout,
        "::error title=lvb-codegen,file=docs/names.toml,line=8,col=8::`ALL` is not an UpperCamelCase Rust name\n"
    );
}

#[test]
fn very_long_lines_are_named_and_not_drawn() {
    let workspace = Workspace::new();
    let row = "<tr><td colspan='2'>x</td><td>y</td></tr>".repeat(1000);
    workspace.edit_document("ko.md", "</table>", &(row + "</table>"));
    let output = workspace.run(["check"]);
    assert_eq!(output.stderr.matches("error[bad-code]").count(), 1000);
    assert!(output.stderr.contains(" --> docs/ko.md:10:21\n"), "{}", &output.stderr[..500]);
    assert!(output.stderr.len() < 1_000_000);
}

#[test]
fn colour_is_for_terminals_or_on_demand() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", ">9<", ">x<");
    assert!(!workspace.run(["check"]).stderr.contains('\u{1b}'));
    assert!(!workspace.run(["check", "--color", "never"]).stderr.contains('\u{1b}'));
    assert!(workspace.run(["check", "--color", "always"]).stderr.contains('\u{1b}'));
}

#[test]
fn a_byte_order_mark_and_dos_line_ends_change_nothing() {
    let workspace = Workspace::new();
    let module = workspace.read("generated.rs");
    for name in ["en.md", "ko.md"] {
        workspace.edit_document(name, "\n", "\r\n");
        workspace.edit_document(name, "# ", "\u{feff}# ");
    }
    assert_eq!(workspace.run(["check"]).status, Some(0));
    assert_eq!(workspace.read("generated.rs"), module);
    let output = workspace.run(["extract", "docs/ko.md", "--format", "csv"]);
    assert!(output.stdout.ends_with("9,,네트워크 오류.,9\n"), "{output:?}");
}
