//! `diff`: what it calls a change, and how it says so.

use crate::workspace::{Output, Workspace};
use expect_test::{Expect, expect};
use serde_json::{Value, json};

/// A document of the fixture's English page, with this `[code, reason]` in each row.
fn page(rows: &[(&str, &str)]) -> String {
    let rows = rows.iter().map(|(code, reason)| match code.split_once('-') {
        None => format!("<tr><td colspan=2>{code}<td>{reason}\n"),
        Some((errcode, sub)) => format!("<tr><td>{errcode}<td>{sub}<td>{reason}\n"),
    });
    format!("<table>\n<tr><th colspan=2>Code<th>Reason\n{}</table>\n", rows.collect::<String>())
}

/// The codes of the fixture, whose names say that 1 and 2 have one reason.
const OLD: [(&str, &str); 5] = [
    ("1", "The client stopped."),
    ("2", "The client stopped."),
    ("7-100", "The name is wrong."),
    ("7-101", "The name is taken."),
    ("9", "The network failed."),
];

/// Compares `OLD`, changed as `change` does, with itself.
fn diff(format: &str, change: impl Fn(&mut Vec<(&str, &str)>)) -> Output {
    let workspace = Workspace::new();
    workspace.write("old.md", page(&OLD));
    let mut new = OLD.to_vec();
    change(&mut new);
    workspace.write("new.md", page(&new));
    let output = workspace.run(["diff", "old.md", "new.md", "--format", format]);
    assert_eq!(output.stderr, "");
    output
}

fn json_of(change: impl Fn(&mut Vec<(&str, &str)>)) -> Value {
    let output = diff("json", change);
    assert_eq!(output.status, Some(1), "{output:?}");
    serde_json::from_str(&output.stdout).unwrap()
}

fn shows(output: &Output, expected: &Expect) {
    assert_eq!(output.status, Some(1), "{output:?}");
    expected.assert_eq(&output.stdout);
}

#[test]
fn nothing_changed() {
    let output = diff("human", |_| {});
    assert_eq!(output.status, Some(0));
    assert_eq!(output.stdout, "old.md -> new.md: no code changed\n");
    let output = diff("json", |_| {});
    let expected = json!({
        "added": [], "removed": [], "reworded": [], "moved": [],
        "layout": {"old": "html", "new": "html"}, "verdict": "none",
    });
    assert_eq!(serde_json::from_str::<Value>(&output.stdout).unwrap(), expected);
}

#[test]
fn white_space_alone_is_no_change() {
    let output = diff("json", |rows| {
        rows[0].1 = " The  client<br>stopped.\u{a0}";
        rows.reverse();
    });
    assert_eq!(output.status, Some(0), "{output:?}");
}

#[test]
fn a_new_layout_is_a_change_but_not_of_the_api() {
    let workspace = Workspace::new();
    workspace.write("old.md", page(&OLD[..1]));
    workspace.write("new.md", "|Code|Reason|\n|-|-|\n|1|The client stopped.|\n");
    let output = workspace.run(["diff", "old.md", "new.md", "--format", "json"]);
    let report: Value = serde_json::from_str(&output.stdout).unwrap();
    assert_eq!(report["layout"], json!({"old": "html", "new": "pipe"}));
    assert_eq!((output.status, &report["verdict"]), (Some(1), &json!("none")));
    shows(
        &workspace.run(["diff", "old.md", "new.md"]),
        &expect![[r#"
        old.md -> new.md: no code changed

        Layout
          an HTML table became a Markdown table
    "#]],
    );
}

#[test]
fn a_new_code_is_minor() {
    let report = json_of(|rows| rows.insert(0, ("0", "Nobody knows.")));
    assert_eq!(report["added"], json!([{"code": "0", "reason": "Nobody knows."}]));
    assert_eq!((&report["moved"], &report["verdict"]), (&json!([]), &json!("minor")));
    // Whether its reason is new or not.
    let report = json_of(|rows| rows.push(("10", "The network failed.")));
    assert_eq!((&report["moved"], &report["verdict"]), (&json!([]), &json!("minor")));
}

#[test]
fn a_code_that_is_gone_is_major() {
    let report = json_of(|rows| {
        rows.remove(3);
        rows.push(("10", "Nobody knows."));
    });
    assert_eq!(report["removed"], json!([{"code": "7-101", "reason": "The name is taken."}]));
    assert_eq!(report["verdict"], json!("major"));
}

#[test]
fn another_wording_is_a_patch() {
    let report = json_of(|rows| {
        rows[0].1 = "The client ended the push.";
        rows[1].1 = "The client ended the push.";
    });
    assert_eq!(
        report["reworded"],
        json!([
            {"code": "1", "old": "The client stopped.", "new": "The client ended the push."},
            {"code": "2", "old": "The client stopped.", "new": "The client ended the push."},
        ])
    );
    assert_eq!((&report["moved"], &report["verdict"]), (&json!([]), &json!("patch")));
}

#[test]
fn codes_that_part_are_major() {
    let change = |rows: &mut Vec<(&str, &str)>| rows[1].1 = "The client went away.";
    assert_eq!(json_of(change)["verdict"], json!("major"));
    shows(
        &diff("human", change),
        &expect![[r#"
        old.md -> new.md: 1 code reworded: a major change

        Reasons
          2 no longer has the reason of 1

        Reworded
          2
            The client [-stopped-]{+went away+}.
    "#]],
    );
}

#[test]
fn codes_that_join_are_major() {
    let change = |rows: &mut Vec<(&str, &str)>| rows[4].1 = "The client stopped.";
    let report = json_of(change);
    assert_eq!(report["verdict"], json!("major"));
    assert_eq!(report["moved"], json!([{"from": "1", "to": "9", "text": "The client stopped."}]));
    shows(
        &diff("human", change),
        &expect![[r#"
        old.md -> new.md: 1 code reworded: a major change

        Reasons
          9 now has the reason of 1

        Moved
          9 now has the text that 1 had: `The client stopped.`

        Reworded
          9
            The [-network failed-]{+client stopped+}.
    "#]],
    );
}

#[test]
fn who_joins_has_the_reason_of_who_stayed() {
    let report = diff("human", |rows| {
        rows[0].1 = "The client is gone.";
        rows[4].1 = "The client stopped.";
        rows.push(("20", "The client stopped."));
    });
    assert!(report.stdout.contains("9 now has the reason of 2\n"), "{report:?}");
}

#[test]
fn who_goes_over_to_another_reason_leaves_one_and_joins_one() {
    let report = diff("human", |rows| rows[1].1 = "The network failed.");
    for line in ["2 no longer has the reason of 1\n", "2 now has the reason of 9\n"] {
        assert!(report.stdout.contains(line), "{report:?}");
    }
}

#[test]
fn reasons_that_become_one_are_major() {
    let report = diff("human", |rows| rows[3].1 = "The name is wrong.");
    assert!(report.stdout.contains("7-101 now has the reason of 7-100\n"), "{report:?}");
    let report = diff("human", |rows| {
        rows[2].1 = "The name cannot be used.";
        rows[3].1 = "The name cannot be used.";
    });
    assert!(report.stdout.contains("7-101 now has the reason of 7-100\n"), "{report:?}");
}

#[test]
fn codes_that_come_together_as_the_names_have_it_are_a_patch() {
    let workspace = Workspace::new();
    let with = |text| {
        let mut rows = OLD;
        rows[1].1 = text;
        page(&rows)
    };
    workspace.write("old.md", with("The client stopped"));
    workspace.write("new.md", with("The client stopped."));
    let output = workspace.run(["diff", "old.md", "new.md", "--format", "json"]);
    let report: Value = serde_json::from_str(&output.stdout).unwrap();
    assert_eq!((&report["moved"], &report["verdict"]), (&json!([]), &json!("patch")));
}

#[test]
fn one_row_that_is_mended_while_another_stays_as_it_is_is_a_patch() {
    let workspace = Workspace::new();
    let names = workspace.read("docs/names.toml");
    workspace.write("docs/names.toml", names.replace("\"1\", \"2\"", "\"1\", \"2\", \"3\", \"4\""));
    let compare = |old: &[(&str, &str)], new: &[(&str, &str)]| {
        workspace.write("old.md", page(old));
        workspace.write("new.md", page(new));
        let output = workspace.run(["diff", "old.md", "new.md", "--format", "json"]);
        let report: Value = serde_json::from_str(&output.stdout).unwrap();
        (report["verdict"].as_str().unwrap().to_owned(), report["moved"].clone())
    };
    let none = || json!([]);
    assert_eq!(
        compare(
            &[("1", "a."), ("2", "a."), ("3", "a"), ("4", "a")],
            &[("1", "a."), ("2", "a."), ("3", "a."), ("4", "a")]
        ),
        ("patch".to_owned(), none())
    );
    // 9 has a text of that reason, and 3 only comes home.
    assert_eq!(
        compare(
            &[("1", "a"), ("2", "a"), ("3", "b"), ("9", "a")],
            &[("1", "a"), ("2", "a"), ("3", "a"), ("9", "a")]
        ),
        ("patch".to_owned(), none())
    );
    // One that stays behind while its reason is reworded has left it.
    assert_eq!(
        compare(&[("1", "a"), ("2", "a"), ("3", "a")], &[("1", "b"), ("2", "b"), ("3", "a")]),
        ("major".to_owned(), none())
    );
    // Two reasons that get one text have become one.
    assert_eq!(
        compare(&[("1", "a"), ("2", "a"), ("9", "b")], &[("1", "c"), ("2", "c"), ("9", "c")]),
        ("major".to_owned(), none())
    );
}

#[test]
fn numbers_that_moved_down_by_one_are_called_out() {
    let workspace = Workspace::new();
    let numbered = |texts: &[&str]| {
        let codes = ["50", "51", "52", "53"];
        page(&codes.into_iter().zip(texts.iter().copied()).collect::<Vec<_>>())
    };
    workspace.write("old.md", numbered(&["a", "b", "c"]));
    workspace.write("new.md", numbered(&["new", "a", "b", "c"]));
    let output = workspace.run(["diff", "old.md", "new.md", "--format", "json"]);
    let report: Value = serde_json::from_str(&output.stdout).unwrap();
    assert_eq!(
        report["moved"],
        json!([
            {"from": "50", "to": "51", "text": "a"},
            {"from": "51", "to": "52", "text": "b"},
            {"from": "52", "to": "53", "text": "c"},
        ])
    );
}

#[test]
fn codes_without_a_name_have_the_reason_that_their_text_says() {
    let workspace = Workspace::new();
    let compare = |old: &[(&str, &str)], new: &[(&str, &str)]| {
        workspace.write("old.md", page(old));
        workspace.write("new.md", page(new));
        let output = workspace.run(["diff", "old.md", "new.md", "--format", "json"]);
        let report: Value = serde_json::from_str(&output.stdout).unwrap();
        report["verdict"].clone()
    };
    let old = [("50", "a"), ("51", "a"), ("52", "b")];
    assert_eq!(compare(&old, &[("50", "c"), ("51", "c"), ("52", "d")]), "patch");
    assert_eq!(compare(&old, &[("50", "c"), ("51", "a"), ("52", "b")]), "major");
    assert_eq!(compare(&old, &[("50", "a"), ("51", "a"), ("52", "a")]), "major");
    // 1 has a name, and 50 joins it by its text.
    assert_eq!(compare(&[("1", "a"), ("50", "a")], &[("1", "b"), ("50", "b")]), "patch");
    assert_eq!(compare(&[("1", "a"), ("50", "a")], &[("1", "a"), ("50", "b")]), "major");
}

#[test]
fn a_text_copied_over_another_is_called_out() {
    let change = |rows: &mut Vec<(&str, &str)>| rows[2].1 = "The name is taken.";
    let report = json_of(change);
    assert_eq!(
        report["moved"],
        json!([{"from": "7-101", "to": "7-100", "text": "The name is taken."}])
    );
    assert_eq!(report["verdict"], json!("major"));
    shows(
        &diff("human", change),
        &expect![[r#"
            old.md -> new.md: 1 code reworded: a major change

            Reasons
              7-100 now has the reason of 7-101

            Moved
              7-100 now has the text that 7-101 had: `The name is taken.`

            Reworded
              7-100
                The name is [-wrong-]{+taken+}.
        "#]],
    );
}

#[test]
fn swapped_texts_are_called_out() {
    let change = |rows: &mut Vec<(&str, &str)>| {
        rows[2].1 = "The name is taken.";
        rows[3].1 = "The name is wrong.";
    };
    let report = json_of(change);
    assert_eq!(
        report["moved"],
        json!([
            {"from": "7-101", "to": "7-100", "text": "The name is taken."},
            {"from": "7-100", "to": "7-101", "text": "The name is wrong."},
        ])
    );
    shows(
        &diff("human", change),
        &expect![[r#"
        old.md -> new.md: 2 codes reworded: a patch change

        Moved
          7-100 and 7-101 have swapped their texts: `The name is wrong.` and `The name is taken.`

        Reworded
          7-100
            The name is [-wrong-]{+taken+}.
          7-101
            The name is [-taken-]{+wrong+}.
    "#]],
    );
    shows(
        &diff("markdown", change),
        &expect![[r#"
        ### `old.md` → `new.md`

        2 codes reworded: a patch change

        - 7-100 and 7-101 have swapped their texts: “The name is wrong.” and “The name is taken.”

        #### Reworded

        | code | text |
        | --- | --- |
        | 7-100 | The name is <del>wrong</del><ins>taken</ins>. |
        | 7-101 | The name is <del>taken</del><ins>wrong</ins>. |
    "#]],
    );
}

#[test]
fn a_text_that_went_to_a_new_number_is_called_out() {
    let report = json_of(|rows| rows[4].0 = "10");
    assert_eq!(report["moved"], json!([{"from": "9", "to": "10", "text": "The network failed."}]));
}

#[test]
fn everything_at_once() {
    let change = |rows: &mut Vec<(&str, &str)>| {
        rows[0].1 = "The <b>push</b> client stopped.";
        rows[1].1 = "The push client stopped.";
        rows[2].1 = "A | and a *star* &lt;b>.";
        rows.remove(3);
        rows.push(("10", "`code` and more"));
    };
    shows(
        &diff("human", change),
        &expect![[r#"
        old.md -> new.md: 1 code added, 1 code removed and 3 codes reworded: a major change

        Added
          10  `code` and more

        Removed
          7-101  The name is taken.

        Reworded
          1 and 2
            The {+push +}client stopped.
          7-100
            [-The name is wrong.-]{+A | and a *star* <b>.+}
    "#]],
    );
    shows(
        &diff("markdown", change),
        &expect![[r#"
        ### `old.md` → `new.md`

        1 code added, 1 code removed and 3 codes reworded: a major change

        #### Added

        | code | reason |
        | --- | --- |
        | 10 | \`code\` and more |

        #### Removed

        | code | reason |
        | --- | --- |
        | 7-101 | The name is taken. |

        #### Reworded

        | code | text |
        | --- | --- |
        | 1 and 2 | The <ins>push </ins>client stopped. |
        | 7-100 | <del>The name is wrong.</del><ins>A \| and a \*star\* \<b\>\.</ins> |
    "#]],
    );
}

#[test]
fn colours_mark_the_words_too() {
    let workspace = Workspace::new();
    workspace.write("old.md", page(&OLD));
    workspace.write("new.md", page(&OLD).replace("network failed", "network broke"));
    let output = workspace.run(["diff", "old.md", "new.md", "--color", "always"]);
    let marked = "The network \u{1b}[31m[-failed-]\u{1b}[0m\u{1b}[32m{+broke+}\u{1b}[0m.";
    assert!(output.stdout.contains(marked), "{:?}", output.stdout);
}

#[test]
fn a_version_without_a_table_cannot_be_compared() {
    let workspace = Workspace::new();
    workspace.write("old.md", page(&OLD));
    workspace.write("new.md", "# Causes\n");
    let output = workspace.run(["diff", "old.md", "new.md", "--format", "json"]);
    assert_eq!((output.status, output.stdout.as_str()), (Some(2), ""));
    assert!(output.stderr.contains("error[no-code-table]"), "{output:?}");
}

#[test]
fn a_row_that_cannot_be_read_is_not_gone() {
    let workspace = Workspace::new();
    workspace.write("old.md", page(&OLD));
    workspace.write("new.md", page(&OLD).replace("The network failed.", ""));
    let output = workspace.run(["diff", "old.md", "new.md"]);
    assert_eq!(output.stdout, "old.md -> new.md: no code changed\n");
    assert!(output.stderr.contains("error[empty-reason]"), "{output:?}");
    assert_eq!(output.status, Some(1));
}

#[test]
fn two_languages_are_not_two_versions() {
    let workspace = Workspace::new();
    let output = workspace.run(["diff", "docs/en.md", "docs/ko.md"]);
    assert_eq!((output.status, output.stdout.as_str()), (Some(2), ""));
    expect![[r#"
        error: docs/en.md is in en, but docs/ko.md is in ko
          |
          = help: compare two versions of one document; --lang says which language it is in
    "#]]
    .assert_eq(&output.stderr);
}
