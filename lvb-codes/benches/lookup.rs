//! Compares `Code::lookup` with five other lookups on the same random pairs of integers.
//!
//! Half of the pairs are documented. `main` first checks that all lookups return the same codes.
//! `floor` reads one array of 22 kB with a slot for every pair up to the greatest numbers. It is
//! the lower bound, because every table lookup reads at least one slot.

use divan::Bencher;
use divan::counter::ItemsCount;
use lvb_codes::Code;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Enough pairs to keep branch predictors from memorizing the sequence.
const PAIRS: usize = 1 << 20;

/// The table as literals, for the lookups that need it at compile time.
macro_rules! with_table {
    ($macro:ident) => {
        $macro! {
            0u32 0u32 C0, 1 0 C1, 2 0 C2, 3 0 C3, 4 0 C4, 5 0 C5, 6 0 C6, 7 0 C7, 8 0 C8, 9 0 C9,
            10 0 C10, 11 0 C11, 12 0 C12, 13 0 C13, 14 0 C14, 15 0 C15, 16 0 C16, 17 0 C17,
            18 100 C18_100, 18 101 C18_101, 18 102 C18_102, 18 103 C18_103, 18 104 C18_104,
            18 200 C18_200, 18 201 C18_201, 18 202 C18_202, 18 203 C18_203,
            18 300 C18_300, 18 301 C18_301, 18 302 C18_302, 18 303 C18_303, 18 304 C18_304,
            18 305 C18_305, 18 306 C18_306, 18 307 C18_307, 18 308 C18_308, 18 309 C18_309,
            18 400 C18_400, 18 401 C18_401,
            18 500 C18_500, 18 501 C18_501, 18 502 C18_502, 18 503 C18_503,
            18 600 C18_600, 18 601 C18_601,
            19 0 C19, 20 0 C20, 21 100 C21_100, 21 101 C21_101, 21 102 C21_102,
            22 0 C22, 23 0 C23, 24 0 C24, 25 0 C25, 26 0 C26, 27 0 C27, 28 0 C28, 29 0 C29,
            30 0 C30, 31 0 C31, 32 0 C32, 33 0 C33, 34 0 C34, 35 0 C35
        }
    };
}

macro_rules! define_match {
    ($($errcode:literal $sub:literal $code:ident),*) => {
        fn by_match(errcode: u32, sub: u32) -> Option<Code> {
            match (errcode, sub) {
                $(($errcode, $sub) => Some(Code::$code),)*
                _ => None,
            }
        }
    };
}

macro_rules! define_phf {
    ($($errcode:literal $sub:literal $code:ident),*) => {
        static PHF: phf::Map<(u32, u32), Code> = phf::phf_map! {
            $(($errcode, $sub) => Code::$code,)*
        };
    };
}

with_table!(define_match);
with_table!(define_phf);

static HASH_MAP: LazyLock<HashMap<(u32, u32), Code>> =
    LazyLock::new(|| Code::ALL.iter().map(|&code| (key(code), code)).collect());

static SORTED: LazyLock<Vec<((u32, u32), Code)>> =
    LazyLock::new(|| Code::ALL.iter().map(|&code| (key(code), code)).collect());

const MAX_ERRCODE: usize = Code::ALL[Code::ALL.len() - 1].errcode() as usize;

const MAX_SUB: usize = {
    let (mut index, mut max) = (0, 0);
    while index < Code::ALL.len() {
        match Code::ALL[index].sub_errcode() {
            Some(sub) if sub > max => max = sub,
            _ => {}
        }
        index += 1;
    }
    max as usize
};

/// All greater numbers share the last row and the last column, which are empty.
type Flat = [[Option<Code>; MAX_SUB + 2]; MAX_ERRCODE + 2];

static FLAT: LazyLock<Box<Flat>> = LazyLock::new(|| {
    let mut flat = Box::new([[None; MAX_SUB + 2]; MAX_ERRCODE + 2]);
    for &code in Code::ALL {
        let (errcode, sub) = key(code);
        flat[errcode as usize][sub as usize] = Some(code);
    }
    flat
});

fn key(code: Code) -> (u32, u32) {
    let sub = code.sub_errcode().unwrap_or(0);
    (code.errcode(), sub)
}

fn by_lookup(errcode: u32, sub: u32) -> Option<Code> {
    Code::lookup(errcode, Some(sub)).ok()
}

fn by_phf(errcode: u32, sub: u32) -> Option<Code> {
    PHF.get(&(errcode, sub)).copied()
}

fn by_hash(map: &HashMap<(u32, u32), Code>, errcode: u32, sub: u32) -> Option<Code> {
    map.get(&(errcode, sub)).copied()
}

fn by_binary_search(sorted: &[((u32, u32), Code)], errcode: u32, sub: u32) -> Option<Code> {
    let found = sorted.binary_search_by_key(&(errcode, sub), |(key, _)| *key);
    found.ok().map(|index| sorted[index].1)
}

fn by_flat(flat: &Flat, errcode: u32, sub: u32) -> Option<Code> {
    flat[(errcode as usize).min(MAX_ERRCODE + 1)][(sub as usize).min(MAX_SUB + 1)]
}

/// As many known as unknown pairs in random order, the same in every run.
fn pairs() -> Vec<(u32, u32)> {
    // xorshift64 is random enough for a benchmark.
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut below = |limit: u32| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let [.., a, b, c, d] = state.to_be_bytes();
        u32::from_be_bytes([a, b, c, d]) % limit
    };
    let mut pairs = Vec::with_capacity(PAIRS);
    while pairs.len() < PAIRS {
        if below(2) == 0 {
            let index = below(u32::try_from(Code::ALL.len()).unwrap());
            pairs.push(key(Code::ALL[index as usize]));
        } else {
            // Close to the documented codes, so that no single comparison separates known from
            // unknown pairs.
            let (errcode, sub) = (below(64), below(1024));
            if by_match(errcode, sub).is_none() {
                pairs.push((errcode, sub));
            }
        }
    }
    pairs
}

fn bench(bencher: Bencher<'_, '_>, find: impl Fn(u32, u32) -> Option<Code> + Sync) {
    let pairs = pairs();
    bencher.counter(ItemsCount::new(PAIRS)).bench(|| {
        let pairs = divan::black_box(&pairs).iter();
        let codes = pairs.map(|&(errcode, sub)| find(errcode, sub));
        // Avoid a branch on the result: half of the pairs are unknown, and mispredicting that
        // branch would cost more than any of the lookups.
        let indices = codes.map(|code| code.map_or(Code::ALL.len(), |code| code as usize));
        indices.sum::<usize>()
    });
}

#[divan::bench]
fn binary_search(bencher: Bencher<'_, '_>) {
    let sorted = &**SORTED;
    bench(bencher, |errcode, sub| by_binary_search(sorted, errcode, sub));
}

#[divan::bench]
fn code_lookup(bencher: Bencher<'_, '_>) {
    bench(bencher, by_lookup);
}

#[divan::bench]
fn floor(bencher: Bencher<'_, '_>) {
    let flat = &**FLAT;
    bench(bencher, |errcode, sub| by_flat(flat, errcode, sub));
}

#[divan::bench]
fn hash_map(bencher: Bencher<'_, '_>) {
    let map = &*HASH_MAP;
    bench(bencher, |errcode, sub| by_hash(map, errcode, sub));
}

#[divan::bench]
fn match_expression(bencher: Bencher<'_, '_>) {
    bench(bencher, by_match);
}

#[divan::bench]
fn phf_map(bencher: Bencher<'_, '_>) {
    bench(bencher, by_phf);
}

fn main() {
    for (errcode, sub) in pairs() {
        let code = by_lookup(errcode, sub);
        assert_eq!(code, by_match(errcode, sub), "with_table! does not match the documents");
        assert_eq!(code, by_phf(errcode, sub));
        assert_eq!(code, by_hash(&HASH_MAP, errcode, sub));
        assert_eq!(code, by_binary_search(&SORTED, errcode, sub));
        assert_eq!(code, by_flat(&FLAT, errcode, sub));
    }
    divan::main();
}
