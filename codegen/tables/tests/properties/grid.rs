//! Forming tables, compared with a literal implementation of the standard.

use super::standard;
use doc_tables::Source;
use doc_tables::{Grid, grids};
use scraper::{Html, Selector};

/// The maximum number of slots for the reference, which is slow.
const MAX_SLOTS: usize = 20_000;

/// A table of columns, groups, rows and cells covers the slots that the standard defines.
/// `content` is the HTML between `<table>` and `</table>`.
pub(crate) fn grid(content: &str) {
    let page = format!("<!DOCTYPE html><table>{content}</table>");
    let document = doc_tables::read(&Source::new("a.html", page.as_str())).unwrap();
    let Ok(grids) = grids(&document) else {
        return;
    };
    let [grid] = &grids[..] else { panic!("{} tables: {page}", grids.len()) };
    if grid.width() * grid.rows.len() > MAX_SLOTS {
        return;
    }
    let html = Html::parse_document(&page);
    let table = html.select(&Selector::parse("table").unwrap()).next().unwrap();
    let standard = standard::form(table);
    assert_eq!(grid.rows.len(), standard.height, "{page}");
    // A grid without rows has no columns.
    assert!(grid.rows.is_empty() || grid.width() == standard.width, "{page}");
    for (y, row) in grid.rows.iter().enumerate() {
        for (x, slot) in row.slots.iter().enumerate() {
            // The first cell that covers a slot keeps it.
            let first = standard.slots.get(&(x, y)).map(|cells| cells[0]);
            assert_eq!(*slot, first, "slot {x}, {y} of {page}");
        }
    }
    let overlapping = standard.slots.values().flat_map(|cells| &cells[1..]);
    let mut overlapping: Vec<usize> = overlapping.copied().collect();
    overlapping.sort_unstable();
    overlapping.dedup();
    assert_eq!(second_claims(grid), overlapping, "{page}");
}

/// Returns the cells that claim a slot of another cell.
fn second_claims(grid: &Grid<'_>) -> Vec<usize> {
    let mut seconds: Vec<usize> = grid.overlaps.iter().map(|overlap| overlap.second).collect();
    seconds.sort_unstable();
    seconds
}
