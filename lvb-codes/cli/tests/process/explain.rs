//! `lvb explain`.

use crate::run::{command, finish, lvb};
use lvb_codes::{Code, Lang, RawCode};
use serde_json::{Value, json};

fn human(code: Code, lang: Lang) -> String {
    let note = code.reason().note().map_or(String::new(), |note| format!("    note: {note}\n"));
    format!("{code}  {}  ({})\n    {}\n{note}", code.reason(), code.category(), code.text(lang))
}

#[test]
fn codes_may_be_one_argument_or_two() {
    let expected = human(Code::C18_202, Lang::En) + &human(Code::C5, Lang::En);
    assert_eq!(lvb("explain 18-202 5").success(), expected);
    assert_eq!(lvb("explain 18 202 5").success(), expected);
}

#[test]
fn json_has_every_field() {
    let json: Value =
        serde_json::from_str(&lvb("explain 18-202 5 --format json --lang ko").success()).unwrap();
    let expected = [(Code::C18_202, 18, json!(202)), (Code::C5, 5, Value::Null)]
        .map(|(code, errcode, sub_errcode)| {
            json!({
                "code": code.to_string(),
                "errcode": errcode,
                "sub_errcode": sub_errcode,
                "reason": code.reason().name(),
                "category": code.category().name(),
                "text": code.text(Lang::Ko),
                "note": code.reason().note(),
            })
        })
        .to_vec();
    assert_eq!(json, Value::Array(expected));
}

#[test]
fn the_note_of_a_reason_follows_its_text() {
    let noted = Code::ALL.iter().find(|code| code.reason().note().is_some()).unwrap();
    let output = lvb(&format!("explain {noted}")).success();
    let note = noted.reason().note().unwrap();
    assert_eq!(output.lines().nth(2), Some(format!("    note: {note}").as_str()));
    let json: Value =
        serde_json::from_str(&lvb(&format!("explain {noted} --format json")).success()).unwrap();
    assert_eq!(json[0]["note"], note);
}

#[test]
fn the_locale_sets_the_language() {
    let explain = |variables: &[(&str, &str)], args: &[&str]| {
        let args = ["explain", "5"].iter().chain(args);
        finish(command(args).envs(variables.iter().copied()).spawn().unwrap()).success()
    };
    let (en, ko) = (human(Code::C5, Lang::En), human(Code::C5, Lang::Ko));
    assert_eq!(explain(&[], &[]), en);
    assert_eq!(explain(&[("LANG", "ko_KR.UTF-8")], &[]), ko);
    assert_eq!(explain(&[("LANG", "ko_KR.UTF-8"), ("LC_MESSAGES", "en_US.UTF-8")], &[]), en);
    assert_eq!(explain(&[("LC_ALL", "ko"), ("LC_MESSAGES", "en_US.UTF-8")], &[]), ko);
    assert_eq!(explain(&[("LC_ALL", ""), ("LANG", "ko")], &[]), ko);
    assert_eq!(explain(&[("LANG", "fr_FR")], &[]), en);
    assert_eq!(explain(&[("LANG", "C")], &[]), en);
    assert_eq!(explain(&[("LANG", "ko_KR.UTF-8")], &["--lang", "en"]), en);
}

#[test]
fn an_unknown_code_gets_a_message_about_its_errcode() {
    let output = lvb("explain 18-7 5 70000 18");
    assert_eq!(output.status, Some(1));
    assert_eq!(output.stdout, human(Code::C5, Lang::En));
    let expected: String = [(18, Some(7)), (70_000, None), (18, None)]
        .map(|(errcode, sub)| format!("{}\n", RawCode::new(errcode, sub).code().unwrap_err()))
        .concat();
    assert_eq!(output.stderr, expected);
    assert!(output.stderr.contains("known with errcode 18: 100"));
}

#[test]
fn two_numbers_are_the_pair_of_a_notification() {
    assert_eq!(lvb("explain 5 0").success(), human(Code::C5, Lang::En));
    assert_eq!(lvb("explain 18 202").success(), human(Code::C18_202, Lang::En));
    let expected = human(Code::C5, Lang::En) + &human(Code::C6, Lang::En);
    assert_eq!(lvb("explain 5 0 6 0").success(), expected);
    for (args, start) in [
        ("18 0", "errcode 18 requires a sub_errcode; known: 100"),
        ("1 100", "errcode 1 with sub_errcode 100 is not known to this version; "),
    ] {
        let output = lvb(&format!("explain {args}"));
        assert_eq!((output.status, output.stdout.as_str()), (Some(1), ""));
        assert!(output.stderr.starts_with(start), "{}", output.stderr);
    }
}

#[test]
fn an_unknown_code_may_have_the_category_of_similar_ones() {
    let output = lvb("explain 18-299 --format json");
    assert_eq!(output.status, Some(1));
    assert!(
        output.stderr.ends_with("; similar codes are in category account\n"),
        "{}",
        output.stderr
    );
    let json: Value = serde_json::from_str(&output.stdout).unwrap();
    let entry = &json[0];
    assert_eq!(
        (&entry["code"], &entry["errcode"], &entry["sub_errcode"], &entry["category"]),
        (&Value::Null, &json!(18), &json!(299), &json!("account"))
    );
    assert_eq!(entry["text"], output.stderr.trim_end());
}

#[test]
fn a_code_may_be_negative() {
    for (args, code) in [("-1", "-1"), ("-1 -2", "-1--2"), ("-1 0", "-1"), ("-- -1-7", "-1-7")] {
        let output = lvb(&format!("explain --format json {args}"));
        assert_eq!(output.status, Some(1), "{}", output.stderr);
        let json: Value = serde_json::from_str(&output.stdout).unwrap();
        let code: RawCode = code.parse().unwrap();
        assert_eq!(json.as_array().unwrap().len(), 1);
        assert_eq!(json[0]["errcode"], code.errcode());
        assert_eq!(json[0]["sub_errcode"], json!(code.sub_errcode()));
    }
    // Unknown options remain errors.
    for args in ["explain 5 --typo", "explain 5 -x", "diagnose --code --typo"] {
        assert_eq!(lvb(args).status, Some(2), "{args}");
    }
}

#[test]
fn an_invalid_code_is_an_error() {
    let output = lvb("explain 5 five");
    assert_eq!((output.status, output.stdout.as_str()), (Some(2), ""));
    assert_eq!(
        output.stderr,
        "error: invalid code \"five\": expected a form such as `18-202` or `5`, or two numbers such as `18 202`\n"
    );
    assert_eq!(lvb("explain").status, Some(2));
    assert_eq!(lvb("explain 5 --lang xx").status, Some(2));
}
