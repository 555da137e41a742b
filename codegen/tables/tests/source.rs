//! Sources, spans of them, and normalized texts.

use doc_tables::{Source, Span, normalize};

#[test]
fn lines_and_columns_count_from_one() {
    let source = Source::new("a.md", "한국\r\nab\n\nc");
    let at = |text: &str| {
        let start = source.text().find(text).unwrap();
        let span = Span { source: source.clone(), range: start..start + text.len() };
        (span.line(), span.column())
    };
    assert_eq!(at("한"), (1, 1));
    assert_eq!(at("국"), (1, 2));
    assert_eq!(at("b"), (2, 2));
    assert_eq!(at("c"), (4, 1));
    assert_eq!(source.line(source.text().len()), 4);
    assert_eq!(&source.text()[source.line_range(1)], "한국");
    assert_eq!(&source.text()[source.line_range(3)], "");
}

#[test]
fn a_byte_order_mark_is_left_out() {
    assert_eq!(Source::new("a.md", "\u{feff}a").text(), "a");
}

#[test]
fn a_file_that_is_not_text_is_refused_with_the_line() {
    let message =
        |bytes: &[u8]| Source::from_bytes("a.md", bytes.to_vec()).unwrap_err().to_string();
    assert_eq!(message(b"a\n\xff"), "a.md:2: byte 0xff is not valid UTF-8");
    assert_eq!(message(b"\n\na\0"), "a.md:3: a NUL byte, so this is not a text");
    // A file in UTF-16 has both.
    assert_eq!(message(b"\xff\n\0"), "a.md:2: a NUL byte, so this is not a text");
}

#[test]
fn runs_of_white_space_become_one_space() {
    assert_eq!(normalize("\u{a0} a\t\r\n\u{3000}b  c "), "a b c");
    assert_eq!(normalize(" \n"), "");
    assert_eq!([" a", "a ", "a  b"].map(normalize), ["a", "a", "a b"]);
}
