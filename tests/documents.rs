//! Whether the crate says what the documents say, and the documents say the same.

use crate::second_reading::rows;
use lvb_codes::{Category, Code, Lang, Reason};
use std::collections::{BTreeMap, BTreeSet};

/// What the vendored documents hold. If they are replaced, this is the file to bring up to date.
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
        let known = Code::ALL
            .iter()
            .map(|code| (u32::from(code.errcode()), code.sub_errcode().map_or(0, u32::from)));
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

    // Each English text goes with one Korean text and the other way round, but for a final full
    // stop that two Korean rows leave out.
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
    // These rows leave out the full stop, and texts are verbatim.
    assert_eq!(Code::C16.text(Lang::Ko), "라이브 방송 시스템 내부 오류");
    assert_eq!(Code::C18_103.text(Lang::Ko), "라이브 방송 시스템 내부 오류");
}

#[test]
fn a_dozen_rows_are_what_a_person_reads() {
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
        assert!(Reason::ALL.iter().any(|reason| reason.category() == *category));
    }
    assert_eq!(Code::C18_202.category(), Category::Account);
}
