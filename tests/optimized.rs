//! Checks the optimized code of the crate.

use crate::compiled::Crate;

const ROWS: [(&str, &str, &[&str]); 4] = [
    ("0", "A", &["text a", "텍스트 a"]),
    ("3-1", "B", &["text b", "텍스트 b"]),
    ("3-7", "C", &["text c", "텍스트 c"]),
    ("4", "A", &["text a", "텍스트 a"]),
];

#[test]
fn a_lookup_has_no_panic_path() {
    let assembly = Crate::generate(&["en", "ko"], &ROWS).assembly(
        "
        pub fn find(errcode: u32, sub_errcode: Option<u32>) -> Option<&'static str> {
            let code = lvb_codes::Code::lookup(errcode, sub_errcode).ok()?;
            Some(if code.sub_errcode().is_some() { code.text(lvb_codes::Lang::En) } else { code.as_str() })
        }

        pub fn category(errcode: i64, sub_errcode: Option<i64>) -> Option<&'static str> {
            Some(lvb_codes::RawCode::new(errcode, sub_errcode).code().ok()?.category().name())
        }
        ",
    );
    assert!(assembly.contains("find"), "{assembly}");
    assert!(!assembly.contains("panic"), "{assembly}");
}

#[test]
fn a_program_links_only_the_language_that_it_reads() {
    let program = |body: &str| format!("fn main() {{ print!(\"{{}}\", {body}); }}");
    let lvb_codes = Crate::generate(&["en", "ko"], &ROWS);
    let argument = "lvb_codes::Code::try_from(std::env::args().count() as u32 - 1).unwrap_or(lvb_codes::Code::C4)";
    for (body, en, ko) in [
        (format!("{argument}.text(lvb_codes::Lang::En)"), true, false),
        (format!("{argument}.reason().text(lvb_codes::Lang::Ko)"), false, true),
        (format!("{argument}.category()"), false, false),
    ] {
        let executable = lvb_codes.executable(&program(&body));
        let holds = |text: &str| executable.windows(text.len()).any(|part| part == text.as_bytes());
        assert_eq!((holds("text b"), holds("텍스트 b")), (en, ko), "{body}");
    }
}
