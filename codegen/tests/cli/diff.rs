//! `diff`: changes, verdicts and formats.

mod moved;
mod punctuation;
mod reasons;
mod reworded;

use crate::output::json;
use crate::workspace::{Output, Workspace};
use expect_test::{Expect, expect};
use serde_json::{Value, json};

/// Returns a page with the headers of the English document and these codes and reasons.
fn page(rows: &[(&str, &str)]) -> String {
    let rows = rows.iter().map(|(code, reason)| match code.split_once('-') {
        None => format!("<tr><td colspan=2>{code}<td>{reason}\n"),
        Some((errcode, sub)) => format!("<tr><td>{errcode}<td>{sub}<td>{reason}\n"),
    });
    format!("<table>\n<tr><th colspan=2>Code<th>Reason\n{}</table>\n", rows.collect::<String>())
}

/// The codes of the small workspace, where `names.toml` gives 1 and 2 one reason.
const OLD: [(&str, &str); 5] = [
    ("1", "The client stopped."),
    ("2", "The client stopped."),
    ("7-100", "The name is wrong."),
    ("7-101", "The name is taken."),
    ("9", "The network failed."),
];

/// Runs `diff` from `OLD` to `OLD` with `change` applied.
fn diff(format: &str, change: impl Fn(&mut Vec<(&str, &str)>)) -> Output {
    let mut new = OLD.to_vec();
    change(&mut new);
    compare(format, &page(&OLD), &page(&new))
}

/// Runs `diff` from one page to another in the small workspace.
fn compare(format: &str, old: &str, new: &str) -> Output {
    let workspace = Workspace::new();
    workspace.write("old.md", old);
    workspace.write("new.md", new);
    let output = workspace.run(["diff", "old.md", "new.md", "--format", format]);
    assert_eq!(output.stderr, "");
    output
}

/// Returns the moves of a report as pairs of codes.
fn moves(report: &Value) -> Vec<(&str, &str)> {
    let moves = report["moved"].as_array().unwrap().iter();
    moves.map(|each| (each["from"].as_str().unwrap(), each["to"].as_str().unwrap())).collect()
}

fn json_of(change: impl Fn(&mut Vec<(&str, &str)>)) -> Value {
    let output = diff("json", change);
    assert_eq!(output.status, Some(1), "{output:?}");
    json(&output)
}

fn shows(output: &Output, expected: &Expect) {
    assert_eq!(output.status, Some(1), "{output:?}");
    expected.assert_eq(&output.stdout);
}

#[test]
fn equal_tables_have_verdict_none() {
    let output = diff("human", |_| {});
    assert_eq!(output.status, Some(0));
    assert_eq!(output.stdout, "old.md -> new.md: no code changed\n");
    let output = diff("json", |_| {});
    let expected = json!({
        "added": [], "removed": [], "reworded": [], "punctuated": [], "moved": [], "regrouped": [],
        "layout": {"old": "html", "new": "html"}, "verdict": "none",
    });
    assert_eq!(json(&output), expected);
}

#[test]
fn white_space_and_row_order_are_not_changes() {
    let output = diff("json", |rows| {
        rows[0].1 = " The  client<br>stopped.\u{a0}";
        rows.reverse();
    });
    assert_eq!(output.status, Some(0), "{output:?}");
}

#[test]
fn a_new_layout_is_reported_with_verdict_none() {
    let workspace = Workspace::new();
    workspace.write("old.md", page(&OLD[..1]));
    workspace.write("new.md", "|Code|Reason|\n|-|-|\n|1|The client stopped.|\n");
    let output = workspace.run(["diff", "old.md", "new.md", "--format", "json"]);
    let report = json(&output);
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
    // A known reason makes no difference.
    let report = json_of(|rows| rows.push(("10", "The network failed.")));
    assert_eq!((&report["moved"], &report["verdict"]), (&json!([]), &json!("minor")));
}

#[test]
fn a_removed_code_is_major() {
    let report = json_of(|rows| {
        rows.remove(3);
        rows.push(("10", "Nobody knows."));
    });
    assert_eq!(report["removed"], json!([{"code": "7-101", "reason": "The name is taken."}]));
    assert_eq!(report["verdict"], json!("major"));
}

#[test]
fn all_kinds_of_change_are_shown_together() {
    let change = |rows: &mut Vec<(&str, &str)>| {
        rows[0].1 = "The <b>push</b> client stopped.";
        rows[1].1 = "The push client stopped.";
        rows[2].1 = "A | and a *star* &lt;b>.";
        rows[4].1 = "The network failed";
        rows.remove(3);
        rows.push(("10", "`code` and more"));
    };
    shows(
        &diff("human", change),
        &expect![[r#"
            old.md -> new.md: 1 code added, 1 code removed and 3 codes reworded; 1 text loses its final full stop: a major change

            Added
              10  `code` and more

            Removed
              7-101  The name is taken.

            Reworded
              1 and 2
                The {+push +}client stopped.
              7-100
                - The name is wrong.
                + A | and a *star* <b>.

            Punctuation
              1 text loses its final full stop (9)
        "#]],
    );
    shows(
        &diff("markdown", change),
        &expect![[r#"
            ### `old.md` → `new.md`

            1 code added, 1 code removed and 3 codes reworded; 1 text loses its final full stop: a major change

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
            | 7-100 | − The name is wrong.<br>+ A \| and a \*star\* \<b\>\. |

            <details><summary>1 text loses its final full stop</summary>

            9

            </details>
        "#]],
    );
}

#[test]
fn a_version_without_a_code_table_is_an_error() {
    let workspace = Workspace::new();
    workspace.write("old.md", page(&OLD));
    workspace.write("new.md", "# Causes\n");
    let output = workspace.run(["diff", "old.md", "new.md", "--format", "json"]);
    assert_eq!((output.status, output.stdout.as_str()), (Some(2), ""));
    assert!(output.stderr.contains("error[no-code-table]"), "{output:?}");
}

#[test]
fn an_unreadable_row_is_not_a_removed_code() {
    let workspace = Workspace::new();
    workspace.write("old.md", page(&OLD));
    workspace.write("new.md", page(&OLD).replace("The network failed.", ""));
    let output = workspace.run(["diff", "old.md", "new.md"]);
    assert_eq!(output.stdout, "old.md -> new.md: no code changed\n");
    assert!(output.stderr.contains("error[empty-reason]"), "{output:?}");
    assert_eq!(output.status, Some(1));
}

#[test]
fn documents_in_two_languages_are_not_compared() {
    let workspace = Workspace::new();
    let output = workspace.run(["diff", "docs/en.md", "docs/ko.md"]);
    assert_eq!((output.status, output.stdout.as_str()), (Some(2), ""));
    expect![[r#"
        error: docs/en.md is in en, but docs/ko.md is in ko
          |
          = help: compare two versions of one document, or give its language with --lang
    "#]]
    .assert_eq(&output.stderr);
}
