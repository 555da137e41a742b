//! The texts of a table: a row on each line, with tabs between them.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    let row = |line: &str| line.split('\t').map(str::to_owned).collect();
    let rows: Vec<Vec<String>> = text.split('\n').map(row).collect();
    lvb_tests::pipe_table(&rows);
});
