//! Content that a browser moves out of an HTML table, drops or hides.

use doc_tables::{Document, Source, read};

fn document(html: &str) -> Document {
    read(&Source::new("a.html", html)).unwrap()
}

fn misplaced(html: &str) -> Vec<&str> {
    document(html).misplaced.into_iter().map(|found| &html[found.range]).collect()
}

#[test]
fn a_valid_table_has_none() {
    for html in [
        "a<table>\n<caption>b</caption><col><tr>\n<td>c</td>\n<th>d</td>e</th></tr></table>f",
        "<table><tr><td>a<td>b<tr><td>c</table>",
        "<table><tr><td>a<table><tr><td>b</table>c</td></tr></table>d",
        "<table><tr><td>a<!-- <td>b</td> --></td></tr></table>",
        "<tbody>a</tbody>",
    ] {
        assert_eq!(misplaced(html), [] as [&str; 0], "{html}");
    }
}

#[test]
fn text_between_cells_is_misplaced() {
    assert_eq!(misplaced("<table><tr><td>a</td>b<td>c</td></tr>d</table>"), ["b", "d"]);
    assert_eq!(misplaced("<table><tr><td>a<tr>b<td>c</table>"), ["b"]);
    assert_eq!(misplaced("<table><tr><td>a</tr>b<tr><td>c</table>"), ["b"]);
    assert_eq!(misplaced("<table>a<p>b</p><tr><td>c</table>"), ["a", "b"]);
    assert_eq!(misplaced("<table><tr><td>a<table>b</table>c</table>"), ["b"]);
    assert_eq!(misplaced("<table><tr><td>a<tbody>b<tr><td>c</table>"), ["b"]);
    assert_eq!(misplaced("<table><thead><tr><td>a</tfoot>b</thead>c</table>"), ["c"]);
    assert_eq!(misplaced("<table><textarea>a</textarea><tr><td>b</table>"), ["a"]);
}

#[test]
fn rows_after_a_table_are_misplaced() {
    let html = "<table><tr><td>a</table><tr><td>b</td></tr></table>";
    assert_eq!(misplaced(html), ["<tr>"]);
    assert_eq!(misplaced("<table></table><td>a</td><td>b</td>"), ["<td>", "<td>"]);
    assert_eq!(misplaced("<tr><td>a</td></tr>"), [] as [&str; 0]);
}

#[test]
fn cells_hidden_in_another_element_are_misplaced() {
    let html = "<table><tr><td>a<title>b</td><td>c</title>d</table>";
    assert_eq!(misplaced(html), ["b</td><td>c"]);
    assert_eq!(misplaced("<table><tr><td><template>a</table>"), ["<template>"]);
    assert_eq!(misplaced("<table><tr><td>a<plaintext>b"), ["<plaintext>"]);
    assert_eq!(misplaced("<table><tr><td><style>a < b</style></table>"), [] as [&str; 0]);
}

#[test]
fn a_table_without_an_end_tag_is_unclosed() {
    let unclosed = |html: &str| document(html).unclosed;
    assert_eq!(unclosed("a<table><tr><td>b<table></table>"), [1]);
    assert_eq!(unclosed("<table></table >"), [0; 0]);
}

#[test]
fn an_unclosed_comment_is_misplaced() {
    assert_eq!(misplaced("<table><tr><td>a<!-- <tr><td>b</table>"), ["<!-- <tr><td>b</table>"]);
    assert_eq!(misplaced("<table><tr><td>a</table><!--"), ["<!--"]);
    assert_eq!(misplaced("<table><tr><td>a</table><!--b->"), ["<!--b->"]);
    assert_eq!(misplaced("<table><tr><td>a</table><!-- b <!-- c -->"), [] as [&str; 0]);
}

#[test]
fn a_comment_with_a_mistyped_end_is_misplaced() {
    for (comment, is_misplaced) in [
        ("<!-- a -- >\n<tr><td>b</tr>\n<!-- c -->", true),
        ("<!-- a ->\n<TR><TD>b</TR>\n<!-- c -->", true),
        ("<!-- a -- >\n<tr><td>b</tr>\n-->", true),
        ("<! a <td>", true),
        ("<!-- a -- >\nb\n<!-- c -->", false),
        ("<!-- <tr><td>b</tr> -->", false),
        ("<!-- a -- b --!>", false),
        ("<!--><!--->", false),
    ] {
        let html = format!("<table><tr><td>a</tr>{comment}</table>");
        assert_eq!(!misplaced(&html).is_empty(), is_misplaced, "{comment}");
    }
}

#[test]
fn a_tag_that_contains_cells_is_misplaced() {
    for (html, tag) in [
        ("<table><td class='a>b</td><td class='c'>d</table>", "<td class='a>b</td><td class='c'>"),
        (
            "<table><tr><td width=\"15%”>b</td>\n<td width=\"1\">c</table>",
            "<td width=\"15%”>b</td>",
        ),
        ("<table><tr><td>a</td <td></table>", "</td <td>"),
        (
            "<table><tr><td>a<p class='>b</td><tr><td>c</table>",
            "<p class='>b</td><tr><td>c</table>",
        ),
    ] {
        assert_eq!(misplaced(html), [tag], "{html}");
    }
    let html = "<table><td title='a < b > c'>d<td title=\"</the tr>\"></table>";
    assert_eq!(misplaced(html), [] as [&str; 0]);
}

#[test]
fn a_cell_in_a_picture_is_misplaced() {
    assert_eq!(misplaced("<table><tr><td>a<td><svg><td>b</table>"), ["<td>"]);
    assert_eq!(misplaced("<table><tr><td><svg></svg><td>b</table>"), [] as [&str; 0]);
}

#[test]
fn cells_after_a_heading_are_not_misplaced() {
    assert_eq!(misplaced("<table><td>a</table><h2>b</h2><td>c</td>"), [] as [&str; 0]);
    assert_eq!(misplaced("<table><td>a</table><p>b</p><td>c</td>"), ["<td>"]);
}

#[test]
fn a_script_between_rows_is_not_misplaced() {
    let rows = "<style>.a{}</style><script>a</script>&nbsp;\u{3000}";
    assert_eq!(misplaced(&format!("<table>{rows}<tr>{rows}<td>a</table>")), [] as [&str; 0]);
    assert_eq!(misplaced("<table><script>a<td>"), ["a<td>"]);
}

#[test]
fn cells_of_scripts_and_forms_after_a_table_are_not_misplaced() {
    let table = "<table><td>a</table>";
    for name in ["script", "style", "textarea", "title", "template"] {
        let html = format!("{table}<{name}>b<tr><td>c</td></tr></{name}>d");
        assert_eq!(misplaced(&html), [] as [&str; 0], "{html}");
    }
    assert_eq!(misplaced(&format!("{table}<textarea><td>b")), ["<td>b"]);
    assert_eq!(misplaced(&format!("{table}<td>b<template>")), ["<td>"]);
}

#[test]
fn rows_after_an_inner_table_are_misplaced_if_an_end_tag_is_too_many() {
    let inner = "<table><tr><td>a</table>";
    for (rest, found) in [
        ("<tr id=1><td>b</tr></table></td></tr></table>", vec!["<tr id=1>"]),
        ("<td id=1>b</tr></table></td></tr></table>", vec!["<td id=1>"]),
        ("</td></tr><tr><td>b</table></table>", vec![]),
        ("<tr><td>b</table></div>", vec![]),
        ("</td></tr></table></table>", vec![]),
    ] {
        let html = format!("<table><tr><td>{inner}{rest}");
        assert_eq!(misplaced(&html), found, "{rest}");
    }
}

#[test]
fn rows_after_two_end_tags_belong_to_the_inner_table() {
    let table = |html: &str| {
        let found = document(html).misplaced;
        found.into_iter().map(|found| found.table).collect::<Vec<_>>()
    };
    let inner = "<table><tr><td><table><tr><td>a</table>";
    assert_eq!(table(&format!("{inner}</table><tr><td>b</table>")), [15]);
    assert_eq!(table(&format!("{inner}</td></tr></table><tr><td>b</table>")), [0]);
    let three = format!("<table><td>{inner}</table></table><tr><td>b</table>");
    assert_eq!(table(&three), [26]);
}
