//! `lvb list`.

use crate::run::lvb;
use expect_test::expect;
use lvb_codes::{Category, Code, Lang};
use serde_json::Value;

#[test]
fn the_table_has_all_codes() {
    let table = lvb("list --lang ko").success();
    assert_eq!(table.lines().count(), Code::ALL.len());
    for (line, code) in table.lines().zip(Code::ALL) {
        let words: Vec<&str> = line.splitn(4, "  ").map(str::trim).collect();
        assert_eq!(words[0], code.to_string());
        assert!(line.contains(code.category().name()) && line.contains(code.reason().name()));
        assert!(line.ends_with(code.text(Lang::Ko)), "{line}");
    }
}

#[test]
fn options_select_a_category_or_a_group() {
    let codes = |args: &str| -> Vec<String> {
        let table = lvb(args).success();
        table.lines().map(|line| line.split_whitespace().next().unwrap().to_owned()).collect()
    };
    let written = |codes: &[Code]| codes.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(codes("list --group 21"), written(Code::in_group(21)));
    let client: Vec<Code> =
        Code::ALL.iter().copied().filter(|code| code.category() == Category::Client).collect();
    assert_eq!(codes("list --category client"), written(&client));
    assert_eq!(codes("list --category client --group 21"), [""; 0]);
}

#[test]
fn an_unknown_group_has_the_message_and_status_of_lvb_explain() {
    let [list, explain] = ["list --group 70000", "explain 70000"].map(lvb);
    assert_eq!((list.status, list.stdout.as_str()), (Some(1), ""));
    assert_eq!((list.status, list.stderr), (explain.status, explain.stderr));
    assert_eq!(lvb("list --group 70000 --format json").stdout, "[]\n");
}

#[test]
fn an_invalid_group_or_category_is_an_error() {
    let output = lvb("list --group 18-2");
    assert_eq!((output.status, output.stdout.as_str()), (Some(2), ""));
    expect![[r#"
        error: invalid value '18-2' for '--group <ERRCODE>': expected an errcode without its sub_errcode, such as `18`

        For more information, try '--help'.
    "#]].assert_eq(&output.stderr);
    let output = lvb("list --category clients");
    assert_eq!(output.status, Some(2));
    assert!(output.stderr.contains("[possible values: unspecified, client, "), "{}", output.stderr);
}

#[test]
fn json_and_csv_have_every_field() {
    let json: Vec<Value> = serde_json::from_str(&lvb("list --format json").success()).unwrap();
    let csv = lvb("list --format csv").success();
    let mut csv = csv::Reader::from_reader(csv.as_bytes());
    assert_eq!(
        csv.headers().unwrap(),
        vec!["code", "errcode", "sub_errcode", "reason", "category", "text", "note"]
    );
    let rows: Vec<_> = csv.records().map(Result::unwrap).collect();
    assert_eq!((json.len(), rows.len()), (Code::ALL.len(), Code::ALL.len()));
    for ((json, row), code) in json.iter().zip(rows).zip(Code::ALL) {
        let sub_errcode = code.sub_errcode();
        assert_eq!(json["code"], code.to_string());
        assert_eq!(json["sub_errcode"], Value::from(sub_errcode));
        let note = code.reason().note();
        assert_eq!(json["note"], Value::from(note));
        let expected = [
            code.to_string(),
            code.errcode().to_string(),
            sub_errcode.map(|sub| sub.to_string()).unwrap_or_default(),
            code.reason().to_string(),
            code.category().to_string(),
            code.text(Lang::En).to_owned(),
            note.unwrap_or_default().to_owned(),
        ];
        assert_eq!(row, expected.to_vec());
    }
}
