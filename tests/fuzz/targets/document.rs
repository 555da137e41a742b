//! The bytes of a document.

#![no_main]

#[path = "../../../codegen/tables/tests/properties/mod.rs"]
mod properties;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| properties::document(bytes));
