//! Tests of no, several and all rules.

use crate::check::check;
use crate::workspace::Workspace;
use expect_test::expect;
use lvb_codegen::finding::rule::{Rule, Severity};
use std::fmt::Write;
use std::fs;
use std::path::Path;

#[test]
fn the_small_workspace_has_no_findings() {
    check(&Workspace::new(), 0, &expect![[""]]);
}

#[test]
fn all_findings_are_reported_in_one_run() {
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
        error[unsafe-text]: the reason of 9 contains the invisible character U+200B: `The network<U+200B> failed.`
        error[missing-code]: 7-101 is in the English document, but not in the Korean one
        error[bad-code]: `x` is not a sub_errcode, which is a number up to 65535
        error[unknown-code]: `NetworkError` lists 10, which no document lists
    "#]].assert_eq(&titles);
}

#[test]
fn allowed_findings_are_accepted() {
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
    let manifest = workspace.read("docs/sources.toml");
    let allow = "\n[[allow]]\nrule = \"merged-reason\"\nlanguage = \"ko\"\ncodes = [\"7-100\"]\n\
                 with = [\"7-101\"]\nbecause = \"it is known\"\n";
    workspace.write("docs/sources.toml", manifest + allow);
    let output = workspace.run(["generate"]);
    expect![[r#"
        generated.rs: 5 codes, 4 reasons, en and ko, written (6 accepted findings)
    "#]]
    .assert_eq(&(output.stderr + &output.stdout));
    assert_eq!(output.status, Some(0));
    check(&workspace, 0, &expect![[""]]);
}

#[test]
fn every_rule_is_documented_and_tested() {
    let readme = include_str!("../../README.md");
    let modules = include_str!("main.rs");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules");
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
        let module = name.replace('-', "_");
        assert!(modules.contains(&format!("\nmod {module};\n")), "main.rs does not list {module}");
        let tests = fs::read_to_string(folder.join(module + ".rs")).unwrap();
        assert!(tests.contains(&format!("[{name}]: ")), "no test shows a message of {name}");
    }
    assert!(Rule::ALL.is_sorted_by_key(|rule| rule.name()));
}
