//! `check`: findings in each format.

use crate::output::{json, shows};
use crate::workspace::Workspace;
use expect_test::expect;
use serde_json::json;

#[test]
fn json_has_the_counts_and_the_findings() {
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
                "languages": ["ko"],
                "codes": ["2"],
                "with": [],
                "path": "docs/ko.md",
                "line": 6,
                "message": "2 has a different Korean text from 1, but both have the same reason, \
                    `ClientStopped`",
                "help": "correct the text if it is wrong; if it means something else, give these \
                    codes a reason of their own in docs/names.toml",
                "allowed": true,
            }],
        })
    );
}

#[test]
fn github_annotates_findings_at_their_lines() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", ">9<", ">2<");
    let output = workspace.run(["check", "--format", "github"]);
    shows(
        &output,
        1,
        &expect![[r#"
            ::error title=missing-code,file=docs/ko.md,line=8,col=9::9 is in the English document, but not in the Korean one%0A9 should follow this row%0Adocs/en.md:9: 9 in the English document%0Ahelp: restore the row of 9 in the Korean document; if its code was changed, correct the code%0Ahelp: if this is correct, accept it in the manifest:%0A[[allow]]%0Arule = "missing-code"%0Alanguage = "ko"%0Acodes = ["9"]%0Abecause = "..."
            ::error title=duplicate-code,file=docs/ko.md,line=9,col=21::2 is listed twice%0Adocs/ko.md:6: first listed here%0Ahelp: remove one of the rows, or correct its code%0Ahelp: if this is correct, accept it in the manifest:%0A[[allow]]%0Arule = "duplicate-code"%0Alanguage = "ko"%0Acodes = ["2"]%0Abecause = "..."
            generated.rs: 5 codes, 4 reasons, en and ko, left alone (2 errors)
        "#]],
    );
    let output = Workspace::new().run(["generate", "--format", "github"]);
    assert_eq!(output.stdout, "generated.rs: 5 codes, 4 reasons, en and ko, unchanged\n");
}

#[test]
fn github_annotates_errors_at_their_lines() {
    let workspace = Workspace::new();
    workspace.edit("docs/names.toml", "NameWrong", "ALL");
    let output = workspace.run(["check", "--format", "github"]);
    assert_eq!(output.status, Some(2));
    assert_eq!(
        output.stdout,
        "::error title=lvb-codegen,file=docs/names.toml,line=8,col=8::`ALL` is not an UpperCamelCase Rust name%0Ahelp: write it like `All`\n"
    );
}

#[test]
fn findings_in_a_very_long_line_are_shown_without_the_line() {
    let workspace = Workspace::new();
    let row = "<tr><td colspan='2'>x</td><td>y</td></tr>".repeat(1000);
    workspace.edit_document("ko.md", "</table>", &(row + "</table>"));
    let output = workspace.run(["check"]);
    assert_eq!(output.stderr.matches("error[bad-code]").count(), 1000);
    assert!(output.stderr.contains(" --> docs/ko.md:10:21\n"), "{}", &output.stderr[..500]);
    assert!(output.stderr.len() < 1_000_000);
}

#[test]
fn a_pipe_gets_colour_only_on_request() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", ">9<", ">x<");
    assert!(!workspace.run(["check"]).stderr.contains('\u{1b}'));
    assert!(!workspace.run(["check", "--color", "never"]).stderr.contains('\u{1b}'));
    assert!(workspace.run(["check", "--color", "always"]).stderr.contains('\u{1b}'));
}

#[test]
fn a_byte_order_mark_and_crlf_line_endings_change_nothing() {
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
