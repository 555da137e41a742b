//! Codes too far apart for an array: they cost no memory, and are found all the same.

use crate::compiled::Crate;
use std::fs;

#[test]
fn codes_far_apart_are_found_without_large_tables() {
    let lvb_codes = Crate::generate(
        &["en"],
        &[
            ("0", "A", &["a"]),
            ("3", "B", &["b"]),
            ("4-1", "C", &["c"]),
            ("4-2", "D", &["d"]),
            ("4-9000", "E", &["e"]),
            ("60000", "F", &["f"]),
            ("65535-1", "G", &["g"]),
            ("65535-60000", "H", &["h"]),
        ],
    );
    let module = fs::read_to_string(lvb_codes.path("lvb-codes/src/generated.rs")).unwrap();
    let (_, last) = module.rsplit_once("Window { start: ").unwrap();
    let (slots, _) = last.split_once(',').unwrap();
    assert!(slots.parse::<usize>().unwrap() < 50, "{slots} slots");

    let printed = lvb_codes.run(
        r#"
        use lvb_codes::Code;

        /// What `Code::lookup` has to find.
        fn slow(errcode: u32, sub: u32) -> Option<Code> {
            let pair = |code: &Code| (code.errcode().into(), code.sub_errcode().unwrap_or(0).into());
            Code::ALL.iter().copied().find(|code| pair(code) == (errcode, sub))
        }

        fn main() {
            let mut found = 0;
            for errcode in (0..70).chain(59_990..60_010).chain(65_530..65_540) {
                let subs = (0..700).chain(8_990..9_010).chain(59_990..60_010).chain(65_530..65_540);
                for sub in subs {
                    let code = Code::lookup(errcode, Some(sub)).ok();
                    assert_eq!(code, slow(errcode, sub), "{errcode} {sub}");
                    found += code.iter().count();
                }
            }
            println!("{found} of {}", Code::ALL.len());
            for (errcode, sub) in [(1, 0), (4, 0), (4, 3), (3, 1), (60_000, 1), (65_535, 2)] {
                println!("{}", Code::lookup(errcode, Some(sub)).unwrap_err());
            }
        }
        "#,
    );
    assert_eq!(
        printed,
        "8 of 8\n\
         errcode 1 is not documented; documented: 0, 3, 4, 60000, 65535\n\
         errcode 4 means nothing without a sub_errcode; documented: 1, 2, 9000\n\
         errcode 4 has no sub_errcode 3; documented: 1, 2, 9000\n\
         errcode 3 has no sub_errcode 1; it is documented without any\n\
         errcode 60000 has no sub_errcode 1; it is documented without any\n\
         errcode 65535 has no sub_errcode 2; documented: 1, 60000\n"
    );
}
