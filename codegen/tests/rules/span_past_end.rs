use crate::check::check;
use crate::workspace::Workspace;
use expect_test::expect;

#[test]
fn a_rowspan_past_the_last_row_is_reported() {
    let workspace = Workspace::new();
    workspace.edit_document(
        "ko.md",
        "<tr><td colspan='2'>9</td><td>네트워크 오류.</td></tr>\n",
        "<tr><td rowspan='3'>9</td><td></td><td>네트워크 오류.</td></tr>\n",
    );
    check(
        &workspace,
        1,
        &expect![[r#"
            error[span-past-end]: `9` spans 3 rows, but only 1 is left in its row group
             --> docs/ko.md:9:21
              |
            9 | <tr><td rowspan='3'>9</td><td></td><td>네트워크 오류.</td></tr>
              |                     ^
              |
              = help: correct the rowspan, or restore the missing rows

        "#]],
    );
}

#[test]
fn every_cell_that_spans_past_the_last_row_is_reported() {
    let workspace = Workspace::new();
    workspace.edit_document(
        "ko.md",
        "<td colspan='2'>9</td><td>네",
        "<td rowspan=0>9</td><td rowspan=2></td><td rowspan=3>네",
    );
    let output = workspace.run(["check"]);
    let titles = output.stderr.lines().filter(|line| line.starts_with("error"));
    assert_eq!(
        titles.collect::<Vec<_>>(),
        [
            "error[span-past-end]: `` spans 2 rows, but only 1 is left in its row group",
            "error[span-past-end]: `네트워크 오류.` spans 3 rows, but only 1 is left in its row \
             group",
        ]
    );
}
