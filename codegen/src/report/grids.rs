//! The grids of a document as human text and JSON.

use crate::error::Error;
use crate::report::json;
use crate::text::count;
use doc_tables::{Document, Grid, TableSyntax, grids};
use serde::Serialize;
use unicode_width::UnicodeWidthStr;
use visible_text::visible;

#[derive(Serialize)]
struct JsonTables<'a> {
    tables: Vec<JsonTable<'a>>,
}

#[derive(Serialize)]
struct JsonTable<'a> {
    line: usize,
    layout: TableSyntax,
    rows: Vec<Vec<Option<&'a str>>>,
}

/// Writes the grids as JSON: every slot has the text of the cell that covers it, or `null`.
pub fn json(document: &Document) -> Result<String, Error> {
    let tables = grids(document)?;
    let tables = tables.iter().map(|grid| JsonTable {
        line: document.source.line(grid.range.start),
        layout: grid.layout,
        rows: rows(grid),
    });
    Ok(json::write(&JsonTables { tables: tables.collect() }))
}

/// Writes the grids as human text.
pub fn human(document: &Document) -> Result<String, Error> {
    let tables = grids(document)?;
    let mut text =
        format!("{}: {}\n", visible(document.source.name()), count(tables.len(), "table"));
    for grid in &tables {
        text += &format!(
            "\nline {}: {}, {}, {}\n",
            document.source.line(grid.range.start),
            grid.layout,
            count(grid.rows.len(), "row"),
            count(grid.width(), "column")
        );
        text += &aligned(grid);
    }
    Ok(text)
}

fn rows<'a>(grid: &'a Grid<'_>) -> Vec<Vec<Option<&'a str>>> {
    let row = |row: usize| {
        let cells = (0..grid.width()).map(move |column| grid.cell(row, column));
        cells.map(|cell| cell.map(|cell| cell.text.as_str())).collect()
    };
    (0..grid.rows.len()).map(row).collect()
}

/// Aligns the columns, up to a maximum width.
fn aligned(grid: &Grid<'_>) -> String {
    const MAX_WIDTH: usize = 32;
    let rows: Vec<Vec<String>> = rows(grid)
        .into_iter()
        .map(|row| {
            row.into_iter().map(|text| text.map_or("(none)".into(), visible).into_owned()).collect()
        })
        .collect();
    let width = |column: usize| {
        let widths = rows.iter().map(|row| row[column].width());
        widths.max().unwrap_or(0).min(MAX_WIDTH)
    };
    let widths: Vec<usize> = (0..grid.width()).map(width).collect();
    let mut text = String::new();
    for row in &rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            let padding = " ".repeat(width.saturating_sub(cell.width()));
            line += &format!("  {cell}{padding}");
        }
        text += line.trim_end();
        text += "\n";
    }
    text
}
