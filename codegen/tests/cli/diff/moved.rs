//! Texts that moved to another code.

use super::{compare, diff, json_of, moves, page, shows};
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

#[test]
fn a_text_that_several_codes_keep_does_not_move() {
    // 9 joins the reason of 1 and 2.
    let report = json_of(|rows| rows[4].1 = "The client stopped.");
    assert_eq!(report["moved"], json!([]));
    // If they lose their text, it moves.
    let report = json_of(|rows| {
        rows[0].1 = "The client is gone.";
        rows[1].1 = "The client is gone.";
        rows[4].1 = "The client stopped.";
    });
    assert_eq!(moves(&report), [("1", "9")]);
}

#[test]
fn codes_that_get_the_same_text_are_reported_together() {
    let change = |rows: &mut Vec<(&str, &str)>| {
        rows[2].1 = "The network failed.";
        rows[3].1 = "The network failed.";
        rows[4].1 = "The line is dead.";
    };
    shows(
        &diff("human", change),
        &expect![[r#"
        old.md -> new.md: 3 codes reworded: a major change

        Reasons
          7-101 now has the reason of 7-100

        Moved
          7-100 and 7-101 now have the text that 9 had: `The network failed.`

        Reworded
          7-100
            - The name is wrong.
            + The network failed.
          7-101
            - The name is taken.
            + The network failed.
          9
            - The network failed.
            + The line is dead.
    "#]],
    );
}

const SENTENCES: [(&str, &str); 4] = [
    ("50", "Internal error in the LVB system."),
    ("51", "The domain name of the LVB push is unknown."),
    ("52", "The key of the LVB push has expired."),
    ("53", "Too many LVB pushes at one time."),
];

/// Renames the product in all sentences, so that no old text equals a new one.
fn renamed(change: impl Fn(&mut [(&str, &str); 4])) -> String {
    let mut rows = SENTENCES;
    change(&mut rows);
    page(&rows).replace("LVB", "CSS")
}

#[test]
fn reworded_texts_that_moved_are_found_by_similarity() {
    let old = page(&SENTENCES);
    let swapped = renamed(|rows| (rows[1].1, rows[2].1) = (rows[2].1, rows[1].1));
    shows(
        &compare("human", &old, &swapped),
        &expect![[r#"
        old.md -> new.md: 4 codes reworded: a patch change

        Moved
          51 and 52 have swapped their texts: `The domain name of the CSS push is unknown.` and `The key of the CSS push has expired.`

        Reworded
          50
            Internal error in the [-LVB-]{+CSS+} system.
          51
            - The domain name of the LVB push is unknown.
            + The key of the CSS push has expired.
          52
            - The key of the LVB push has expired.
            + The domain name of the CSS push is unknown.
          53
            Too many [-LVB-]{+CSS+} pushes at one time.
    "#]],
    );
    let copied = renamed(|rows| rows[1].1 = rows[2].1);
    shows(
        &compare("human", &old, &copied),
        &expect![[r#"
        old.md -> new.md: 4 codes reworded: a major change

        Reasons
          51 now has the reason of 52

        Moved
          51 now has the text that 52 had, reworded: `The key of the CSS push has expired.`

        Reworded
          50
            Internal error in the [-LVB-]{+CSS+} system.
          51
            - The domain name of the LVB push is unknown.
            + The key of the CSS push has expired.
          52
            The key of the [-LVB-]{+CSS+} push has expired.
          53
            Too many [-LVB-]{+CSS+} pushes at one time.
    "#]],
    );
    let renumbered = renamed(|rows| rows[1].0 = "60");
    shows(
        &compare("human", &old, &renumbered),
        &expect![[r#"
        old.md -> new.md: 1 code added, 1 code removed and 3 codes reworded: a major change

        Added
          60  The domain name of the CSS push is unknown.

        Removed
          51  The domain name of the LVB push is unknown.

        Moved
          60 now has the text that 51 had, reworded: `The domain name of the CSS push is unknown.`

        Reworded
          50
            Internal error in the [-LVB-]{+CSS+} system.
          52
            The key of the [-LVB-]{+CSS+} push has expired.
          53
            Too many [-LVB-]{+CSS+} pushes at one time.
    "#]],
    );
    assert_eq!(moves(&json(&compare("json", &old, &renamed(|_| {})))), []);
}

#[test]
fn unlike_texts_are_not_reported_as_moved() {
    let report = json_of(|rows| {
        rows[2].1 = "Choose another word.";
        rows[3].1 = "Choose another word.";
        rows[4].1 = "It is late.";
    });
    assert_eq!(report["moved"], json!([]));
}

#[test]
fn a_text_that_is_similar_to_two_old_texts_does_not_move() {
    let report = json_of(|rows| {
        rows[2].1 = "The name is taken or wrong.";
        rows[3].1 = "The name is taken or wrong.";
    });
    assert_eq!((&report["moved"], &report["verdict"]), (&json!([]), &json!("major")));
}

#[test]
fn a_text_that_is_as_similar_to_its_own_old_text_does_not_move() {
    let old =
        [("1", "The client stopped."), ("2", "The client stopped."), ("9", "The client broke.")];
    let mut new = old;
    (new[1].1, new[2].1) = ("The client stopped or broke.", "It is late.");
    let report = json(&compare("json", &page(&old), &page(&new)));
    assert_eq!(moves(&report), []);
    // The text of 2 moved if it is clearly more similar to the old text of 9.
    new[1].1 = "The client broke down.";
    let report = json(&compare("json", &page(&old), &page(&new)));
    assert_eq!(moves(&report), [("9", "2")]);
}

#[test]
fn a_text_that_its_own_code_rewords_does_not_move_to_a_more_similar_one() {
    let old = [("8", "It is late."), ("9", "The stream key of the push has expired.")];
    let new = |text| [("8", "The key of the push has expired now."), ("9", text)];
    let report = |text| json(&compare("json", &page(&old), &page(&new(text))));
    assert_eq!(moves(&report("The stream key of the push is too old.")), []);
    assert_eq!(moves(&report("Ask again.")), [("9", "8")]);
}

#[test]
fn too_many_reworded_texts_are_compared_with_their_own_code_only() {
    let pages = |count: usize| {
        let numbers: Vec<String> = (0..count).map(|number| number.to_string()).collect();
        let text = |number: &usize| format!("The {number} text is the {number} text of LVB.");
        let texts: Vec<String> = (0..count).map(|number| text(&number)).collect();
        let mut rows: Vec<(&str, &str)> =
            numbers.iter().map(String::as_str).zip(texts.iter().map(String::as_str)).collect();
        let old = page(&rows);
        (rows[10].1, rows[99].1) = (rows[99].1, rows[10].1);
        (old, page(&rows).replace("LVB", "CSS"))
    };
    let report = |(old, new): (String, String)| json(&compare("json", &old, &new));
    assert_eq!(moves(&report(pages(100))), [("99", "10"), ("10", "99")]);
    let report = report(pages(2000));
    assert_eq!((moves(&report), &report["verdict"]), (vec![], &json!("patch")));
}
