//! Texts whose words are the same in both versions.

use crate::page::page;
use doc_tables::Source;
use lvb_codegen::diff::{diff, phrases};
use lvb_codegen::names::Names;

#[test]
fn each_part_that_changed_is_named() {
    let names = Names::parse(Source::new("names.toml", "")).unwrap();
    for (old, new, expected) in [
        ("It stopped.", "It stopped", "loses its final full stop"),
        ("推流停止", "推流停止。", "gains a final full stop"),
        ("It stopped!", "It stopped", "loses its final punctuation mark"),
        ("It stopped", "It stopped…", "gains a final punctuation mark"),
        ("推流停止.", "推流停止。", "changes its final punctuation"),
        ("a VIP", "a vip", "changes its letter case"),
        ("ＩＰ 3", "IP ３", "changes its character width"),
        ("ａ ip.", "A IP!", "changes its final punctuation, letter case and character width"),
        ("IP地址", "IP 地址", "changes its white space"),
        ("a ip.", "A IP", "loses its final full stop and changes its letter case"),
        ("300 \u{212a}", "300 K", "changes its character form"),
        ("a.", "a .", "changes its white space"),
    ] {
        let diff = diff(&page(&[("5|", old)]), &page(&[("5|", new)]), &names);
        assert_eq!(phrases::punctuation(&diff), [format!("1 text {expected}")], "{old} {new}");
    }
}
