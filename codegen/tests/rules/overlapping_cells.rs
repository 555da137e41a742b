use crate::check::check;
use crate::workspace::Workspace;
use expect_test::expect;

#[test]
fn two_cells_in_one_slot_are_reported() {
    let workspace = Workspace::new();
    workspace.edit_document(
        "ko.md",
        "<td>100</td><td>잘못된 이름.</td></tr>\n<tr><td>101</td>",
        "<td>100</td><td rowspan='2'>잘못된 이름.</td></tr>\n<tr><td colspan='2'>101</td>",
    );
    check(
        &workspace,
        1,
        &expect![[r#"
            error[missing-code]: 7-101 is in the English document, but not in the Korean one
             --> docs/ko.md:7:31
              |
            7 | <tr><td rowspan='2'>7</td><td>100</td><td rowspan='2'>잘못된 이름.</td></tr>
              |                               ^^^ 7-101 should follow this row
              |
             ::: docs/en.md:8:9
              |
            8 | <tr><td>101</td><td>The name is taken.</td></tr>
              |         --- 7-101 in the English document
              |
              = help: restore the row of 7-101 in the Korean document; if its code was changed, correct the code
              = help: if this is correct, accept it in the manifest:
                      [[allow]]
                      rule = "missing-code"
                      language = "ko"
                      codes = ["7-101"]
                      because = "..."

            error[overlapping-cells]: `101` and `잘못된 이름.` cover the same slot of the table
             --> docs/ko.md:8:21
              |
            8 | <tr><td colspan='2'>101</td><td>사용 중인 이름.</td></tr>
              |                     ^^^
              |
             ::: docs/ko.md:7:55
              |
            7 | <tr><td rowspan='2'>7</td><td>100</td><td rowspan='2'>잘못된 이름.</td></tr>
              |                                                       ------------ this cell keeps the slot
              |
              = help: correct the rowspan or colspan of one of them

            error[misplaced-cell]: `사용 중인 이름.` is in a column without a header
             --> docs/ko.md:8:33
              |
            8 | <tr><td colspan='2'>101</td><td>사용 중인 이름.</td></tr>
              |                                 ^^^^^^^^^^^^^^^
              |
             ::: docs/ko.md:7:21
              |
            7 | <tr><td rowspan='2'>7</td><td>100</td><td rowspan='2'>잘못된 이름.</td></tr>
              |                     - this cell spans 2 rows, including that row
              |
              = help: the cells of this row are not under their headers: a row above may be missing, or a rowspan or colspan may be wrong

        "#]],
    );
}
