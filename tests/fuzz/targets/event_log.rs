//! Arbitrary bytes as an event log.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| lvb_tests::event_log(bytes));
