//! The committed module is fresh.

use lvb_codegen::checkout::Checkout;
use lvb_codegen::report::human;
use lvb_codegen::{emit, pipeline};
use std::fs;

#[test]
fn the_module_equals_the_generated_one() {
    let path = crate::root().join("docs/sources.toml");
    let Checkout { manifest, names, right: _lock } = Checkout::read(Some(&path)).unwrap();
    let outcome = pipeline::run(&manifest, &names).unwrap();
    let messages: Vec<String> =
        outcome.findings.iter().filter(|found| found.is_open()).map(human::finding).collect();
    assert!(messages.is_empty(), "{}", messages.join("\n"));
    let expected = pipeline::module(&manifest, &outcome.agreement.unwrap());
    let current = fs::read(&manifest.output).unwrap();
    let stale = emit::stale_output(&manifest.output, Some(current), &expected);
    assert!(stale.is_none(), "{}", human::finding(&stale.unwrap()));
}
