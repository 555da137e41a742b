//! Codes that left a shared reason, or joined one.

use super::{OLD, compare, diff, json_of, page, shows};
use crate::output::json;
use crate::workspace::Workspace;
use expect_test::expect;
use serde_json::json;

#[test]
fn a_code_that_leaves_a_shared_reason_is_major() {
    let change = |rows: &mut Vec<(&str, &str)>| rows[1].1 = "The client went away.";
    let report = json_of(change);
    assert_eq!(report["verdict"], json!("major"));
    assert_eq!(report["regrouped"], json!([{"codes": ["2"], "from": "1", "to": null}]));
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
fn a_code_that_joins_another_reason_is_major() {
    let change = |rows: &mut Vec<(&str, &str)>| rows[4].1 = "The client stopped.";
    let report = json_of(change);
    assert_eq!(report["verdict"], json!("major"));
    assert_eq!(report["regrouped"], json!([{"codes": ["9"], "from": null, "to": "1"}]));
    shows(
        &diff("human", change),
        &expect![[r#"
            old.md -> new.md: 1 code reworded: a major change

            Reasons
              9 now has the reason of 1

            Reworded
              9
                - The network failed.
                + The client stopped.
        "#]],
    );
}

#[test]
fn a_joined_reason_is_named_by_a_code_that_kept_it() {
    let report = diff("human", |rows| {
        rows[0].1 = "The client is gone.";
        rows[4].1 = "The client stopped.";
        rows.push(("20", "The client stopped."));
    });
    assert!(report.stdout.contains("9 now has the reason of 2\n"), "{report:?}");
}

#[test]
fn a_code_that_changes_its_reason_leaves_one_and_joins_another() {
    let change = |rows: &mut Vec<(&str, &str)>| rows[1].1 = "The network failed.";
    let report = json_of(change);
    assert_eq!(report["regrouped"], json!([{"codes": ["2"], "from": "1", "to": "9"}]));
    let report = diff("human", change);
    let line = "2 now has the reason of 9, no longer the reason of 1\n";
    assert!(report.stdout.contains(line), "{report:?}");
}

#[test]
fn two_merged_reasons_are_reported() {
    let report = diff("human", |rows| rows[3].1 = "The name is wrong.");
    assert!(report.stdout.contains("7-101 now has the reason of 7-100\n"), "{report:?}");
    let report = diff("human", |rows| {
        rows[2].1 = "The name cannot be used.";
        rows[3].1 = "The name cannot be used.";
    });
    assert!(report.stdout.contains("7-101 now has the reason of 7-100\n"), "{report:?}");
}

#[test]
fn texts_of_one_named_reason_that_become_equal_are_a_patch() {
    let workspace = Workspace::new();
    let with = |text| {
        let mut rows = OLD;
        rows[1].1 = text;
        page(&rows)
    };
    workspace.write("old.md", with("The client stopped"));
    workspace.write("new.md", with("The client stopped."));
    let output = workspace.run(["diff", "old.md", "new.md", "--format", "json"]);
    let report = json(&output);
    assert_eq!((&report["moved"], &report["verdict"]), (&json!([]), &json!("patch")));
}

#[test]
fn a_row_corrected_to_the_text_of_its_reason_is_a_patch() {
    let workspace = Workspace::new();
    let names = workspace.read("docs/names.toml");
    workspace.write("docs/names.toml", names.replace("\"1\", \"2\"", "\"1\", \"2\", \"3\", \"4\""));
    let compare = |old: &[(&str, &str)], new: &[(&str, &str)]| {
        workspace.write("old.md", page(old));
        workspace.write("new.md", page(new));
        let output = workspace.run(["diff", "old.md", "new.md", "--format", "json"]);
        let report = json(&output);
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
    // 3 returns to the text of its reason, which 9 has too.
    assert_eq!(
        compare(
            &[("1", "a"), ("2", "a"), ("3", "b"), ("9", "a")],
            &[("1", "a"), ("2", "a"), ("3", "a"), ("9", "a")]
        ),
        ("patch".to_owned(), none())
    );
    // A code that keeps the old text while its reason is reworded leaves the reason.
    assert_eq!(
        compare(&[("1", "a"), ("2", "a"), ("3", "a")], &[("1", "b"), ("2", "b"), ("3", "a")]),
        ("major".to_owned(), none())
    );
    // 3 had a text of its own before, so it leaves no other code.
    assert_eq!(
        compare(&[("1", "a"), ("2", "a"), ("3", "b")], &[("1", "a"), ("2", "a"), ("3", "c")]),
        ("patch".to_owned(), none())
    );
    // 3 had the text of 9 before, so it does not join it.
    assert_eq!(
        compare(
            &[("1", "a"), ("2", "a"), ("3", "b"), ("9", "b")],
            &[("1", "a"), ("2", "a"), ("3", "c"), ("9", "c")]
        ),
        ("patch".to_owned(), none())
    );
    // Two reasons with one new text are merged.
    assert_eq!(
        compare(&[("1", "a"), ("2", "a"), ("9", "b")], &[("1", "c"), ("2", "c"), ("9", "c")]),
        ("major".to_owned(), none())
    );
}

#[test]
fn unnamed_codes_are_grouped_by_their_old_texts() {
    let workspace = Workspace::new();
    let compare = |old: &[(&str, &str)], new: &[(&str, &str)]| {
        workspace.write("old.md", page(old));
        workspace.write("new.md", page(new));
        let output = workspace.run(["diff", "old.md", "new.md", "--format", "json"]);
        let report = json(&output);
        report["verdict"].clone()
    };
    let old = [("50", "a"), ("51", "a"), ("52", "b")];
    assert_eq!(compare(&old, &[("50", "c"), ("51", "c"), ("52", "d")]), "patch");
    assert_eq!(compare(&old, &[("50", "c"), ("51", "a"), ("52", "b")]), "major");
    assert_eq!(compare(&old, &[("50", "a"), ("51", "a"), ("52", "a")]), "major");
    // 1 has a name, and 50 has none but the same text.
    assert_eq!(compare(&[("1", "a"), ("50", "a")], &[("1", "b"), ("50", "b")]), "patch");
    assert_eq!(compare(&[("1", "a"), ("50", "a")], &[("1", "a"), ("50", "b")]), "major");
}

#[test]
fn codes_join_the_reason_that_keeps_its_text_or_else_the_one_with_most_codes() {
    let regrouped = |old: &[(&str, &str)], new: &[(&str, &str)]| {
        json(&compare("json", &page(old), &page(new)))["regrouped"].clone()
    };
    // All codes of a reason join one that keeps its text, however small it is.
    assert_eq!(
        regrouped(
            &[("50", "a"), ("51", "a"), ("52", "b")],
            &[("50", "b"), ("51", "b"), ("52", "b")]
        ),
        json!([{"codes": ["50", "51"], "from": null, "to": "52"}])
    );
    assert_eq!(
        regrouped(
            &[("50", "a"), ("51", "b"), ("52", "b")],
            &[("50", "c"), ("51", "c"), ("52", "c")]
        ),
        json!([{"codes": ["50"], "from": null, "to": "51"}])
    );
}

#[test]
fn codes_join_the_reason_with_the_most_similar_text() {
    let old = [("50", "The key has expired."), ("51", "The key of the push has expired.")];
    let new = ["50", "51"].map(|code| (code, "The key of this push has expired."));
    let report = json(&compare("json", &page(&old), &page(&new)));
    assert_eq!(report["regrouped"], json!([{"codes": ["50"], "from": null, "to": "51"}]));
}

#[test]
fn most_codes_keep_their_reason_and_the_other_code_leaves_it() {
    let old = [("50", "a"), ("51", "a"), ("52", "a"), ("53", "a")];
    let new = [("50", "b"), ("51", "c"), ("52", "c"), ("53", "c")];
    let report = json(&compare("json", &page(&old), &page(&new)));
    assert_eq!(report["regrouped"], json!([{"codes": ["50"], "from": "51", "to": null}]));
}

#[test]
fn an_unnamed_code_has_the_reason_of_most_named_codes_with_its_text() {
    let workspace = Workspace::new();
    let names = workspace.read("docs/names.toml");
    workspace.write("docs/names.toml", names.replace("\"9\"", "\"9\", \"10\""));
    workspace.write("old.md", page(&[("7-100", "a"), ("9", "a"), ("10", "a"), ("50", "a")]));
    workspace.write("new.md", page(&[("7-100", "a"), ("9", "b"), ("10", "b"), ("50", "b")]));
    let output = workspace.run(["diff", "old.md", "new.md", "--format", "json"]);
    assert_eq!(json(&output)["regrouped"], json!([]), "{output:?}");
}
