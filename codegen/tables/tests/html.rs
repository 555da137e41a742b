//! Tables in broken HTML, modelled on html5lib's cases about tables. The HTML standard defines the
//! place of each piece in the tree.

use doc_tables::{Source, grids, read};

/// Returns the tables of a page: the texts of their rows, with `.` for a slot without a cell.
fn tables(html: &str) -> Vec<String> {
    let document = read(&Source::new("a.html", html)).unwrap();
    let tables = grids(&document).unwrap();
    let text = |grid: &doc_tables::Grid<'_>, row, column| {
        grid.cell(row, column).map_or(".", |cell| &cell.text).to_owned()
    };
    let rows = |grid: &doc_tables::Grid<'_>| {
        let row = |row| (0..grid.width()).map(|column| text(grid, row, column)).collect::<Vec<_>>();
        (0..grid.rows.len()).map(|index| row(index).join(" ")).collect::<Vec<_>>().join(" / ")
    };
    tables.iter().map(rows).collect()
}

#[test]
fn missing_tags_are_added() {
    for (html, rows) in [
        ("<table><td>a", "a"),
        ("<table><tr><td>a<td>b<tr><th>c", "a b / c ."),
        ("<table><tbody><td>a<tfoot><td>b<thead><td>c", "a / c / b"),
        ("<table><caption>x<td>a", "a"),
        ("<table><colgroup><col><td>a", "a"),
        ("<table><tr><td>a</tbody><td>b</tfoot><td>c", "a . / b c"),
        ("<table><td>a<p>b<td>c", "a b c"),
        ("<table><td><b>a<td>b", "a b"),
        ("<p><table><td>a</p></table>", "a"),
    ] {
        assert_eq!(tables(html), [rows], "{html}");
    }
}

#[test]
fn misplaced_content_is_in_no_cell() {
    for (html, rows) in [
        ("<table>x<tr>y<td>a</td>z</tr></table>", "a"),
        ("<table><tr><p>x<td>a</table>", "a"),
        ("<table><b>x<tr><td>a</b></table>", "a"),
        ("<table><tr><td>a</tr><input type=text><tr><td>b</table>", "a / b"),
        ("<table><form><tr><td>a</form></table>", "a"),
        ("<table><tbody><span><tr><td>a</td></tr></span><tr><td>b</table>", "a / b"),
    ] {
        assert_eq!(tables(html), [rows], "{html}");
    }
}

#[test]
fn end_tags_without_a_start_are_ignored() {
    for (html, rows) in [
        ("<table></td></tr></tbody><tr><td>a</table>", "a"),
        ("<table><tr><td>a</caption></col></html></body>b</table>", "ab"),
        ("<table><tr><td>a</th>b</table>", "ab"),
        ("<table><thead><tr><td>a</tfoot>b</table>", "ab"),
        ("<table><tr><th>a</td><td>b</th></table>", "a b"),
    ] {
        assert_eq!(tables(html), [rows], "{html}");
    }
}

#[test]
fn tables_nest_only_in_cells() {
    assert_eq!(tables("<table><td>a<table><td>b</table>c</table>"), ["a c", "b"]);
    assert_eq!(tables("<table><td>a</td><table><td>b</table>"), ["a", "b"]);
    assert_eq!(tables("<table><tr><table><td>a"), ["", "a"]);
    assert_eq!(tables("<a>x<table><td><a>a</table><a>y"), ["a"]);
}

#[test]
fn other_elements_keep_their_cells() {
    for (html, rows) in [
        ("<table><td><select><option>a<td>b</table>", "a b"),
        ("<table><td><svg><desc><td>a</table>", " a"),
        ("<table><td><svg><text>a</text></svg>b</table>", "ab"),
        ("<table><td><math><mi>a</mi></math>b</table>", "ab"),
        ("<table><td><textarea><td>a</textarea><td>b</table>", "<td>a b"),
        ("<table><td><button>a<td>b</table>", "a b"),
        ("<table><td><template><td>a</template>b<td>c</table>", "b c"),
    ] {
        assert_eq!(tables(html), [rows], "{html}");
    }
}

#[test]
fn only_visible_content_is_text() {
    for (cell, text) in [
        ("a<i hidden>b</i>c", "ac"),
        ("a<i hidden=until-found>b</i>", "a"),
        ("a<i style='color: red; DISPLAY : none'>b</i>", "a"),
        ("a<i style='display:none;display:inline'>b</i>", "ab"),
        ("a<i style='display:none!important;display:inline'>b</i>", "a"),
        ("a<i style='visibility: hidden'>b</i>", "a"),
        ("a<i style='display:nonesuch'>b</i>", "ab"),
        ("a<dialog>b</dialog>c", "ac"),
        ("a<dialog open>b</dialog>c", "a b c"),
        ("a<div popover>b</div>c", "ac"),
        ("a<video>b</video><audio>c</audio>", "a"),
        ("a<canvas>b</canvas><progress>c</progress><meter>d</meter>", "a"),
        ("a<svg><desc>b</desc><metadata>c</metadata><title>d</title></svg>", "a"),
        ("a<svg><defs><text>b</text></defs><symbol><text>c</text></symbol></svg>", "a"),
        ("a<math><annotation>b</annotation><annotation-xml>c</annotation-xml></math>", "a"),
        ("a<details><summary>b</summary>c</details>", "a b c"),
        ("<table hidden><tr><td>b</table>a", "a"),
    ] {
        assert_eq!(tables(&format!("<table><td>{cell}</table>")), [text], "{cell}");
    }
    assert_eq!(tables("<div hidden><table><td>a</table></div>"), [] as [&str; 0]);
    assert_eq!(tables("<table><td>a<td hidden>b<td>c</table>"), ["a  c"]);
}

#[test]
fn a_cell_without_visible_content_is_blank() {
    for (cell, is_blank) in [
        ("<!-- a -->&nbsp;<i></i>", true),
        ("<i hidden>a<img></i>", true),
        ("<input type=hidden>", true),
        ("<input type=HIDDEN>", true),
        ("<input>", false),
        ("<a type=hidden>a</a>", false),
        ("<img>", false),
        ("<iframe></iframe>", false),
        ("<iframe hidden></iframe>", true),
        ("<table></table>", false),
    ] {
        let html = format!("<table><td>{cell}</table>");
        let document = read(&Source::new("a.html", html.as_str())).unwrap();
        let cell = &document.tables[0].groups[0].rows[0].cells[0];
        assert_eq!(cell.is_blank(), is_blank, "{html}");
    }
}

#[test]
fn hidden_rows_are_marked() {
    let html = "<table><tr hidden><td>a<tr><td>b<tbody style='display:none'><tr><td>c<tbody><tr><td>d</table>";
    let document = read(&Source::new("a.html", html)).unwrap();
    let rows = document.tables[0].groups.iter().flat_map(|group| &group.rows);
    let hidden: Vec<bool> = rows.map(|row| row.is_hidden).collect();
    assert_eq!(hidden, [true, false, true, false]);
    assert_eq!(tables(html), ["a / b / c / d"]);
}

#[test]
fn a_seam_is_the_text_of_another_element() {
    for (cell, seam) in [
        ("18<sup>1</sup>", Some("1")),
        ("<del>1</del><ins>8</ins>", Some("8")),
        ("1<b>8</b>9", Some("8")),
        ("<svg><text>1</text></svg>8", Some("8")),
        ("<b>18</b>", None),
        ("1<!-- -->8", None),
        ("1 <b>8</b>", None),
        ("1<b> 8</b>", None),
        ("<p>1</p><p>8</p>", None),
        ("1<br><b>8</b>", None),
        ("<i hidden>1</i>8", None),
    ] {
        let html = format!("<table><td>{cell}</table>");
        let document = read(&Source::new("a.html", html.as_str())).unwrap();
        let cell = &document.tables[0].groups[0].rows[0].cells[0];
        assert_eq!(cell.seam.clone().map(|seam| &html[seam]), seam, "{html}");
    }
}
