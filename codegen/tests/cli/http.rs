//! `drift` and `update` on live connections to servers that misbehave. A failed run ends soon, says
//! why, and changes no file.

use crate::output::json;
use crate::server::{Part, Reply, Request, Server};
use crate::workspace::{Output, Workspace};
use expect_test::expect;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;
use std::io::Write;
use std::time::Duration;

/// Returns the English page of the small workspace.
fn page() -> String {
    Workspace::new().read("docs/en.md")
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn run(workspace: &Workspace, command: &[&str], url: &str) -> Output {
    let en = format!("en={url}");
    let mut args = command.to_vec();
    args.extend(["--format", "json", "--upstream", &en, "--upstream", "ko=docs/ko.md"]);
    workspace.run_args(&args)
}

fn document(output: &Output) -> Value {
    json(output)["documents"][0].clone()
}

/// Runs `drift` and `update` against a server with this handler, and asserts that both report this
/// status and message and change no file. Returns the server, and the number of requests that
/// `update` made.
fn refused(
    args: &[&str],
    handler: impl Fn(&Request, usize) -> Reply + Send + Sync + 'static,
    status: &str,
    message: &str,
) -> (Server, usize) {
    let server = Server::start(handler);
    let workspace = Workspace::new();
    let before = workspace.files();
    let mut requests = 0;
    for command in ["drift", "update"] {
        let output = run(&workspace, &[&[command], args].concat(), &server.url("en.md"));
        // The other document is taken in as it is.
        let expected = if command == "drift" { 2 } else { 1 };
        assert_eq!(output.status, Some(expected), "{output:?}");
        let document = document(&output);
        let said = document["message"].as_str().unwrap();
        let said = said.split_once("; the page may have moved").map_or(said, |(said, _)| said);
        assert_eq!((document["status"].as_str(), said), (Some(status), message));
        assert_eq!(workspace.files(), before);
        requests = server.requests().len();
    }
    (server, requests)
}

#[test]
fn an_equal_document_is_the_same() {
    let server = Server::start(|_, _| Reply::new(200, page()));
    let workspace = Workspace::new();
    let before = workspace.files();
    for command in ["drift", "update"] {
        let output = run(&workspace, &[command], &server.url("en.md"));
        assert_eq!((output.status, output.stderr.as_str()), (Some(0), ""), "{output:?}");
        assert_eq!(document(&output)["status"], "same");
        assert_eq!(workspace.files(), before);
    }
    let requests = server.requests();
    let agent = concat!("lvb-codegen/", env!("CARGO_PKG_VERSION"));
    assert!(requests.iter().all(|request| request.header("user-agent") == Some(agent)));
    assert!(requests.iter().all(|request| request.header("if-none-match").is_none()));
}

#[test]
fn a_compressed_document_is_decompressed() {
    let server = Server::start(|request, _| {
        assert!(request.header("accept-encoding").unwrap().contains("gzip"));
        Reply::new(200, gzip(page().as_bytes())).header("content-encoding", "gzip")
    });
    let output = run(&Workspace::new(), &["drift"], &server.url("en.md"));
    assert_eq!((output.status, document(&output)["status"].as_str()), (Some(0), Some("same")));
}

#[test]
fn a_304_without_a_condition_is_an_error() {
    let message = "304 Not Modified";
    refused(&[], |_, _| Reply::new(304, ""), "unreachable", message);
}

#[test]
fn a_redirect_is_followed() {
    let server = Server::start(|request, _| match request.path.as_str() {
        "/en.md" => Reply::new(301, "").header("location", "/new/en.md"),
        _ => Reply::new(200, page()),
    });
    let output = run(&Workspace::new(), &["drift"], &server.url("en.md"));
    assert_eq!((output.status, document(&output)["status"].as_str()), (Some(0), Some("same")));
}

#[test]
fn a_circular_redirect_is_an_error() {
    let handler = |_: &Request, _| Reply::new(301, "").header("location", "/en.md");
    let (_, requests) = refused(&[], handler, "unreachable", "more than 5 redirects");
    assert_eq!(requests, 6);
}

#[test]
fn a_404_is_an_error_without_a_retry() {
    let (_, requests) =
        refused(&[], |_, _| Reply::new(404, page()), "unreachable", "404 Not Found");
    assert_eq!(requests, 1);
}

#[test]
fn a_server_that_recovers_is_asked_again() {
    let server = Server::start(|_, before| match before {
        0 => Reply::new(500, "busy"),
        1 => Reply { body: vec![Part::BreakOff], ..Reply::new(200, "") },
        _ => Reply::new(200, page()),
    });
    let output = run(&Workspace::new(), &["drift"], &server.url("en.md"));
    assert_eq!((output.status, document(&output)["status"].as_str()), (Some(0), Some("same")));
    assert_eq!(server.requests().len(), 3);
}

#[test]
fn a_server_that_does_not_recover_is_tried_three_times() {
    let message = "503 Service Unavailable, tried 3 times";
    let (_, requests) = refused(&[], |_, _| Reply::new(503, page()), "unreachable", message);
    assert_eq!(requests, 3);
}

#[test]
fn retries_end_at_the_timeout() {
    let message = "503 Service Unavailable, tried 2 times";
    let reply = |_: &Request, _| Reply::new(503, page());
    let (_, requests) = refused(&["--timeout", "1"], reply, "unreachable", message);
    assert_eq!(requests, 2);
}

#[test]
fn a_refused_connection_is_tried_three_times() {
    let workspace = Workspace::new();
    let url = Server::start(|_, _| Reply::new(200, "")).url("en.md");
    let output = run(&workspace, &["drift"], &url);
    let document = document(&output);
    assert_eq!((output.status, document["status"].as_str()), (Some(2), Some("unreachable")));
    let message = document["message"].as_str().unwrap();
    assert!(message.starts_with("the connection failed: "), "{message}");
    assert!(message.ends_with(", tried 3 times"), "{message}");
}

#[test]
fn slow_headers_time_out() {
    let handler =
        |_: &Request, _| Reply { delay: Duration::from_secs(60), ..Reply::new(200, page()) };
    refused(&["--timeout", "0.4"], handler, "unreachable", "not complete after 400ms");
}

#[test]
fn a_slow_body_times_out() {
    let handler = |_: &Request, _| {
        let drop = [Part::Bytes(b"#".to_vec()), Part::Pause(Duration::from_millis(50))];
        Reply { body: vec![drop; 1200].concat(), ..Reply::new(200, "") }
    };
    refused(&["--timeout", "0.4"], handler, "unreachable", "not complete after 400ms");
}

#[test]
fn an_endless_body_is_not_read_beyond_the_limit() {
    let handler = |_: &Request, _| Reply {
        body: vec![Part::Endless(vec![b'#'; 1 << 16])],
        ..Reply::new(200, "")
    };
    let (server, _) = refused(&[], handler, "invalid", "it is larger than 8 MiB");
    // Two runs read up to the limit; the buffers of their connections hold the rest.
    assert!(server.sent() < 6 * (8 << 20), "{}", server.sent());
}

#[test]
fn a_decompression_bomb_is_not_read_beyond_the_limit() {
    let bomb = gzip(&vec![b'#'; 64 << 20]);
    assert!(bomb.len() < 1 << 20);
    let handler =
        move |_: &Request, _| Reply::new(200, bomb.clone()).header("content-encoding", "gzip");
    refused(&[], handler, "invalid", "it is larger than 8 MiB");
}

#[test]
fn a_body_that_is_not_compressed_as_declared_is_an_error() {
    let server = Server::start(|_, _| Reply::new(200, page()).header("content-encoding", "gzip"));
    let output = run(&Workspace::new(), &["drift"], &server.url("en.md"));
    assert_eq!(
        (output.status, document(&output)["status"].as_str()),
        (Some(2), Some("unreachable"))
    );
}

#[test]
fn a_connection_that_closes_early_is_tried_three_times() {
    // With and without a `Content-Length`.
    for length in [Some("100000"), None] {
        let server = Server::start(move |_, _| {
            let half = page().into_bytes()[..200].to_vec();
            let body =
                vec![Part::Bytes(half), Part::Pause(Duration::from_millis(50)), Part::BreakOff];
            let reply = Reply { body, ..Reply::new(200, "") };
            length.into_iter().fold(reply, |reply, length| reply.header("content-length", length))
        });
        let workspace = Workspace::new();
        let before = workspace.files();
        for command in ["drift", "update"] {
            let output = run(&workspace, &[command], &server.url("en.md"));
            let document = document(&output);
            let status = if command == "drift" { 2 } else { 1 };
            assert_eq!(
                (output.status, document["status"].as_str()),
                (Some(status), Some("unreachable"))
            );
            let message = document["message"].as_str().unwrap();
            assert!(message.starts_with("the connection failed: "), "{message}");
            assert!(message.ends_with(", tried 3 times"), "{message}");
            assert_eq!(workspace.files(), before);
            assert_eq!(server.requests().len(), 3);
        }
    }
}

#[test]
fn a_content_length_that_is_too_large_is_an_error() {
    let handler = |_: &Request, _| Reply::new(200, page()).header("content-length", "100000");
    let server = Server::start(handler);
    let output = run(&Workspace::new(), &["drift"], &server.url("en.md"));
    let document = document(&output);
    assert_eq!((output.status, document["status"].as_str()), (Some(2), Some("unreachable")));
    assert!(document["message"].as_str().unwrap().ends_with("tried 3 times"), "{document}");
}

#[test]
fn a_content_length_that_is_too_small_truncates_the_page() {
    let message = "the code table is never closed: the document ends in it";
    let handler = |_: &Request, _| Reply::new(200, page()).header("content-length", "200");
    refused(&[], handler, "invalid", message);
}

#[test]
fn other_text_encodings_are_invalid() {
    for (bytes, message) in [
        (
            b"| Code | Reason |\n|--|--|\n| 1 | caf\xe9 |\n".to_vec(),
            "3: byte 0xe9 is not valid UTF-8",
        ),
        (
            "\u{feff}| Code |\n".encode_utf16().flat_map(u16::to_le_bytes).collect(),
            "1: a NUL byte, so this is not a text",
        ),
    ] {
        let server = Server::start(move |_, _| {
            Reply::new(200, bytes.clone()).header("content-type", "text/plain; charset=iso-8859-1")
        });
        let workspace = Workspace::new();
        let url = server.url("en.md");
        let before = workspace.files();
        for command in ["drift", "update"] {
            let output = run(&workspace, &[command], &url);
            let document = document(&output);
            let status = if command == "drift" { 2 } else { 1 };
            assert_eq!(
                (output.status, document["status"].as_str()),
                (Some(status), Some("invalid"))
            );
            assert_eq!(document["message"].as_str().unwrap(), format!("{url}:{message}"));
            assert_eq!(workspace.files(), before);
        }
    }
}

#[test]
fn an_error_page_with_status_200_is_invalid() {
    let message = "there is no table in this document, which is read as Markdown, but begins like \
                   an HTML page titled `Are you a robot?`";
    let handler = |_: &Request, _| {
        let page = "<!DOCTYPE html><html><head><title>Are you\n a robot?</title></head><body>…</body></html>";
        Reply::new(200, page).header("content-type", "text/html")
    };
    refused(&[], handler, "invalid", message);
}

#[test]
fn languages_are_fetched_concurrently() {
    let server =
        Server::start(|request, _| Reply { waits_for: 2, ..Reply::new(404, request.path.clone()) });
    let workspace = Workspace::new();
    let upstream = |tag: &str| format!("{tag}={}", server.url(tag));
    let (en, ko) = (upstream("en"), upstream("ko"));
    let output = workspace.run(["drift", "--upstream", &en, "--upstream", &ko]);
    assert_eq!(output.stdout.matches("unreachable: 404 Not Found").count(), 2, "{output:?}");
}

#[test]
fn a_document_is_dated_by_its_last_modification() {
    let page = page();
    let body = page.replace("The network failed.", "The network broke.");
    let server = Server::start(move |_, _| {
        Reply::new(200, body.clone()).header("Last-Modified", "Mon, 29 Aug 2022 08:00:00 GMT")
    });
    let workspace = Workspace::new();
    let output = run(&workspace, &["update"], &server.url("en.md"));
    assert_eq!(output.status, Some(0), "{output:?}");
    let manifest = workspace.read("docs/sources.toml");
    assert!(manifest.contains("dated = \"2022-08-29\"\n"), "{manifest}");
}

#[test]
fn a_dropped_code_is_retired_on_the_date_of_the_page() {
    let pages = ["en.md", "ko.md"].map(|name| Workspace::new().read(&format!("docs/{name}")));
    let server = Server::start(move |request, _| {
        let page = &pages[usize::from(request.path == "/ko.md")];
        let rows = page.lines().filter(|line| !line.contains("<td colspan='2'>9</td>"));
        let reply = Reply::new(200, rows.map(|line| format!("{line}\n")).collect::<String>());
        reply.header("Last-Modified", "Mon, 29 Aug 2022 08:00:00 GMT")
    });
    let workspace = Workspace::new();
    let [en, ko] = ["en", "ko"].map(|tag| format!("{tag}={}", server.url(&format!("{tag}.md"))));
    let output = workspace.run(["update", "--upstream", &en, "--upstream", &ko]);
    assert_eq!(output.status, Some(0), "{output:?}");
    let names = workspace.read("docs/names.toml");
    expect![[r#"

        code = "9"
        reason = "NetworkError"
        text = { en = "The network failed.", ko = "네트워크 오류." }
        since = "2022-08-29"
    "#]]
    .assert_eq(names.split_once("[[retired]]").unwrap().1);
}

#[test]
fn a_404_hints_at_the_new_place_of_the_page() {
    let server = Server::start(|_, _| Reply::new(404, ""));
    let workspace = Workspace::new();
    let page = "page = \"https://example.com/page\"\n";
    workspace.edit("docs/sources.toml", "tag = \"en\"\n", &format!("tag = \"en\"\n{page}"));
    let output = run(&workspace, &["drift"], &server.url("%EC%BD%94%EB%93%9C/codes_intl_en.md"));
    let message = document(&output)["message"].as_str().unwrap().to_owned();
    expect!["404 Not Found; the page may have moved: read https://example.com/page, look into http://server/코드, and search the repository for codes_intl_en.md and for names that end in _intl_en.md"].assert_eq(&message.replace(&server.url(""), "http://server/"));
}

#[test]
fn a_report_links_a_url_once() {
    let body = page().replace("The network failed.", "The network broke.");
    let server = Server::start(move |_, _| Reply::new(200, body.clone()));
    let url = server.url("en.md");
    let (en, ko) = (format!("en={url}"), "ko=docs/ko.md");
    let args = ["drift", "--format", "markdown", "--upstream", &en, "--upstream", ko];
    let output = Workspace::new().run(args);
    assert_eq!(output.stdout.matches(&url).count(), 1, "{output:?}");
    assert!(output.stdout.contains(&format!("[upstream](<{url}>)")), "{output:?}");
}
