//! Markdown tables, written and read back.

use doc_tables::Source;
use doc_tables::TableSyntax;
use doc_tables::grids;
use doc_tables::normalize;
use lvb_codegen::text::markdown::{escape, row};
use visible_text::visible;

/// Any texts that are written as a Markdown table read back as the same texts, with invisible
/// characters made visible and white space normalized.
pub fn pipe_table(rows: &[Vec<String>]) {
    let width = rows.first().map_or(0, Vec::len);
    if width == 0 {
        return;
    }
    let mut markdown = String::new();
    for (index, texts) in rows.iter().enumerate() {
        let missing = width.saturating_sub(texts.len());
        let cells = texts.iter().take(width).map(|text| escape(text));
        markdown += &row(cells.chain(std::iter::repeat_n(String::new(), missing)));
        if index == 0 {
            markdown += &row(std::iter::repeat_n("---", width));
        }
    }
    let document = doc_tables::read(&Source::new("a.md", markdown.as_str())).unwrap();
    assert!(document.misplaced.is_empty(), "{:?}\n{markdown}", document.misplaced);
    let grids = grids(&document).unwrap();
    let [grid] = &grids[..] else { panic!("{} tables:\n{markdown}", grids.len()) };
    assert_eq!((grid.layout, grid.width()), (TableSyntax::Pipe, width), "{markdown}");
    assert_eq!(grid.rows.len(), rows.len(), "{markdown}");
    for (y, texts) in rows.iter().enumerate() {
        for x in 0..width {
            let text = texts.get(x).map_or("", String::as_str);
            let read = &grid.cell(y, x).unwrap().text;
            assert_eq!(*read, normalize(&visible(text)), "cell {x}, {y} of\n{markdown}");
        }
    }
}
