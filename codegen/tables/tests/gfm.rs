//! Markdown tables as defined by GitHub Flavored Markdown, section 4.10. cmark-gfm decides the cases
//! that the specification leaves open.

use doc_tables::{CellKind, Source, TableSyntax, grids, read};

/// Returns the tables of a document, each as the texts of its rows.
fn tables(markdown: &str) -> Vec<Vec<Vec<String>>> {
    let document = read(&Source::new("a.md", markdown)).unwrap();
    let text = |cell: Option<&doc_tables::Cell>| cell.map_or(".", |cell| &cell.text).to_owned();
    let grids = grids(&document).unwrap();
    grids
        .iter()
        .map(|grid| {
            assert_eq!(grid.layout, TableSyntax::Pipe, "{markdown}");
            let row = |row| (0..grid.width()).map(|column| text(grid.cell(row, column))).collect();
            (0..grid.rows.len()).map(row).collect()
        })
        .collect()
}

#[test]
fn rows_have_the_cells_between_their_pipes() {
    for (markdown, rows) in [
        ("| code | text |\n| --- | --- |\n| 1 | off |\n", vec![["code", "text"], ["1", "off"]]),
        ("| code | text |\n:-: | -----------:\n1 | off\n", vec![["code", "text"], ["1", "off"]]),
        ("|code|text|\n|-|-|   \n|1|off|\n", vec![["code", "text"], ["1", "off"]]),
        (
            "| code\t| text\t|\n| ---\t|\t:-- |\t\n|\t1 | off\t|\n",
            vec![["code", "text"], ["1", "off"]],
        ),
        ("code | text\n--|--\n<b>1</b> | off\n", vec![["code", "text"], ["1", "off"]]),
        // Rows may have fewer cells or more than the header.
        (
            "| code | text |\n| --- | --- |\n| 1 |\n| 2 | off | more |\n|||\n",
            vec![["code", "text"], ["1", ""], ["2", "off"], ["", ""]],
        ),
        // A table needs no rows.
        ("| code | text |\n| --- | --- |\n", vec![["code", "text"]]),
    ] {
        assert_eq!(tables(markdown), [rows], "{markdown}");
    }
}

#[test]
fn cells_that_a_row_lacks_are_at_its_end() {
    let markdown = "|a|b|c|\n|-|-|-|\n|1|\n| 2 | 3\n";
    let document = read(&Source::new("a.md", markdown)).unwrap();
    let cells = document.tables[0].groups[1].rows.iter().flat_map(|row| &row.cells);
    let blank = cells.filter(|cell| cell.is_blank()).map(|cell| cell.range.start);
    assert_eq!(blank.collect::<Vec<_>>(), [19, 19, 27]);
}

#[test]
fn a_table_tag_in_a_text_is_not_a_markdown_table() {
    let document = read(&Source::new("a.md", "a <table>\n\n|a|\n|-|\n")).unwrap();
    let tables: Vec<TableSyntax> = document.tables.iter().map(|table| table.layout).collect();
    assert_eq!(tables, [TableSyntax::Html, TableSyntax::Pipe]);
}

#[test]
fn a_pipe_in_a_cell_is_escaped() {
    for (cell, text) in [
        ("a\\|b", "a|b"),
        ("`a \\| b`", "a | b"),
        ("**a \\| b**", "a | b"),
        ("a \\\\| b", "a | b"),
        ("`a \\\\| b`", "a \\| b"),
        ("a \\\\\\| b", "a \\| b"),
        ("a \\\\\\| b \\\\| c", "a \\| b | c"),
        ("a \\\\| b &#124; c", "a | b | c"),
        ("\\\\ a", "\\ a"),
        ("a &#124; b", "a | b"),
    ] {
        let markdown = format!("| c |\n|---|\n| {cell} |\n");
        assert_eq!(tables(&markdown), [[["c"], [text]]], "{markdown}");
    }
    // A code span does not protect a pipe.
    let markdown = "| c | d |\n|---|---|\n| 1 | `a | b` |\n";
    assert_eq!(tables(markdown), [[["c", "d"], ["1", "`a"]]]);
}

#[test]
fn cells_have_inline_markup() {
    let markdown = "| c |\n|---|\n| ~~a~~ *b* [`c`](d) ![e](f)<br>g&lt; |\n";
    assert_eq!(tables(markdown), [[["c"], ["a b c g<"]]]);
}

#[test]
fn a_blank_line_or_another_block_ends_a_table() {
    let table = "| c |\n|---|\n| 1 |\n";
    for rest in [
        "\n| 2 |\n",
        " \n| 2 |\n",
        "> 2\n",
        "## 2\n",
        "- 2\n",
        "***\n",
        "```\n2\n```\n",
        "    2\n",
        "\t| 2 |\n",
        "<!-- 2 -->\n",
        "<div>2</div>\n",
        "</custom-tag>\n",
    ] {
        assert_eq!(tables(&format!("{table}{rest}")), [[["c"], ["1"]]], "{rest}");
    }
    // A line of text does not.
    assert_eq!(tables(&format!("{table}2\n")), [[["c"], ["1"], ["2"]]]);
}

#[test]
fn a_table_may_follow_a_line_of_text() {
    for before in [
        "text\n",
        "text\nand more\n",
        "<a id=\"b\"></a>\n",
        "```\nx\n```\t\n",
        "## x\n",
        "- x\n\n",
        "x\n> ",
    ] {
        let markdown = format!("{before}c | d\n--- | ---\n1 | 2\n");
        let markdown = if before.ends_with("> ") {
            markdown.replace("\n--", "\n> --").replace("\n1", "\n> 1")
        } else {
            markdown
        };
        assert_eq!(tables(&markdown), [[["c", "d"], ["1", "2"]]], "{markdown}");
    }
    let indented = "- x\n\n    | c | d |\n    |:-|:-|\n    | 1 | 2 |\n";
    assert_eq!(tables(indented), [[["c", "d"], ["1", "2"]]]);
}

#[test]
fn other_lines_below_a_header_are_not_a_delimiter_row() {
    for row in [
        "| --- |",
        "| --- | --- | --- |",
        "|---- --|---|",
        "|::-|---|",
        "| a | - |",
        "- | -",
        "---",
        "|---|---|a",
    ] {
        let markdown = format!("| c | d |\n{row}\n| 1 | 2 |\n");
        assert_eq!(tables(&markdown), [] as [Vec<Vec<String>>; 0], "{markdown}");
    }
    for markdown in [
        "1 | 2\n---------\n3 | 4\n",
        "<div>\n| c |\n|---|\n| 1 |\n</div>\n",
        "| c |\n\n|---|\n\n| 1 |\n",
    ] {
        assert_eq!(tables(markdown), [] as [Vec<Vec<String>>; 0], "{markdown}");
    }
}

#[test]
fn lines_may_end_with_lf_cr_or_both() {
    for end in ["\n", "\r\n", "\r"] {
        let markdown = ["| c |", "|---|", "| 1 |", "", "text"].join(end);
        assert_eq!(tables(&markdown), [[["c"], ["1"]]], "{end:?}");
    }
}

#[test]
fn a_repaired_space_may_be_in_a_code_span() {
    // The tags have U+3000, but are not HTML in Markdown.
    for tag in ["<b =`\nx\u{3000}`>", "<b &amp;`\n||\u{3000}`>"] {
        let markdown = format!("<table><td>\n\n{tag}\n");
        let document = read(&Source::new("a.md", markdown)).unwrap();
        let cell = &document.tables[0].groups[0].rows[0].cells[0];
        assert_eq!(document.span(&cell.range).line(), 3, "{tag}");
    }
}

#[test]
fn inline_markup_makes_a_seam() {
    for cell in ["1*8*", "1**8**", "1~~8~~", "1`8`", "1[8](x)"] {
        let markdown = format!("| c |\n|---|\n| {cell} |\n");
        let document = read(&Source::new("a.md", markdown.as_str())).unwrap();
        let cell = &document.tables[0].groups[1].rows[0].cells[0];
        let seam = cell.seam.clone().map(|seam| &markdown[seam]);
        assert_eq!((cell.text.as_str(), seam), ("18", Some("8")), "{markdown}");
    }
}

#[test]
fn the_header_row_has_header_cells() {
    let document = read(&Source::new("a.md", "| c |\n|---|\n| ![a](b) |\n")).unwrap();
    let cell = |group: usize| &document.tables[0].groups[group].rows[0].cells[0];
    assert_eq!((cell(0).kind, cell(1).kind), (CellKind::Header, CellKind::Data));
    assert_eq!((cell(0).has_picture, cell(1).has_picture), (false, true));
}

#[test]
fn blocks_and_line_breaks_in_an_html_cell_separate_words() {
    for blocks in ["a\nb", "a\\\nb", "a  \nb", "a\n\nb", "# a\nb", "a\n***\nb", "- a\n- b"] {
        let markdown = format!("<table><td>\n\n{blocks}\n");
        let document = read(&Source::new("a.md", markdown)).unwrap();
        let cell = &document.tables[0].groups[0].rows[0].cells[0];
        assert_eq!(cell.text, "a b", "{blocks}");
        assert_eq!(cell.has_picture, blocks.contains("***"), "{blocks}");
    }
}

#[test]
fn cells_after_a_heading_are_not_misplaced() {
    let misplaced = |between: &str| {
        let markdown = format!("<table><td>a</table>\n\n{between}\n\n<tr><td>b\n");
        read(&Source::new("a.md", markdown)).unwrap().misplaced.len()
    };
    assert_eq!((misplaced("# x"), misplaced("x")), (0, 1));
}
