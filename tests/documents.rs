//! The crate says what the documents say, and the documents of all languages agree.

use crate::second_reading::rows;
use lvb_codes::{Category, Code, Lang, RawCode, Reason};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

/// The contents of the vendored documents. If they are replaced, update this file.
const CODES: usize = 64;
const REASONS: usize = 36;
const CATEGORIES: usize = 12;

const DOCUMENTS: [(Lang, &str); 2] = [(Lang::En, "en.md"), (Lang::Ko, "ko.md")];

#[test]
fn the_crate_agrees_with_a_second_reading_of_the_documents() {
    for (lang, document) in DOCUMENTS {
        let rows = rows(document);
        assert_eq!(rows.len(), CODES, "{document}");
        for (errcode, sub, reason) in &rows {
            let code = Code::lookup(*errcode, Some(*sub)).unwrap();
            assert_eq!(code.text(lang), reason, "{document}: {code}");
        }
        let read = rows.iter().map(|(errcode, sub, _)| (*errcode, *sub));
        let known = Code::ALL.iter().map(|code| (code.errcode(), code.sub_errcode().unwrap_or(0)));
        // Every code once, and in the same order.
        assert_eq!(read.collect::<Vec<_>>(), known.collect::<Vec<_>>(), "{document}");
    }
}

#[test]
fn both_languages_stay_in_sync() {
    let (en, ko) = (rows("en.md"), rows("ko.md"));
    let codes = |rows: &[(u32, u32, String)]| {
        rows.iter().map(|(errcode, sub, _)| (*errcode, *sub)).collect::<Vec<_>>()
    };
    assert_eq!(codes(&en), codes(&ko));

    // Each English text corresponds to one Korean text and the other way round, except for a final
    // full stop that two Korean rows leave out.
    let mut without_stop = Vec::new();
    let mut to_ko = BTreeMap::new();
    let mut to_en = BTreeMap::new();
    for ((errcode, sub, en), (_, _, ko)) in en.iter().zip(&ko) {
        if !ko.ends_with('.') {
            without_stop.push((*errcode, *sub));
        }
        let ko = ko.trim_end_matches('.');
        assert_eq!(to_ko.entry(en).or_insert(ko), &ko, "{errcode}-{sub}");
        assert_eq!(to_en.entry(ko).or_insert(en), &en, "{errcode}-{sub}");
    }
    assert_eq!(to_ko.len(), REASONS);
    assert_eq!(without_stop, [(16, 0), (18, 103)]);
}

#[test]
fn reasons_are_the_distinct_english_texts() {
    let texts: BTreeSet<String> = rows("en.md").into_iter().map(|(_, _, text)| text).collect();
    let named: BTreeSet<String> =
        Reason::ALL.iter().map(|reason| reason.text(Lang::En).to_owned()).collect();
    assert_eq!(named, texts);
    assert_eq!(Reason::ALL.len(), REASONS);
    for reason in Reason::ALL {
        for code in reason.codes() {
            assert_eq!(code.reason(), *reason);
            assert_eq!(code.text(Lang::En), reason.text(Lang::En));
        }
    }
    let listed: usize = Reason::ALL.iter().map(|reason| reason.codes().len()).sum();
    assert_eq!(listed, Code::ALL.len());
}

#[test]
fn a_reason_has_the_text_of_most_of_its_rows() {
    let text = "라이브 방송 시스템 내부 오류.";
    assert_eq!(Reason::InternalError.text(Lang::Ko), text);
    assert_eq!(Code::C5.text(Lang::Ko), text);
    // Texts are verbatim, and these rows leave out the full stop.
    assert_eq!(Code::C16.text(Lang::Ko), "라이브 방송 시스템 내부 오류");
    assert_eq!(Code::C18_103.text(Lang::Ko), "라이브 방송 시스템 내부 오류");
}

#[test]
fn a_dozen_rows_match_those_copied_by_hand() {
    for (errcode, sub_errcode, code, reason, en, ko) in [
        (0, None, Code::C0, Reason::UnknownError, "Unknown error.", "알 수 없는 오류."),
        (
            1,
            None,
            Code::C1,
            Reason::ClientStopped,
            "The push client actively stopped the push.",
            "푸시 클라이언트에서 자발적으로 스트리밍을 중단함.",
        ),
        (
            7,
            Some(0),
            Code::C7,
            Reason::FrameTooLarge,
            "The size of a single RTMP frame exceeds the maximum value allowed by the configuration.",
            "RTMP 단일 프레임 크기가 설정에 허용된 최대값을 초과.",
        ),
        (
            10,
            None,
            Code::C10,
            Reason::InterruptionCommanded,
            "The proxy layer received an interruption command.",
            "프록시 레이어에서 스트리밍 중단 명령 수신.",
        ),
        (
            17,
            None,
            Code::C17,
            Reason::NetworkError,
            "Exception with the push linkage network.",
            "푸시 링크 네트워크 오류.",
        ),
        (
            18,
            Some(202),
            Code::C18_202,
            Reason::ServiceSuspendedArrears,
            "You LVB service has been temporarily disabled due to arrears in your account. \
             Please top up promptly.",
            "계정 연체로 라이브 방송 서비스가 일시적으로 정지되었습니다. 즉시 충전하시기 바랍니다.",
        ),
        (
            18,
            Some(305),
            Code::C18_305,
            Reason::StreamNameForbidden,
            "The push stream name is currently forbidden.",
            "푸시 스트림의 스트림 이름이 재생 금지 상태임.",
        ),
        (
            18,
            Some(401),
            Code::C18_401,
            Reason::ClientIpNotAllowed,
            "The push client IP is not in the whitelist.",
            "푸시 클라이언트 IP가 화이트리스트에 포함되어 있지 않음.",
        ),
        (
            18,
            Some(601),
            Code::C18_601,
            Reason::StreamPushQuotaExceeded,
            "The number of pushes corresponding to the current stream name exceeds the maximum \
             value allowed by the configuration.",
            "현재 스트림 이름에 해당하는 푸시 스트림 수가 설정 허용된 최대값 초과.",
        ),
        (
            19,
            None,
            Code::C19,
            Reason::ThirdPartyAuthenticationFailed,
            "Third-party authentication failed.",
            "3rd party 인증 실패.",
        ),
        (
            21,
            Some(102),
            Code::C21_102,
            Reason::ReplacedByNewPush,
            "A new push link was received to replace the current push.",
            "새로운 푸시 링크로 현재 푸시 스트림 대체 수신.",
        ),
        (34, None, Code::C34, Reason::UnknownReason, "Unknown reason.", "원인을 알 수 없음."),
    ] {
        assert_eq!(Code::lookup(errcode, sub_errcode), Ok(code));
        assert_eq!(code.reason(), reason);
        assert_eq!(code.text(Lang::En), en);
        assert_eq!(code.text(Lang::Ko), ko);
    }
}

#[test]
fn categories_group_all_reasons() {
    assert_eq!(Category::ALL.len(), CATEGORIES);
    for category in Category::ALL {
        assert!(!category.reasons().is_empty(), "{category}");
    }
    let grouped: usize = Category::ALL.iter().map(|category| category.reasons().len()).sum();
    assert_eq!(grouped, Reason::ALL.len());
    assert_eq!(Code::C18_202.category(), Category::Account);
}

/// The classes of codes whose known codes all have one category. `RawCode::category` infers the
/// category of an unknown code from them.
#[test]
fn an_unknown_code_has_the_category_of_its_class() {
    let mut classes: BTreeMap<(u32, Option<u32>), BTreeSet<Category>> = BTreeMap::new();
    for code in Code::ALL {
        let hundred = code.sub_errcode().map(|sub_errcode| sub_errcode / 100);
        classes.entry((code.errcode(), hundred)).or_default().insert(code.category());
    }
    let of_18 = [
        Category::Internal,
        Category::Account,
        Category::Address,
        Category::Access,
        Category::Authentication,
        Category::Quota,
    ];
    for (hundred, category) in (1..).zip(of_18) {
        assert_eq!(classes[&(18, Some(hundred))], BTreeSet::from([category]));
        // No page lists the last number of a hundred.
        let unknown = i64::from(hundred * 100 + 99);
        assert_eq!(RawCode::new(18, Some(unknown)).category(), Some(category));
    }
    assert_eq!(classes[&(21, Some(1))], BTreeSet::from([Category::Control]));

    // The codes that the edition of 2022-08-29 adds, as far as it says more than the number.
    assert_eq!(RawCode::new(18, Some(602)).category(), Some(Category::Quota));
    assert_eq!(RawCode::new(21, Some(103)).category(), Some(Category::Control));
    // A notification may come without its sub_errcode.
    assert_eq!(RawCode::new(18, None).category(), None);
    assert_eq!(RawCode::new(21, None).category(), Some(Category::Control));
    for errcode in [-1, 99] {
        assert_eq!(RawCode::new(errcode, None).category(), None);
    }
}

#[test]
fn every_language_has_its_page_and_edition() {
    let page = "https://www.tencentcloud.com/document/product/267/31083";
    assert_eq!((Lang::En.page(), Lang::En.dated()), (Some(page), Some("2019-09-02")));
    let page = "https://www.tencentcloud.com/ko/document/product/267/31083";
    assert_eq!((Lang::Ko.page(), Lang::Ko.dated()), (Some(page), Some("2021-03-23")));
    assert_eq!(Lang::default(), Lang::En);
}

#[test]
fn messages_name_the_edition_and_the_page() {
    let message =
        |errcode, sub_errcode| Code::lookup(errcode, sub_errcode).unwrap_err().to_string();
    let edition = "(edition of 2019-09-02); newer codes may be listed on \
                   https://www.tencentcloud.com/document/product/267/31083";
    assert_eq!(
        message(36, None),
        format!("errcode 36 is not known to this version; known: 0 to 35 {edition}")
    );
    assert_eq!(
        message(18, Some(602)),
        format!(
            "errcode 18 with sub_errcode 602 is not known to this version; known with errcode 18: \
             100 to 104, 200 to 203, 300 to 309, 400, 401, 500 to 503, 600, 601 {edition}"
        )
    );
    assert_eq!(
        message(21, Some(0)),
        format!("errcode 21 requires a sub_errcode; known: 100 to 102 {edition}")
    );
    assert_eq!(
        message(5, Some(1)),
        format!(
            "errcode 5 with sub_errcode 1 is not known to this version; errcode 5 is known without \
             a sub_errcode {edition}"
        )
    );
}

#[test]
fn the_module_has_each_text_once() {
    let module = fs::read_to_string(crate::root().join("lvb-codes/src/generated.rs")).unwrap();
    let texts: BTreeSet<&str> = Reason::ALL
        .iter()
        .flat_map(|reason| Lang::ALL.iter().map(|lang| reason.text(*lang)))
        .collect();
    for text in texts {
        assert_eq!(module.matches(&format!("\"{text}\"")).count(), 1, "{text}");
    }
    // A row of its own has a text of its own.
    assert_eq!(module.matches("\"라이브 방송 시스템 내부 오류\"").count(), 2);
}

/// The search of rustdoc finds an alias by its beginning.
#[test]
fn the_documentation_is_searchable_by_words_of_the_texts() {
    let module = fs::read_to_string(crate::root().join("lvb-codes/src/generated.rs")).unwrap();
    let row = |start: &str| {
        let (_, rest) = module.split_once(&format!("\n    {start}")).unwrap();
        rest.split_once(';').unwrap().0
    };
    let (_, aliases) = row("ServiceSuspendedArrears ").split_once("alias").unwrap();
    assert!(aliases.contains(" \"연체로\""), "{aliases}");
    // The name has this word.
    assert!(!aliases.contains("arrears"), "{aliases}");
    // A word that many reasons share finds none of them.
    assert!(!module.contains(" \"push\""));
}

#[test]
fn rustfmt_leaves_the_module_alone() {
    let rustfmt = Command::new("rustfmt")
        .args(["--check", "--edition", "2024", "lvb-codes/src/generated.rs"])
        .current_dir(crate::root())
        .output()
        .unwrap();
    assert!(rustfmt.status.success(), "{}", String::from_utf8_lossy(&rustfmt.stdout));
}
