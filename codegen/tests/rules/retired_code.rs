use crate::check::check;
use crate::workspace::Workspace;
use expect_test::expect;

const RETIRED: &str = "

[[retired]]
code = \"9\"
reason = \"NetworkError\"
text = { en = \"The network failed.\", ko = \"네트워크 오류.\" }
since = \"2024-05-01\"
";

#[test]
fn a_retired_code_that_is_documented_again_is_an_error() {
    let workspace = Workspace::new();
    workspace.edit("docs/names.toml", "[\"9\"]", "[]");
    let names = workspace.read("docs/names.toml");
    workspace.write("docs/names.toml", names + RETIRED);
    check(
        &workspace,
        1,
        &expect![[r#"
        error[retired-code]: 9 is retired, but the English document lists it
          --> docs/names.toml:36:8
           |
        36 | code = "9"
           |        ^^^
           |
           = help: remove this [[retired]], and list "9" under its reason, such as `NetworkError`

    "#]],
    );
}

#[test]
fn a_retired_code_stays_in_the_module() {
    let workspace = Workspace::new();
    for (name, row) in [
        ("en.md", "<tr><td colspan='2'>9</td><td>The network failed.</td></tr>\n"),
        ("ko.md", "<tr><td colspan='2'>9</td><td>네트워크 오류.</td></tr>\n"),
    ] {
        workspace.edit_document(name, row, "");
    }
    workspace.edit("docs/names.toml", "[\"9\"]", "[]");
    let names = workspace.read("docs/names.toml");
    workspace.write("docs/names.toml", names + RETIRED);
    assert_eq!(workspace.run(["generate"]).status, Some(0));
    let module = workspace.read("generated.rs");
    assert!(module.contains("C9 \"9\" 9 0 NetworkError retired \"2024-05-01\";"), "{module}");
    assert!(module.contains("\"ko\" \"네트워크 오류.\""), "{module}");
}

#[test]
fn removing_a_retired_code_is_a_major_change() {
    let workspace = Workspace::new();
    for (name, row) in [
        ("en.md", "<tr><td colspan='2'>2</td><td>The client stopped.</td></tr>\n"),
        ("ko.md", "<tr><td colspan='2'>2</td><td>클라이언트 중단.</td></tr>\n"),
    ] {
        workspace.edit_document(name, row, "");
    }
    workspace.edit("docs/names.toml", "[\"1\", \"2\"]", "[\"1\"]");
    let names = workspace.read("docs/names.toml");
    let retired = "\n[[retired]]\ncode = \"2\"\nreason = \"ClientStopped\"\n\
                   text = { en = \"The client stopped.\" }\nsince = \"2024-05-01\"\n";
    let verdict = || {
        let upstream = ["--upstream", "en=docs/en.md", "--upstream", "ko=docs/ko.md"];
        workspace.run_args(&[&["drift"], &upstream[..]].concat()).stdout
    };
    workspace.write("docs/names.toml", names.clone() + retired);
    assert!(verdict().ends_with("for lvb-codes: patch\n"), "{}", verdict());
    workspace.write("docs/names.toml", names);
    assert!(verdict().ends_with("for lvb-codes: major\n"), "{}", verdict());
}
