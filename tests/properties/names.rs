//! Any text as a file of names, and additions to it.

use crate::places::check_error;
use doc_tables::TableSyntax;
use doc_tables::{Source, Span};
use lvb_codegen::catalog::{Catalog, Entry};
use lvb_codegen::code::Code;
use lvb_codegen::names::Names;
use lvb_codegen::names::propose::propose;
use std::collections::HashSet;

/// Checks that a file of names is refused, or that each code has one name. In the second case, the file
/// that `names --write` makes of it is valid, names every code of a page, and keeps all old names.
pub fn names(text: &str) {
    let before = match Names::parse(Source::new("names.toml", text)) {
        Ok(names) => names,
        Err(error) => return check_error(&error),
    };
    let distinct: HashSet<&str> = before.reasons.iter().map(|reason| &*reason.name).collect();
    assert_eq!(distinct.len(), before.reasons.len());
    for (index, reason) in before.reasons.iter().enumerate() {
        for code in codes(&before, index) {
            assert_eq!(before.reason(code), Some(index), "{code} of {}", reason.name);
        }
    }

    let page = page(&before);
    let proposals = propose(&before, Some(&page));
    let Ok(edited) = proposals.edit() else {
        // The reasons are an inline array.
        return;
    };
    let after = Names::parse(Source::new("names.toml", edited.as_str()))
        .unwrap_or_else(|error| panic!("{error}:\n{edited}"));
    assert!(propose(&after, Some(&page)).all.is_empty(), "{edited}");
    let meanings = |names: &Names| {
        let categories = names.categories.iter();
        categories.map(|known| (known.name.clone(), known.meaning.clone())).collect::<Vec<_>>()
    };
    assert_eq!(meanings(&after), meanings(&before), "{edited}");
    for (index, reason) in before.reasons.iter().enumerate() {
        let same = &after.reasons[index];
        assert_eq!((&same.name, &same.category), (&reason.name, &reason.category), "{edited}");
        let kept = codes(&after, index);
        assert!(codes(&before, index).iter().all(|code| kept.contains(code)), "{edited}");
    }
}

fn codes(names: &Names, reason: usize) -> Vec<Code> {
    names.reasons[reason].codes.iter().map(|(code, _)| *code).collect()
}

/// Returns a page that lists all named reasons and some new texts, each with its codes and with a code
/// that has no name.
fn page(names: &Names) -> Catalog {
    let span = Span::new(&Source::new("en.md", ""), 0..0);
    let known = names.reasons.iter().map(|reason| reason.name.as_str());
    let new = ["", "Self", "ALL", "The push stopped.", "\u{202e}\n\"\"\"", "추가"];
    let new_codes = ["0", "7", "7-1", "18-202", "65535-65535"].into_iter();
    let new_codes = new_codes.map(|code| code.parse().unwrap());
    let mut new_codes =
        new_codes.chain((60_000..).map(errcode)).filter(|code| names.reason(*code).is_none());
    let mut entries = Vec::new();
    for (index, text) in known.chain(new).enumerate() {
        let listed = if index < names.reasons.len() { codes(names, index) } else { Vec::new() };
        for code in listed.into_iter().chain(new_codes.next()) {
            let (reason, code_span, span) = (text.to_owned(), span.clone(), span.clone());
            entries.push(Entry { code, reason, code_span, span, corrected: false });
        }
    }
    Catalog::new(TableSyntax::Html, span, entries, HashSet::new())
}

fn errcode(errcode: u16) -> Code {
    Code { errcode, sub_errcode: None }
}
