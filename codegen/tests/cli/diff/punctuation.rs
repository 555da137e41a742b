//! Texts that changed only in final punctuation, case, width or white space.

use super::{OLD, compare, diff, json_of, moves, page, shows};
use crate::output::json;
use expect_test::expect;
use serde_json::{Value, json};

/// Returns the page without final full stops, as the Markdown table that upstream has today.
fn without_stops(rows: &[(&str, &str)]) -> String {
    let row = |(code, text): &(&str, &str)| {
        let (errcode, sub) = code.split_once('-').unwrap_or((code, "0"));
        format!("|{errcode}|{sub}|{}|\n", text.trim_end_matches('.'))
    };
    let rows: String = rows.iter().map(row).collect();
    format!("|errcode|sub_errcode|errmsg|\n|-|-|-|\n{rows}")
}

fn report(old: &str, new: &str) -> Value {
    json(&compare("json", old, new))
}

#[test]
fn lost_full_stops_are_counted_not_listed() {
    let new = without_stops(&OLD);
    shows(
        &compare("human", &page(&OLD), &new),
        &expect![[r#"
        old.md -> new.md: 4 texts lose their final full stop: a patch change

        Layout
          an HTML table became a Markdown table

        Punctuation
          4 texts lose their final full stop (1, 2, 7-100, 7-101 and 9)
    "#]],
    );
    shows(
        &compare("markdown", &page(&OLD), &new),
        &expect![[r#"
        ### `old.md` → `new.md`

        4 texts lose their final full stop: a patch change

        - an HTML table became a Markdown table

        <details><summary>4 texts lose their final full stop</summary>

        1, 2, 7-100, 7-101 and 9

        </details>
    "#]],
    );
    let report = report(&page(&OLD), &new);
    assert_eq!((&report["reworded"], &report["verdict"]), (&json!([]), &json!("patch")));
    assert_eq!(
        report["punctuated"][4],
        json!({"code": "9", "old": "The network failed.", "new": "The network failed"})
    );
    assert_eq!(report["punctuated"].as_array().map(Vec::len), Some(5));
}

#[test]
fn each_kind_of_punctuation_change_is_counted_by_itself() {
    let old = [("1", "a b."), ("2", "a b."), ("3", "c d"), ("4", "e f."), ("5", "g"), ("6", "h")];
    let new = [("1", "a b"), ("2", "a b"), ("3", "c d."), ("4", "E f"), ("5", "Ｇ"), ("6", "i")];
    shows(
        &compare("human", &page(&old), &page(&new)),
        &expect![[r#"
            old.md -> new.md: 1 code reworded; 4 texts change only in punctuation, case or width: a patch change

            Reworded
              6
                - h
                + i

            Punctuation
              1 text loses its final full stop (1 and 2)
              1 text gains a final full stop (3)
              1 text loses its final full stop and changes its letter case (4)
              1 text changes its letter case and character width (5)
        "#]],
    );
}

#[test]
fn two_full_stops_lost_in_one_reason_are_a_patch() {
    let report = json_of(|rows| {
        rows[0].1 = "The client stopped";
        rows[2].1 = "The name is wrong";
    });
    assert_eq!((&report["regrouped"], &report["verdict"]), (&json!([]), &json!("patch")));
}

#[test]
fn swapped_texts_are_reported_even_if_all_texts_lose_their_full_stops() {
    let mut rows = OLD;
    (rows[2].1, rows[3].1) = (rows[3].1, rows[2].1);
    let new = without_stops(&rows);
    assert_eq!(moves(&report(&page(&OLD), &new)), [("7-101", "7-100"), ("7-100", "7-101")]);
    shows(
        &compare("human", &page(&OLD), &new),
        &expect![[r#"
        old.md -> new.md: 2 codes reworded; 2 texts lose their final full stop: a patch change

        Layout
          an HTML table became a Markdown table

        Moved
          7-100 and 7-101 have swapped their texts: `The name is wrong` and `The name is taken`

        Reworded
          7-100
            The name is [-wrong.-]{+taken+}
          7-101
            The name is [-taken.-]{+wrong+}

        Punctuation
          2 texts lose their final full stop (1, 2 and 9)
    "#]],
    );
}

#[test]
fn a_moved_text_is_reported_even_if_all_texts_lose_their_full_stops() {
    for (to, from) in [(2, 3), (3, 2), (4, 2)] {
        let mut rows = OLD;
        rows[to].1 = rows[from].1;
        let report = report(&page(&OLD), &without_stops(&rows));
        let (to, from) = (OLD[to].0, OLD[from].0);
        assert_eq!(moves(&report), [(from, to)]);
        assert_eq!(report["regrouped"], json!([{"codes": [to], "from": null, "to": from}]));
        assert_eq!(report["reworded"].as_array().map(Vec::len), Some(1));
    }
    let mut rows = OLD;
    rows[2].1 = rows[3].1;
    shows(
        &compare("human", &page(&OLD), &without_stops(&rows)),
        &expect![[r#"
        old.md -> new.md: 1 code reworded; 3 texts lose their final full stop: a major change

        Layout
          an HTML table became a Markdown table

        Reasons
          7-100 now has the reason of 7-101

        Moved
          7-100 now has the text that 7-101 had: `The name is taken`

        Reworded
          7-100
            The name is [-wrong.-]{+taken+}

        Punctuation
          3 texts lose their final full stop (1, 2, 7-101 and 9)
    "#]],
    );
}

#[test]
fn a_new_code_with_a_known_text_in_another_form_is_not_a_move() {
    let report = json_of(|rows| rows.push(("10", "the network failed")));
    assert_eq!((moves(&report), &report["verdict"]), (vec![], &json!("minor")));
    // If the old code loses its text, this is a move.
    let report = json_of(|rows| {
        rows[4].1 = "It is late.";
        rows.push(("10", "the network failed"));
    });
    assert_eq!(moves(&report), [("9", "10")]);
    assert_eq!(report["moved"][0]["text"], json!("the network failed"));
}

#[test]
fn punctuation_is_shown_after_the_rewordings() {
    let change = |rows: &mut Vec<(&str, &str)>| {
        rows[2].1 = "The name is bad.";
        rows[4].1 = "THE NETWORK FAILED!";
    };
    shows(
        &diff("human", change),
        &expect![[r#"
            old.md -> new.md: 1 code reworded; 1 text changes its final punctuation and letter case: a patch change

            Reworded
              7-100
                The name is [-wrong-]{+bad+}.

            Punctuation
              1 text changes its final punctuation and letter case (9)
        "#]],
    );
}
