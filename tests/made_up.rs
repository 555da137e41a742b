//! Checks the properties of `properties/` with generated inputs in every run of the tests. Fuzzing
//! (`fuzz/`) checks them with more inputs.
//!
//! Failing inputs become named tests, so proptest stores none in files.

#[path = "../codegen/tables/tests/properties/markup.rs"]
mod markup;

use lvb_codegen::code::Code;
use markup::markup;
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::BTreeMap;

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// A text of special characters, and of any others.
fn text() -> impl Strategy<Value = String> {
    let char = prop_oneof![
        3 => select("ab1 \t\n\\|`*_~[](){}<>&;:/!#-+.='\"$%@^?,한。\u{a0}\u{200b}\u{202e}\u{1b}".chars().collect::<Vec<_>>()),
        1 => any::<char>(),
    ];
    vec(char, 0..12).prop_map(String::from_iter)
}

/// A valid file or an empty one, followed by other lines.
fn toml(valid: &'static str, lines: &'static [&str]) -> impl Strategy<Value = String> {
    let lines = vec(select(lines), 0..4).prop_map(|lines| lines.join("\n"));
    (select(vec!["", valid]), lines).prop_map(|(valid, lines)| valid.to_owned() + &lines)
}

const VALID_MANIFEST: &str = r#"
output = "../generated.rs"
names = "names.toml"
[[language]]
tag = "en"
document = "en.md"
sha256 = "0000000000000000000000000000000000000000000000000000000000000000"
"#;

const MANIFEST: [&str; 18] = [
    "[columns]",
    "code = [\"errcode\"]",
    "[[language]]",
    "tag = \"x\"",
    "document = \"ko.md\"",
    "sha256 = \"0\"",
    "[[language]]\ntag = \"EN\"\ndocument = \"a.md\"\nsha256 = \"0000000000000000000000000000000000000000000000000000000000000000\"",
    "upstream = \"https://a.b\"",
    "upstream = \"ftp://a.b\"",
    "columns = { code = [\"\\u202e\"] }",
    "[[allow]]\nrule = \"split-reason\"\nlanguage = \"en\"\nbecause = \"known\"",
    "[[allow]]\nrule = \"\\u001b\"\nlanguage = \"en\"\nbecause = \"known\"",
    "codes = [\"16\", \"18-103\"]",
    "codes = [\"18-0\"]",
    "because = \".\"",
    "\"\\u009b\" = 1",
    "# remark",
    "\u{9b}",
];

const VALID_NAMES: &str = r#"
[[reason]]
name = "B" # stable
category = "a-b"
codes = [ # of b
  "2", # two

  "18-202" # last
]
"#;

const NAMES: [&str; 20] = [
    "[[reason]]\nname = \"A\"\ncategory = \"a\"\ncodes = [\"1\"]",
    "[[reason]]\r\nname = \"C\"\r\ncategory = \"c\"\r\ncodes = [\"3\",\r\n\t\"4\",\r\n]\r",
    "[[reason]]\nname = \"Stopped\"\ncategory = \"a\"\ncodes = [\"7-100\", \"7-101\",]\n\n\n# end",
    "reason = [{ name = \"D\", category = \"a\", codes = [\"9\"] }]",
    "[[category]]\nname = \"a\"\nmeaning = \"\"\"b\n\"\"\"",
    "[[reason]]\nname = \"PushStopped\"",
    "[[reason]]\nname = \"Self\"",
    "[[reason]]\nname = \"추\"",
    "category = \"a\"",
    "category = \"self\"",
    "category = \"a--b\"",
    "codes = [\"5\"]",
    "codes = []",
    "codes = [\"65535-65535\", \"6\"]",
    "codes = [\"0\"]",
    "# remark",
    "",
    "\t",
    "\r",
    "\u{feff}",
];

fn code() -> impl Strategy<Value = Code> {
    let written = |(errcode, sub): (u16, u16)| match sub {
        0 => errcode.to_string(),
        sub => format!("{errcode}-{sub}"),
    };
    (0..6_u16, 0..3_u16).prop_map(move |numbers| written(numbers).parse().unwrap())
}

fn version() -> impl Strategy<Value = BTreeMap<Code, String>> {
    let texts = [
        "a",
        "b",
        "A.",
        "c d",
        "c e",
        "Ｃ d!",
        "the client stopped the push",
        "the client has stopped the push",
        "the domain of the push is blocked",
        "The domain of this push is blocked.",
        "\u{202e}",
        "",
    ];
    let text = select(texts.to_vec()).prop_map(str::to_owned);
    btree_map(code(), text, 0..12)
}

/// Parts of event logs, valid and invalid.
const LOG: [&str; 28] = [
    "{\"event_type\":0,\"errcode\":18,\"sub_errcode\":202,\"stream_id\":\"a\"}",
    "{\"event_type\":1}",
    "{\"event_type\":\"0\",\"errcode\":\"-1\",\"event_time\":1e9,\"x\":[{}]}",
    "{\"StopReason\":\"a (3)\",\"StreamEndTime\":\"2019-01-04T12:00:02Z\"}",
    "{\"Response\":{\"EventList\":[",
    "{\"EventList\":[",
    "\"errmsg\":\"\\ud800\u{9b}\u{202e}\"",
    "\"app\":\"=1\"",
    "\"errcode\":7",
    "\"event_type\":0",
    "]}",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    "\"",
    "\\",
    "\n",
    "\r\n",
    "\n\n ",
    "null",
    "1",
    "\0",
    "\u{feff}",
    "\u{1b}[m",
    "추천",
];

fn event_log() -> impl Strategy<Value = String> {
    vec(select(&LOG[..]), 0..30).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn the_codes_of_a_document_of_markup(markup in markup()) {
        lvb_tests::catalog(markup.as_bytes());
    }

    #[test]
    fn an_event_log_of_known_parts_is_read_safely(log in event_log()) {
        lvb_tests::event_log(log.as_bytes());
    }

    #[test]
    fn an_event_log_of_any_bytes_is_read_safely(bytes in vec(any::<u8>(), 0..200)) {
        lvb_tests::event_log(&bytes);
    }

    #[test]
    fn a_pipe_table(rows in vec(vec(text(), 1..4), 1..5)) {
        lvb_tests::pipe_table(&rows);
    }

    #[test]
    fn a_manifest_is_valid_or_refused(text in toml(VALID_MANIFEST, &MANIFEST)) {
        lvb_tests::manifest(&text);
    }

    #[test]
    fn added_names_keep_all_others(text in toml(VALID_NAMES, &NAMES)) {
        lvb_tests::names(&text);
    }

    #[test]
    fn changes_turn_one_version_into_the_other(old in version(), new in version(), reasons in vec(vec(code(), 0..5), 0..4)) {
        lvb_tests::changes(&old, &new, &reasons);
    }
}
