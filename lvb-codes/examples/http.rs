//! Answers an HTTP request for a code in the preferred language of the client.
//!
//!     cargo run --package lvb-codes --example http

use http::header::{ACCEPT_LANGUAGE, CONTENT_LANGUAGE, CONTENT_TYPE, VARY};
use http::{Request, Response, StatusCode};
use lvb_codes::{Code, Lang};

/// `GET /codes/18-202`
fn answer(request: &Request<()>) -> http::Result<Response<String>> {
    let lines = request.headers().get_all(ACCEPT_LANGUAGE).iter();
    let lines = lines.filter_map(|value| value.to_str().ok());

    let code = request.uri().path().strip_prefix("/codes/").map(str::parse::<Code>);
    let (status, lang, body) = match code {
        Some(Ok(code)) => {
            let lang = Lang::negotiate_lines(lines).unwrap_or_default();
            (StatusCode::OK, lang, code.text(lang).to_owned())
        }
        Some(Err(error)) => (StatusCode::NOT_FOUND, Lang::En, error.to_string()),
        None => (StatusCode::NOT_FOUND, Lang::En, "see /codes/18-202".to_owned()),
    };
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

#[cfg(test)]
mod tests {
    use super::answer;
    use http::header::{ACCEPT_LANGUAGE, CONTENT_LANGUAGE};
    use http::{Request, StatusCode};

    #[test]
    fn all_header_lines_count() {
        let request = Request::get("/codes/18-202")
            .header(ACCEPT_LANGUAGE, "fr, en;q=0.5")
            .header(ACCEPT_LANGUAGE, "ko-KR;q=0.8");
        let response = answer(&request.body(()).unwrap()).unwrap();
        assert_eq!(response.headers()[CONTENT_LANGUAGE], "ko");
        assert!(response.body().starts_with("계정 연체로"), "{}", response.body());
    }

    #[test]
    fn an_unknown_code_is_not_found() {
        let request = Request::get("/codes/18").body(()).unwrap();
        let response = answer(&request).unwrap();
        assert_eq!(response.status(), StatusCode::NOT_FOUND);
        assert!(response.body().starts_with("errcode 18 requires a sub_errcode"));
    }
}
