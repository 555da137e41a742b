//! Keys of the manifest.

use doc_tables::Source;
use lvb_codegen::manifest::Manifest;
use std::path::Path;

/// Parses a manifest of one language with the given lines.
fn language(lines: &str) -> Result<Manifest, String> {
    let digest = "0".repeat(64);
    let text = format!(
        "output = \"../generated.rs\"\nnames = \"names.toml\"\n\n[[language]]\ntag = \"en\"\n\
         document = \"en.md\"\nsha256 = \"{digest}\"\n{lines}"
    );
    let source = Source::new("docs/sources.toml".to_owned(), text);
    Manifest::parse(Path::new("docs/sources.toml"), &source).map_err(|error| error.to_string())
}

#[test]
fn a_page_and_its_date_are_optional() {
    let manifest = language("").unwrap();
    assert_eq!((&manifest.languages[0].page, &manifest.languages[0].dated), (&None, &None));

    let lines = "page = \"https://example.com/1\"\ndated = \"2019-09-02\"";
    let manifest = language(lines).unwrap();
    assert_eq!(manifest.languages[0].page.as_deref(), Some("https://example.com/1"));
    assert_eq!(manifest.languages[0].dated, Some("2019-09-02".parse().unwrap()));
}

#[test]
fn a_page_is_a_url() {
    for bad in [
        "",
        "example.com",
        "ftp://example.com",
        "https://a b",
        "https://a\\n",
        "https://a\\u202e",
        "https://<a>",
    ] {
        let message = language(&format!("page = \"{bad}\"")).unwrap_err();
        assert!(message.contains("is not the URL of a page"), "{message}");
    }
}

#[test]
fn an_upstream_is_a_url_or_a_path() {
    for bad in ["https://a b", "https://a\\n", "https://a\\u202e", "http://<a>"] {
        let message = language(&format!("upstream = \"{bad}\"")).unwrap_err();
        assert!(message.contains("is not a URL"), "{message}");
    }
    assert!(language("upstream = \"a b.md\"").is_ok());
}

#[test]
fn a_date_has_one_form() {
    for bad in
        ["", "2019", "2019-9-2", "02.09.2019", "2019-02-30", "2019-09-02T00:00:00Z", "2019/09/02"]
    {
        let message = language(&format!("dated = \"{bad}\"")).unwrap_err();
        assert!(message.contains("is not a date"), "{message}");
    }
}
