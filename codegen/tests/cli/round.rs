//! The way of six new codes from upstream into the crate, command by command. The test does not
//! depend on the codes of the vendored documents: the new codes have numbers that no page will use.

use crate::output::json;
use crate::workspace::Workspace;
use std::path::Path;
use std::process::Command;

/// A test that the new crate must pass.
const TEST: &str = r#"
use lvb_codes::{Category, Code, Lang, Reason};

#[test]
fn new_codes_are_there() {
    assert_eq!(Code::lookup(18, Some(60002)), Ok(Code::C18_60002));
    assert_eq!(Code::C18_60002.text(Lang::Ko), "다른 푸시가 우선함.");
    assert_eq!(Code::C21_60003.text(Lang::En), "A new push replaced one that sent nothing.");
    assert_eq!(Code::C60036.reason(), Reason::UnknownReason);
    assert_eq!(Code::C60036.reason(), Code::C22.reason());
    assert_eq!(Code::C60038.reason(), Code::C5.reason());
    assert_eq!(Code::C60037.reason(), Reason::NobodyPlayedStream);
    assert_eq!(Code::C60039.category(), Category::Quota);
    assert_eq!(Code::in_group(21).last(), Some(&Code::C21_60003));
}
"#;

/// Returns the rows of a vendored page and new ones as a Markdown table.
fn changed(workspace: &Workspace, tag: &str, new: [&str; 4]) -> String {
    let output = workspace.run(["extract", &format!("docs/{tag}.md"), "--format", "json"]);
    let report = json(&output);
    let mut rows: Vec<(u64, u64, &str)> = Vec::new();
    for entry in report["entries"].as_array().unwrap() {
        let sub = entry["sub"].as_u64().unwrap_or(0);
        rows.push((entry["code"].as_u64().unwrap(), sub, entry["reason"].as_str().unwrap()));
    }
    let text = |code| rows.iter().find(|row| (row.0, row.1) == (code, 0)).unwrap().2;
    let (unknown, internal) = (text(22), text(5));
    rows.extend([
        (18, 60002, new[0]),
        (21, 60003, new[1]),
        (60036, 0, unknown),
        (60037, 0, new[2]),
        (60038, 0, internal),
        (60039, 0, new[3]),
    ]);
    rows.sort_unstable();
    let rows = rows.iter().map(|(code, sub, text)| format!("| {code} | {sub} | {text} |\n"));
    format!(
        "# Codes\n\n| errcode | sub_errcode | errmsg |\n|--|--|--|\n{}",
        rows.collect::<String>()
    )
}

#[test]
fn six_new_codes_of_upstream_reach_the_crate() {
    let workspace = Workspace::vendored();
    workspace.copy("lvb-codes");
    for file in ["Cargo.toml", "Cargo.lock"] {
        workspace.copy_file(file);
    }
    let manifest = workspace.read("Cargo.toml");
    let members = manifest.lines().find(|line| line.starts_with("members = ")).unwrap();
    workspace.edit("Cargo.toml", members, r#"members = ["lvb-codes"]"#);
    let en = [
        "Another push of the stream has priority.",
        "A new push replaced one that sent nothing.",
        "Nobody played the stream.",
        "The frame rate is above the limit.",
    ];
    let ko = [
        "다른 푸시가 우선함.",
        "전송이 없는 푸시를 새 푸시로 대체.",
        "재생되지 않는 스트림.",
        "프레임 속도가 한도를 초과함.",
    ];
    for (tag, new) in [("en", en), ("ko", ko)] {
        workspace.write(&format!("{tag}.md"), changed(&workspace, tag, new));
    }
    let run = |command: &[&str], status: i32| {
        let upstream = ["--upstream", "en=en.md", "--upstream", "ko=ko.md"];
        let output = workspace.run_args(&[command, &upstream].concat());
        assert_eq!(output.status, Some(status), "{command:?} {output:?}");
        output
    };

    let report = json(&run(&["drift", "--format", "json"], 1));
    for document in report["documents"].as_array().unwrap() {
        let added = document["added"].as_array().unwrap().iter();
        let added: Vec<&str> = added.map(|row| row["code"].as_str().unwrap()).collect();
        assert_eq!(added, ["18-60002", "21-60003", "60036", "60037", "60038", "60039"]);
        assert_eq!(document["verdict"], "minor");
    }
    run(&["update"], 1);
    run(&["names", "--write"], 0);
    // A person renames the proposed reasons, and chooses their categories.
    let names = workspace.read("docs/names.toml");
    let lines = names.lines().map(|line| match line.split_once(" # fill in") {
        Some(_) => "category = \"quota\"",
        None => line,
    });
    workspace.write("docs/names.toml", lines.collect::<Vec<_>>().join("\n"));
    run(&["update"], 0);
    assert_eq!(workspace.run(["check"]).status, Some(0));
    run(&["drift"], 0);

    std::fs::create_dir_all(workspace.path("lvb-codes/tests")).unwrap();
    workspace.write("lvb-codes/tests/round.rs", TEST);
    let tested = Command::new(env!("CARGO"))
        .args(["test", "--offline", "--package", "lvb-codes"])
        .current_dir(workspace.path(""))
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("round"))
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&tested.stderr);
    let results = String::from_utf8_lossy(&tested.stdout);
    assert!(tested.status.success(), "{results}\n{errors}");
    assert!(results.contains("test new_codes_are_there ... ok"), "{results}");
}
