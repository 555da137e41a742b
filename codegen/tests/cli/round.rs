//! The way of new codes from upstream into the crate, command by command.

use crate::fixtures::with_upstream;
use crate::output::json;
use std::path::Path;
use std::process::Command;

/// A test that the new crate must pass.
const TEST: &str = r#"
use lvb_codes::{Category, Code, Lang, Reason};

#[test]
fn new_codes_are_in_the_crate() {
    assert_eq!(Code::lookup(7, Some(102)), Ok(Code::C7_102));
    assert_eq!(Code::C7_102.text(Lang::Ko), "다른 푸시가 우선함.");
    assert_eq!(Code::C10.text(Lang::En), "The network failed.");
    assert_eq!(Code::C10.reason(), Reason::NetworkError);
    assert_eq!(Code::C11.reason(), Reason::NobodyPlayedStream);
    assert_eq!(Code::C11.category(), Category::Client);
    assert_eq!(Code::in_group(7).last(), Some(&Code::C7_102));
}
"#;

#[test]
fn new_codes_of_upstream_reach_the_crate() {
    let workspace = with_upstream();
    workspace.copy("lvb-codes");
    for file in ["Cargo.toml", "Cargo.lock"] {
        workspace.copy_file(file);
    }
    let manifest = workspace.read("Cargo.toml");
    let members = manifest.lines().find(|line| line.starts_with("members = ")).unwrap();
    workspace.edit("Cargo.toml", members, r#"members = ["lvb-codes"]"#);
    workspace.edit("docs/sources.toml", "../generated.rs", "../lvb-codes/src/generated.rs");
    let run = |command: &[&str], status: i32| {
        let output = workspace.run_args(command);
        assert_eq!(output.status, Some(status), "{command:?} {output:?}");
        output
    };
    run(&["generate"], 0);

    // Another layout, with a code in a group, a code of a known reason, and one of a new reason.
    for (tag, group, known, new) in [
        (
            "en",
            "A push of higher priority has the name.",
            "The network failed.",
            "Nobody played the stream.",
        ),
        ("ko", "다른 푸시가 우선함.", "네트워크 오류.", "재생되지 않는 스트림."),
    ] {
        let report = json(&run(&["extract", &format!("docs/{tag}.md"), "--format", "json"], 0));
        let mut rows: Vec<(u64, u64, &str)> = vec![(7, 102, group), (10, 0, known), (11, 0, new)];
        rows.extend(report["entries"].as_array().unwrap().iter().map(|entry| {
            let (code, sub) = (entry["code"].as_u64().unwrap(), entry["sub"].as_u64());
            (code, sub.unwrap_or(0), entry["reason"].as_str().unwrap())
        }));
        rows.sort_unstable();
        let rows = rows.iter().map(|(code, sub, text)| format!("| {code} | {sub} | {text} |\n"));
        let rows: String = rows.collect();
        let header = "| errcode | sub_errcode | errmsg |\n|--|--|--|\n";
        workspace.write(&format!("upstream/{tag}.md"), format!("# Codes\n\n{header}{rows}"));
    }
    let report = json(&run(&["drift", "--format", "json"], 1));
    for document in report["documents"].as_array().unwrap() {
        let added = document["added"].as_array().unwrap().iter();
        let added: Vec<&str> = added.map(|row| row["code"].as_str().unwrap()).collect();
        assert_eq!(added, ["7-102", "10", "11"]);
        assert_eq!(document["verdict"], "minor");
    }
    run(&["update"], 1);
    run(&["names", "--write", "--from-upstream"], 0);
    // A person chooses the categories of the proposed reasons.
    let names = workspace.read("docs/names.toml");
    let lines = names.lines().map(|line| match line.split_once(" # fill in") {
        Some(_) => "category = \"client\"",
        None => line,
    });
    workspace.write("docs/names.toml", lines.collect::<Vec<_>>().join("\n"));
    run(&["update"], 0);
    run(&["check"], 0);
    run(&["drift"], 0);

    std::fs::create_dir_all(workspace.path("lvb-codes/tests")).unwrap();
    workspace.write("lvb-codes/tests/round.rs", TEST);
    let tested = Command::new(env!("CARGO"))
        .args(["test", "--offline", "--package", "lvb-codes", "--test", "round"])
        .current_dir(workspace.path(""))
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("round"))
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&tested.stderr);
    let results = String::from_utf8_lossy(&tested.stdout);
    assert!(tested.status.success(), "{results}\n{errors}");
    assert!(results.contains("test new_codes_are_in_the_crate ... ok"), "{results}");
}
