//! Codes too far apart for an array: they cost no memory, and are found all the same.

use crate::compiled::Copy;

#[test]
fn codes_far_apart_are_found_without_large_tables() {
    let copy = Copy::new();
    let codes = [(18, 9000), (60000, 0), (65535, 1), (65535, 60000)];
    for (document, text) in [("docs/en.md", "Far away"), ("docs/ko.md", "멀리")] {
        let row = |(errcode, sub)| {
            format!("<tr><td>{errcode}</td><td>{sub}</td><td>{text} {errcode} {sub}</td></tr>\n")
        };
        copy.edit(document, "</table>", &(codes.map(row).concat() + "</table>"));
    }
    let names = ["18-9000", "60000", "65535-1", "65535-60000"].map(|code| {
        let name = code.replace('-', "And");
        format!("\n[[reason]]\nname = \"Far{name}\"\ncategory = \"far\"\ncodes = [\"{code}\"]\n")
    });
    copy.write("docs/names.toml", &(copy.read("docs/names.toml") + &names.concat()));
    assert_eq!(copy.generate().codes, 68);

    let module = copy.read("lvb-codes/src/generated.rs");
    let (_, last) = module.rsplit_once("Window { start: ").unwrap();
    let (slots, _) = last.split_once(',').unwrap();
    assert!(slots.parse::<usize>().unwrap() < 1000, "{slots} slots");

    let printed = copy.run(
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
            println!("{found}");
            for (errcode, sub) in [(59_999, 0), (60_000, 1), (65_535, 0), (65_535, 2), (18, 0)] {
                println!("{}", Code::lookup(errcode, Some(sub)).unwrap_err());
            }
        }
        "#,
    );
    assert_eq!(
        printed,
        "68\n\
         errcode 59999 is not documented; documented: 0 to 35, 60000, 65535\n\
         errcode 60000 has no sub_errcode 1; it is documented without any\n\
         errcode 65535 means nothing without a sub_errcode; documented: 1, 60000\n\
         errcode 65535 has no sub_errcode 2; documented: 1, 60000\n\
         errcode 18 means nothing without a sub_errcode; documented: 100 to 104, 200 to 203, \
         300 to 309, 400, 401, 500 to 503, 600, 601, 9000\n"
    );
}
