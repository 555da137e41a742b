//! Texts of documents are data: they become neither Rust nor Markdown.

use crate::compiled::{Crate, Row};
use std::fs;

const TEXTS: [&str; 11] = [
    r#"quotes " ' and \ backslashes \" \n \u{41} \"#,
    "*/ fn main() {} /* // /// //! #[doc = \"x\"]",
    "```rust compile_fail panic!() ``` ~~~ x ~~~",
    "[link] [`Reason`] [a](b) [a]: c ![d](e) [^1] [x]",
    "<script>alert(1)</script> <b> &amp; &lt; <!-- --> </td>",
    "*a* _b_ **c** ~~d~~ `e` | f | # g > h - i + j 1. k",
    "https://example.com/ www.example.com a@example.com",
    "{} {0} {x:?} {{ }} %s $crate r#\"x\"# concat!()",
    "... -- --- 'a' \"b\" (c) 1/2 a--b ===",
    "# ```let x: u8 = 256;",
    "- 1. > :: //// $x^2$ é 한 😀",
];

#[test]
fn texts_never_become_code() {
    let codes: Vec<String> = (0..TEXTS.len()).map(|code| code.to_string()).collect();
    let names: Vec<String> = codes.iter().map(|code| format!("R{code}")).collect();
    let rows: Vec<Row<'_>> = (0..TEXTS.len())
        .map(|index| (codes[index].as_str(), names[index].as_str(), &TEXTS[index..=index]))
        .collect();
    let lvb_codes = Crate::generate(&["en"], &rows);

    let printed = lvb_codes.run(
        r#"
        use lvb_codes::{Code, Lang};

        fn main() {
            for code in Code::ALL {
                assert_eq!(code.text(Lang::En), code.reason().text(Lang::En));
                println!("{}", code.text(Lang::En));
            }
        }
        "#,
    );
    assert_eq!(printed, TEXTS.map(|text| format!("{text}\n")).concat());

    let tests = lvb_codes.document();
    assert!(tests.contains("lookup.rs"), "the doc-tests of the crate are not listed:\n{tests}");
    assert!(!tests.contains("generated.rs"), "a text became a doc-test:\n{tests}");
    // The rendered page shows the texts unchanged: below each variant, and in the table.
    let page = fs::read_to_string(lvb_codes.path("doc/lvb_codes/enum.Code.html")).unwrap();
    for text in TEXTS {
        let html = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        assert!(page.contains(&format!("en: {html}</li>")), "{text}");
        assert!(page.contains(&format!("<td>{html}</td>")), "{text}");
    }
}
