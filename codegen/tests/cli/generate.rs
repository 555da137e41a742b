//! `generate`: when and how the module is written.

use crate::output::json;
use crate::workspace::Workspace;
use serde_json::json;
use std::fs;

#[test]
fn the_vendored_documents_give_the_committed_module() {
    let workspace = Workspace::vendored();
    for command in ["generate", "check"] {
        let output = workspace.run([command]);
        assert_eq!((output.status, output.stderr.as_str()), (Some(0), ""), "{output:?}");
        assert!(output.stdout.starts_with("lvb-codes/src/generated.rs: "), "{output:?}");
        assert!(output.stdout.contains(", unchanged"), "{output:?}");
    }
}

#[test]
fn the_module_is_written_only_if_it_changed() {
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
fn errors_leave_the_old_module() {
    let workspace = Workspace::new();
    let before = workspace.read("generated.rs");
    workspace.edit_document("ko.md", "네트워크 오류.", "사용 중인 이름.");
    workspace.edit_document("ko.md", "클라이언트 중단.", "클라이언트 정지.");
    let output = workspace.run(["generate"]);
    assert_eq!(output.status, Some(1));
    assert_eq!(
        output.stdout,
        "generated.rs: 5 codes, 4 reasons, en and ko, left alone (1 error)\n"
    );
    assert_eq!(workspace.read("generated.rs"), before);
}

#[test]
fn warnings_do_not_stop_the_write() {
    let workspace = Workspace::new();
    workspace.allow("untranslated", "ko", "\"9\"");
    workspace.edit_document("ko.md", "네트워크 오류.", "네트워크 장애.");
    let output = workspace.run(["generate"]);
    assert_eq!(output.status, Some(1));
    assert_eq!(output.stdout, "generated.rs: 5 codes, 4 reasons, en and ko, written (1 warning)\n");
    assert!(workspace.read("generated.rs").contains("네트워크 장애."));
}

const SLIP: &str = "\
7-101 and 9 have the same text only in Korean, so one of the rows is likely wrong; until upstream \
fixes it, give the right text in the manifest:
[[correction]]
language = \"ko\"
code = \"7-101\"
upstream = \"사용 중인 이름.\"
text = \"...\"
because = \"...\"";

const RETIRE: &str = "\
correct it; if upstream has just added it, run `cargo codegen update`; if upstream dropped it, retire \
it in docs/names.toml, so that old logs can still be read:
[[retired]]
code = \"10\"
reason = \"NetworkError\"
text = { en = \"...\" }
since = \"YYYY-MM-DD\"";

#[test]
fn json_findings_have_all_members() {
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
                "languages": ["ko"],
                "codes": ["7-101"],
                "with": ["9"],
                "path": "docs/ko.md",
                "line": 8,
                "message": "7-101 and 9 have the same Korean text, but different reasons",
                "help": SLIP,
                "allowed": false,
            },
            {
                "rule": "unknown-code",
                "severity": "error",
                "language": null,
                "languages": [],
                "codes": ["10"],
                "with": [],
                "path": "docs/names.toml",
                "line": 20,
                "message": "`NetworkError` lists 10, which no document lists",
                "help": RETIRE,
                "allowed": false,
            },
        ])
    );
}

#[test]
fn an_output_in_a_missing_folder_is_an_error() {
    let workspace = Workspace::new();
    workspace.edit("docs/sources.toml", "../generated.rs", "../no/such/folder.rs");
    let output = workspace.run(["generate"]);
    assert_eq!((output.status, output.stdout.as_str()), (Some(2), ""));
    assert!(output.stderr.starts_with("error: cannot write no/such/folder.rs: "), "{output:?}");
    assert!(!workspace.path("no").exists());
}

#[cfg(unix)]
#[test]
fn links_and_permissions_are_kept() {
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
    // No other file is left.
    let files = fs::read_dir(workspace.path("")).unwrap().count();
    assert_eq!(files, 3);
}

#[cfg(unix)]
#[test]
fn dangling_links_are_followed() {
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
