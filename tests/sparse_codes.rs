//! Codes too far apart for an array use no memory there, and are found all the same.

use crate::compiled::Crate;

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
    lvb_codes.append("lvb-codes/src/windows.rs", "const _: () = assert!(SLOT_COUNT < 50);\n");
    let printed = lvb_codes.run(
        r#"
        use lvb_codes::Code;

        /// The expected result of `Code::lookup`.
        fn slow(errcode: u32, sub: u32) -> Option<Code> {
            let pair = |code: &Code| (code.errcode(), code.sub_errcode().unwrap_or(0));
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
         errcode 1 is not known to this version; known: 0, 3, 4, 60000, 65535\n\
         errcode 4 requires a sub_errcode; known: 1, 2, 9000\n\
         errcode 4 with sub_errcode 3 is not known to this version; known with errcode 4: 1, 2, 9000\n\
         errcode 3 with sub_errcode 1 is not known to this version; errcode 3 is known without a sub_errcode\n\
         errcode 60000 with sub_errcode 1 is not known to this version; errcode 60000 is known without a sub_errcode\n\
         errcode 65535 with sub_errcode 2 is not known to this version; known with errcode 65535: 1, 60000\n"
    );
}
