//! Documents that would cost too much time or memory. The tests count the slots, the bytes of text,
//! or the lines that are read before a document is refused.

use doc_tables::Document;
use doc_tables::Source;
use doc_tables::grids;
use doc_tables::{Limit, LimitExceeded};

const DEEP: &str = "HTML elements are nested more than 512 levels deep here";
const LONG: &str = "this HTML tag has more than 1000 attributes";
const LARGE: &str =
    "with this table, cells cover more than 4000000 slots, or more than 256 MiB of text";

fn parse(name: &str, text: String) -> Result<Document, LimitExceeded> {
    doc_tables::read(&Source::new(name, text))
}

/// Returns the error for a page, and the last line that is read.
fn refused(page: String) -> (String, usize) {
    let Err(error) = parse("a.html", page) else { panic!("the page is read") };
    (error.limit.to_string(), error.span.line())
}

/// Returns the error for the tables of a page, and the line of the first table that is too large.
fn too_large(page: String) -> (String, usize) {
    let document = parse("a.html", page).unwrap();
    let error = grids(&document).unwrap_err();
    (error.limit.to_string(), error.span.line())
}

#[test]
fn deeply_nested_tags_are_refused() {
    for (tag, times) in [
        ("<div>\n", 1_000_000),
        ("<b>\n", 10_000),
        ("<table><tr><td>\n", 10_000),
        ("<svg>\n", 10_000),
        ("<ul><li>\n", 10_000),
    ] {
        let (message, line) = refused(tag.repeat(times));
        assert_eq!(message, DEEP, "{tag}");
        assert!(line <= 513, "line {line} of {tag}");
    }
}

#[test]
fn end_tags_that_close_nothing_do_not_reduce_the_depth() {
    // Browsers ignore these end tags: they do not close the elements before them.
    for (before, tags) in [
        ("", "<x><div></x>\n"),
        ("<table><tr><td>", "<div></th>\n"),
        ("<table><tr><td>", "<div></caption>\n"),
        ("<svg>", "<g></math>\n"),
    ] {
        let (message, line) = refused(before.to_owned() + &tags.repeat(10_000));
        assert_eq!(message, DEEP, "{tags}");
        assert!(line <= 513, "line {line} of {tags}");
    }
}

#[test]
fn nested_tags_that_look_like_text_are_refused() {
    let tags = "<div>".repeat(10_000);
    for before in [
        // In SVG, the content of a title is not text.
        "<svg></math><title>",
        "<svg><desc><b></b></desc><title>",
        // The quote is a part of a name, or of a value without quotes.
        "<p =\">",
        "<p a==\">",
        "<p a=b=\">",
    ] {
        let (message, line) = refused(format!("{before}{tags}"));
        assert_eq!((message.as_str(), line), (DEEP, 1), "{before}");
    }
}

#[test]
fn too_many_attributes_are_refused() {
    let attributes: String = (0..10_000).map(|number| format!(" a{number}")).collect();
    for tag in [
        format!("<td{attributes}>"),
        format!("<td{attributes}"),
        format!("</td{attributes}>"),
        format!("<td{}>", attributes.replace(' ', "/")),
        format!("<td a{}>", attributes.replace(' ', "=''")),
        // In SVG, the content of a title is not text.
        format!("<svg></math><title><td{attributes}>"),
    ] {
        let (message, line) = refused(format!("a\n{tag}"));
        assert_eq!((message.as_str(), line), (LONG, 2));
    }
    // The limit is exact, whether or not the tag fits into one buffer of the tokenizer.
    for name in ["a", "a-name-that-is-longer-"] {
        let page = |count: usize| {
            let attributes: String = (1..count).map(|number| format!(" {name}{number}")).collect();
            format!("<td{attributes} title='{}'>", "x".repeat(20_000))
        };
        assert!(parse("a.html", page(1000)).is_ok());
        assert_eq!(refused(page(1001)).0, LONG);
        let page = page(1001).replace(&"x".repeat(20_000), "");
        assert_eq!(refused(page).0, LONG);
    }
    // The maximum number. Words in quotes, in a comment or in a title are not attributes.
    let value = "x ".repeat(10_000);
    for page in [
        format!("<td{}>", " a".repeat(1000)),
        format!("<td title='{value}'>"),
        format!("<!-- <td {value}> -->"),
        format!("<title><td {value}></title>"),
    ] {
        assert!(parse("a.html", page).is_ok());
    }
}

#[test]
fn the_largest_spans_are_refused() {
    let cell = "<td rowspan=65534 colspan=1000>";
    let cells = cell.repeat(5000);
    let rows = format!("<tr>{cell}\n").repeat(5000);
    let tables = format!("<table><tr>{cell}</table>\n").repeat(5000);
    for page in [format!("<table><tr>{cells}</table>"), format!("<table>{rows}</table>"), tables] {
        assert_eq!(too_large(page), (LARGE.to_owned(), 1));
    }
}

#[test]
fn the_slots_of_all_tables_are_limited_together() {
    // Each table uses a thousandth of the slots.
    let table = format!("<table><tr><td rowspan={}>a</table>\n", Limit::MAX_SLOTS / 1000);
    assert_eq!(too_large(table.repeat(5000)), (LARGE.to_owned(), 1001));
    // Each cell grows into all rows below it.
    let (message, _) = too_large(format!("<table>{}</table>", "<tr><td rowspan=0>".repeat(5000)));
    assert_eq!(message, LARGE);
}

#[test]
fn the_texts_of_all_tables_are_limited_together() {
    // Each table uses a hundredth of the text, but few slots.
    let text = "a".repeat(Limit::MAX_SLOT_TEXT / 100 / 1000);
    let table = format!("<table><tr><td colspan=1000>{text}</table>\n");
    assert_eq!(too_large(table.repeat(200)), (LARGE.to_owned(), 101));
    let document = parse("a.html", table.repeat(2)).unwrap();
    assert_eq!(grids(&document).unwrap().len(), 2);
}
