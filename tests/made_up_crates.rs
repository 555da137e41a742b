//! Every module that `generate` writes compiles, and its texts equal the documents' texts. Compiling
//! takes seconds, so there are few crates with many codes each.

use crate::compiled::{Crate, Row};
use doc_tables::normalize;
use proptest::collection::{btree_map, btree_set, vec};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::fs;
use visible_text::is_invisible;

const LANGUAGES: [&str; 2] = ["en", "ko"];

/// The codes of one reason, and its text in each language.
#[derive(Debug)]
struct Reason {
    codes: Vec<String>,
    texts: [String; 2],
}

/// Numbers close together, and others.
fn number() -> impl Strategy<Value = u16> {
    prop_oneof![1..40_u16, 1..=u16::MAX]
}

/// Codes without sub-codes, and groups of some.
fn codes() -> impl Strategy<Value = Vec<String>> {
    let subs = prop_oneof![Just(BTreeSet::new()), btree_set(number(), 1..6)];
    let of = |(errcode, subs): (u16, BTreeSet<u16>)| {
        let whole = subs.is_empty().then(|| errcode.to_string());
        let parts = subs.into_iter().map(move |sub| format!("{errcode}-{sub}"));
        whole.into_iter().chain(parts).collect::<Vec<String>>()
    };
    let groups = btree_map(number(), subs, 1..40);
    groups.prop_map(move |groups| groups.into_iter().flat_map(of).collect())
}

/// A text of characters that are special in Rust or Markdown, and of any others.
fn text() -> impl Strategy<Value = String> {
    let special: Vec<char> =
        "ab1 \\\"'`*_~[](){}<>&;:/!#-+.=|$%@^?,\r\n한。\u{a0}".chars().collect();
    let char = prop_oneof![3 => prop::sample::select(special), 1 => any::<char>()];
    let char = char.prop_filter("unsafe", |char| char.is_whitespace() || !is_invisible(*char));
    vec(char, 0..30).prop_map(|chars| normalize(&String::from_iter(chars)))
}

/// Up to three codes for each reason. No two reasons share a text.
fn reasons() -> impl Strategy<Value = Vec<Reason>> {
    let texts = vec((text(), text()), 200);
    (codes(), texts).prop_map(|(codes, texts)| {
        let parts = codes.chunks(3).zip(texts).enumerate();
        let reason = |(number, (codes, (en, ko))): (usize, (&[String], (String, String)))| Reason {
            codes: codes.to_vec(),
            texts: [normalize(&format!("{en} x{number}")), normalize(&format!("{number}번 {ko}"))],
        };
        parts.map(reason).collect()
    })
}

const PROGRAM: &str = r#"
use lvb_codes::{Code, Lang, RawCode};

fn main() {
    for &code in Code::ALL {
        assert_eq!(Code::lookup(code.errcode(), code.sub_errcode()), Ok(code));
        assert_eq!(code.to_string().parse(), Ok(code));
        assert_eq!(RawCode::from(code).code(), Ok(code));
        for &lang in Lang::ALL {
            assert_eq!(code.reason().text(lang), code.text(lang));
            println!("{code} {} {lang} {}", code.reason(), code.text(lang));
        }
    }
}
"#;

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 3,
        max_shrink_iters: 20,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_generated_crate_compiles_and_has_the_texts_of_the_documents(reasons in reasons()) {
        let names: Vec<String> = (0..reasons.len()).map(|number| format!("R{number}")).collect();
        let texts: Vec<[&str; 2]> =
            reasons.iter().map(|reason| reason.texts.each_ref().map(String::as_str)).collect();
        let mut rows: Vec<Row<'_>> = Vec::new();
        let mut said = BTreeSet::new();
        for ((reason, name), texts) in reasons.iter().zip(&names).zip(&texts) {
            for code in &reason.codes {
                rows.push((code.as_str(), name.as_str(), texts.as_slice()));
                said.extend(LANGUAGES.iter().zip(texts).map(|(tag, text)| {
                    format!("{code} {name} {tag} {text}")
                }));
            }
        }
        let lvb_codes = Crate::generate(&LANGUAGES, &rows);
        let printed = lvb_codes.run(PROGRAM);
        prop_assert_eq!(printed.lines().map(str::to_owned).collect::<BTreeSet<_>>(), said);
        let tests = lvb_codes.document();
        prop_assert!(!tests.contains("generated.rs"), "a text became a doc-test:\n{}", tests);
        // The rendered page shows the texts unchanged: below each variant, and in the table.
        let page = fs::read_to_string(lvb_codes.path("doc/lvb_codes/enum.Code.html")).unwrap();
        for (tag, text) in texts.iter().flat_map(|texts| LANGUAGES.iter().zip(texts)) {
            let html = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            prop_assert!(page.contains(&format!("{tag}: {html}</li>")), "{}", text);
            prop_assert!(page.contains(&format!("<td>{html}</td>")), "{}", text);
        }
    }
}
