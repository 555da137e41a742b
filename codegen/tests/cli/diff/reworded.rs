//! Texts in other words.

use super::{OLD, diff, json_of, page, shows};
use crate::workspace::Workspace;
use expect_test::expect;
use serde_json::json;

#[test]
fn a_reworded_reason_is_a_patch() {
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
fn colours_mark_the_changed_words() {
    let workspace = Workspace::new();
    workspace.write("old.md", page(&OLD));
    workspace.write("new.md", page(&OLD).replace("network failed", "network broke"));
    let output = workspace.run(["diff", "old.md", "new.md", "--color", "always"]);
    let marked = "The network \u{1b}[31m[-failed-]\u{1b}[0m\u{1b}[32m{+broke+}\u{1b}[0m.";
    assert!(output.stdout.contains(marked), "{:?}", output.stdout);
}

#[test]
fn a_rewritten_text_is_shown_below_the_old_one() {
    let change = |rows: &mut Vec<(&str, &str)>| {
        rows[2].1 = "This name is not the name of a stream.";
        rows[3].1 = "The name is already taken.";
        rows[4].1 = "A fault of the network ended the push.";
    };
    shows(
        &diff("human", change),
        &expect![[r#"
        old.md -> new.md: 3 codes reworded: a patch change

        Reworded
          7-100
            - The name is wrong.
            + This name is not the name of a stream.
          7-101
            The name is {+already +}taken.
          9
            - The network failed.
            + A fault of the network ended the push.
    "#]],
    );
    shows(
        &diff("markdown", change),
        &expect![[r#"
        ### `old.md` → `new.md`

        3 codes reworded: a patch change

        #### Reworded

        | code | text |
        | --- | --- |
        | 7-100 | − The name is wrong.<br>+ This name is not the name of a stream. |
        | 7-101 | The name is <ins>already </ins>taken. |
        | 9 | − The network failed.<br>+ A fault of the network ended the push. |
    "#]],
    );
}
