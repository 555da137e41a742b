//! Grids, formed as the HTML standard defines. The tests write a row as the texts in its slots, with
//! `.` for an empty slot, and `/` between rows.

use doc_tables::Document;
use doc_tables::Limit;
use doc_tables::Source;

fn parse(markdown: &str) -> Document {
    doc_tables::read(&Source::new("a.md", markdown)).unwrap()
}

fn grids(markdown: &str) -> Vec<String> {
    let document = parse(markdown);
    let grids = doc_tables::grids(&document).unwrap();
    let rows = |grid: &doc_tables::Grid<'_>| {
        let slot = |row, column| grid.cell(row, column).map_or(".", |cell| &cell.text).to_owned();
        let row = |row| (0..grid.width()).map(|column| slot(row, column)).collect::<Vec<_>>();
        let rows = (0..grid.rows.len()).map(|index| row(index).join(" "));
        rows.collect::<Vec<_>>().join(" / ")
    };
    grids.iter().map(rows).collect()
}

fn grid(rows: &str) -> String {
    let mut grids = grids(&format!("<table>{rows}</table>"));
    assert_eq!(grids.len(), 1);
    grids.remove(0)
}

fn too_large(markdown: &str) -> String {
    let document = parse(markdown);
    doc_tables::grids(&document).unwrap_err().to_string()
}

#[test]
fn each_cell_covers_the_next_free_column() {
    assert_eq!(grid("<tr><td>a<td>b<tr><td>c<td>d"), "a b / c d");
}

#[test]
fn colspan_covers_columns() {
    assert_eq!(grid("<tr><td colspan=2>a<td>b<tr><td>c<td>d<td>e"), "a a b / c d e");
}

#[test]
fn rowspan_covers_rows() {
    assert_eq!(grid("<tr><td rowspan=2>a<td>b<tr><td>c<tr><td>d<td>e"), "a b / a c / d e");
}

#[test]
fn both_spans_cover_a_rectangle() {
    assert_eq!(
        grid("<tr><td rowspan=2 colspan=2>a<td>b<tr><td>c<tr><td>d<td>e<td>f"),
        "a a b / a a c / d e f"
    );
}

#[test]
fn a_short_row_leaves_slots_empty() {
    assert_eq!(grid("<tr><td>a<tr><td>b<td>c<td>d<tr>"), "a . . / b c d / . . .");
}

#[test]
fn rowspan_zero_covers_the_rest_of_its_row_group() {
    assert_eq!(
        grid("<tbody><tr><td rowspan=0>a<td>b<tr><td>c<tr><td>d</tbody><tbody><tr><td>e<td>f"),
        "a b / a c / a d / e f"
    );
}

#[test]
fn rowspan_zero_grows_beside_wide_cells() {
    assert_eq!(grid("<tr><td>a<td rowspan=0 colspan=2>b<tr><td>c<td>d"), "a b b . / c b b d");
}

#[test]
fn a_span_past_the_end_adds_rows_and_columns() {
    assert_eq!(grid("<tr><td rowspan=3>a<td>b"), "a b / a . / a .");
    assert_eq!(grid("<tr><td colspan=3>a<tr><td>b"), "a a a / b . .");
}

#[test]
fn a_rowspan_ends_with_its_row_group() {
    assert_eq!(grid("<thead><tr><th rowspan=2>a<th>b<tbody><tr><td>c<td>d"), "a b / a . / c d");
}

#[test]
fn footer_rows_are_last() {
    assert_eq!(
        grid("<tfoot><tr><td>z</tfoot><thead><tr><th>a</thead><tbody><tr><td>b"),
        "a / b / z"
    );
}

#[test]
fn the_first_of_overlapping_cells_keeps_the_slot() {
    let markdown = "<table><tr><td>a<td rowspan=2>b<tr><td colspan=2>c</table>";
    assert_eq!(grids(markdown), ["a b / c b"]);
    let document = parse(markdown);
    let grids = doc_tables::grids(&document).unwrap();
    let overlaps = &grids[0].overlaps;
    assert_eq!(overlaps.len(), 1);
    assert_eq!((overlaps[0].row, overlaps[0].first, overlaps[0].second), (1, 1, 2));
}

#[test]
fn spans_are_parsed_by_the_rules_of_the_standard() {
    for (attribute, width) in [
        ("colspan=2", 2),
        ("colspan=' 2px'", 2),
        ("colspan=+2", 2),
        ("colspan=2.9", 2),
        ("colspan=0", 1),
        ("colspan=-2", 1),
        ("colspan=two", 1),
        ("colspan=", 1),
        ("colspan='&#xa0;2'", 1),
        ("colspan=1001", 1000),
        ("colspan=99999999999999999999999999", 1000),
    ] {
        let row = grid(&format!("<tr><td {attribute}>a"));
        assert_eq!(row.split(' ').count(), width, "{attribute}");
    }
    for (attribute, height) in [
        ("rowspan=3", 3),
        ("rowspan=0", 1),
        ("rowspan=-0", 1),
        ("rowspan=-3", 1),
        ("rowspan=65534", 65534),
        ("rowspan=65535", 65534),
        ("rowspan=99999999999999999999999999", 65534),
    ] {
        let rows = grid(&format!("<tr><td {attribute}>a"));
        assert_eq!(rows.split(" / ").count(), height, "{attribute}");
    }
    assert_eq!(grid("<tr><td rowspan=-0>a<tr><td>b"), "a . / a b");
    // Of several attributes with one name, the first counts.
    assert_eq!(grid("<tr><td colspan=2 title COLSPAN=3>a"), "a a");
}

#[test]
fn col_and_colgroup_declare_columns() {
    assert_eq!(grid("<col><col><col><tr><td>a"), "a . .");
    assert_eq!(grid("<colgroup span=2></colgroup><tr><td>a"), "a .");
    assert_eq!(grid("<colgroup span=9><col span=2><col></colgroup><tr><td>a"), "a . .");
    assert_eq!(grid("<colgroup></colgroup><tr><td>a<td>b"), "a b");
    assert_eq!(grid("<tr><td>a</tr><colgroup span=3></colgroup>"), "a");
}

#[test]
fn missing_and_wrong_end_tags_are_repaired() {
    assert_eq!(grid("<tr><th colspan='2'>a</td><th>b</td></tr><tr><td>c<td>d"), "a a b / c d .");
    assert_eq!(grid("<tr><td>a</th></tr></tr><td>b</table></table>"), "a / b");
}

#[test]
fn content_outside_of_cells_is_not_in_the_grid() {
    assert_eq!(grids("<table>x<caption>y</caption><tr>z<td>a</td></tr></table>"), ["a"]);
}

#[test]
fn an_empty_table_has_no_rows() {
    assert_eq!(grid(""), "");
    assert_eq!(grid("<col>"), "");
}

#[test]
fn a_nested_table_has_its_own_grid() {
    let markdown =
        "<table><tr><td>a <table><tr><td>b</table> c</table>\n\n<table><tr><td>d</table>";
    assert_eq!(grids(markdown), ["a c", "b", "d"]);
}

#[test]
fn tables_in_code_and_comments_are_not_read() {
    let table = "<table><tr><td>a</td></tr></table>";
    for (markdown, count) in [
        (format!("{table}\n"), 1),
        (format!("text {table} text\n"), 1),
        (format!("> {table}\n"), 1),
        (format!("- item\n\n  {table}\n"), 1),
        (format!("```\n{table}\n```\n"), 0),
        (format!("~~~html\n{table}\n~~~\n"), 0),
        (format!("    {table}\n"), 0),
        (format!("<!-- {table} -->\n"), 0),
        (format!("<!--\n\n{table}\n\n-->\n"), 0),
        (format!("`{table}`\n"), 0),
        (format!("\\{table}\n"), 0),
        (format!("<script>\n{table}\n</script>\n"), 0),
        (format!("<template>\n{table}\n</template>\n"), 0),
        (format!("<textarea>\n{table}\n</textarea>\n"), 0),
    ] {
        assert_eq!(grids(&markdown).len(), count, "{markdown}");
    }
}

#[test]
fn markdown_after_a_blank_line_in_a_table_is_rendered() {
    let markdown = "<table>\n<tr>\n<td>\n\n*a* `b` c\n\n</td>\n\n<td>d</td>\n</tr>\n</table>\n";
    assert_eq!(grids(markdown), ["a b c d"]);
    let document = parse(markdown);
    let cells = &document.tables[0].groups[0].rows[0].cells;
    assert_eq!(cells[0].text, "a b c");
    assert_eq!(document.source.line(cells[0].range.start), 5);
    assert_eq!(document.source.line(cells[1].range.start), 9);
}

#[test]
fn the_text_of_a_cell_is_its_visible_text() {
    for (cell, text) in [
        (" a\u{a0}\t b\n c ", "a b c"),
        ("a<br>b<BR/>c", "a b c"),
        ("a<b>b</b>c", "abc"),
        ("<b>a</b> <b>b</b>", "a b"),
        ("<p>a</p><div>b</div><ul><li>c<li>d</ul>", "a b c d"),
        ("a&lt;b&gt;&amp;&nbsp;c&#x44;", "a<b>& cD"),
        ("a<!-- b -->c", "ac"),
        ("a<script>b</script><style>c</style>d", "ad"),
        ("a<template>b</template>c", "ac"),
        ("a<template><table><tr><td>b</table></template>c", "ac"),
        ("a<rp>b<br>c</rp>d", "ad"),
        ("a<svg><main>b</main></svg>c", "abc"),
        ("a<iframe>b</iframe><svg><title>c</title></svg>d", "ad"),
        ("<img alt='b'>a", "a"),
        ("a\u{200b}b", "a\u{200b}b"),
    ] {
        let document = parse(&format!("<table><tr><td>{cell}</table>"));
        let [table] = &document.tables[..] else { panic!("{document:?}") };
        assert_eq!(table.groups[0].rows[0].cells[0].text, text, "{cell}");
    }
}

#[test]
fn tables_rows_and_cells_have_their_range() {
    let markdown = "\u{feff}# 코드\r\n\r\n<table>\r\n<tr ><th\r\n  colspan='1' >가</th>\r\n\
                    <td>\r\n  나 &amp; <br>\r\n 다</td><td title='<a>\r\n b > c'>라</td><td\r\n></td></table>\r\n";
    let document = parse(markdown);
    let source = &document.source;
    let table = &document.tables[0];
    let cells = &table.groups[0].rows[0].cells;
    let shown = |range: &std::ops::Range<usize>| {
        (source.line(range.start), source.text()[range.clone()].to_owned())
    };
    assert_eq!(shown(&table.range), (3, "<table>".to_owned()));
    assert_eq!(shown(&table.groups[0].rows[0].range), (4, "<tr >".to_owned()));
    assert_eq!(shown(&cells[0].range), (5, "가".to_owned()));
    assert_eq!(shown(&cells[1].range), (7, "나 &amp; <br>".to_owned()));
    assert_eq!(shown(&cells[2].range), (9, "라".to_owned()));
    assert_eq!(shown(&cells[3].range), (9, "<td".to_owned()));
}

#[test]
fn cells_in_a_block_quote_have_their_range() {
    let document = parse("> <table>\n> <tr><td>\n> a b\n> </td></tr></table>\n");
    let range = &document.tables[0].groups[0].rows[0].cells[0].range;
    assert_eq!(&document.source.text()[range.clone()], "a b");
}

#[test]
fn too_many_open_elements_are_refused() {
    let error = |markdown: &str| doc_tables::read(&Source::new("a.md", markdown)).unwrap_err();
    let message = "HTML elements are nested more than 512 levels deep here";
    for tag in ["<div>", "<b>", "<ul><li>", "<div/>", "<table><tr><td>"] {
        assert_eq!(error(&tag.repeat(100_000)).limit.to_string(), message, "{tag}");
    }
    assert_eq!(error(&(">".repeat(2000) + "a")).limit.to_string(), message);
    // Each start tag closes the element before it.
    for tag in ["<p>a", "<li>a", "<br>", "<td>a", "<option>a", "<table>"] {
        assert!(doc_tables::read(&Source::new("a.md", tag.repeat(2000))).is_ok(), "{tag}");
    }
    let rows = "<tr><td><b>a<td><i>b".repeat(2000);
    assert_eq!(parse(&format!("<table>{rows}</table>")).tables[0].groups[0].rows.len(), 2000);
}

#[test]
fn too_many_nodes_are_refused() {
    // Each paragraph opens all of the unclosed formatting elements again.
    let formatting: String = (0..500).map(|number| format!("<b a={number}>")).collect();
    let markdown = format!("<p>{formatting}{}", "<p>x".repeat(20_000));
    let error = doc_tables::read(&Source::new("a.md", markdown)).unwrap_err();
    assert_eq!(error.limit.to_string(), "this document has more than 4000000 HTML nodes");
}

#[test]
fn too_much_text_in_slots_is_refused() {
    let text = "a".repeat(100_000);
    too_large(&format!("<table><tr><td rowspan=3000>{text}</table>"));
}

#[test]
fn too_many_slots_are_refused() {
    let bomb = "<table><tr><td rowspan=65534 colspan=1000>a</table>";
    assert_eq!(
        too_large(&format!("\n\n{bomb}")),
        "a.md:3:1: with this table, cells cover more than 4000000 slots, or more than 256 MiB of text"
    );
    // Several tables, each of which is within the limit.
    let large = "<table><tr><td rowspan=2000 colspan=1000>a</table>\n\n";
    assert_eq!(grids(&large.repeat(2)).len(), 2);
    let error = too_large(&large.repeat(3));
    assert!(error.starts_with("a.md:5:1: "), "{error}");
    // Declared columns count as well.
    let columns = format!("<table><col span=1000>{}</table>", "<tr><td>a".repeat(4001));
    too_large(&columns);
    // Overlapping cells use no slots, but cost time.
    let rows = "<tr><td rowspan=60 colspan=900>b".repeat(900);
    too_large(&format!("<table><tr><td><td rowspan=65534>a{rows}</table>"));
}

#[test]
fn a_grid_of_the_maximum_size_is_formed() {
    let rows = Limit::MAX_SLOTS / 1000;
    let table = format!("<table><tr><td rowspan={rows} colspan=1000>a</table>");
    let document = parse(&table);
    assert_eq!(doc_tables::grids(&document).unwrap()[0].rows.len(), rows);
}
