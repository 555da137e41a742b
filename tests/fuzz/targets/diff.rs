//! Two versions and the names, with a line `--` between them. A line of a version is a code and
//! its text; a line of the names has the codes of one reason.

#![no_main]

use lvb_codegen::code::Code;
use std::collections::BTreeMap;

libfuzzer_sys::fuzz_target!(|text: &str| {
    let mut parts = text.splitn(3, "\n--\n");
    let mut part = || parts.next().unwrap_or_default();
    let (old, new) = (version(part()), version(part()));
    let reasons: Vec<Vec<Code>> = part().lines().map(codes).collect();
    lvb_tests::changes(&old, &new, &reasons);
});

fn version(lines: &str) -> BTreeMap<Code, String> {
    let row = |line: &str| {
        let (code, text) = line.split_once(' ')?;
        Some((code.parse().ok()?, text.to_owned()))
    };
    lines.lines().filter_map(row).collect()
}

fn codes(line: &str) -> Vec<Code> {
    line.split(' ').filter_map(|code| code.parse().ok()).collect()
}
