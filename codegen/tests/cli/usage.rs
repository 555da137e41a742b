//! Behaviour that all commands share: arguments, the manifest, the standard streams.

use crate::output::shows;
use crate::workspace::Workspace;
use expect_test::expect;
use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

#[test]
fn a_closed_standard_output_is_not_an_error() {
    let workspace = Workspace::new();
    let mut command = Command::new(env!("CARGO_BIN_EXE_lvb-codegen"));
    command.args(["tables", "-"]).stdin(Stdio::piped());
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    // The program writes nothing before it has this input.
    let document = workspace.read("docs/en.md");
    child.stdin.take().unwrap().write_all(document.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), &*output.stderr), (Some(0), &b""[..]));
}

#[test]
fn the_manifest_is_found_from_a_subfolder() {
    let workspace = Workspace::new();
    fs::create_dir_all(workspace.path("a/b")).unwrap();
    let output = workspace.run_in("a/b", &["check"], "");
    assert_eq!(output.stdout, "../../generated.rs: 5 codes, 4 reasons, en and ko, unchanged\n");
    assert_eq!(output.status, Some(0));
}

#[test]
fn the_manifest_can_be_given_as_an_option() {
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
fn a_missing_manifest_is_an_error() {
    let elsewhere = tempfile::TempDir::new().unwrap();
    let workspace = Workspace::new();
    let folder = elsewhere.path().to_str().unwrap();
    shows(
        &workspace.run_in(folder, &["check"], ""),
        2,
        &expect![[r#"
            error: there is no docs/sources.toml in this directory or above it
              |
              = help: go to the workspace, or give the path of a manifest with --manifest
        "#]],
    );
}

#[test]
fn usage_errors_exit_with_status_2() {
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
fn a_folder_is_not_a_manifest() {
    shows(
        &Workspace::new().run(["check", "--manifest", "docs"]),
        2,
        &expect![[r#"
            error: docs is a folder
              |
              = help: give the file of the manifest, such as docs/sources.toml
        "#]],
    );
}

#[test]
fn an_unreadable_document_is_named() {
    let workspace = Workspace::new();
    fs::remove_file(workspace.path("docs/ko.md")).unwrap();
    let output = workspace.run(["check", "--format", "json"]);
    assert_eq!((output.status, output.stdout.as_str()), (Some(2), ""));
    assert!(output.stderr.starts_with("error: cannot read docs/ko.md: "), "{output:?}");
    assert_eq!(workspace.run(["drift"]).stderr, output.stderr);
    let (_, place) = output.stderr.split_once('\n').unwrap();
    expect![[r#"
          --> docs/sources.toml:18:12
           |
        18 | document = "ko.md"
           |            ^^^^^^^
           |
           = help: correct this path, or restore the file
    "#]]
    .assert_eq(place);

    let workspace = Workspace::new();
    workspace.edit("docs/ko.md", "오류", "\u{0}");
    let output = workspace.run(["extract", "docs/ko.md"]);
    assert_eq!(output.status, Some(2));
    assert!(output.stderr.contains("docs/ko.md:9: a NUL byte"), "{output:?}");
}
