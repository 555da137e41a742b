//! Answers an HTTP request for a code in the preferred language of the client.
//!
//!     cargo run --package lvb-codes --example http

use http::header::{ACCEPT_LANGUAGE, CONTENT_LANGUAGE, CONTENT_TYPE, VARY};
use http::{Request, Response, StatusCode};
use lvb_codes::{Code, Lang};

/// `GET /codes/18-202`
fn answer(request: &Request<()>) -> http::Result<Response<String>> {
    // Several headers are equivalent to one header with their values joined by commas.
    let headers = request.headers().get_all(ACCEPT_LANGUAGE).iter();
    let headers: Vec<&str> = headers.filter_map(|value| value.to_str().ok()).collect();
    let lang = Lang::negotiate(&headers.join(",")).unwrap_or(Lang::En);

    let code = request.uri().path().strip_prefix("/codes/").map(str::parse::<Code>);
    let (status, body) = match code {
        Some(Ok(code)) => (StatusCode::OK, code.text(lang).to_owned()),
        Some(Err(error)) => (StatusCode::NOT_FOUND, error.to_string()),
        None => (StatusCode::NOT_FOUND, "see /codes/18-202".to_owned()),
    };
    let lang = if status.is_success() { lang } else { Lang::En };
    Response::builder()
        .status(status)
        .header(CONTENT_TYPE, "text/plain; charset=utf-8")
        .header(CONTENT_LANGUAGE, lang.tag())
        .header(VARY, "accept-language")
        .body(body)
}

fn main() -> http::Result<()> {
    for (path, accept_language) in
        [("/codes/18-202", "fr, ko-KR;q=0.8"), ("/codes/18-202", "en-GB"), ("/codes/18", "ko")]
    {
        let request = Request::get(path).header(ACCEPT_LANGUAGE, accept_language).body(())?;
        let response = answer(&request)?;
        println!("GET {path} (accept-language: {accept_language})");
        let language = response.headers()[CONTENT_LANGUAGE].to_str().unwrap_or_default();
        println!("{} [{language}] {}\n", response.status(), response.body());
    }
    Ok(())
}
