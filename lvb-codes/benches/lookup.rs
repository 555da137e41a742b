//! Compares `Code::lookup` with five other lookups, each used the way a caller uses it: branch on the
//! result, and read the text of a known code.
//!
//! The argument is the percentage of unknown pairs. All lookups read the same random pairs, and `main`
//! first checks that they return the same codes. `floor` reads one array with a slot for every pair up
//! to the greatest numbers. It is the lower bound, because every table lookup reads at least one slot.

use divan::Bencher;
use divan::counter::ItemsCount;
use lvb_codes::{Code, Lang};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Enough pairs to keep branch predictors from memorizing the sequence.
const PAIRS: usize = 1 << 20;

/// The percentages of unknown pairs.
const MIXES: [u32; 3] = [0, 1, 50];

/// Macros that read the rows of the crate, for the lookups that need them at compile time.
mod table {
    macro_rules! codes {
        (
            [$($native_name:tt)*]
            $(
                $code:ident $string:tt $errcode:tt $sub:tt $reason:ident
                $({ $($own:tt)* })? $(corrected [$($lang:tt)*])? $(retired $since:tt)?;
            )*
        ) => {
            pub(crate) fn by_match(errcode: u32, sub: u32) -> Option<lvb_codes::Code> {
                match (errcode, sub) {
                    $(($errcode, $sub) => Some(lvb_codes::Code::$code),)*
                    _ => None,
                }
            }

            pub(crate) static PHF: phf::Map<(u32, u32), lvb_codes::Code> = phf::phf_map! {
                // A perfect hash needs the type of its first key. No page can list this one.
                (4_294_967_295u32, 0u32) => lvb_codes::Code::ALL[0],
                $(($errcode, $sub) => lvb_codes::Code::$code,)*
            };
        };
    }

    macro_rules! skip {
        ($($row:tt)*) => {};
    }

    pub(crate) use {codes, skip as categories, skip as languages, skip as reasons};
}

mod rows {
    include!("../src/generated.rs");
}

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

/// A slot for every pair up to the greatest numbers.
type Flat = [[Option<Code>; MAX_SUB + 1]; MAX_ERRCODE + 1];

static FLAT: LazyLock<Box<Flat>> = LazyLock::new(|| {
    let mut flat = Box::new([[None; MAX_SUB + 1]; MAX_ERRCODE + 1]);
    for &code in Code::ALL {
        let (errcode, sub) = key(code);
        flat[errcode as usize][sub as usize] = Some(code);
    }
    flat
});

fn key(code: Code) -> (u32, u32) {
    (code.errcode(), code.sub_errcode().unwrap_or(0))
}

fn by_lookup(errcode: u32, sub: u32) -> Option<Code> {
    Code::lookup(errcode, Some(sub)).ok()
}

fn by_phf(errcode: u32, sub: u32) -> Option<Code> {
    rows::PHF.get(&(errcode, sub)).copied()
}

fn by_hash(map: &HashMap<(u32, u32), Code>, errcode: u32, sub: u32) -> Option<Code> {
    map.get(&(errcode, sub)).copied()
}

fn by_binary_search(sorted: &[((u32, u32), Code)], errcode: u32, sub: u32) -> Option<Code> {
    let found = sorted.binary_search_by_key(&(errcode, sub), |(key, _)| *key);
    found.ok().map(|index| sorted[index].1)
}

fn by_flat(flat: &Flat, errcode: u32, sub: u32) -> Option<Code> {
    *flat.get(errcode as usize)?.get(sub as usize)?
}

/// Known and unknown pairs in random order, the same in every run.
fn pairs(unknown_percent: u32) -> Vec<(u32, u32)> {
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
        if below(100) >= unknown_percent {
            let index = below(u32::try_from(Code::ALL.len()).unwrap());
            pairs.push(key(Code::ALL[index as usize]));
        } else {
            // Close to the known codes, so that no single comparison separates the two.
            pairs.push(loop {
                let (errcode, sub) = (below(64), below(1024));
                if rows::by_match(errcode, sub).is_none() {
                    break (errcode, sub);
                }
            });
        }
    }
    pairs
}

fn bench(
    bencher: Bencher<'_, '_>,
    unknown_percent: u32,
    find: impl Fn(u32, u32) -> Option<Code> + Sync,
) {
    let pairs = pairs(unknown_percent);
    bencher.counter(ItemsCount::new(PAIRS)).bench(|| {
        let (mut checksum, mut unknown) = (0, 0);
        for &(errcode, sub) in divan::black_box(&pairs) {
            match find(errcode, sub) {
                Some(code) => checksum += code.text(Lang::En).bytes().next().map_or(0, u64::from),
                None => unknown += 1,
            }
        }
        (checksum, unknown)
    });
}

#[divan::bench(args = MIXES)]
fn binary_search(bencher: Bencher<'_, '_>, unknown_percent: u32) {
    let sorted = &**SORTED;
    bench(bencher, unknown_percent, |errcode, sub| by_binary_search(sorted, errcode, sub));
}

#[divan::bench(args = MIXES)]
fn code_lookup(bencher: Bencher<'_, '_>, unknown_percent: u32) {
    bench(bencher, unknown_percent, by_lookup);
}

#[divan::bench(args = MIXES)]
fn floor(bencher: Bencher<'_, '_>, unknown_percent: u32) {
    let flat = &**FLAT;
    bench(bencher, unknown_percent, |errcode, sub| by_flat(flat, errcode, sub));
}

#[divan::bench(args = MIXES)]
fn hash_map(bencher: Bencher<'_, '_>, unknown_percent: u32) {
    let map = &*HASH_MAP;
    bench(bencher, unknown_percent, |errcode, sub| by_hash(map, errcode, sub));
}

#[divan::bench(args = MIXES)]
fn match_expression(bencher: Bencher<'_, '_>, unknown_percent: u32) {
    bench(bencher, unknown_percent, rows::by_match);
}

#[divan::bench(args = MIXES)]
fn phf_map(bencher: Bencher<'_, '_>, unknown_percent: u32) {
    bench(bencher, unknown_percent, by_phf);
}

fn main() {
    for (errcode, sub) in MIXES.into_iter().flat_map(pairs) {
        let code = by_lookup(errcode, sub);
        assert_eq!(code, rows::by_match(errcode, sub));
        assert_eq!(code, by_phf(errcode, sub));
        assert_eq!(code, by_hash(&HASH_MAP, errcode, sub));
        assert_eq!(code, by_binary_search(&SORTED, errcode, sub));
        assert_eq!(code, by_flat(&FLAT, errcode, sub));
    }
    divan::main();
}
