//! `export --format html`: the agreed table as a page.

use crate::output::json;
use crate::workspace::Workspace;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use scraper::{ElementRef, Html, Selector};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// The maximum number of bytes of the page of the vendored documents.
const MAX_BYTES: usize = 150_000;

fn source(workspace: &Workspace) -> String {
    let output = workspace.run(["export", "--format", "html"]);
    assert_eq!((output.status, output.stderr.as_str()), (Some(0), ""));
    output.stdout
}

fn page(workspace: &Workspace) -> Html {
    Html::parse_document(&source(workspace))
}

fn all<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

fn text(element: ElementRef<'_>) -> String {
    element.text().collect()
}

/// Returns the texts of all elements that a selector matches.
fn texts(page: &Html, selector: &str) -> Vec<String> {
    all(page, selector).into_iter().map(text).collect()
}

fn table(workspace: &Workspace) -> Value {
    json(&workspace.run(["export", "--format", "json"]))
}

#[test]
fn the_page_shows_every_code_of_the_vendored_documents() {
    let workspace = Workspace::vendored();
    let page = page(&workspace);
    let rows = table(&workspace);
    let rows = rows.as_array().unwrap();
    assert_eq!(all(&page, "tbody tr[id]").len(), rows.len());
    for row in rows {
        let code = row["code"].as_str().unwrap();
        let within = |rest: &str| texts(&page, &format!("tr[id='{code}'] {rest}"));
        assert_eq!(within("th[scope=row]"), [code]);
        assert_eq!(within("td:nth-of-type(2)"), [row["reason"].as_str().unwrap()]);
        assert_eq!(within("td:nth-of-type(3)"), [row["category"].as_str().unwrap()]);
        let reason = row["reason"].as_str().unwrap();
        let codes = texts(&page, &format!("#{reason} dd:first-of-type a"));
        assert!(codes.iter().any(|known| known == code), "{reason}: {codes:?}");
        for (tag, expected) in row["text"].as_object().unwrap() {
            assert_eq!(
                within(&format!("p.text[data-language='{tag}']")),
                [expected.as_str().unwrap()]
            );
        }
    }
    for tag in ["en", "ko"] {
        // `extract` reads one document, and knows no agreement.
        let document = format!("docs/{tag}.md");
        let extracted = workspace.run(["extract", &document, "--lang", tag, "--format", "json"]);
        for entry in json(&extracted)["entries"].as_array().unwrap() {
            let numbers = [&entry["code"], &entry["sub"]].map(Value::as_u64);
            let code = numbers.into_iter().flatten().map(|number| number.to_string());
            let code = code.collect::<Vec<_>>().join("-");
            // A corrected text is quoted, and a code that only one language has is left out.
            let shown = format!("tr[id='{code}'] p.text[lang='{tag}'], tr[id='{code}'] q");
            let shown = texts(&page, &shown);
            let reason = entry["reason"].as_str().unwrap();
            assert!(
                shown.is_empty() || shown.iter().any(|text| text == reason),
                "{code}: {reason}"
            );
        }
    }
}

#[test]
fn the_page_contains_the_json_format() {
    let workspace = Workspace::vendored();
    let page = page(&workspace);
    let inside = texts(&page, "script#codes[type='application/json']");
    let inside: Value = serde_json::from_str(&inside[0]).unwrap();
    assert_eq!(inside, table(&workspace));
}

#[test]
fn the_page_is_small_and_its_links_lead_somewhere() {
    let workspace = Workspace::vendored();
    let bytes = source(&workspace).len();
    assert!(bytes < MAX_BYTES, "{bytes} bytes");
    let page = page(&workspace);
    let all_ids = all(&page, "[id]");
    let ids: BTreeSet<&str> = all_ids.iter().filter_map(|one| one.attr("id")).collect();
    assert_eq!(ids.len(), all_ids.len(), "an id occurs twice");
    for link in all(&page, "a[href^='#']") {
        let target = &link.attr("href").unwrap()[1..];
        assert!(ids.contains(target), "#{target} leads nowhere");
    }
    for reference in all(&page, "[aria-controls], [aria-labelledby]") {
        let target = reference.attr("aria-controls").or(reference.attr("aria-labelledby")).unwrap();
        assert!(ids.contains(target), "there is no {target}");
    }
}

#[test]
fn the_page_requests_nothing_and_allows_only_its_own_style_and_script() {
    let page = page(&Workspace::vendored());
    let policy = all(&page, "meta[http-equiv='Content-Security-Policy']");
    let policy = policy[0].attr("content").unwrap();
    assert!(policy.starts_with("default-src 'none'; img-src data:; "), "{policy}");
    for (directive, selector) in [("style-src", "style"), ("script-src", "script:not([type])")] {
        let [content] = &texts(&page, selector)[..] else { panic!("one {selector}") };
        let digest = BASE64_STANDARD.encode(Sha256::digest(content));
        assert!(policy.contains(&format!("; {directive} 'sha256-{digest}';")), "{policy}");
    }
    assert_eq!(all(&page, "[style], [src], [srcset], iframe, object, embed").len(), 0);
    for element in all(&page, "[href]:not(a)") {
        assert!(element.attr("href").unwrap().starts_with("data:"), "{}", element.html());
    }
    let style = &texts(&page, "style")[0];
    assert!(!style.contains("url(") && !style.contains("@import"), "{style}");
    let attributes = all(&page, "*").into_iter().flat_map(|element| element.value().attrs());
    for (name, _) in attributes {
        assert!(!name.starts_with("on"), "{name}");
    }
}

#[test]
fn hostile_texts_stay_texts() {
    const HTML: &str = "&lt;/script&gt;&lt;/style&gt;&lt;img src=x onerror=alert(1)&gt; &amp;amp; \
                        \"a\" 'b' &lt;!-- {{ 1 }} \u{202e}c";
    const TEXT: &str = "</script></style><img src=x onerror=alert(1)> &amp; \
                        \"a\" 'b' <!-- {{ 1 }} ";
    let workspace = Workspace::new();
    workspace.edit_document("en.md", "The network failed.", HTML);
    workspace.allow("unsafe-text", "en", "\"9\"");
    let hostile = "</script><img src=x onerror=alert(1)> \\\"`<b>`&lt;";
    let shown = "</script><img src=x onerror=alert(1)> \"<b>&lt;";
    let note = format!("category = \"network\"\nnote = \"{hostile}\"");
    workspace.edit("docs/names.toml", "category = \"network\"", &note);
    let meaning = format!("meaning = \"{hostile}\"");
    workspace.edit("docs/names.toml", "meaning = \"the network\"", &meaning);
    let links = "tag = \"ko\"\npage = \"https://a/'\\\"/onclick=x\"\nupstream = \"https://b/\\\"\"";
    workspace.edit("docs/sources.toml", "tag = \"ko\"", links);

    let page = page(&workspace);
    assert_eq!(texts(&page, "tr[id='9'] p[lang=en]"), [format!("{TEXT}<U+202E>c")]);
    assert_eq!(texts(&page, "tr[id='9'] details p"), [shown]);
    assert_eq!(texts(&page, "#category-network p"), [shown.replace("<b>", "`<b>`")]);
    let links = all(&page, "footer dd a").into_iter().map(|link| link.attr("href").unwrap());
    assert_eq!(links.collect::<Vec<_>>(), ["https://a/'\"/onclick=x", "https://b/\""]);
    assert_eq!(all(&page, "img, b").len(), 0);
    assert_eq!(all(&page, "script").len(), 2);
    let inside: Value = serde_json::from_str(&texts(&page, "script#codes")[0]).unwrap();
    assert_eq!(inside[4]["text"]["en"], format!("{TEXT}\u{202e}c"));
}

#[test]
fn corrections_notes_retired_codes_and_editions_are_marked() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", "네트워크 오류.", "사용 중인 이름.");
    let manifest = workspace.read("docs/sources.toml").replace(
        "tag = \"ko\"",
        "tag = \"ko\"\ndated = \"2021-03-23\"\npage = \"https://example.com/ko\"",
    );
    workspace.write(
        "docs/sources.toml",
        manifest
            + "\n[[correction]]\nlanguage = \"ko\"\ncode = \"9\"\nupstream = \"사용 중인 이름.\"\n\
               text = \"네트워크 장애.\"\nbecause = \"the page repeats 7-101\"\n",
    );
    let note = "codes = [\"1\", \"2\"]\nnote = \"See `DropLiveStream`.\"";
    workspace.edit("docs/names.toml", "codes = [\"1\", \"2\"]", note);
    let names = workspace.read("docs/names.toml")
        + "\n[[retired]]\ncode = \"7-102\"\nreason = \"NetworkError\"\n\
           text = { en = \"Gone.\" }\nsince = \"2024-05-01\"\n";
    workspace.write("docs/names.toml", names);
    assert_eq!(workspace.run(["generate"]).status, Some(0));

    let page = page(&workspace);
    assert_eq!(texts(&page, "tr[id='9'] p.text[lang=ko]"), ["네트워크 장애."]);
    assert_eq!(
        texts(&page, "tr[id='9'] .mark[data-language=ko]"),
        ["Corrected: the page says “사용 중인 이름.” (the page repeats 7-101)"]
    );
    assert_eq!(texts(&page, "tr[id='9'] q[lang=ko]"), ["사용 중인 이름."]);
    assert_eq!(texts(&page, "tbody .mark:not([data-language]) time"), ["2024-05-01"]);
    assert_eq!(texts(&page, "tr[id='7-102'] .mark time"), ["2024-05-01"]);
    for code in ["1", "2"] {
        assert_eq!(texts(&page, &format!("tr[id='{code}'] details p")), ["See DropLiveStream."]);
    }
    assert_eq!(texts(&page, "tr details code"), ["DropLiveStream", "DropLiveStream"]);
    assert_eq!(texts(&page, "#ClientStopped .mark"), ["Note: See DropLiveStream."]);
    assert_eq!(texts(&page, ".mark").len(), 3);
    assert_eq!(texts(&page, "footer dd time"), ["2021-03-23"]);
    assert_eq!(all(&page, "footer dd a")[0].attr("href"), Some("https://example.com/ko"));
    assert_eq!(texts(&page, "footer dd")[0], "Date unknown");
}

/// A text that only one language has is shown for all, but it stays in its language.
#[test]
fn a_borrowed_text_keeps_its_language() {
    let workspace = Workspace::new();
    let row = "<tr><td colspan='2'>9</td><td>네트워크 오류.</td></tr>\n";
    workspace.edit_document("ko.md", row, "");
    workspace.allow("missing-code", "ko", "\"9\"");
    let page = page(&workspace);
    assert_eq!(texts(&page, "tr[id='9'] p[data-language=ko][lang=en]"), ["The network failed."]);
    assert_eq!(texts(&page, "tr[id='2'] p[data-language=ko][lang=ko]"), ["클라이언트 중단."]);
}

#[test]
fn codes_with_a_sub_errcode_form_a_group() {
    let page = page(&Workspace::new());
    assert_eq!(
        texts(&page, "#group-7 th[scope=rowgroup]"),
        ["errcode 7 2 codes, distinguished by sub_errcode"]
    );
    assert_eq!(texts(&page, "#group-7 th[scope=row]"), ["7-100", "7-101"]);
    assert_eq!(texts(&page, "tbody:not([id]) th[scope=row]"), ["1", "2", "9"]);
    let chips = texts(&page, ".chips label");
    assert_eq!(chips, ["client 2", "address 2", "network 1"]);
}
