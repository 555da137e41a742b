//! Reads the notifications of a webhook and keeps every interruption, whatever its code.
//!
//!     cargo run --package lvb-codes --features serde --example webhook

use lvb_codes::{Lang, RawCode};
use serde::Deserialize;

/// The member that all notifications have.
#[derive(Debug, Deserialize)]
struct Event {
    /// 0 for the interruption of a push, 1 for its start, 100 for a recording, and others.
    event_type: i64,
}

/// The notification of an interruption. Other fields are ignored.
#[derive(Debug, Deserialize)]
struct Interruption {
    stream_id: String,
    #[serde(flatten)]
    code: RawCode,
}

/// A line for the log; `None` for other events. The start of a push has errcode 0, too.
fn line(json: &str) -> serde_json::Result<Option<String>> {
    let Event { event_type } = serde_json::from_str(json)?;
    if event_type != 0 {
        return Ok(None);
    }
    let Interruption { stream_id, code: raw } = serde_json::from_str(json)?;
    let category = raw.category().map_or("unknown", |category| category.name());
    let line = match raw.code() {
        Ok(code) => format!("{stream_id}: {code} ({category}): {}", code.text(Lang::En)),
        Err(error) => format!("{stream_id}: {raw} ({category}): {error}"),
    };
    Ok(Some(line))
}

fn main() -> serde_json::Result<()> {
    for json in [
        r#"{"event_type": 1, "stream_id": "a", "errcode": 0, "errmsg": "ok"}"#,
        r#"{"event_type": 0, "stream_id": "a", "errcode": 18, "sub_errcode": 202}"#,
        // Numbers as strings, 0 for a missing sub_errcode.
        r#"{"event_type": 0, "stream_id": "b", "errcode": "1", "sub_errcode": "0"}"#,
        // Without its sub_errcode, this may be any code of the group 18.
        r#"{"event_type": 0, "stream_id": "c", "errcode": 18}"#,
        // Not known to this version.
        r#"{"event_type": 0, "stream_id": "d", "errcode": 18, "sub_errcode": 299}"#,
        r#"{"event_type": 0, "stream_id": "e", "errcode": -1, "sub_errcode": null}"#,
        r#"{"event_type": 100, "stream_id": "e", "file_format": "mp4"}"#,
    ] {
        if let Some(line) = line(json)? {
            println!("{line}");
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::line;

    fn interruption(code: &str) -> String {
        line(&format!(r#"{{"event_type": 0, "stream_id": "a", {code}}}"#)).unwrap().unwrap()
    }

    #[test]
    fn every_interruption_is_kept() {
        for (code, start) in [
            (r#""errcode": 18, "sub_errcode": 202"#, "a: 18-202 (account): You LVB service"),
            (r#""errcode": "1", "sub_errcode": "0""#, "a: 1 (client): The push client actively"),
            (r#""errcode": 18"#, "a: 18 (unknown): errcode 18 requires a sub_errcode; known: 100"),
            (
                r#""errcode": 18, "sub_errcode": 299"#,
                "a: 18-299 (account): errcode 18 with sub_err",
            ),
            (r#""errcode": -1, "sub_errcode": null"#, "a: -1 (unknown): errcode -1 is not known"),
        ] {
            let line = interruption(code);
            assert!(line.starts_with(start), "{line}");
        }
    }

    #[test]
    fn other_events_are_no_interruptions() {
        for json in [
            r#"{"event_type": 1, "stream_id": "a", "errcode": 0, "errmsg": "ok"}"#,
            r#"{"event_type": 100, "file_format": "mp4"}"#,
            r#"{"event_type": 332}"#,
        ] {
            assert_eq!(line(json).unwrap(), None);
        }
        assert!(line(r#"{"event_type": 0, "stream_id": "a", "errcode": "x"}"#).is_err());
    }
}
