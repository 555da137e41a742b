//! A retired code and a corrected row are found like any other, and their documentation says what they are.

use crate::compiled::Crate;
use std::fs;

#[test]
fn retired_and_corrected_codes_are_marked_in_the_documentation() {
    let lvb_codes = Crate::generate(
        &["en", "ko"],
        &[
            ("1", "UnknownError", &["Unknown error.", "알 수 없는 오류."]),
            ("5", "InternalError", &["Internal error.", "내부 장애."]),
        ],
    );
    lvb_codes.append(
        "docs/sources.toml",
        "\n[[correction]]\nlanguage = \"ko\"\ncode = \"5\"\nupstream = \"내부 장애.\"\n\
         text = \"내부 오류.\"\nbecause = \"it is another word\"\n",
    );
    lvb_codes.append(
        "docs/names.toml",
        "\n[[retired]]\ncode = \"3\"\nreason = \"UnknownError\"\n\
         text = { en = \"Gone.\", ko = \"없어짐.\" }\nsince = \"2024-05-01\"\n",
    );
    lvb_codes.regenerate();
    let printed = lvb_codes.run(
        r#"
        use lvb_codes::{Code, Lang};

        fn main() {
            for errcode in [3, 5] {
                let code = Code::lookup(errcode, None).unwrap();
                println!("{code} {} {}", code.reason(), code.text(Lang::Ko));
            }
        }
        "#,
    );
    assert_eq!(printed, "3 UnknownError 없어짐.\n5 InternalError 내부 오류.\n");
    lvb_codes.document();
    let page = fs::read_to_string(lvb_codes.path("doc/lvb_codes/enum.Code.html")).unwrap();
    for said in [
        "Retired: the documentation page has not listed this code since 2024-05-01.",
        "has another text, which is wrong; this one is corrected.",
    ] {
        assert_eq!(page.matches(said).count(), 1, "{said}");
    }
}
