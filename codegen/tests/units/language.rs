//! The names and the script of a language tag.

use lvb_codegen::language::Tag;

fn tag(tag: &str) -> Tag {
    tag.parse().unwrap()
}

#[test]
fn a_tag_tells_the_names_of_its_language() {
    assert_eq!(tag("ko").english_name(), "Korean");
    assert_eq!(tag("ko").native_name(), "한국어");
    assert_eq!(tag("zh").native_name(), "中文");
    assert_eq!(tag("zh-Hant").native_name(), "中文");
    assert_eq!(tag("aaa").native_name(), "aaa");
}

#[test]
fn variants_are_rust_names() {
    assert_eq!(tag("en").variant(), "En");
    assert_eq!(tag("ZH-hant-tw").variant(), "ZhHantTw");
    assert_eq!(tag("es-419").variant(), "Es419");
}

#[test]
fn malformed_and_unknown_tags_are_rejected() {
    for bad in ["", "한", "ko_KR", "k", "toolonglanguage", "en--us", "chinese", "qq"] {
        assert!(bad.parse::<Tag>().is_err(), "{bad}");
    }
}

#[test]
fn the_error_for_an_unknown_tag_says_what_a_tag_is() {
    for (bad, hint) in [
        ("japanese", "did you mean `ja`?"),
        ("Korean", "did you mean `ko`?"),
        ("jp", "the code of a country is not a tag: Japanese is `ja`, Korean is `ko`"),
    ] {
        let error = bad.parse::<Tag>().unwrap_err();
        assert_eq!(error, format!("unknown language tag `{bad}`; {hint}"));
    }
}

#[test]
fn a_language_has_a_script() {
    assert!(tag("ko").is_written_in("RTMP 오류"));
    assert!(!tag("ko").is_written_in("RTMP error 错误 5."));
    assert!(tag("zh").is_written_in("RTMP 错误"));
    assert!(tag("ja").is_written_in("エラー"));
    assert!(tag("ru").is_written_in("ошибка"));
    assert!(!tag("ru").is_written_in("error"));
    assert!(tag("id").is_written_in("kesalahan"));
    assert!(tag("sr-Latn").is_written_in("greška"));
    assert!(!tag("sr-Cyrl").is_written_in("greška"));
    assert!(tag("zh-Hant").is_written_in("錯誤"));
    assert!(!tag("zh").is_written_in("エラー"));
    // The space of this name belongs to no script.
    assert_eq!(tag("vi").native_name(), "Tiếng Việt");
    assert!(!tag("vi").is_written_in("5 6"));
}
