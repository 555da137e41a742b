//! The bytes of a document.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| lvb_tests::document(bytes));
