//! Fetches over HTTP in bounded time and memory, and retries transient failures.

use super::{Failure, Fetched, MAX_BYTES, today, too_large};
use crate::text::count;
use jiff::fmt::rfc2822;
use jiff::tz::TimeZone;
use std::thread::sleep;
use std::time::{Duration, Instant};
use ureq::http::StatusCode;
use ureq::http::header::LAST_MODIFIED;
use ureq::{Agent, Error};

const MAX_REDIRECTS: u32 = 5;

/// The pauses before the second and the third try.
const BACKOFF: [Duration; 2] = [Duration::from_millis(500), Duration::from_secs(2)];

/// A failed try.
struct Failed {
    failure: Failure,
    is_retryable: bool,
}

pub(super) fn fetch(
    url: &str,
    timeout: Duration,
    retrying: &dyn Fn(&str),
) -> Result<Fetched, Failure> {
    let deadline = Instant::now() + timeout;
    let left = || deadline.saturating_duration_since(Instant::now());
    let mut backoff = BACKOFF.iter();
    let mut tries = 0;
    loop {
        let failed = match once(url, left(), timeout) {
            Ok(fetched) => return Ok(fetched),
            Err(failed) => failed,
        };
        tries += 1;
        let pause = backoff.next().filter(|pause| left() > **pause);
        match (failed.failure, pause) {
            (Failure::Unreachable(message), Some(pause)) if failed.is_retryable => {
                retrying(&format!("{message}; trying again"));
                sleep(*pause);
            }
            (Failure::Unreachable(message), None) if failed.is_retryable => {
                let message = format!("{message}, tried {}", count(tries, "time"));
                return Err(Failure::Unreachable(message));
            }
            (failure, _) => return Err(failure),
        }
    }
}

fn once(url: &str, left: Duration, timeout: Duration) -> Result<Fetched, Failed> {
    let agent: Agent = Agent::config_builder()
        .user_agent(concat!("lvb-codegen/", env!("CARGO_PKG_VERSION")))
        .http_status_as_error(false)
        // Do not follow a redirect from HTTPS to HTTP.
        .https_only(url.get(..6).is_some_and(|scheme| scheme.eq_ignore_ascii_case("https:")))
        .max_redirects(MAX_REDIRECTS)
        .timeout_global(Some(left))
        .build()
        .into();
    let mut response = agent.get(url).call().map_err(|error| failed(&error, timeout))?;
    let status = response.status();
    if status != StatusCode::OK {
        let is_retryable = status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS;
        let message = status.to_string();
        let failure = match status {
            StatusCode::NOT_FOUND | StatusCode::GONE => Failure::NotFound(message),
            _ => Failure::Unreachable(message),
        };
        return Err(Failed { failure, is_retryable });
    }
    let dated = response.headers().get(LAST_MODIFIED).and_then(|date| date.to_str().ok());
    let dated = dated
        .and_then(|date| rfc2822::parse(date).ok())
        .map_or_else(today, |time| time.with_time_zone(TimeZone::UTC).date());
    let bytes = response.body_mut().with_config().limit(MAX_BYTES).read_to_vec();
    let bytes = bytes.map_err(|error| failed(&error, timeout))?;
    Ok(Fetched { bytes, dated })
}

fn failed(error: &Error, timeout: Duration) -> Failed {
    let unreachable = |message: String, is_retryable| Failed {
        failure: Failure::Unreachable(message),
        is_retryable,
    };
    match error {
        Error::BodyExceedsLimit(_) => Failed { failure: too_large(), is_retryable: false },
        Error::Timeout(_) => unreachable(format!("not complete after {timeout:?}"), false),
        Error::TooManyRedirects => {
            unreachable(format!("more than {MAX_REDIRECTS} redirects"), false)
        }
        Error::Io(error) => unreachable(format!("the connection failed: {error}"), true),
        Error::HostNotFound | Error::ConnectionFailed => unreachable(error.to_string(), true),
        error => unreachable(error.to_string(), false),
    }
}
