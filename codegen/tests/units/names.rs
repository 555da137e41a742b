//! Checked and proposed names.

use crate::page::page;
use doc_tables::Source;
use lvb_codegen::names::Names;
use lvb_codegen::names::propose::{Proposed, propose};

fn edited(names: &str, rows: &[(&str, &str)]) -> String {
    let names = Names::parse(Source::new("names.toml", names)).unwrap();
    let edited = propose(&names, Some(&page(rows))).edit().unwrap();
    // The result can be read again and names every code.
    let names = Names::parse(Source::new("names.toml", edited.clone())).unwrap();
    assert!(propose(&names, Some(&page(rows))).all.is_empty());
    edited
}

#[test]
fn a_code_joins_the_reason_with_its_text() {
    let names = "# first\n[[reason]]\nname = \"A\" # stable\ncategory = \"a\"\ncodes = [\"2\", \"18-202\"] # b\n\n# last\n";
    let rows =
        [("2|0", "a"), ("18|202", "a"), ("18|101", "a"), ("3|", "a"), ("40|", "a"), ("1|", "a")];
    assert_eq!(
        edited(names, &rows),
        names.replace(r#"["2", "18-202"]"#, r#"["1", "2", "3", "18-101", "18-202", "40"]"#)
    );
}

#[test]
fn a_list_with_one_code_a_line_keeps_its_form() {
    let list =
        |lines: &str| format!("[[reason]]\nname = \"A\"\ncategory = \"a\"\ncodes = [\n{lines}]\n");
    let rows = [("2|", "a"), ("5|", "a"), ("3|", "a"), ("7|", "a"), ("8|", "a")];
    for (before, after) in [
        (
            "  # old\n  \"2\", # two\n  # odd\n  \"5\", # five\n",
            "  # old\n  \"2\", # two\n  \"3\",\n  # odd\n  \"5\", # five\n  \"7\",\n  \"8\",\n",
        ),
        ("  \"2\",\n  \"5\" # five\n", "  \"2\",\n  \"3\",\n  \"5\", # five\n  \"7\",\n  \"8\"\n"),
        ("\t\"2\",\n\t\"5\",\n", "\t\"2\",\n\t\"3\",\n\t\"5\",\n\t\"7\",\n\t\"8\",\n"),
    ] {
        assert_eq!(edited(&list(before), &rows), list(after));
    }
}

#[test]
fn line_endings_are_kept() {
    let names = "[[reason]]\r\nname = \"A\"\r\ncategory = \"a\"\r\ncodes = [\"2\"]\r\n";
    assert_eq!(edited(names, &[("2|", "a"), ("5|", "a")]), names.replace("\"2\"", "\"2\", \"5\""));
}

#[test]
fn line_endings_in_a_text_are_kept() {
    let names = "# first\r\n[[category]]\nname = \"a\"\nmeaning = \"\"\"b\nc\"\"\"\n";
    let edited = edited(names, &[("2|", "Stopped")]);
    let edited = Names::parse(Source::new("names.toml", edited)).unwrap();
    assert_eq!(edited.categories[0].meaning, "b\nc");
}

#[test]
fn codes_with_one_new_text_become_one_reason() {
    let names =
        "[[reason]]\nname = \"NetworkFailed\"\ncategory = \"network\"\ncodes = [\"2\"]\n# end\n";
    let rows =
        [("2|", "a"), ("5|", "The network failed."), ("7|1", "b c"), ("6|", "The network failed.")];
    assert_eq!(
        edited(names, &rows),
        "[[reason]]\nname = \"NetworkFailed\"\ncategory = \"network\"\ncodes = [\"2\"]\n\
         # end\n\n[[reason]]\nname = \"NetworkFailed2\"\n\
         category = \"uncategorized\" # fill in network or another\n\
         codes = [\"5\", \"6\"]\n\
         \n[[reason]]\nname = \"BC\"\n\
         category = \"uncategorized\" # fill in network or another\n\
         codes = [\"7-1\"]\n"
    );
}

#[test]
fn without_names_every_reason_is_new() {
    assert_eq!(
        edited("# nothing yet\n", &[("2|", "Stopped")]),
        "# nothing yet\n\n[[reason]]\nname = \"Stopped\"\n\
         category = \"uncategorized\" # fill in another\ncodes = [\"2\"]\n"
    );
}

/// Returns whether a file of names may have this reason and this category.
fn is_valid(reason: &str, category: &str) -> bool {
    let text = format!(
        "[[category]]\nname = \"{category}\"\nmeaning = \"\"\n\n\
         [[reason]]\nname = \"{reason}\"\ncategory = \"a\"\ncodes = [\"1\"]\n"
    );
    Names::parse(Source::new("names.toml", text)).is_ok()
}

#[test]
fn reasons_are_upper_camel_case() {
    for good in ["A", "PushStopped", "Rtmp2", "All", "RTMP"] {
        assert!(is_valid(good, "a"), "{good}");
    }
    for bad in ["", "a", "pushStopped", "2A", "A_B", "A-B", "A b", "Aé", "É", "Self", "ALL"] {
        assert!(!is_valid(bad, "a"), "{bad}");
    }
}

#[test]
fn categories_are_kebab_case() {
    for good in ["a", "rate-limit", "http2", "a-b-c"] {
        assert!(is_valid("A", good), "{good}");
    }
    for bad in ["", "-", "a-", "-a", "a--b", "2a", "a-2", "A", "aB", "a_b", "a b", "é", "aé"] {
        assert!(!is_valid("A", bad), "{bad}");
    }
}

#[test]
fn proposed_names_are_made_of_meaningful_words() {
    let names = Names::parse(Source::new("names.toml", "")).unwrap();
    for (text, name) in [
        ("SRS disconnected the stream that is not being played.", "SrsDisconnectedStreamNotPlayed"),
        ("The frame rate of the push exceeds the system's maximum.", "FrameRatePushExceedsSystem"),
        ("3rd-party authentication failed", "Reason18Sub6023rdPartyAuthenticationFailed"),
        ("推流优先级", "Reason18Sub602"),
        ("self", "Reason18Sub602Self"),
    ] {
        let page = page(&[("18|602", text)]);
        let proposals = propose(&names, Some(&page));
        assert_eq!(proposals.all[0].reason, Proposed::New(name.to_owned()));
    }
}
