//! The text of a manifest, or of a file of names.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    lvb_tests::manifest(text);
    lvb_tests::names(text);
});
