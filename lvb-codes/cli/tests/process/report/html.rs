//! `lvb report --format html`.

mod page;

use super::log;
use crate::run::{lvb, lvb_reading};
use lvb_codes::{Code, Lang};
use page::Page;
use scraper::Selector;
use serde_json::{Value, json};

fn json_of(log: &str, options: &str) -> Value {
    let output = lvb_reading(log, &format!("report --quiet --format json {options}"));
    serde_json::from_str(&output.stdout).unwrap()
}

fn interruption(stream: &str, code: i64, second: i64) -> Value {
    let time = 1_661_760_000 + second;
    json!({"event_type": 0, "errcode": code, "event_time": time, "stream_id": stream})
}

#[test]
fn every_number_equals_the_json() {
    for options in ["", "--top 1", "--stream a", "--until 2022-08-29T08:02:00Z"] {
        let (page, json) = (Page::of(&log(), options), json_of(&log(), options));
        let number = |name: &str| json[name].as_u64().unwrap();
        assert_eq!(page.text("h1"), format!("{} interruptions", number("interruptions")));
        let span = page.attributes(".span time", "datetime");
        assert_eq!(span, [json["first"].as_str().unwrap(), json["last"].as_str().unwrap()]);
        let others = ["pushes", "repeats", "other_events", "untimed", "unreadable"];
        let others = others.into_iter().chain(["unreadable_logs"]).map(number);
        assert_eq!(page.numbers(".sums dd"), others.collect::<Vec<_>>());
        for table in ["categories", "codes", "streams", "domains", "clients"] {
            assert_eq!(page.table(table), rows(&json[table]), "{options}: {table}");
        }
        assert_histogram(&page, &json);
        let shares = json["categories"].as_array().unwrap().iter();
        let shares: Vec<u64> = shares.map(|share| share["count"].as_u64().unwrap()).collect();
        assert_eq!(page.rectangles(".bar rect", "width"), shares, "{options}");
    }
}

/// Returns the rows of a table as the page should have them.
fn rows(table: &Value) -> Vec<[String; 5]> {
    let rows = table.as_array().unwrap().iter().map(|row| {
        let key = row["key"].as_str().unwrap_or_else(|| row["text"].as_str().unwrap());
        let thousandths = (row["share"].as_f64().unwrap() * 1000.0).round();
        let time = |name: &str| row[name].as_str().unwrap_or("-").to_owned();
        [
            key.replace('\u{1b}', "<U+001B>"),
            row["count"].to_string(),
            format!("{:.1}%", thousandths / 10.0),
            time("first"),
            time("last"),
        ]
    });
    rows.collect()
}

/// Compares the picture and its table with the JSON.
fn assert_histogram(page: &Page, json: &Value) {
    let buckets = json["histogram"].as_array().unwrap();
    let most = buckets.iter().map(|bucket| bucket["count"].as_u64().unwrap()).max().unwrap();
    let view_box = page.attributes(".chart svg", "viewBox");
    assert_eq!(view_box, [format!("0 0 {} {most}", buckets.len())]);
    let filled = |bucket: &&Value| bucket["count"] != 0;
    let rows = page.rows("details table");
    assert_eq!(rows.len(), buckets.iter().filter(filled).count());
    for (row, bucket) in rows.iter().zip(buckets.iter().filter(filled)) {
        assert_eq!(
            (&row[0], &row[1]),
            (&bucket["start"].as_str().unwrap().into(), &bucket["count"].to_string())
        );
        let mut categories: Vec<&str> = row[2].split(", ").collect();
        categories.sort_unstable();
        let expected = bucket["categories"].as_object().unwrap().iter();
        let expected: Vec<String> =
            expected.map(|(name, count)| format!("{name} {count}")).collect();
        assert_eq!(categories, expected);
    }
    for (x, bucket) in buckets.iter().enumerate() {
        let is_gap = bucket["seconds"] != json["bucket_seconds"];
        assert_eq!(page.count(&format!(".chart rect.gap[x='{x}']")), usize::from(is_gap));
        let column = format!(".chart rect[x='{x}']:not(.hover, .gap)");
        let mut heights = page.rectangles(&column, "height");
        // The segments of a column are stacked.
        let mut top = most;
        for (y, height) in page.rectangles(&column, "y").into_iter().zip(&heights) {
            top -= height;
            assert_eq!(y, top);
        }
        heights.sort_unstable();
        let expected = bucket["categories"].as_object().unwrap().values();
        let mut expected: Vec<u64> = expected.map(|count| count.as_u64().unwrap()).collect();
        expected.sort_unstable();
        assert_eq!(heights, expected);
    }
}

#[test]
fn a_gap_is_explained() {
    for (second, has_gap) in [(240, false), (300, true)] {
        let log = [0, second].map(|second| interruption("a", 1, second).to_string()).join("\n");
        let page = Page::of(&log, "");
        assert_eq!(page.count(".chart rect.gap"), usize::from(has_gap));
        assert_eq!(page.text("#each").contains("A grey column is"), has_gap);
        let title = Selector::parse(".chart title").unwrap();
        let titles: Vec<String> =
            page.html.select(&title).map(|title| title.text().collect()).collect();
        let gap = "2022-08-29 08:01: no interruptions for 4m".to_owned();
        assert_eq!(titles.contains(&gap), has_gap);
    }
}

#[test]
fn names_from_the_log_are_text() {
    let stream = "<script>alert(1)</script>\"'&";
    let client = "</th><img src=x onerror=alert(1)>{{ 7 * 7 }}";
    let domain = "a\u{202e}b\u{0}\u{2066}.example";
    let mut event = interruption(stream, 1, 0);
    event["user_ip"] = client.into();
    event["app"] = domain.into();
    let page = Page::of(&event.to_string(), "");
    assert_eq!(page.table("streams")[0][0], stream);
    assert_eq!(page.table("clients")[0][0], client);
    assert_eq!(page.table("domains")[0][0], "a<U+202E>b<U+0000><U+2066>.example");
    assert!(page.text("#timeline").ends_with(stream));
    assert_eq!(page.rows("table.events")[0][4], client);
    assert!(page.text(".answer").contains(stream));
    for invisible in ['\u{202e}', '\u{0}', '\u{2066}'] {
        assert!(!page.source.contains(invisible));
    }
    page.assert_closed();
}

#[test]
fn names_of_files_and_filters_are_text() {
    let output = lvb(
        "report --quiet --format html --stream <b>\u{202e} --code 18-202 --category none <i>.log",
    );
    assert_eq!(output.status, Some(2));
    let page = Page::new(output.stdout);
    assert_eq!(page.text(".filters"), "Stream <b><U+202E> Category none Code 18-202");
    assert_eq!(page.text("footer bdi"), "<i>.log");
    assert!(page.text(".warning").contains("1 log could not be read"));
    page.assert_closed();
}

#[test]
fn the_page_requests_nothing() {
    let page = Page::of(&log(), "");
    page.assert_closed();
    let policy = page.attributes("meta[http-equiv='Content-Security-Policy']", "content");
    assert!(policy[0].starts_with("default-src 'none'; style-src 'unsafe-inline'; "), "{policy:?}");
}

#[test]
fn texts_of_codes_are_in_the_language() {
    for lang in Lang::ALL {
        let page = Page::of(&log(), &format!("--lang {}", lang.tag()));
        let selector = format!("#codes ~ table tbody tr:first-child [lang='{}']", lang.tag());
        assert_eq!(page.text(&selector), Code::C1.text(*lang));
        assert!(page.text(".answer").contains(Code::C1.text(*lang)));
        // The message about an undocumented code is in English, the language of the page.
        let texts = page.attributes("#codes ~ table [lang]", "lang");
        assert_eq!(texts, [lang.tag(); 3]);
        assert_eq!(page.attributes("html", "lang"), ["en"]);
    }
}

#[test]
fn an_undocumented_code_is_marked_in_the_summary_and_in_the_table() {
    for (code, text) in [(99, "not known to this version"), (18, "sub_errcode missing")] {
        let page = Page::of(&interruption("a", code, 0).to_string(), "");
        assert_eq!(page.text(".answer > div:first-child .none"), text);
        assert_eq!(page.text("#codes ~ table .meaning"), text);
        assert_eq!(page.text("table.events .meaning"), text);
    }
}

#[test]
fn a_tie_of_the_most_frequent_codes_is_stated() {
    let log = |codes: [i64; 3]| codes.map(|code| interruption("a", code, 0).to_string()).join("\n");
    for (codes, name) in
        [([1, 2, 1], "Most frequent code"), ([3, 2, 1], "Most frequent code (tied)")]
    {
        let page = Page::of(&log(codes), "--top 1");
        assert_eq!(page.text(".answer > div:first-child dt"), name);
    }
}

#[test]
fn the_only_stream_has_a_timeline() {
    let mut log = String::new();
    for second in [30, 10, 20] {
        let mut event = interruption("a", 12, second);
        event["push_duration"] = (second * 1000).into();
        event["user_ip"] = format!("192.0.2.{second}").into();
        log += &format!("{event}\n");
    }
    let rows = Page::of(&log, "").rows("table.events");
    let row = |second: u32| {
        let (time, address) = (format!("2022-08-29T08:00:{second}Z"), format!("192.0.2.{second}"));
        let code = if second == 10 { "12 Exception with the push linkage network." } else { "12" };
        [time, code.into(), "network".into(), format!("{second}s"), address]
    };
    assert_eq!(rows, [row(10), row(20), row(30)]);
    log += &interruption("b", 12, 40).to_string();
    assert_eq!(Page::of(&log, "").count("table.events"), 0);
    assert_eq!(Page::of(&log, "--stream a").rows("table.events").len(), 3);
    let nameless = format!("{}\n{{\"event_type\":0}}", interruption("a", 12, 0));
    assert_eq!(Page::of(&nameless, "").count("table.events"), 0);
    let mut event = interruption("a", 12, 0);
    event["user_ip"] = "1".repeat(65).into();
    assert_eq!(Page::of(&event.to_string(), "").rows("table.events")[0][4], "-");
}

#[test]
fn a_timeline_says_how_many_interruptions_it_leaves_out() {
    let log: String =
        (0..250).rev().map(|second| format!("{}\n", interruption("a", 1, second))).collect();
    let page = Page::of(&log, "");
    let times: Vec<String> = page.rows("table.events").iter().map(|row| row[0].clone()).collect();
    assert_eq!((times.len(), &*times[0]), (100, "2022-08-29T08:02:30Z"));
    assert!(times.is_sorted());
    assert!(page.text("table.events caption").contains("150 earlier ones"));
}

#[test]
fn a_large_log_has_a_small_page() {
    let log: String = (0..100_000)
        .map(|number| {
            format!("{{\"event_type\":0,\"errcode\":1,\"event_time\":{number}00,\"stream_id\":\"{number}\"}}\n")
        })
        .collect();
    let page = Page::of(&log, "");
    assert_eq!(page.rows("#streams ~ table").len(), 5);
    assert!(page.text(".warning").contains("too many different keys"));
    assert!(page.source.len() < 40_000, "{}", page.source.len());
}

#[test]
fn an_empty_log_has_a_page() {
    let page = Page::of("", "");
    assert_eq!(page.text("h1"), "0 interruptions");
    assert_eq!(page.text("main > p"), "The logs contain no interruptions.");
    assert_eq!((page.count("table"), page.count("svg")), (0, 0));
    let page = Page::of(&log(), "--stream none");
    assert_eq!(page.text("main > p"), "The logs contain no interruptions that match the filters.");
}

#[test]
fn a_log_without_times_has_no_histogram() {
    let page = Page::of(r#"{"event_type":0,"errcode":5,"stream_id":"a"}"#, "");
    assert_eq!((page.count(".chart"), page.count(".span"), page.count(".events")), (0, 0, 0));
    assert_eq!(page.text("h1"), "1 interruption");
    assert_eq!(page.table("codes"), [["5", "1", "100.0%", "-", "-"]]);
    assert!(page.text(".answer").contains("no time given"));
}

#[test]
fn one_interruption_is_one_column() {
    let page = Page::of(&interruption("a", 5, 0).to_string(), "");
    assert_eq!(page.attributes(".chart svg", "viewBox"), ["0 0 1 1"]);
    assert_eq!(page.rectangles(".chart rect:not(.hover)", "height"), [1]);
    assert_eq!(page.attributes(".ticks span", "style"), ["grid-column: 1"]);
}

#[test]
fn a_time_below_the_last_column_is_right_aligned() {
    for (seconds, last) in [(&[0, 60][..], &["grid-column: 2"][..]), (&[0], &[])] {
        let log: String =
            seconds.iter().map(|second| format!("{}\n", interruption("a", 1, *second))).collect();
        let ticks = Page::of(&log, "").attributes(".ticks .last", "style");
        assert_eq!(ticks, last);
    }
}

/// People who do not see a picture have its label, and the table of the same numbers.
#[test]
fn pictures_and_tables_are_labelled() {
    let page = Page::of(&log(), "--stream a");
    assert_eq!(page.count("svg"), 2);
    assert_eq!(page.count("svg[role='img'][aria-label], svg[role='img'][aria-labelledby]"), 2);
    assert_eq!(page.attributes(".bar", "aria-label"), ["client 75.0%, network 25.0%"]);
    assert_eq!(page.count("table"), page.count("table > caption"));
    assert_eq!(page.count("th"), page.count("th[scope]"));
    for name in page.attributes("[aria-labelledby]", "aria-labelledby") {
        for id in name.split(' ') {
            let id = Selector::parse(&format!("#{id}")).unwrap();
            assert_eq!(page.html.select(&id).count(), 1, "{name}");
        }
    }
}
