//! Whether the committed module is what the documents give.

use lvb_codegen::generate::{self, Mode, Module};
use lvb_codegen::report::human;

#[test]
fn the_module_is_what_the_documents_give() {
    let checked = generate::run(&crate::root().join("docs/sources.toml"), Mode::Check).unwrap();
    let open = checked.findings.iter().filter(|finding| !finding.allowed);
    let messages: Vec<String> = open.map(human::finding).collect();
    assert!(
        messages.is_empty(),
        "{}\nrun `cargo codegen generate`, and commit what it changes",
        messages.join("\n")
    );
    assert_eq!(checked.module, Module::Fresh);
}
