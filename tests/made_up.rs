//! The properties of `properties/`, for inputs that proptest makes up. What libFuzzer breeds from
//! these in hours goes deeper; this is for every run of the tests.
//!
//! What fails here once becomes a test with a name, so nothing is remembered in files.

use lvb_codegen::code::Code;
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::BTreeMap;

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// Parts of documents, sound ones and others.
const MARKUP: [&str; 65] = [
    "<table>",
    "</table>",
    "<tr>",
    "</tr>",
    "<td>",
    "</td>",
    "<th>Code",
    "<th>Reason",
    "</th>",
    "<tr><td>1<td>a",
    "<tr><td>2<td>\u{202e}\u{1b}[m",
    "<tr><td colspan=2>",
    "<td rowspan=2>",
    "<td rowspan=0>",
    "<td colspan=1000>",
    "<td rowspan=65534>",
    "<td\u{a0}>",
    "<td\u{3000}colspan='2'>",
    "<td =\">",
    "<td a==\">",
    "<thead>",
    "<tbody>",
    "<tfoot>",
    "<caption>",
    "<col span=3>",
    "<colgroup>",
    "<b>",
    "</b>",
    "<p>",
    "</p>",
    "<div>",
    "<br>",
    "<svg>",
    "</svg>",
    "<title>",
    "</title>",
    "<select>",
    "<template>",
    "<plaintext>",
    "<!--",
    "-->",
    "<!",
    "<?",
    "<![CDATA[",
    "&amp;",
    "&#0;",
    "&#xD800;",
    "&lt",
    "\n",
    "\n\n",
    "\r\n",
    "| Code | Reason |\n|--|--|\n",
    "| 1 | a |\n",
    "|",
    "| 18 | b | c |\n",
    "> ",
    "- ",
    "    ",
    "```\n",
    "*",
    "`",
    "\\",
    "[a](b)",
    "추가",
    "\u{202e}\u{200b}\u{1b}[m",
];

fn markup() -> impl Strategy<Value = String> {
    vec(select(&MARKUP[..]), 0..40).prop_map(|parts| parts.concat())
}

/// Tags with white space and words between them, most of them in a table.
fn spaced() -> impl Strategy<Value = Vec<&'static str>> {
    let table = "<table> </table> <tr> </tr> <td> </td> <th> </th> <thead> </thead> <tbody> </tbody> \
                 <tfoot> </tfoot> <caption> </caption> <col> <colgroup> </colgroup>";
    let others = "<b> </b> <p> </p> <div> </div> <button> <select> </select> <option> <template> \
                  </template> <svg> </svg> <desc> <foreignObject> <math> <mi> </math> <pre> <form> \
                  <ruby> <rt>";
    let tag = |tags: &'static str| select(tags.split_whitespace().collect::<Vec<_>>());
    let part = prop_oneof![
        3 => tag(table),
        2 => tag(others),
        3 => select(&[" ", "\n", "\r\n ", "\u{a0}"][..]),
        1 => select(&["a", "b ", "&amp;"][..]),
    ];
    let begins = select(&["", "<table><tr><td>a"][..]);
    (begins, vec(part, 0..40)).prop_map(|(begins, parts)| [&[begins], &parts[..]].concat())
}

/// Elements of a table, and values that a span may have.
fn table_content() -> impl Strategy<Value = String> {
    let value = prop_oneof![
        (0..5_u32).prop_map(|value| value.to_string()),
        select(&["", "-0", "-1", "+2", " 2", "2px", "x", "1000", "1001"][..])
            .prop_map(str::to_owned),
    ];
    let cell = (value.clone(), value.clone())
        .prop_map(|(colspan, rowspan)| format!("<td colspan='{colspan}' rowspan='{rowspan}'>x"));
    let part = select(&["<thead>", "<tbody>", "<tfoot>", "<colgroup>"][..]).prop_map(str::to_owned);
    let column = value.prop_map(|span| format!("<col span='{span}'>"));
    let element = prop_oneof![8 => cell, 4 => Just("<tr>".to_owned()), 1 => part, 1 => column];
    vec(element, 0..40).prop_map(|elements| elements.concat())
}

/// A text of characters that mean something somewhere, or of any.
fn text() -> impl Strategy<Value = String> {
    let char = prop_oneof![
        3 => select("ab1 \t\n\\|`*_~[](){}<>&;:/!#-+.='\"$%@^?,한。\u{a0}\u{200b}\u{202e}\u{1b}".chars().collect::<Vec<_>>()),
        1 => any::<char>(),
    ];
    vec(char, 0..12).prop_map(String::from_iter)
}

/// A sound file or none, and lines behind it.
fn toml(sound: &'static str, lines: &'static [&str]) -> impl Strategy<Value = String> {
    let lines = vec(select(lines), 0..4).prop_map(|lines| lines.join("\n"));
    (select(vec!["", sound]), lines).prop_map(|(sound, lines)| sound.to_owned() + &lines)
}

const SOUND_MANIFEST: &str = r#"
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

const SOUND_NAMES: &str = r#"
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

/// Parts of event logs, sound ones and others.
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
    fn a_document_of_markup(markup in markup()) {
        lvb_tests::document(markup.as_bytes());
    }

    #[test]
    fn white_space_between_tags(parts in spaced()) {
        lvb_tests::white_space(&parts);
    }

    #[test]
    fn a_document_of_any_bytes(bytes in vec(any::<u8>(), 0..200)) {
        lvb_tests::document(&bytes);
    }

    #[test]
    fn an_event_log(log in event_log()) {
        lvb_tests::event_log(log.as_bytes());
    }

    #[test]
    fn an_event_log_of_any_bytes(bytes in vec(any::<u8>(), 0..200)) {
        lvb_tests::event_log(&bytes);
    }

    #[test]
    fn a_grid(content in table_content()) {
        lvb_tests::grid(&content);
    }

    #[test]
    fn a_pipe_table(rows in vec(vec(text(), 1..4), 1..5)) {
        lvb_tests::pipe_table(&rows);
    }

    #[test]
    fn a_manifest(text in toml(SOUND_MANIFEST, &MANIFEST)) {
        lvb_tests::manifest(&text);
    }

    #[test]
    fn names(text in toml(SOUND_NAMES, &NAMES)) {
        lvb_tests::names(&text);
    }

    #[test]
    fn changes(old in version(), new in version(), reasons in vec(vec(code(), 0..5), 0..4)) {
        lvb_tests::changes(&old, &new, &reasons);
    }
}
