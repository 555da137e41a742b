use crate::moved_text::{UPSTREAM, published, swap};
use expect_test::expect;

#[test]
fn texts_swapped_in_all_languages_are_a_change_of_reason() {
    let workspace = published();
    swap(&workspace, "en.md", "The name is wrong.", "The name is taken.");
    swap(&workspace, "ko.md", "잘못된 이름.", "사용 중인 이름.");
    let output = workspace.run_args(&[&["drift"], &UPSTREAM[..]].concat());
    assert_eq!(output.status, Some(1));
    expect![[r#"
        warning[moved-reason]: the English and Korean texts of 7-100 and 7-101 have been swapped
         --> upstream/en.md:8:21
          |
        8 | <tr><td>101</td><td>The name is wrong.</td></tr>
          |                     ^^^^^^^^^^^^^^^^^^
          |
         ::: upstream/ko.md:8:21
          |
        8 | <tr><td>101</td><td>잘못된 이름.</td></tr>
          |                     ------------ and here
          |
         ::: docs/en.md:8:21
          |
        8 | <tr><td>101</td><td>The name is taken.</td></tr>
          |                     ------------------ the text of 7-101 before
          |
          = help: all languages agree: if the codes changed their meaning, list "7-100" under `NameTaken` and "7-101" under `NameWrong` in docs/names.toml
          = help: if this is correct, accept it in the manifest:
                  [[allow]]
                  rule = "moved-reason"
                  language = "en"
                  codes = ["7-100", "7-101"]
                  because = "..."
                  [[allow]]
                  rule = "moved-reason"
                  language = "ko"
                  codes = ["7-100", "7-101"]
                  because = "..."

        en: changed: 2 codes reworded
          at upstream/en.md

        Moved
          7-100 and 7-101 have swapped their texts: `The name is wrong.` and `The name is taken.`

        Reworded
          7-100
            The name is [-wrong-]{+taken+}.
          7-101
            The name is [-taken-]{+wrong+}.

        ko: changed: 2 codes reworded
          at upstream/ko.md

        Moved
          7-100 and 7-101 have swapped their texts: `잘못된 이름.` and `사용 중인 이름.`

        Reworded
          7-100
            - 잘못된 이름.
            + 사용 중인 이름.
          7-101
            - 사용 중인 이름.
            + 잘못된 이름.

        for lvb-codes: major
    "#]]
    .assert_eq(&(output.stderr + &output.stdout));
}

/// The names still give the codes their old reasons, so that the modules differ in texts alone.
#[test]
fn an_update_that_swaps_texts_in_all_languages_is_major() {
    let workspace = published();
    swap(&workspace, "en.md", "The name is wrong.", "The name is taken.");
    swap(&workspace, "ko.md", "잘못된 이름.", "사용 중인 이름.");
    let output = workspace.run_args(&[&["update"], &UPSTREAM[..]].concat());
    assert_eq!(output.status, Some(1));
    expect![[r#"
        for lvb-codes: major
        written: docs/en.md, docs/ko.md, docs/sources.toml and generated.rs (1 warning)
    "#]]
    .assert_eq(output.stdout.rsplit_once("\n\n").unwrap().1);
}

#[test]
fn a_new_language_has_no_texts_that_could_move() {
    let workspace = published();
    swap(&workspace, "en.md", "The name is wrong.", "The name is taken.");
    swap(&workspace, "ko.md", "잘못된 이름.", "사용 중인 이름.");
    workspace.write("upstream/ja.md", workspace.read("upstream/ko.md"));
    let japanese = "\n[[language]]\ntag = \"ja\"\ndocument = \"ja.md\"\n\
                    columns = { code = [\"코드\"], reason = [\"원인\"] }\n";
    let manifest = workspace.read("docs/sources.toml");
    workspace.write("docs/sources.toml", manifest + japanese);
    let args = [&["drift"], &UPSTREAM[..], &["--upstream", "ja=upstream/ja.md"]].concat();
    let output = workspace.run_args(&args);
    assert!(output.stderr.contains("warning[moved-reason]"), "{}", output.stderr);
    assert!(!output.stderr.contains("moved-text"), "{}", output.stderr);
}
