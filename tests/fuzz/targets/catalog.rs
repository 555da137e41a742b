//! The bytes of a document with codes.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| lvb_tests::catalog(bytes));
