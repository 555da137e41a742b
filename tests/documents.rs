//! The crate matches any vendored documents, and the documents of all languages agree.

use crate::second_reading::{Language, Number, languages, names, retired};
use lvb_codes::{Category, Code, Lang, RawCode, Reason};
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

fn lang(language: &Language) -> Lang {
    *Lang::ALL.iter().find(|lang| lang.tag() == language.tag).unwrap()
}

fn number(code: Code) -> Number {
    (code.errcode(), code.sub_errcode().unwrap_or(0))
}

fn code((errcode, sub): Number) -> Code {
    Code::lookup(errcode, Some(sub)).unwrap()
}

#[test]
fn the_crate_agrees_with_a_second_reading_of_the_documents() {
    let (languages, retired) = (languages(), retired());
    let reference = &languages[0];
    let mut known: BTreeSet<Number> = reference.rows.keys().copied().collect();
    assert!(known.len() > 9, "{} has few rows", reference.document);
    for language in &languages {
        for number in language.rows.keys().filter(|number| !known.contains(*number)) {
            let is_allowed = language.allows("extra-code", *number);
            assert!(is_allowed, "{}: {number:?} is new", language.document);
        }
        for number in &known {
            let text = language.text(*number).unwrap_or_else(|| {
                let is_allowed = language.allows("missing-code", *number);
                assert!(is_allowed, "{}: {number:?} is missing", language.document);
                reference.text(*number).unwrap()
            });
            let code = code(*number);
            assert_eq!(code.text(lang(language)), text, "{}: {code}", language.document);
        }
    }
    known.extend(retired.keys());
    let all = Code::ALL.iter().map(|code| number(*code));
    assert_eq!(all.collect::<Vec<_>>(), Vec::from_iter(known));
    for (number, texts) in &retired {
        for (tag, text) in texts {
            if let Some(lang) = Lang::ALL.iter().find(|lang| lang.tag() == tag) {
                assert_eq!(code(*number).text(*lang), text, "{number:?}");
            }
        }
    }
}

/// In every language, codes share a text if and only if they share a reason.
#[test]
fn all_languages_group_the_codes_alike() {
    for language in languages() {
        for one in language.rows.keys() {
            for other in language.rows.range(..one).map(|(number, _)| number) {
                let (Ok(a), Ok(b)) =
                    (Code::lookup(one.0, Some(one.1)), Code::lookup(other.0, Some(other.1)))
                else {
                    continue; // An extra code.
                };
                let rule = if a.reason() == b.reason() { "split-reason" } else { "merged-reason" };
                let same_text = language.text(*one) == language.text(*other);
                let is_allowed = language.allows(rule, *one) || language.allows(rule, *other);
                assert!(
                    same_text == (a.reason() == b.reason()) || is_allowed,
                    "{}: {rule} of {a} and {b}",
                    language.document
                );
            }
        }
    }
}

#[test]
fn reasons_and_their_codes_match_the_names() {
    let names = names();
    let expected = names.iter().map(|named| {
        let codes: Vec<Code> = named.codes.iter().map(|number| code(*number)).collect();
        (named.name.as_str(), named.category.as_str(), named.note.as_deref(), codes)
    });
    let reasons = Reason::ALL.iter().map(|reason| {
        for code in reason.codes() {
            assert_eq!(code.reason(), *reason);
        }
        (reason.name(), reason.category().name(), reason.note(), reason.codes().to_vec())
    });
    assert_eq!(reasons.collect::<Vec<_>>(), expected.collect::<Vec<_>>());
}

#[test]
fn a_reason_has_the_text_of_most_of_its_rows() {
    for language in languages() {
        for reason in Reason::ALL {
            let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
            let texts = reason.codes().iter().filter_map(|code| language.text(number(*code)));
            texts.for_each(|text| *counts.entry(text).or_default() += 1);
            let text = reason.text(lang(&language));
            assert_eq!(counts.get(text), counts.values().max(), "{reason}: {text}");
        }
    }
}

#[test]
fn categories_group_all_reasons() {
    for category in Category::ALL {
        assert!(!category.reasons().is_empty(), "{category}");
        for reason in category.reasons() {
            assert_eq!(reason.category(), *category);
        }
    }
    let grouped: usize = Category::ALL.iter().map(|category| category.reasons().len()).sum();
    assert_eq!(grouped, Reason::ALL.len());
}

/// `RawCode::category` infers the category of an unknown code from the known codes of its class: those
/// with its errcode and the hundred of its `sub_errcode`.
#[test]
fn an_unknown_code_has_the_category_of_its_class() {
    let mut classes: BTreeMap<(u32, Option<u32>), BTreeSet<Category>> = BTreeMap::new();
    for code in Code::ALL {
        let Some(sub) = code.sub_errcode() else { continue };
        for hundred in [None, Some(sub / 100)] {
            classes.entry((code.errcode(), hundred)).or_default().insert(code.category());
        }
    }
    assert!(!classes.is_empty());
    for ((errcode, hundred), categories) in classes {
        let subs = hundred.map_or(0..1, |hundred| hundred * 100..hundred * 100 + 100);
        let unknown = subs.rev().find(|sub| Code::lookup(errcode, Some(*sub)).is_err());
        let Some(sub) = unknown else { continue };
        let category = if categories.len() == 1 { categories.first().copied() } else { None };
        let raw = RawCode::new(errcode.into(), Some(sub.into()));
        assert_eq!(raw.category(), category, "{raw}");
    }
    for errcode in [-1, i64::from(u32::MAX)] {
        assert_eq!(RawCode::new(errcode, None).category(), None);
    }
}

#[test]
fn every_language_has_its_page_and_edition() {
    let languages = languages();
    let known = languages.iter().map(|language| {
        (language.tag.as_str(), language.page.as_deref(), language.dated.as_deref())
    });
    let all = Lang::ALL.iter().map(|lang| (lang.tag(), lang.page(), lang.dated()));
    assert_eq!(all.collect::<Vec<_>>(), known.collect::<Vec<_>>());
    assert_eq!(Lang::default(), lang(&languages[0]));
}

#[test]
fn messages_name_the_edition_and_the_page() {
    let reference = languages().swap_remove(0);
    let (dated, page) = (reference.dated.unwrap(), reference.page.unwrap());
    let edition = format!(" (edition of {dated}); newer codes may be listed on {page}");
    let code = Code::ALL[0];
    for pair in [(u32::MAX, None), (code.errcode(), Some(u32::MAX))] {
        let message = Code::lookup(pair.0, pair.1).unwrap_err().to_string();
        assert!(message.ends_with(&edition), "{message}");
    }
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
