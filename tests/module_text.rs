//! The text of a generated module.

use crate::compiled::Crate;
use std::fs;

const ROWS: [(&str, &str, &[&str]); 6] = [
    ("0", "PushStopped", &["The client stopped the push.", "클라이언트 중단."]),
    ("1", "PushStopped", &["The client stopped the push.", "클라이언트 중단."]),
    ("2", "NetworkError", &["The network of the push failed.", "네트워크 오류."]),
    ("3", "DomainBlocked", &["The domain of the push is blocked.", "차단된 도메인."]),
    ("4", "NoData", &["The push sends nothing.", "데이터가 없음."]),
    ("5", "Arrears", &["The account of the push is in arrears.", "계정 연체로 정지됨."]),
];

fn module() -> String {
    let lvb_codes = Crate::generate(&["en", "ko"], &ROWS);
    fs::read_to_string(lvb_codes.path("lvb-codes/src/generated.rs")).unwrap()
}

#[test]
fn the_module_has_each_text_once() {
    let module = module();
    for text in ROWS.iter().flat_map(|(_, _, texts)| *texts) {
        assert_eq!(module.matches(&format!("\"{text}\"")).count(), 1, "{text}");
    }
}

/// The search of rustdoc finds an alias by its beginning.
#[test]
fn the_documentation_is_searchable_by_words_of_the_texts() {
    let module = module();
    let (_, row) = module.split_once("\n    Arrears ").unwrap();
    let (_, aliases) = row.split_once(';').unwrap().0.split_once("alias").unwrap();
    assert!(aliases.contains(" \"연체로\""), "{aliases}");
    // The name has this word.
    assert!(!aliases.contains("arrears"), "{aliases}");
    // A word that many reasons share finds none of them.
    assert!(!module.contains(" \"push\""), "{module}");
}
