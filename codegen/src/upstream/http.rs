//! Fetching over HTTP: in bounded time and memory, with patience for a server that is not well.

use super::LARGEST;
use super::lock::Validator;
use super::{Answer, Failure, too_large};
use crate::wording::count;
use std::thread::sleep;
use std::time::{Duration, Instant};
use ureq::http::header::{ETAG, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED};
use ureq::http::{Response, StatusCode};
use ureq::{Agent, Body, Error};

const MOST_REDIRECTS: u32 = 5;

/// The pauses before the second try and the third.
const PAUSES: [Duration; 2] = [Duration::from_millis(500), Duration::from_secs(2)];

/// Why a try gave no document, and whether another may.
struct Failed {
    failure: Failure,
    is_passing: bool,
}

pub(super) fn fetch(
    url: &str,
    validator: Option<&Validator>,
    within: Duration,
    retrying: &dyn Fn(&str),
) -> Result<Answer, Failure> {
    let deadline = Instant::now() + within;
    let left = || deadline.saturating_duration_since(Instant::now());
    let mut pauses = PAUSES.iter();
    let mut tries = 0;
    loop {
        let failed = match once(url, validator, left(), within) {
            Ok(answer) => return Ok(answer),
            Err(failed) => failed,
        };
        tries += 1;
        let pause = pauses.next().filter(|pause| left() > **pause);
        match (failed.failure, pause) {
            (Failure::Unreachable(message), Some(pause)) if failed.is_passing => {
                retrying(&format!("{message}; trying again"));
                sleep(*pause);
            }
            (Failure::Unreachable(message), None) if failed.is_passing => {
                let message = format!("{message}, tried {}", count(tries, "time"));
                return Err(Failure::Unreachable(message));
            }
            (failure, _) => return Err(failure),
        }
    }
}

fn once(
    url: &str,
    validator: Option<&Validator>,
    left: Duration,
    within: Duration,
) -> Result<Answer, Failed> {
    let agent: Agent = Agent::config_builder()
        .user_agent(concat!("lvb-codegen/", env!("CARGO_PKG_VERSION")))
        .http_status_as_error(false)
        // What was asked for over TLS is not taken from anywhere else.
        .https_only(url.get(..6).is_some_and(|scheme| scheme.eq_ignore_ascii_case("https:")))
        .max_redirects(MOST_REDIRECTS)
        .timeout_global(Some(left))
        .build()
        .into();
    let mut request = agent.get(url);
    if let Some(validator) = validator {
        // Of the two, servers heed the first alone.
        if let Some(etag) = &validator.etag {
            request = request.header(IF_NONE_MATCH, etag);
        } else if let Some(date) = &validator.last_modified {
            request = request.header(IF_MODIFIED_SINCE, date);
        }
    }
    let mut response = request.call().map_err(|error| failed(&error, within))?;
    match response.status() {
        StatusCode::OK => {}
        StatusCode::NOT_MODIFIED if validator.is_some() => return Ok(Answer::Unchanged),
        status => {
            let is_passing = status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS;
            return Err(Failed { failure: Failure::Unreachable(status.to_string()), is_passing });
        }
    }
    let bytes = response.body_mut().with_config().limit(LARGEST).read_to_vec();
    let bytes = bytes.map_err(|error| failed(&error, within))?;
    Ok(Answer::Document { bytes, validator: read_validator(&response) })
}

fn read_validator(response: &Response<Body>) -> Option<Validator> {
    let header = |name| response.headers().get(name)?.to_str().ok().map(str::to_owned);
    let validator = Validator { etag: header(ETAG), last_modified: header(LAST_MODIFIED) };
    (validator.etag.is_some() || validator.last_modified.is_some()).then_some(validator)
}

fn lasting(message: String) -> Failed {
    Failed { failure: Failure::Unreachable(message), is_passing: false }
}

fn failed(error: &Error, within: Duration) -> Failed {
    match error {
        Error::BodyExceedsLimit(_) => Failed { failure: too_large(), is_passing: false },
        Error::Timeout(_) => lasting(format!("not all of it came within {within:?}")),
        Error::TooManyRedirects => lasting(format!("more than {MOST_REDIRECTS} redirects")),
        Error::Io(error) => Failed {
            failure: Failure::Unreachable(format!("the connection failed: {error}")),
            is_passing: true,
        },
        Error::HostNotFound | Error::ConnectionFailed => {
            Failed { failure: Failure::Unreachable(error.to_string()), is_passing: true }
        }
        error => lasting(error.to_string()),
    }
}
