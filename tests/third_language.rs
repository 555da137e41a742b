//! A language more takes a document and a block in the manifest, and no Rust.

use crate::compiled::{Copy, digest};
use crate::second_reading::rows;
use lvb_codegen::generate::Module;
use std::collections::HashMap;
use std::fmt::Write;

/// The English document's codes, with a text of our own for each of its reasons.
fn chinese() -> String {
    let mut document = "<table>\n<tr><th colspan=2>错误码</th><th>错误原因</th></tr>\n".to_owned();
    let mut numbers = HashMap::new();
    for (errcode, sub, reason) in rows("en.md") {
        let next = numbers.len();
        let number = *numbers.entry(reason).or_insert(next);
        writeln!(document, "<tr><td>{errcode}<td>{sub}<td>原因{number}。").unwrap();
    }
    document + "</table>\n"
}

#[test]
fn a_language_is_added_by_the_manifest_alone() {
    let copy = Copy::new();
    copy.write("docs/zh.md", &chinese());
    let manifest = copy.read("docs/sources.toml");
    let language = format!(
        "\n[[language]]\ntag = \"zh\"\ndocument = \"zh.md\"\nsha256 = \"{}\"\n\
         columns = {{ code = [\"错误码\"], reason = [\"错误原因\"] }}\n",
        digest(&copy.path("docs/zh.md"))
    );
    copy.write("docs/sources.toml", &(manifest + &language));

    let generated = copy.generate();
    assert_eq!(generated.module, Module::Written);
    assert_eq!((generated.codes, generated.reasons), (64, 36));
    let printed = copy.run(
        r#"
        use lvb_codes::{Code, Lang};

        fn main() {
            for lang in Lang::ALL {
                println!("{lang} {}", lang.native_name());
            }
            println!("{:?}", "zh_CN.UTF-8".parse::<Lang>());
            println!("{:?}", Lang::negotiate("zh-TW, en;q=0.5"));
            println!("{}", Code::C0.text(Lang::Zh));
            println!("{}", Code::C16.reason().text(Lang::Zh));
            println!("{}", Code::C16.text(Lang::Ko));
        }
        "#,
    );
    assert_eq!(
        printed,
        "en English\nko 한국어\nzh 中文\nOk(Zh)\nSome(Zh)\n\
         原因0。\n原因2。\n라이브 방송 시스템 내부 오류\n"
    );
}
