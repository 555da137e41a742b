//! Whatever a document says is data: it becomes neither Rust nor Markdown.

use crate::compiled::Copy;
use crate::second_reading::rows;
use std::fmt::Write;

/// What the reasons of 18-300 to 18-309 are changed to.
const TEXTS: [&str; 10] = [
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
];

#[test]
fn texts_stay_texts() {
    let copy = Copy::new();
    let ko = rows("ko.md");
    let first = ko.iter().position(|(errcode, sub, _)| (*errcode, *sub) == (18, 300)).unwrap();
    for (document, suffix) in [("en.md", ""), ("ko.md", " 가")] {
        for ((_, _, reason), text) in rows(document)[first..].iter().zip(TEXTS) {
            let text = text.replace('&', "&amp;").replace('<', "&lt;");
            let cell = format!(">{text}{suffix}</td>");
            let name = format!("docs/{document}");
            let old = copy.read(&name);
            let (_, tail) = old.split_once(reason.as_str()).unwrap();
            let (space, _) = tail.split_once("</td>").unwrap();
            copy.edit(&name, &format!(">{reason}{space}</td>"), &cell);
        }
    }
    copy.generate();

    let mut program = "use lvb_codes::{Code, Lang};\n\nfn main() {\n".to_owned();
    let mut expected = String::new();
    for (index, text) in TEXTS.into_iter().enumerate() {
        for lang in ["En", "Ko"] {
            writeln!(program, "    println!(\"{{}}\", Code::C18_30{index}.text(Lang::{lang}));")
                .unwrap();
        }
        writeln!(expected, "{text}\n{text} 가").unwrap();
    }
    assert_eq!(copy.run(&(program + "}\n")), expected);

    let tests = copy.document();
    assert!(tests.contains("lookup.rs"), "the crate's own doc-tests are listed:\n{tests}");
    assert!(!tests.contains("generated.rs"), "a text became a doc-test:\n{tests}");
    // In the finished page the texts read as they are.
    let page = std::fs::read_to_string(copy.path("doc/lvb_codes/enum.Code.html")).unwrap();
    for text in TEXTS {
        let html = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        assert!(page.contains(&format!("en: {html}</li>")), "{text}");
    }
}
