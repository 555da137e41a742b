//! Adding a language requires a document and a block in the manifest, but no Rust.

use crate::compiled::Crate;

#[test]
fn languages_come_from_the_manifest_alone() {
    let lvb_codes = Crate::generate(
        &["en", "zh-Hant", "ja", "pt-BR"],
        &[
            ("0", "UnknownError", &["Unknown error.", "未知錯誤。", "不明なエラー。", "Erro."]),
            ("5", "InternalError", &["Internal.", "內部錯誤。", "エラー。", "Erro interno."]),
        ],
    );
    let printed = lvb_codes.run(
        r#"
        use lvb_codes::{Code, Lang};

        fn main() {
            for &lang in Lang::ALL {
                println!("{lang} {} {}", lang.native_name(), Code::C5.text(lang));
                // The manifest does not say.
                assert_eq!((lang.page(), lang.dated()), (None, None));
            }
            println!("{:?} {:?}", "zh_TW.UTF-8".parse::<Lang>(), "pt".parse::<Lang>());
            println!("{:?}", "zh-Hant-TW".parse::<Lang>());
            println!("{:?}", Lang::negotiate("ko, ja-JP;q=0.9, en;q=0.8"));
            println!("{:?}", Lang::negotiate("en;q=0, zh-Hant;q=0, *"));
            println!("{:?}", "ko".parse::<Lang>().map_err(|error| error.to_string()));
        }
        "#,
    );
    assert_eq!(
        printed,
        "en English Internal.\n\
         zh-Hant 中文 內部錯誤。\n\
         ja 日本語 エラー。\n\
         pt-BR português Erro interno.\n\
         Err(ParseLangError(())) Ok(PtBr)\n\
         Ok(ZhHant)\n\
         Some(Ja)\n\
         Some(Ja)\n\
         Err(\"unknown language; known languages: en, zh-Hant, ja, pt-BR\")\n"
    );
}
