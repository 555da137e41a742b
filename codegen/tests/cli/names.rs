//! `names`: proposals for codes without a name.

use crate::workspace::Workspace;
use expect_test::expect;

/// Returns the small workspace with two new codes, one of them with a known text.
fn with_new_codes() -> Workspace {
    let workspace = Workspace::new();
    for (name, known, new) in [
        ("en.md", "The network failed.", "The key of the push has expired."),
        ("ko.md", "네트워크 오류.", "푸시 키가 만료됨."),
    ] {
        let rows = format!(
            "<tr><td colspan='2'>10</td><td>{known}</td></tr>\n\
             <tr><td colspan='2'>11</td><td>{new}</td></tr>\n</table>"
        );
        workspace.edit_document(name, "</table>", &rows);
    }
    workspace
}

#[test]
fn nothing_is_proposed_if_every_code_has_a_name() {
    let workspace = Workspace::new();
    for args in [&["names"][..], &["names", "--write"]] {
        let output = workspace.run_args(args);
        assert_eq!(
            (output.status, output.stdout.as_str(), output.stderr.as_str()),
            (Some(0), "", "")
        );
    }
}

#[test]
fn proposals_are_printed() {
    let workspace = with_new_codes();
    let before = workspace.files();
    let output = workspace.run(["names"]);
    assert_eq!((output.status, output.stderr.as_str()), (Some(1), ""));
    expect![[r##"
        # 10 has the text of `NetworkError`
        [[reason]]
        name = "NetworkError"
        category = "network"
        codes = ["9", "10"]

        # The key of the push has expired.
        [[reason]]
        name = "KeyPushExpired"
        category = "uncategorized" # fill in address, client, network or another
        codes = ["11"]
    "##]]
    .assert_eq(&output.stdout);
    assert_eq!(workspace.files(), before);
}

#[test]
fn proposals_are_written_without_other_changes() {
    let workspace = with_new_codes();
    workspace.edit("docs/names.toml", "codes = [\"9\"]", "codes = [\"9\"] # of the link");
    let before = workspace.read("docs/names.toml");
    let output = workspace.run(["names", "--write"]);
    let next = "written: docs/names.toml; rename the new reasons and set their categories, then run \
                `cargo codegen generate`\n";
    assert_eq!((output.status, output.stderr.as_str()), (Some(0), next));
    let expected = before.replace("[\"9\"]", "[\"9\", \"10\"]")
        + "\n[[reason]]\nname = \"KeyPushExpired\"\n\
           category = \"uncategorized\" # fill in address, client, network or another\n\
           codes = [\"11\"]\n";
    assert_eq!(workspace.read("docs/names.toml"), expected);
    let generated = workspace.run(["generate"]);
    assert_eq!(generated.status, Some(1));
    assert!(generated.stderr.starts_with("warning[uncategorized]: "), "{generated:?}");
    assert_eq!(workspace.run(["names", "--write"]).status, Some(0));
    assert_eq!(workspace.read("docs/names.toml"), expected);
}

#[test]
fn an_empty_file_of_names_gets_line_feeds() {
    let workspace = Workspace::new();
    workspace.write("docs/names.toml", "");
    assert_eq!(workspace.run(["names", "--write"]).status, Some(0));
    let names = workspace.read("docs/names.toml");
    assert!(names.contains("[[reason]]\n") && !names.contains('\r'), "{names:?}");
}

#[test]
fn names_are_proposed_for_new_codes_of_upstream() {
    let upstream = with_new_codes();
    let workspace = Workspace::new();
    let location =
        |tag: &str| format!("{tag}={}", upstream.path(&format!("docs/{tag}.md")).display());
    let (en, ko) = (location("en"), location("ko"));
    let output = workspace.run(["names", "--upstream", &en, "--upstream", &ko]);
    assert_eq!(output.status, Some(1));
    assert_eq!(output.stdout, upstream.run(["names"]).stdout);

    let output = workspace.run(["names", "--upstream", "en=nowhere.md", "--upstream", &ko]);
    assert_eq!((output.status, output.stdout.as_str()), (Some(2), ""));
    let message = "error: en: nowhere.md: cannot read it: No such file or directory (os error 2); \
                   the page may have moved: ";
    assert!(output.stderr.starts_with(message), "{output:?}");
}

#[test]
fn an_inline_array_of_reasons_is_not_edited() {
    let workspace = with_new_codes();
    let one_line = "reason = [{ name = \"A\", category = \"a\", codes = [\"1\"] }]\n";
    workspace.write("docs/names.toml", one_line);
    let output = workspace.run(["names", "--write"]);
    assert_eq!(output.status, Some(2));
    expect![[r#"
        error: cannot edit docs/names.toml: its reasons are an inline array
          |
          = help: write each as a [[reason]] block
    "#]]
    .assert_eq(&output.stderr);
    assert_eq!(workspace.read("docs/names.toml"), one_line);
}
