//! Errors and grids in reports.

use doc_tables::{Limit, Source, Span};
use lvb_codegen::error::Error;
use lvb_codegen::report::{github, grids, human};

#[test]
fn an_error_says_where_and_what() {
    assert_eq!(Error::new("no table").to_string(), "no table");
    let span = Span::new(&Source::new("a.md", "a\nb c"), 4..5);
    assert_eq!(Error::new("no table").at(span).to_string(), "a.md:2:3: no table");
}

#[test]
fn very_long_lines_are_not_shown() {
    let is_drawn = |len: usize| {
        let span = Span::new(&Source::new("a.md", "a".repeat(len)), 0..1);
        human::error(&Error::new("no table").at(span)).contains("aaa")
    };
    assert!(is_drawn(human::MAX_LINE));
    assert!(!is_drawn(human::MAX_LINE + 1));
}

#[test]
fn a_text_cannot_end_a_command() {
    let span = Span { source: Source::new("a,b:c%\n::error::d.md", "x\ny"), range: 2..3 };
    let found = Error::new("50%\r\n::warning::e").at(span).help("f");
    assert_eq!(
        github::error(&found),
        "::error title=lvb-codegen,file=a%2Cb%3Ac%25%0A%3A%3Aerror%3A%3Ad.md,line=2,col=1\
         ::50%25%0D%0A::warning::e%0Ahelp: f\n"
    );
}

#[test]
fn texts_under_large_spans_are_printed_in_bounded_memory() {
    // Each table has a hundredth of the text, in few slots.
    let text = "a".repeat(Limit::MAX_SLOT_TEXT / 100 / 1000);
    let table = format!("<table><tr><td colspan=1000>{text}</table>\n");
    let document = doc_tables::read(&Source::new("a.html", table.repeat(2))).unwrap();
    assert!(grids::human(&document).unwrap().len() < Limit::MAX_SLOT_TEXT / 25);
}
