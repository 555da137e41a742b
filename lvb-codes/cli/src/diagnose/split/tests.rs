//! Values cut from logs, whole and byte by byte.

use super::{BLOCK, Block, Blocks, Cut, MAX_VALUE, Piece, Scanner, rescan};
use std::io::{self, Read};

/// Returns the pieces as text: `LINE: VALUE`, `LINE inner: VALUE`, or `LINE! PROBLEM`.
fn cut(log: impl Read) -> Vec<String> {
    cut_blocks(Blocks::new(log))
}

fn cut_blocks<R: Read>(mut blocks: Blocks<R>) -> Vec<String> {
    let mut block = Block::default();
    let mut pieces = Vec::new();
    while blocks.fill(&mut block).unwrap() {
        for cut in block.cuts() {
            let is_json = || serde_json::from_slice::<serde_json::Value>(cut.bytes).is_ok();
            if *cut.piece == Piece::Line && !is_json() {
                rescan(cut.line, cut.bytes, |cut| pieces.push(show(cut)));
            } else {
                pieces.push(show(cut));
            }
        }
    }
    pieces
}

fn show(Cut { line, bytes, piece }: Cut<'_>) -> String {
    let text = String::from_utf8_lossy(bytes.trim_ascii());
    match piece {
        Piece::Line | Piece::Value => format!("{line}: {text}"),
        Piece::Inner => format!("{line} inner: {text}"),
        Piece::Row(_) => format!("{line} row: {text}"),
        Piece::Problem(problem) => format!("{line}! {problem}"),
    }
}

/// Reads one byte at a time.
struct Drip<'a>(&'a [u8]);

impl Read for Drip<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let len = buffer.len().min(1);
        self.0.read(&mut buffer[..len])
    }
}

#[track_caller]
fn expect<const N: usize>(log: &str, pieces: [&str; N]) {
    assert_eq!(cut(log.as_bytes()), pieces, "{log}");
    assert_eq!(cut(Drip(log.as_bytes())), pieces, "{log}, byte by byte");
}

const NO_EVENT: &str = "no event in this line";

#[test]
fn one_value_per_line() {
    expect("", []);
    expect("\n \n", []);
    expect("{\"a\":1}\n\n{\"a\":2}\r\n{\"a\":3}", ["1: {\"a\":1}", "3: {\"a\":2}", "4: {\"a\":3}"]);
    expect("{\"a\":1}\n{\"a\":2}\n{\"a\":3}\n", ["1: {\"a\":1}", "2: {\"a\":2}", "3: {\"a\":3}"]);
    expect("\u{feff}{\"a\":1}\n\u{feff}{\"a\":2}\n", ["1: {\"a\":1}", "2: {\"a\":2}"]);
    expect("\u{feff}", []);
}

#[test]
fn several_values_per_line() {
    let values = ["1: {\"a\":1}", "1: {\"a\":2}"];
    for between in ["", ",", " ", ", ", "\u{1e}", "\0\0\0", "\r", "\u{feff}", " and "] {
        expect(&format!("{{\"a\":1}}{between}{{\"a\":2}}"), values);
    }
    expect("{\"a\":1}{\"b\":2}\n{\"a\":2}\n", ["1: {\"a\":1}", "1: {\"b\":2}", "2: {\"a\":2}"]);
}

#[test]
fn arrays_and_values_of_several_lines() {
    expect(
        "[{\"a\":1},{\"a\":[{\"b\":\"}]\\\"}\"}]}]",
        ["1: {\"a\":1}", "1: {\"a\":[{\"b\":\"}]\\\"}\"}]}"],
    );
    expect(
        "\u{feff}[\n {\n  \"a\": 1\n },\n {\"b\":2}\n]\n[{\"c\":3}]",
        ["2: {\n  \"a\": 1\n }", "5: {\"b\":2}", "7: {\"c\":3}"],
    );
    expect("{\n\"a\": 1\n}\n{\"b\":\n2}", ["1: {\n\"a\": 1\n}", "4: {\"b\":\n2}"]);
    expect("[]", []);
    expect("[{\"a\":1}]]\n]{\"b\":2}", ["1: {\"a\":1}", "2: {\"b\":2}"]);
}

#[test]
fn text_around_values_is_ignored() {
    expect("Aug 29 host app[42]: {\"a\":1} 12ms", ["1: {\"a\":1}"]);
    expect("file.log:{\"a\":1}\nfile.log:{\"a\":2}\n", ["1: {\"a\":1}", "2: {\"a\":2}"]);
    expect("it's {main} at 50% [1/2] \"x\" {\"a\":1} {} []", ["1: {\"a\":1}"]);
    expect("\u{1b}[32mINFO\u{1b}[0m {\"a\":1}\u{1b}[0m\n", ["1: {\"a\":1}"]);
}

#[test]
fn a_line_without_a_value_is_a_problem() {
    let problem = |line: u64| format!("{line}! {NO_EVENT}");
    expect("x\n{\"a\":1}\n\ny", [&problem(1), "2: {\"a\":1}", &problem(4)]);
    expect("{}", [&problem(1)]);
    expect("{}\n{ }\n{\"a\":1}\n{}", [&problem(1), &problem(2), "3: {\"a\":1}", &problem(4)]);
    expect("{x}\n{\n}\n{\nx", [&problem(1), &problem(2), &problem(4), &problem(5)]);
    expect("\"{\" \"{[\" \"a\"", [&problem(1)]);
    expect("{\"a\" b}", [&problem(1)]);
    expect("{\"a\"\n", [&problem(1)]);
    expect(", [ ] }\n\0\0\n\u{1e}\n", []);
}

#[test]
fn a_string_may_hold_an_object() {
    expect(r#"["{\"a\":1}", "[{\"a\":2}]"]"#, [r#"1: {\"a\":1}"#, r#"1: {\"a\":2}"#]);
    expect(r#"msg="{\"a\":1}" x"#, [r#"1: {\"a\":1}"#]);
    expect(r#""{"a":1}""#, [r#"1: {"a":1}"#]);
}

#[test]
fn an_object_may_have_encoded_quotes() {
    expect(r#"x={\"a\":"" y"#, [r#"1: {\"a\":"#]);
    expect(r#"msg="x {\"a\":\"\\\"\"} y" {"b":1}"#, [r#"1: {\"a\":\"\\\"\"}"#, r#"1: {"b":1}"#]);
    expect("{\\\"a\\\":1}\t{\"b\":1}", ["1: {\\\"a\\\":1}", "1: {\"b\":1}"]);
    expect(r#"{\n  \"a\":1}\d{"b":1}"#, [r#"1: {\n  \"a\":1}"#, r#"1: {"b":1}"#]);
    expect(r#"{\d} {\\"a {"b":1}"#, [r#"1: {"b":1}"#]);
    expect(r#"{\"a\":1,{"b":1}"#, [r#"1: {\"a\":1,"#, r#"1: {"b":1}"#]);
    expect(
        "a,\"{\"\"a\"\":\"\"\"\"}\",b\n\"x { \"\"b\"\":1\n{\"\"c\"\":1}\"",
        ["1: {\"\"a\"\":\"\"\"\"}", "2: { \"\"b\"\":1", "3: {\"\"c\"\":1}"],
    );
    expect("{\"\":1}", ["1: {\"\":1}"]);
    for object in [
        r#"{\"a\":{\"b\":\"}\\\"{\\\\\"},\"c\":\"\"}"#,
        r#"{\\\"a\\\":{\\\"b\\\":\\\"}\\\\\\\"\\\"}}"#,
        r#"{\x22a\x22:\x22}\x5C\x22\x22}"#,
        r#"{\u0022a\u0022:\u0022}\u005c\u005c\u0022}"#,
        r#"{""a"":{""b"":""}\""{"",""c"":""""}}"#,
    ] {
        // The quote of the word before it is not the start of a string that contains the object.
        let log = format!("\"x\" {object} {object} {{'a':\"it's\"}} {{\"b\":1}}");
        let object = format!("1: {object}");
        expect(&log, [&object, &object, "1: {'a':\"it's\"}", r#"1: {"b":1}"#]);
    }
    // A string is torn.
    expect(r#""{\"a\":1}, {\"b\":"#, [r#"1: {\"a\":1}"#, r#"1: {\"b\":"#]);
}

#[test]
fn an_object_may_be_a_python_dict() {
    let dict =
        r#"{'a': "it's", 'b': {'c': b'\x7b"\''}, 'd': [None, True, nan], 'e': '\U0001f600'}"#;
    expect(&format!("INFO {dict} {dict}"), [&format!("1: {dict}"), &format!("1: {dict}")]);
    expect("it's {'a', 'b'} {'a': 1}", ["1: {'a': 1}"]);
    expect(
        "{'a': '{\"b\":1}', 'c\n{'b': 1}",
        ["1! torn JSON value: it ends at column 16", "1 inner: '{\"b\":1}'", "2: {'b': 1}"],
    );
    expect(r#"{"a":'b'}"#, [r#"1: {"a":'b'}"#]);
    expect(
        "{\"a\":\n{'b': 1}",
        ["1! torn JSON value: it ends at line 2, column 8", "2 inner: {'b': 1}"],
    );
}

#[test]
fn an_encoded_object_of_any_size_is_reported() {
    let long = "x".repeat(MAX_VALUE);
    for start in ["{\"a\":1} \"{\\\"", "{\"a\":1} {\\\"", "{\"a\":1} {\"\""] {
        let expected = ["1: {\"a\":1}", "1! value longer than 1 MiB"];
        assert_eq!(cut(format!("{start}{long}\n").as_bytes()), expected, "{start}");
    }
}

#[test]
fn terminal_colours_do_not_hide_a_value() {
    let value = "\u{1b}[1;39m{\u{1b}[0m\u{1b}[34;1m\"a\"\u{1b}[0m:\u{1b}[0;39m1\u{1b}[0m}";
    let shown = &value[value.find('{').unwrap()..];
    expect(&format!("{value}\u{1b}[0m\n"), [&format!("1: {shown}")]);
}

#[test]
fn a_torn_value_does_not_affect_others() {
    let torn =
        |line: u64, column: u64| format!("{line}! torn JSON value: it ends at column {column}");
    // In a string, before a value, in a literal, after a member, and after a comma.
    expect("{\"a\":\"x\n{\"b\":1}", [&torn(1, 5), "2: {\"b\":1}"]);
    expect("{\"a\":1,\"b\n{\"b\":1}\n", [&torn(1, 7), "2: {\"b\":1}"]);
    expect("{\"a\":tr\n{\"b\":1}", [&torn(1, 5), "2: {\"b\":1}"]);
    expect("{\"a\":1\n{\"b\":1}\n{\"b\":1}", [&torn(1, 6), "2: {\"b\":1}", "3: {\"b\":1}"]);
    expect("{\"a\":1,\n{\"b\":1}", [&torn(1, 7), "2: {\"b\":1}"]);
    expect("{\"a\":1}}}{\"b\":1}]", ["1: {\"a\":1}", "1: {\"b\":1}"]);
    expect("{\"a\":[1}\n{\"b\":1}\n", [&torn(1, 7), "2: {\"b\":1}"]);
    expect("{\"a\":\"\\x\"}\n{\"b\":1}\n", [&torn(1, 5), "2: {\"b\":1}"]);
    // On the same line.
    expect("{\"a\":\"x{\"b\":1}", [&torn(1, 9), "1: {\"b\":1}"]);
    expect("{\"a\":1,\"x{ \"b\":1}", [&torn(1, 12), "1: { \"b\":1}"]);
    expect("{\"a\":1{\"b\":1}", [&torn(1, 6), "1: {\"b\":1}"]);
    expect("{\"a\":\"x\\{\"b\":1}", [&torn(1, 5), "1: {\"b\":1}"]);
    // Before an encoded object.
    expect("{\"a\":{\\\"b\\\":1}", [&torn(1, 6), "1: {\\\"b\\\":1}"]);
    expect("{\"a\":{\"\"b\"\":1}", [&torn(1, 8), "1: {\"\"b\"\":1}"]);
    // At the end.
    expect("{\"b\":1}\n{\"a\":", ["1: {\"b\":1}", &torn(2, 5)]);
}

#[test]
fn complete_objects_in_a_torn_value_are_read() {
    expect(
        "{\"a\":\n{\"b\":1}\n{\"c\":1}",
        ["1! torn JSON value: it ends at line 2, column 7", "2 inner: {\"b\":1}", "3: {\"c\":1}"],
    );
    expect(
        "{\"L\":[\n{\"b\":{\"c\":1}},\n{\"b\":2},\n{\"b\":0x},\n{\"b\":3}\n]}",
        [
            "1! torn JSON value: it ends at line 4, column 5",
            "2 inner: {\"b\":{\"c\":1}}",
            "3 inner: {\"b\":2}",
            "5: {\"b\":3}",
        ],
    );
    expect(
        "{\"log\":\"{\\\"b\\\":1}\",\"x\":",
        ["1! torn JSON value: it ends at column 23", "1 inner: \"{\\\"b\\\":1}\""],
    );
}

#[test]
fn the_rest_of_a_torn_value_of_several_lines_is_not_reported_again() {
    expect(
        "{\n\"a\":1,\n\"b\":0x1,\n\"c\":2\n}\ntext\n{\"b\":1}\ntext\n",
        [
            "1! torn JSON value: it ends at line 3, column 4",
            "7: {\"b\":1}",
            &format!("8! {NO_EVENT}"),
        ],
    );
}

#[test]
fn a_torn_array_is_reported() {
    let open = "the log ends inside an array";
    expect("[{\"a\":1},\n{\"b\":1}\n", ["1: {\"a\":1}", "2: {\"b\":1}", &format!("3! {open}")]);
    expect("[INFO] x {\"a\":1}\n[x {\"b\":1}", ["1: {\"a\":1}", "2: {\"b\":1}"]);
}

#[test]
fn lines_after_a_header_may_be_rows() {
    let header = crate::diagnose::table::HEADER;
    expect(
        &format!("\u{feff}{header}\n,,,\n\"x,\"\"\",1\n\n{{\"a\":1}}\n{header}\n,\n"),
        ["2 row: ,,,", "3 row: \"x,\"\"\",1", "5: {\"a\":1}", "7 row: ,"],
    );
    expect(&format!("{}\n", &header[..20]), [&format!("1! {NO_EVENT}")]);
    expect(&format!("{}{{\"a\":1}}", &header[..20]), ["1: {\"a\":1}"]);
    expect(&format!("{header}\r\n,\r\n"), ["2 row: ,"]);
    for end in [" ", "\r"] {
        let long = format!("{header}{}\n{{\"a\":1}}", end.repeat(2 * MAX_VALUE));
        assert_eq!(cut(long.as_bytes()), [&format!("1! {NO_EVENT}"), "2: {\"a\":1}"]);
    }
}

#[test]
fn values_may_cross_blocks() {
    let line = format!("{{\"a\":\"{}\"}}", "x".repeat(BLOCK / 3));
    for (start, between, end) in [("", "\n", "\n"), ("", "\n", ""), ("[", ",\n", "]"), ("", "", "")]
    {
        let log = format!("{start}{}{end}", vec![line.clone(); 20].join(between));
        let values = cut(log.as_bytes());
        assert_eq!(values.len(), 20);
        assert!(values.iter().all(|value| value.ends_with(&format!(": {line}"))));
    }
}

#[test]
fn a_value_may_have_the_maximum_size() {
    let text = "x".repeat(MAX_VALUE - "{\"a\":\"\"}".len());
    for (text, problems) in [(text.clone(), 0), (text + "x", 1)] {
        for (start, end) in [("", "\n"), ("[", "]"), ("\n", "\n{\"a\":1}\n")] {
            let log = format!("{start}{{\"a\":\"{text}\"}}{end}");
            let pieces = cut(log.as_bytes());
            let found = pieces.iter().filter(|piece| piece.ends_with("! value longer than 1 MiB"));
            assert_eq!(found.count(), problems, "{start:?} {end:?}");
        }
    }
}

#[test]
fn the_objects_in_a_value_that_is_too_large_are_read() {
    let entry = format!("{{\"b\":\"{}\",\"c\":{{}}}}", "x".repeat(1000));
    let count = 3 * MAX_VALUE / 1000;
    for separator in [",", ",\n        "] {
        let list = vec![entry.as_str(); count].join(separator);
        for (log, problems) in [
            (format!("{{\"Response\":{{\"L\":[{list}],\"n\":1}}}}\n{{\"a\":1}}"), 0),
            (format!("{{\"L\":[{list}"), 1),
        ] {
            let pieces = cut(log.as_bytes());
            let inner = pieces.iter().filter(|piece| piece.ends_with(&format!("inner: {entry}")));
            assert_eq!(inner.count(), count);
            assert_eq!(pieces.iter().filter(|piece| piece.contains('!')).count(), problems);
        }
    }
    let objects = format!("{{\"x\":\"{}\",\"y\":{entry}}}", "x".repeat(MAX_VALUE));
    assert_eq!(
        cut(objects.as_bytes()),
        [format!("1 inner: {entry}"), "1! value longer than 1 MiB".to_owned()]
    );
}

#[test]
fn unbounded_input_uses_bounded_memory() {
    let starts = "|[|[{\"|{\n\"|{\"a\":\"|{\"a\":[|{\"a\":|\"{\\\"|{\\\"|{\"\"|{'|{\\x22";
    for start in starts.split('|') {
        for byte in [b'x', b'[', b'{', b'"', b'\\'] {
            let mut blocks = Blocks::new(start.as_bytes().chain(io::repeat(byte).take(5 << 18)));
            let mut block = Block::default();
            while blocks.fill(&mut block).unwrap() {
                assert!(block.bytes.len() <= MAX_VALUE + 2 * BLOCK);
                assert!(blocks.rest.len() <= MAX_VALUE);
            }
        }
    }
}

/// Parts of logs.
const PARTS: &str = "{|}|[|]|\"|,|:|\\|\n| |x|1|true|\"a\"|\"a\":|{\"a\":1}|{\"b\":{\"c\":[1,2]}}|\
    \"{\\\"a\\\":1}\"|{\"a\":[|\"{\"|\u{feff}|\u{1b}[1m|\0|{\\|\\\"|{\"\"|'|{'a':|None|{\"a\":1}\n|\
    {\"a\":\"xxxxxxxxxx\"}\n|{\\\\\\\"|x22|\\x5C|\
    u|f(|)|xxxxxxxxxxxxxxxxxxxx|{'a':f(1)}|{'a':<|5L|errcode,event_type\n";

proptest::proptest! {
    /// With a small maximum, parts of values are dropped. The result must not depend on how the
    /// bytes arrive.
    #[test]
    fn values_of_any_size_are_cut_the_same_byte_by_byte(
        parts in proptest::collection::vec(proptest::sample::select(PARTS.split('|').collect::<Vec<_>>()), 0..30),
        max in 20_usize..60,
    ) {
        let log = parts.concat();
        let scanner = || Scanner::with_max(max);
        let blocks = |reader: &mut dyn Read| {
            let blocks = Blocks { scanner: scanner(), ..Blocks::new(reader) };
            cut_blocks(blocks)
        };
        let whole = blocks(&mut log.as_bytes());
        proptest::prop_assert_eq!(blocks(&mut Drip(log.as_bytes())), whole, "{}", log);
    }
}
