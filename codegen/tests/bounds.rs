//! Documents made to take more time or memory than there is. What bounds the work is counted: in
//! slots, and in the bytes of text in them.

use lvb_codegen::document::Document;
use lvb_codegen::source::Source;
use lvb_codegen::table::{MOST_SLOTS, MOST_TEXT, form_all};
use lvb_codegen::tables;

const LARGE: &str =
    "with this table, cells cover more than 4000000 slots, or more than 256 MiB of text";

fn parse(name: &str, text: String) -> Result<Document, lvb_codegen::error::Error> {
    Document::parse(Source::new(name, text))
}

/// Forms the tables of a page that are to be refused; gives why, and the line of the last.
fn too_large(page: String) -> (String, usize) {
    let document = parse("a.html", page).unwrap();
    let error = form_all(&document).unwrap_err();
    let line = error.place.unwrap().line();
    (error.message, line)
}

#[test]
fn spans_at_their_limits() {
    let cell = "<td rowspan=65534 colspan=1000>";
    let cells = cell.repeat(5000);
    let rows = format!("<tr>{cell}\n").repeat(5000);
    let tables = format!("<table><tr>{cell}</table>\n").repeat(5000);
    for page in [format!("<table><tr>{cells}</table>"), format!("<table>{rows}</table>"), tables] {
        assert_eq!(too_large(page), (LARGE.to_owned(), 1));
    }
}

#[test]
fn spans_that_are_large_together() {
    // Each takes a thousandth of the slots.
    let table = format!("<table><tr><td rowspan={}>a</table>\n", MOST_SLOTS / 1000);
    assert_eq!(too_large(table.repeat(5000)), (LARGE.to_owned(), 1001));
    // Each grows into all rows below it.
    let (message, _) = too_large(format!("<table>{}</table>", "<tr><td rowspan=0>".repeat(5000)));
    assert_eq!(message, LARGE);
}

#[test]
fn texts_that_are_large_together() {
    // Each table has a hundredth of the text, in few slots.
    let text = "a".repeat(MOST_TEXT / 100 / 1000);
    let table = format!("<table><tr><td colspan=1000>{text}</table>\n");
    assert_eq!(too_large(table.repeat(200)), (LARGE.to_owned(), 101));
    let document = parse("a.html", table.repeat(2)).unwrap();
    assert!(tables::human(&document).unwrap().len() < MOST_TEXT / 25);
}
