//! Parsing and writing codes.

use lvb_codegen::code::{Code, number};

#[test]
fn display_and_parsing_are_inverse() {
    for text in ["0", "5", "35", "18-202", "65535-65535"] {
        assert_eq!(text.parse::<Code>().unwrap().to_string(), text);
    }
}

#[test]
fn other_forms_are_rejected() {
    for text in [
        "", "-", "18-", "-202", "18-0", "18-202-1", "18 202", "+5", "05", "18-0202", "65536",
        "1-65536", "५",
    ] {
        assert!(text.parse::<Code>().is_err(), "{text}");
    }
}

#[test]
fn codes_sort_by_errcode_then_sub_errcode() {
    let mut codes: Vec<Code> =
        ["19", "18-601", "2", "18-100", "18"].map(|text| text.parse().unwrap()).into();
    codes.sort();
    let sorted: Vec<String> = codes.iter().map(ToString::to_string).collect();
    assert_eq!(sorted, ["2", "18", "18-100", "18-601", "19"]);
}

#[test]
fn numbers_have_one_form() {
    assert_eq!(number("0"), Some(0));
    assert_eq!(number("65535"), Some(65535));
    for text in ["", "00", "007", "+7", "-7", "7.0", " 7", "65536", "七"] {
        assert_eq!(number(text), None, "{text}");
    }
}
