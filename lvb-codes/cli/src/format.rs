//! The forms that records are printed in.

use crate::args::Format;
use crate::event::Record;
use crate::text::{harmless, push_cell, visible};
use jiff::Timestamp;
use lvb_codes::{Category, Code, Lang, Reason};
use serde::Serialize;

const HEADERS: [&str; 12] = [
    "time",
    "domain",
    "path",
    "stream_name",
    "sequence",
    "errcode",
    "sub_errcode",
    "code",
    "reason",
    "category",
    "user_ip",
    "push_duration_ms",
];

#[derive(Serialize)]
struct JsonRecord<'a> {
    time: Option<String>,
    domain: Option<&'a str>,
    path: Option<&'a str>,
    stream_name: Option<&'a str>,
    sequence: Option<&'a str>,
    errcode: u32,
    sub_errcode: Option<u32>,
    code: Option<Code>,
    reason: Option<Reason>,
    category: Option<Category>,
    text: String,
    user_ip: Option<&'a str>,
    push_duration_ms: Option<u64>,
    raw_message: Option<&'a str>,
}

/// What a record's code means; if it is not documented, what is known about its errcode.
pub(crate) fn meaning(record: &Record<'_>, lang: Lang) -> String {
    match Code::lookup(record.errcode, record.sub_errcode) {
        Ok(code) => code.text(lang).to_owned(),
        Err(error) => error.to_string(),
    }
}

/// The two numbers of a record, whether they are documented or not.
pub(crate) fn numbers(record: &Record<'_>) -> String {
    match record.sub_errcode.filter(|sub| *sub != 0) {
        None => record.errcode.to_string(),
        Some(sub) => format!("{}-{sub}", record.errcode),
    }
}

/// What stands before the first record.
pub(crate) fn start(format: Format) -> String {
    match format {
        Format::Table => table_line(
            ["TIME", "DOMAIN", "PATH", "STREAM", "DURATION", "CLIENT IP", "CODE"],
            "REASON",
        ),
        Format::Ndjson => String::new(),
        Format::Json => "[".to_owned(),
        Format::Csv => HEADERS.join(",") + ",text,raw_message\n",
    }
}

/// What stands behind the last record.
pub(crate) fn end(format: Format) -> &'static str {
    if format == Format::Json { "\n]\n" } else { "" }
}

/// Appends a record. In JSON, a comma stands before it.
pub(crate) fn record(out: &mut Vec<u8>, record: &Record<'_>, format: Format, lang: Lang) {
    match format {
        Format::Table => out.extend_from_slice(table(record, lang).as_bytes()),
        Format::Ndjson => {
            json(out, record, lang);
            out.push(b'\n');
        }
        Format::Json => {
            out.extend_from_slice(b",\n");
            json(out, record, lang);
        }
        Format::Csv => csv(out, record, lang),
    }
}

fn json(out: &mut Vec<u8>, record: &Record<'_>, lang: Lang) {
    let code = record.code();
    let record = JsonRecord {
        time: record.time.map(|time| time.to_string()),
        domain: record.domain.as_deref(),
        path: record.path.as_deref(),
        stream_name: record.stream_name.as_deref(),
        sequence: record.sequence.as_deref(),
        errcode: record.errcode,
        sub_errcode: record.sub_errcode,
        code,
        reason: code.map(Code::reason),
        category: code.map(Code::category),
        text: meaning(record, lang),
        user_ip: record.user_ip.as_deref(),
        push_duration_ms: record.push_duration_ms,
        raw_message: record.raw_message.as_deref(),
    };
    serde_json::to_writer(out, &record).expect("memory takes all that is written to it");
}

fn csv(out: &mut Vec<u8>, record: &Record<'_>, lang: Lang) {
    let code = record.code();
    let number = |number: Option<u64>| number.map(|number| number.to_string()).unwrap_or_default();
    let text = |text: Option<&str>| harmless(text.unwrap_or_default()).into_owned();
    let row = [
        record.time.map(|time| time.to_string()).unwrap_or_default(),
        text(record.domain.as_deref()),
        text(record.path.as_deref()),
        text(record.stream_name.as_deref()),
        text(record.sequence.as_deref()),
        record.errcode.to_string(),
        number(record.sub_errcode.map(u64::from)),
        code.map(|code| code.to_string()).unwrap_or_default(),
        code.map(|code| code.reason().name()).unwrap_or_default().to_owned(),
        code.map(|code| code.category().name()).unwrap_or_default().to_owned(),
        text(record.user_ip.as_deref()),
        number(record.push_duration_ms),
        text(Some(&meaning(record, lang))),
        text(record.raw_message.as_deref()),
    ];
    csv::Writer::from_writer(out)
        .write_record(row)
        .expect("memory takes all that is written to it");
}

fn table(record: &Record<'_>, lang: Lang) -> String {
    let cell = |text: &Option<_>| text.as_deref().map_or("-".into(), visible).into_owned();
    let time = record.time.map_or("-".to_owned(), |time: Timestamp| time.to_string());
    let duration = record.push_duration_ms.map_or("-".to_owned(), duration);
    let cells = [
        time,
        cell(&record.domain),
        cell(&record.path),
        cell(&record.stream_name),
        duration,
        cell(&record.user_ip),
        numbers(record),
    ];
    table_line(cells.each_ref().map(String::as_str), &visible(&meaning(record, lang)))
}

/// The columns have fixed widths, for a log may have no end; what is longer moves the rest.
fn table_line(cells: [&str; 7], last: &str) -> String {
    const WIDTHS: [usize; 7] = [20, 24, 8, 24, 10, 15, 7];
    let mut line = String::new();
    for (cell, width) in cells.into_iter().zip(WIDTHS) {
        push_cell(&mut line, cell, width);
    }
    line + last + "\n"
}

fn duration(milliseconds: u64) -> String {
    let (minutes, seconds) = (milliseconds / 60_000, milliseconds / 1000 % 60);
    match (minutes / 60, minutes % 60) {
        (0, 0) => format!("{seconds}.{:03}s", milliseconds % 1000),
        (0, minutes) => format!("{minutes}m{seconds:02}s"),
        (hours, minutes) => format!("{hours}h{minutes:02}m{seconds:02}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::duration;

    #[test]
    fn durations_read_well() {
        assert_eq!(duration(0), "0.000s");
        assert_eq!(duration(59_999), "59.999s");
        assert_eq!(duration(60_000), "1m00s");
        assert_eq!(duration(3_723_000), "1h02m03s");
    }
}
