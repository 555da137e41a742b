//! Tags with white space that HTML does not recognize.

use doc_tables::{Document, Source, read};

fn document(html: &str) -> Document {
    read(&Source::new("a.html", html)).unwrap()
}

/// Returns the tags that are repaired.
fn repaired(html: &str) -> Vec<&str> {
    document(html).broken_tags.into_iter().map(|tag| &html[tag.range]).collect()
}

#[test]
fn foreign_white_space_in_a_tag_becomes_spaces() {
    assert_eq!(repaired("</td\u{3000}>"), ["</td\u{3000}>"]);
    for (html, tag, colspan) in [
        ("<table><td\u{a0}>a</table>", "<td\u{a0}>", 1),
        (
            "<table><td\u{b}colspan=\u{a0}'2'\u{2003}>a</table>",
            "<td\u{b}colspan=\u{a0}'2'\u{2003}>",
            2,
        ),
    ] {
        let document = document(html);
        let cell = &document.tables[0].groups[0].rows[0].cells[0];
        assert_eq!((&*cell.text, &html[cell.range.clone()], cell.colspan), ("a", "a", colspan));
        assert_eq!(repaired(html), [tag]);
    }
}

#[test]
fn every_broken_tag_is_repaired() {
    assert_eq!(repaired("<td\u{a0}></td\u{a0}>"), ["<td\u{a0}>", "</td\u{a0}>"]);
}

#[test]
fn quotes_hide_white_space_only_around_a_value() {
    for source in ["<td don't\u{a0}>", "<td a=b'c\u{a0}>", "<td a='b' c'\u{a0}>"] {
        assert_eq!(repaired(source), [source]);
    }
}

#[test]
fn a_very_long_tag_is_not_repaired() {
    let tag = |len: usize| format!("<td\u{a0}{}>", "a".repeat(len - 6));
    assert_eq!(repaired(&tag(1024)).len(), 1);
    assert_eq!(repaired(&tag(1025)).len(), 0);
}

#[test]
fn a_tag_after_an_unclosed_comment_is_repaired() {
    assert_eq!(repaired("<!-- <td\u{a0}>"), ["<td\u{a0}>"]);
    assert_eq!(repaired("<!-- --><td\u{a0}><!--"), ["<td\u{a0}>"]);
    assert_eq!(repaired("<td\u{a0}><!-- <td\u{a0}> -->"), ["<td\u{a0}>"]);
}

#[test]
fn everything_else_is_not_repaired() {
    for source in [
        "a\u{a0}b <td >\u{a0}</td>",
        "<td title='a\u{a0}b' alt=\"\u{a0}>\">",
        "a <\u{a0}b> <1\u{a0}>",
        "a <b\u{a0}c <d>",
        "<td title='\u{a0}>",
        "<td title= '\u{a0}'>",
        "<td\u{a0}",
        "<!-- <td\u{a0}> -->",
        "<the\u{a0}name>",
        "<table1\u{a0}>",
    ] {
        assert_eq!(repaired(source), [] as [&str; 0], "{source}");
    }
}
