//! Checks the optimized code of the crate.

use crate::compiled::Crate;
use std::fs;

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
fn a_program_links_only_the_texts_that_it_reads() {
    let program = |body: &str| format!("fn main() {{ print!(\"{{}}\", {body}); }}");
    let lvb_codes = Crate::generate(&["en", "ko"], &ROWS);
    let names = lvb_codes.path("docs/names.toml");
    let text = fs::read_to_string(&names).unwrap();
    fs::write(&names, text.replace("codes =", "note = \"a note on it\"\ncodes =")).unwrap();
    lvb_codes.regenerate();
    let argument = "lvb_codes::Code::try_from(std::env::args().count() as u32 - 1).unwrap_or(lvb_codes::Code::C4)";
    for (body, linked) in [
        (format!("{argument}.text(lvb_codes::Lang::En)"), [true, false, false]),
        (format!("{argument}.reason().text(lvb_codes::Lang::Ko)"), [false, true, false]),
        (format!("{argument}.reason().note().unwrap_or_default()"), [false, false, true]),
        (format!("{argument}.category()"), [false; 3]),
    ] {
        let executable = lvb_codes.executable(&program(&body));
        let holds = |text: &str| executable.windows(text.len()).any(|part| part == text.as_bytes());
        assert_eq!(["text b", "텍스트 b", "a note on it"].map(holds), linked, "{body}");
    }
}
