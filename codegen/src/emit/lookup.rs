//! Where `Code::lookup` finds the slots of an errcode: a window of one slot for every
//! `sub_errcode` from 0 to its last. A code without sub-codes has the `sub_errcode` 0.
//!
//! Codes that lie too far apart for an array get no slot; the crate finds them by a binary search.

use crate::agreement::Agreement;
use crate::code::Code;
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use std::collections::BTreeMap;

/// What the tables may spend on a code. Those of the documents of 2021 spend 17.
const BYTES_PER_CODE: usize = 64;
const BYTES_PER_WINDOW: usize = 8;

#[derive(Debug, PartialEq, Eq)]
struct Window {
    start: usize,
    len: usize,
}

pub(super) fn tokens(agreement: &Agreement) -> TokenStream {
    let codes: Vec<Code> = agreement.codes.iter().map(|code| code.code).collect();
    let windows = windows(&codes);
    let window_count = Literal::usize_unsuffixed(windows.len());
    let windows = windows.iter().map(|window| {
        let start = Literal::usize_unsuffixed(window.start);
        let len = Literal::usize_unsuffixed(window.len);
        quote!(Window { start: #start, len: #len })
    });
    quote! {
        /// By errcode; the last window is empty, and stands for all errcodes beyond.
        pub(crate) static WINDOWS: [Window; #window_count] = [#(#windows),*];
    }
}

fn windows(codes: &[Code]) -> Vec<Window> {
    let mut groups: BTreeMap<u16, Vec<u16>> = BTreeMap::new();
    for code in codes {
        let sub_errcode = code.sub_number().unwrap_or(0);
        groups.entry(code.errcode).or_default().push(sub_errcode);
    }
    let errcodes: Vec<u16> = groups.keys().copied().collect();
    let dense = dense_prefix(&errcodes, BYTES_PER_WINDOW);

    // An Option<Code> has the size of the smallest integer that counts all codes and None.
    let bytes_per_slot = match codes.len() {
        0..=0xff => 1,
        0x100..=0xffff => 2,
        _ => 4,
    };
    let mut windows = Vec::new();
    let mut start = 0;
    // One more than there are, for the last window.
    for errcode in 0..=slots(dense) {
        let group = u16::try_from(errcode).ok().filter(|errcode| dense.contains(errcode));
        let subs = group.map_or(&[][..], |errcode| &groups[&errcode]);
        let len = slots(dense_prefix(subs, bytes_per_slot));
        windows.push(Window { start, len });
        start += len + 1;
    }
    windows
}

/// The slots that it takes to index an array by ascending numbers.
fn slots(numbers: &[u16]) -> usize {
    numbers.last().map_or(0, |last| usize::from(*last) + 1)
}

/// The longest run of ascending numbers that can index an array at its price.
fn dense_prefix(numbers: &[u16], bytes_per_slot: usize) -> &[u16] {
    let fits = |count: &usize| slots(&numbers[..*count]) * bytes_per_slot <= count * BYTES_PER_CODE;
    let count = (1..=numbers.len()).rev().find(fits).unwrap_or(0);
    &numbers[..count]
}

#[cfg(test)]
mod tests {
    use super::{dense_prefix, windows};
    use crate::code::Code;

    fn windows_of(codes: &[&str]) -> Vec<(usize, usize)> {
        let codes: Vec<Code> = codes.iter().map(|code| code.parse().unwrap()).collect();
        windows(&codes).iter().map(|window| (window.start, window.len)).collect()
    }

    #[test]
    fn windows_follow_each_other() {
        let windows = windows_of(&["0", "2", "3-7", "3-9"]);
        assert_eq!(windows, [(0, 1), (2, 0), (3, 1), (5, 10), (16, 0)]);
    }

    #[test]
    fn codes_far_apart_cost_nothing() {
        let windows = windows_of(&["0", "1-1", "1-60000", "60000"]);
        assert_eq!(windows, [(0, 1), (2, 2), (5, 0)]);
        assert_eq!(windows_of(&["60000", "60001"]), [(0, 0)]);
    }

    #[test]
    fn slots_cost_more_where_there_are_more_codes() {
        let dense = |count: u16, last: u16| {
            let mut codes: Vec<String> = (1..count).map(|sub| format!("1-{sub}")).collect();
            codes.push(format!("1-{last}"));
            let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
            windows_of(&codes)[1].1
        };
        // 15,001 slots of 1 byte for 255 codes, of 2 bytes for 256.
        assert_eq!(dense(255, 15_000), 15_001);
        assert_eq!(dense(256, 15_000), 256);
        assert_eq!(dense(256, 7_000), 7_001);
    }

    #[test]
    fn the_prefix_ends_where_it_gets_too_dear() {
        assert_eq!(dense_prefix(&[100, 127, 500], 1), [100, 127]);
        assert_eq!(dense_prefix(&[100, 128, 500], 1), [] as [u16; 0]);
        assert_eq!(dense_prefix(&[7], 8), [7]);
        assert_eq!(dense_prefix(&[8], 8), [] as [u16; 0]);
    }
}
