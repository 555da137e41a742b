//! `tables`: every table of a document.

use crate::output::{json, shows};
use crate::workspace::Workspace;
use expect_test::expect;
use serde_json::json;

#[test]
fn every_table_is_printed_as_a_grid() {
    let workspace = Workspace::new();
    let text = "<table><tr><td colspan=2>코드<td>b<tr><td>c<table><tr><td>d</table></table>\n\n\
                text\n\n<table></table>\n";
    workspace.write("a.md", text);
    shows(
        &workspace.run(["tables", "a.md"]),
        0,
        &expect![[r#"
            a.md: 3 tables

            line 1: html, 2 rows, 3 columns
              코드  코드    b
              c     (none)  (none)

            line 1: html, 1 row, 1 column
              d

            line 5: html, 0 rows, 0 columns
        "#]],
    );
    let output = workspace.run_with_input(["tables", "-", "--format", "json"], text);
    assert_eq!((output.status, output.stderr.as_str()), (Some(0), ""));
    assert_eq!(
        json(&output),
        json!({"tables": [
            {"line": 1, "layout": "html", "rows": [["코드", "코드", "b"], ["c", null, null]]},
            {"line": 1, "layout": "html", "rows": [["d"]]},
            {"line": 5, "layout": "html", "rows": []},
        ]})
    );
}

#[test]
fn a_grid_that_is_too_large_is_an_error() {
    let workspace = Workspace::new();
    let text = "<table><tr><td rowspan=65534 colspan=1000>a</table>";
    shows(
        &workspace.run_with_input(["tables", "-"], text),
        2,
        &expect![[r#"
            error: with this table, cells cover more than 4000000 slots, or more than 256 MiB of text
             --> <stdin>:1:1
              |
            1 | <table><tr><td rowspan=65534 colspan=1000>a</table>
              | ^^^^^^^
              |
              = help: look for a rowspan or colspan that is far too large
        "#]],
    );
}
