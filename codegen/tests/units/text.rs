//! Texts in messages and in Markdown.

use lvb_codegen::text::markdown::{escape, escape_for_github};
use lvb_codegen::text::note::{Part, parts};
use lvb_codegen::text::{alternatives, count, limited_list, list, quoted};

#[test]
fn quoting_shows_invisible_characters_and_cuts_long_texts() {
    assert_eq!(quoted("a\u{202e}b"), "`a<U+202E>b`");
    assert_eq!(quoted(&"한".repeat(121)), format!("`{}…`", "한".repeat(120)));
}

#[test]
fn lists_read_like_sentences() {
    assert_eq!(list(["en"]), "en");
    assert_eq!(list(["en", "ko", "zh"]), "en, ko and zh");
    assert_eq!(list::<&str>([]), "");
    assert_eq!(alternatives(["en", "ko"]), "en or ko");
    assert_eq!(count(1, "code"), "1 code");
    assert_eq!(count(0, "code"), "0 codes");
}

#[test]
fn a_long_list_ends_with_the_number_of_items_left_out() {
    let codes = ["1", "2", "3"];
    assert_eq!(limited_list(codes.iter(), 3), "1, 2 and 3");
    assert_eq!(limited_list(codes.iter(), 1), "1 and 2 more");
}

#[test]
fn ordinary_prose_stays_readable() {
    let text = "You LVB service (18-202) has been disabled; top up, please.";
    assert_eq!(escape(text), text);
    assert_eq!(escape("3rd party 인증 실패."), "3rd party 인증 실패.");
}

#[test]
fn markup_is_escaped() {
    assert_eq!(escape("*a* `b` [c](d)"), r"\*a\* \`b\` \[c\](d)");
    assert_eq!(escape("<b>&amp; \\"), r"\<b\>\&amp; \\");
    assert_eq!(escape("a... -- \"q\""), "a\\.\\.\\. \\-\\- \\\"q\\\"");
    assert_eq!(escape("https://a.b"), r"https\:\/\/a.b");
    assert_eq!(escape("a\u{202e}b"), r"a\<U\+202E\>b");
    assert_eq!(escape("@a, #1 www.a.b"), r"\@a, \#1 www\.a.b");
    let github = escape_for_github("@a, #1 @ #");
    assert_eq!(github, r"\@<!-- -->a, \#<!-- -->1 \@ \#");
}

#[test]
fn backticks_in_a_note_mark_code() {
    use Part::{Code, Text};
    assert_eq!(parts("Call `a_b` *now*."), [Text("Call "), Code("a_b"), Text(" *now*.")]);
    assert_eq!(parts("`a_b` and `c`"), [Text(""), Code("a_b"), Text(" and "), Code("c"), Text("")]);
    for plain in ["plain", "`a` and `b", "`` a_b"] {
        assert_eq!(parts(plain), [Text(plain)]);
    }
}
