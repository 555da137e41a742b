//! Texts that moved to another code.

use super::{diff, json_of, page, shows};
use crate::output::json;
use crate::workspace::Workspace;
use expect_test::expect;
use serde_json::json;

#[test]
fn texts_shifted_by_one_code_are_reported_as_moved() {
    let workspace = Workspace::new();
    let numbered = |texts: &[&str]| {
        let codes = ["50", "51", "52", "53"];
        page(&codes.into_iter().zip(texts.iter().copied()).collect::<Vec<_>>())
    };
    workspace.write("old.md", numbered(&["a", "b", "c"]));
    workspace.write("new.md", numbered(&["new", "a", "b", "c"]));
    let output = workspace.run(["diff", "old.md", "new.md", "--format", "json"]);
    let report = json(&output);
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
fn a_text_copied_over_another_is_reported_as_moved() {
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
fn swapped_texts_are_reported_as_moved() {
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
fn a_text_at_a_new_code_is_reported_as_moved() {
    let report = json_of(|rows| rows[4].0 = "10");
    assert_eq!(report["moved"], json!([{"from": "9", "to": "10", "text": "The network failed."}]));
}
