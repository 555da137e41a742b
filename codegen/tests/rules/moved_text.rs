use crate::workspace::Workspace;
use expect_test::expect;

/// Returns a workspace whose published documents equal the vendored ones.
pub(crate) fn published() -> Workspace {
    let workspace = Workspace::new();
    std::fs::create_dir(workspace.path("upstream")).unwrap();
    for name in ["en.md", "ko.md"] {
        workspace.write(&format!("upstream/{name}"), workspace.read(&format!("docs/{name}")));
    }
    workspace
}

/// Swaps the texts of 7-100 and 7-101 in a published document.
pub(crate) fn swap(workspace: &Workspace, name: &str, one: &str, other: &str) {
    let name = format!("upstream/{name}");
    workspace.edit(&name, one, "@");
    workspace.edit(&name, other, one);
    workspace.edit(&name, "@", other);
}

pub(crate) const UPSTREAM: [&str; 4] =
    ["--upstream", "en=upstream/en.md", "--upstream", "ko=upstream/ko.md"];

#[test]
fn texts_swapped_in_one_language_are_an_error() {
    let workspace = published();
    swap(&workspace, "ko.md", "잘못된 이름.", "사용 중인 이름.");
    let output = workspace.run_args(&[&["drift"], &UPSTREAM[..]].concat());
    assert_eq!(output.status, Some(1));
    expect![[r#"
        error[moved-text]: the Korean texts of 7-100 and 7-101 have been swapped
         --> upstream/ko.md:8:21
          |
        8 | <tr><td>101</td><td>잘못된 이름.</td></tr>
          |                     ^^^^^^^^^^^^
          |
         ::: docs/ko.md:8:21
          |
        8 | <tr><td>101</td><td>사용 중인 이름.</td></tr>
          |                     --------------- the text of 7-101 before
          |
          = help: another language did not move it, so that page is likely wrong; until upstream fixes it, give the right text in the manifest:
                  [[correction]]
                  language = "ko"
                  code = "7-100"
                  upstream = "사용 중인 이름."
                  text = "잘못된 이름."
                  because = "..."
                  [[correction]]
                  language = "ko"
                  code = "7-101"
                  upstream = "잘못된 이름."
                  text = "사용 중인 이름."
                  because = "..."
          = help: if this is correct, accept it in the manifest:
                  [[allow]]
                  rule = "moved-text"
                  language = "ko"
                  codes = ["7-100", "7-101"]
                  because = "..."

    "#]].assert_eq(&output.stderr);

    let before = workspace.read("docs/ko.md");
    let output = workspace.run_args(&[&["update"], &UPSTREAM[..]].concat());
    assert_eq!(output.status, Some(1));
    assert_eq!(workspace.read("docs/ko.md"), before);
}

#[test]
fn an_allowed_move_is_vendored_and_its_allow_is_removed() {
    let workspace = published();
    let manifest = workspace.read("docs/sources.toml");
    swap(&workspace, "ko.md", "잘못된 이름.", "사용 중인 이름.");
    workspace.allow("moved-text", "ko", "\"7-100\", \"7-101\"");
    let output = workspace.run_args(&[&["update"], &UPSTREAM[..]].concat());
    assert_eq!(output.status, Some(0), "{output:?}");
    assert_eq!(workspace.read("docs/ko.md"), workspace.read("upstream/ko.md"));
    let after = workspace.read("docs/sources.toml");
    assert!(!after.contains("moved-text") && after.len() > manifest.len(), "{after}");
    assert_eq!(workspace.run(["check"]).status, Some(0));
}

#[test]
fn a_move_that_no_other_page_can_confirm_is_an_error() {
    let workspace = published();
    swap(&workspace, "en.md", "The name is wrong.", "The name is taken.");
    let other_is_missing =
        ["drift", "--upstream", "en=upstream/en.md", "--upstream", "ko=missing.md"];
    let output = workspace.run_args(&other_is_missing);
    assert_eq!(output.status, Some(2));
    let help = "help: no other page shows whether this is a mistake; if it is, give the right text";
    assert!(output.stderr.contains("error[moved-text]: the English texts"), "{}", output.stderr);
    assert!(output.stderr.contains(help), "{}", output.stderr);

    let manifest = workspace.read("docs/sources.toml");
    let (english, _) = manifest.split_once("[[language]]\ntag = \"ko\"").unwrap();
    workspace.write("docs/sources.toml", english);
    let output = workspace.run(["drift", "--upstream", "en=upstream/en.md"]);
    assert_eq!(output.status, Some(1));
    assert!(output.stderr.contains(help), "{}", output.stderr);
}
