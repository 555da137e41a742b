//! Every layout of a page, with the parts that are hard to read.

use crate::output::json;
use crate::workspace::Workspace;
use serde_json::{Value, json};

/// Returns the exit status and report of `extract`, in which an entry is `[code, sub, reason, line]`
/// and a finding `[rule, line]`.
fn extract(name: &str, document: &str, args: &[&str]) -> (Option<i32>, Value) {
    let workspace = Workspace::new();
    workspace.write(name, document);
    let mut all = vec!["extract", name, "--format", "json"];
    all.extend(args);
    let output = workspace.run_args(&all);
    let report = json(&output);
    let entries = report["entries"].as_array().unwrap().iter();
    let entries: Vec<Value> = entries
        .map(|entry| json!([entry["code"], entry["sub"], entry["reason"], entry["line"]]))
        .collect();
    let findings = report["findings"].as_array().unwrap().iter();
    let findings: Vec<Value> =
        findings.map(|finding| json!([finding["rule"], finding["line"]])).collect();
    let read = json!({
        "layout": report["layout"],
        "language": report["language"],
        "entries": entries,
        "findings": findings,
    });
    (output.status, read)
}

#[test]
fn a_markdown_table_has_a_column_for_each_number() {
    let document = "\
Codes:

| errcode | sub_errcode | errmsg      |
| ------- | ----------- | ----------- |
| 0       | 0           | Unknown     |
| 18      | 100         | Broken  off |
| 21      |             | Stopped     |
";
    let expected = json!({
        "layout": "pipe",
        "language": null,
        "entries": [[0, null, "Unknown", 5], [18, 100, "Broken off", 6], [21, null, "Stopped", 7]],
        "findings": [],
    });
    assert_eq!(extract("a.md", document, &[]), (Some(0), expected));
}

#[test]
fn a_markdown_table_may_omit_sub_codes_and_outer_pipes() {
    let document = "Code|Reason\n:-:|--:\n 5 | a\n12|b\n";
    let expected = json!({
        "layout": "pipe",
        "language": "en",
        "entries": [[5, null, "a", 3], [12, null, "b", 4]],
        "findings": [],
    });
    assert_eq!(extract("a.md", document, &["--lang", "en"]), (Some(0), expected));
}

#[test]
fn markdown_in_a_cell_is_read_as_rendered() {
    let document = "\
> | errcode | sub_errcode | errmsg |
> |:--|:-:|--:|
> | **1** | `0` | a \\| b &amp; c &lt;d> |
> | 2 | 0 | see [the *push* URL](https://example.com) |
> | 3 | 0 | `x \\| y` and <b>bold</b><br>next |
> | 4 | 0 | 한국어&nbsp;&#x4e2d; ![picture](p.png) |
";
    let expected = json!({
        "layout": "pipe",
        "language": "ko",
        "entries": [
            [1, null, "a | b & c <d>", 3],
            [2, null, "see the push URL", 4],
            [3, null, "x | y and bold next", 5],
            [4, null, "한국어 中", 6],
        ],
        "findings": [],
    });
    assert_eq!(extract("a.md", document, &["--lang", "ko"]), (Some(0), expected));
}

#[test]
fn a_pipe_in_a_link_ends_the_cell() {
    let document = "|errcode|errmsg|\n|-|-|\n|1|[a](b|c)|\n";
    let expected = json!({
        "layout": "pipe",
        "language": "en",
        "entries": [[1, null, "[a](b", 3]],
        "findings": [["lost-content", 3]],
    });
    assert_eq!(extract("a.md", document, &["--lang", "en"]), (Some(1), expected));
}

#[test]
fn a_markdown_row_with_too_few_cells_is_reported() {
    let document = "|errcode|sub_errcode|errmsg|\n|-|-|-|\n|1|0|a|\n|2|0\n|3|b|\nnote\n";
    let expected = json!({
        "layout": "pipe",
        "language": "en",
        "entries": [[1, null, "a", 3]],
        "findings": [["empty-reason", 4], ["bad-code", 5], ["bad-code", 6]],
    });
    assert_eq!(extract("a.md", document, &["--lang", "en"]), (Some(1), expected));
}

#[test]
fn an_html_page_is_not_read_as_markdown() {
    let table = "\n    <table>\n\n    <tr><th>Code<th>Reason\n\n    <tr><td>1<td>*a*</table>\n";
    let read = |layout, entries| json!({"layout": layout, "language": "en", "entries": entries, "findings": []});
    for (name, start) in [
        ("a.html", ""),
        ("A.HTM", "Codes"),
        ("a.xhtml", ""),
        ("a", "<!DOCTYPE html>"),
        ("a.txt", "\u{feff}\n<!-- a -->\n<HTML lang=en>"),
        ("a", "<head><title>a</title></head>"),
        ("a", "<?xml version='1.0'?>\n<html>"),
    ] {
        let (status, mut page) = extract(name, &(start.to_owned() + table), &["--lang", "en"]);
        let line = page["entries"][0][3].take();
        assert_eq!(line, 6 + start.matches('\n').count());
        assert_eq!((status, page), (Some(0), read("html", json!([[1, null, "*a*", null]]))));
    }
    // In Markdown, lines indented by four spaces are code.
    for (name, start) in
        [("a.md", ""), ("a.md", "<!DOCTYPE html>\n"), ("a", "<header></header>\n\n")]
    {
        let (status, page) = extract(name, &(start.to_owned() + table), &["--lang", "en"]);
        assert_eq!((status, page["findings"][0][0].as_str()), (Some(2), Some("no-code-table")));
    }
}

#[test]
fn markdown_is_read_whatever_it_begins_with() {
    for start in
        ["<!DOCTYPE html>\n\n", "<head>\n<meta name=a>\n</head>\n\n", "<?xml ?>\n\n", "<body>\n\n"]
    {
        let document = format!("{start}# Codes\n\n|Code|Reason|\n|-|-|\n|5|a|\n");
        let (status, read) = extract("a.md", &document, &["--lang", "en"]);
        let line = 5 + start.matches('\n').count();
        assert_eq!(
            (status, &read["entries"]),
            (Some(0), &json!([[5, null, "a", line]])),
            "{start}"
        );
    }
}

#[test]
fn hidden_rows_and_columns_list_no_codes() {
    let document = "\
<table>
<tr><th>Code</th><th hidden>Owner</th><th>Reason</th></tr>
<tr><td>5</td><td hidden>me</td><td>Stopped<i hidden>6</i></td></tr>
<tr hidden><td>7</td><td>you</td><td>Lost</td></tr>
<tbody style='display: none'><tr><td>8</td><td>you</td><td>Lost</td></tr></tbody>
<tr><td>9</td><td style='Display:NONE'>me</td><td>Off</td></tr>
</table>
";
    let expected = json!({
        "layout": "html",
        "language": "en",
        "entries": [[5, null, "Stopped", 3], [9, null, "Off", 6]],
        "findings": [],
    });
    assert_eq!(extract("a.md", document, &["--lang", "en"]), (Some(0), expected));
}

#[test]
fn rows_of_header_cells_may_list_codes() {
    let document = "\
<table>
<tr><th colspan='2'>Code</th><th rowspan='2'>Reason</th></tr>
<tr><th>main</th><th>sub</th></tr>
<tr><th>5</th><th></th><th>Stopped</th></tr>
<tr><th>-1</th><th></th><th>Lost</th></tr>
</table>
";
    let expected = json!({
        "layout": "html",
        "language": "en",
        "entries": [[5, null, "Stopped", 4]],
        "findings": [["bad-code", 5]],
    });
    assert_eq!(extract("a.md", document, &["--lang", "en"]), (Some(1), expected));
    let document = "\
<table>
<tr><th>Code</th><th>Reason</th></tr>
<tr><th>-1</th><th>Lost</th></tr>
<tr><th>5</th><th>Stopped</th></tr>
</table>
";
    let (status, read) = extract("a.md", document, &["--lang", "en"]);
    assert_eq!((status, &read["entries"]), (Some(1), &json!([[5, null, "Stopped", 4]])));
    assert_eq!(read["findings"], json!([["bad-code", 3]]));
}

#[test]
fn an_html_table_with_broken_and_missing_tags_is_read() {
    let document = "\
<table border='0' >
 <col >
 <col >
\u{a0} <tr >
<th colspan='2' >Code</td>
<th >Reason</td>
\u{a0} </tr>
 <tr >
<td\u{a0}colspan='2' >1</td>
<td\u{a0} >Stopped<br\u{a0}/>early &amp; late.</td>
 </tr>
 <tr >
<td rowspan='2'\u{a0}>18</td>
<td >100</td>
<td >Wrong
   name</td>
 </tr>
 <tr >
<td\u{a0}>202</td>
<td >In arrears
 </tr>
</table>
";
    let expected = json!({
        "layout": "html",
        "language": "en",
        "entries": [
            [1, null, "Stopped early & late.", 10],
            [18, 100, "Wrong name", 15],
            [18, 202, "In arrears", 20],
        ],
        "findings": [
            ["broken-tag", 9], ["broken-tag", 10], ["broken-tag", 10], ["broken-tag", 13],
            ["broken-tag", 19],
        ],
    });
    assert_eq!(extract("a.md", document, &["--lang", "en"]), (Some(1), expected));
}

#[test]
fn the_tag_of_the_table_may_be_broken() {
    let document =
        "Codes:\n\n<table\u{a0}border=0>\n<tr><th>Code<th>Reason\n<tr><td>1<td>a\n</table>";
    let expected = json!({
        "layout": "html",
        "language": "en",
        "entries": [[1, null, "a", 5]],
        "findings": [["broken-tag", 3]],
    });
    assert_eq!(extract("a.md", document, &["--lang", "en"]), (Some(1), expected));
}

#[test]
fn a_tag_that_cannot_be_repaired_is_an_error() {
    let document = "<table>\n<tr><th>Code<th>Reason\n<tr><td>1<td>a\n<tr><td>2<t\u{a0}d>b\n\
                    <tr><td>3</td><td\u{200b}>c</td>\n</table>";
    let (status, read) = extract("a.md", document, &["--lang", "en"]);
    let rules: Vec<&str> = read["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| finding[0].as_str().unwrap())
        .collect();
    assert_eq!(status, Some(1));
    assert_eq!(read["entries"], json!([[1, null, "a", 3]]));
    assert!(rules.contains(&"bad-code") && rules.contains(&"lost-content"), "{rules:?}");
}

#[test]
fn tables_without_codes_are_refused() {
    let document = "# Causes\n\n<table>\n<tr><th>Cause</th></tr>\n<tr><td>a</td></tr>\n</table>\n\n\
                    | Stage | Cause |\n|---|---|\n| push | b |\n";
    let workspace = Workspace::new();
    workspace.write("a.md", document);
    let output = workspace.run(["extract", "a.md"]);
    expect_test::expect![[r#"
        error[no-code-table]: none of the 2 tables in this document lists codes
         --> a.md:3:1
          |
        3 | <table>
          | ^^^^^^^ its headers are `Cause`
          |
         ::: a.md:8:1
          |
        8 | | Stage | Cause |
          | ----------------- its headers are `Stage` and `Cause`
          |
          = help: a code table has a column headed `errcode`, `Code` or `코드` and one headed `errmsg`, `Reason` or `원인`; if this document has other headers, add them under `columns` in the manifest; if it lists no codes, keep its previous version

    "#]].assert_eq(&output.stderr);
    assert_eq!((output.status, output.stdout.as_str()), (Some(2), ""));
}
