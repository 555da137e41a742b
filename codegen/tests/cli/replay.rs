//! Invented versions of the pages, one after another. A person edits only `docs/` between them, and
//! `check` passes after each.

use crate::fixtures::with_upstream;
use crate::output::json;
use crate::workspace::Workspace;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;

/// The workspace, with its pages.
struct Replay(Workspace);

/// The number of a page's row: `(errcode, sub_errcode or 0)`.
type Number = (u16, u16);

const HEADER: &str = "| errcode | sub_errcode | errmsg |\n|--|--|--|\n";

#[test]
fn every_version_can_be_vendored_by_editing_docs_only() {
    let replay = Replay(with_upstream());
    replay.0.write("Cargo.toml", "[package]\nname = \"codes\"\nversion = \"1.0.0\"\n");
    for step in [
        a_rewording,
        another_layout,
        new_codes,
        a_slip_in_one_language,
        a_swap_in_one_language,
        upstream_corrects_the_slip,
        upstream_corrects_the_swap,
        a_code_that_all_languages_move,
        two_codes_that_all_languages_swap,
        a_language_that_lags,
        the_language_catches_up,
        a_page_without_table,
        a_page_that_moved,
        a_new_language,
        a_code_that_all_languages_drop,
        another_language_without_the_dropped_code,
        a_dropped_code_that_returns,
        a_slip_next_to_a_new_code,
        all_final_full_stops_gone,
    ] {
        let before = replay.outside_docs();
        step(&replay);
        assert_eq!(replay.outside_docs(), before);
        for command in ["check", "drift"] {
            let output = replay.0.run([command]);
            assert_eq!(output.status, Some(0), "{command}: {output:?}");
        }
    }
}

fn a_rewording(replay: &Replay) {
    replay.0.edit("upstream/en.md", "The network failed.", "The network connection broke.");
    replay.0.edit("upstream/ko.md", "네트워크 오류.", "네트워크 연결 장애.");
    replay.updates("patch", "1.0.1");
}

fn another_layout(replay: &Replay) {
    for tag in ["en", "ko"] {
        let report =
            json(&replay.0.run(["extract", &format!("docs/{tag}.md"), "--format", "json"]));
        let rows = report["entries"].as_array().unwrap().iter().map(|entry| {
            let sub = entry["sub"].as_u64().unwrap_or(0);
            format!("| {} | {sub} | {} |\n", entry["code"], entry["reason"].as_str().unwrap())
        });
        let page = format!("# Codes\n\n{HEADER}{}", rows.collect::<String>());
        replay.0.write(&format!("upstream/{tag}.md"), page);
    }
    replay.updates("none", "1.0.0");
}

/// One code has the text of a named reason, and one a text of its own.
fn new_codes(replay: &Replay) {
    replay.publish(
        "en",
        &[((10, 0), "The network connection broke."), ((11, 0), "The frame rate is too high.")],
    );
    replay.publish("ko", &[((10, 0), "네트워크 연결 장애."), ((11, 0), "프레임 속도 초과.")]);
    let report = replay.update(1);
    assert_eq!((&report["taken"], &report["written"]), (&json!([]), &json!([])));
    replay.name_new_codes();
    replay.updates("minor", "1.1.0");
}

fn a_slip_in_one_language(replay: &Replay) {
    replay.publish("ko", &[((7, 101), "잘못된 이름.")]);
    let report = replay.update(1);
    assert_eq!(report["held_back"][0]["language"], "ko");
    assert_eq!((&report["verdict"], &report["version"]), (&Value::Null, &Value::Null));
    replay.paste("[[correction]]", &report);
    replay.updates("patch", "1.0.1");
    assert!(replay.0.read("generated.rs").contains("사용 중인 이름."));
}

fn a_swap_in_one_language(replay: &Replay) {
    let (wrong, taken) = ("The name is wrong.", "The name is taken.");
    replay.publish("en", &[((7, 100), taken), ((7, 101), wrong)]);
    let report = replay.update(1);
    assert_eq!(report["held_back"][0]["language"], "en");
    replay.paste("[[correction]]", &report);
    replay.updates("patch", "1.0.1");
    let module = replay.0.read("generated.rs");
    let reason = |name: &str| module.split_once(&format!("{name} ")).unwrap().1.trim_start();
    assert!(reason("NameWrong Address [C7_100]\n").starts_with(&format!("\"en\" \"{wrong}\"")));
}

fn upstream_corrects_the_slip(replay: &Replay) {
    replay.publish("ko", &[((7, 101), "사용 중인 이름.")]);
    replay.updates("patch", "1.0.1");
    let manifest = replay.0.read("docs/sources.toml");
    assert_eq!(manifest.matches("[[correction]]").count(), 2, "{manifest}");
}

fn upstream_corrects_the_swap(replay: &Replay) {
    replay.publish("en", &[((7, 100), "The name is wrong."), ((7, 101), "The name is taken.")]);
    replay.updates("patch", "1.0.1");
    assert!(!replay.0.read("docs/sources.toml").contains("[[correction]]"));
}

/// The names follow, because all pages agree.
fn a_code_that_all_languages_move(replay: &Replay) {
    replay.publish("en", &[((2, 0), "The network connection broke.")]);
    replay.publish("ko", &[((2, 0), "네트워크 연결 장애.")]);
    let report = replay.update(1);
    assert_eq!(report["taken"], json!([]), "{report:#}");
    replay.edit("names.toml", r#"["1", "2"]"#, r#"["1"]"#);
    replay.edit("names.toml", r#"["9", "10"]"#, r#"["2", "9", "10"]"#);
    replay.updates("major", "2.0.0");
}

/// The names follow, because all pages agree.
fn two_codes_that_all_languages_swap(replay: &Replay) {
    replay.publish("en", &[((7, 100), "The name is taken."), ((7, 101), "The name is wrong.")]);
    replay.publish("ko", &[((7, 100), "사용 중인 이름."), ((7, 101), "잘못된 이름.")]);
    let report = json(&replay.0.run(["drift", "--format", "json"]));
    assert_eq!((&report["verdict"], &report["version"]), (&json!("major"), &json!("2.0.0")));
    assert_eq!(report["findings"][0]["rule"], "moved-reason");
    replay.edit("names.toml", r#"["7-100"]"#, r#"["wrong"]"#);
    replay.edit("names.toml", r#"["7-101"]"#, r#"["7-100"]"#);
    replay.edit("names.toml", r#"["wrong"]"#, r#"["7-101"]"#);
    replay.updates("major", "2.0.0");
}

fn a_language_that_lags(replay: &Replay) {
    replay.publish("en", &[((12, 0), "Nobody played the stream.")]);
    let report = replay.update(1);
    assert_eq!(report["held_back"][0]["language"], "en");
    replay.name_new_codes();
    replay.append(
        "sources.toml",
        "[[allow]]\nrule = \"missing-code\"\nlanguage = \"ko\"\ncodes = [\"12\"]\n\
         because = \"the Korean page lags\"\n",
    );
    replay.updates("minor", "1.1.0");
}

fn the_language_catches_up(replay: &Replay) {
    replay.publish("ko", &[((12, 0), "재생되지 않는 스트림.")]);
    replay.updates("patch", "1.0.1");
    assert!(!replay.0.read("docs/sources.toml").contains("[[allow]]"));
}

/// The other page is taken in meanwhile.
fn a_page_without_table(replay: &Replay) {
    let page = replay.0.read("upstream/ko.md");
    let text = "# 코드\n\n원인은 다음과 같습니다.\n";
    replay.0.write("upstream/ko.md", text);
    replay.publish("en", &[((12, 0), "Nobody is playing the stream.")]);
    let report = replay.update(1);
    assert_eq!((&report["taken"], &report["verdict"]), (&json!(["en"]), &json!("patch")));
    assert_eq!(report["held_back"][0]["language"], "ko");
    replay.0.write("digest.md", text);
    let digest = replay.0.digest("../digest.md");
    fs::remove_file(replay.0.path("digest.md")).unwrap();
    let key = "document = \"ko.md\"\n";
    replay.edit("sources.toml", key, &format!("{key}skip = [\"{digest}\"]\n"));
    replay.updates("none", "1.0.0");
    replay.0.write("upstream/ko.md", page);
    replay.updates("none", "1.0.0");
}

fn a_page_that_moved(replay: &Replay) {
    replay.publish("en", &[((12, 0), "No client is playing the stream.")]);
    fs::create_dir(replay.0.path("upstream/events")).unwrap();
    fs::rename(replay.0.path("upstream/en.md"), replay.0.path("upstream/events/en.md")).unwrap();
    let report = replay.update(1);
    assert_eq!(report["held_back"][0]["language"], "en");
    let because = report["held_back"][0]["because"][0].as_str().unwrap();
    assert!(because.contains("the page may have moved"), "{because}");
    assert_eq!(report["verdict"], Value::Null);
    replay.edit("sources.toml", "../upstream/en.md", "../upstream/events/en.md");
    replay.updates("patch", "1.0.1");
    fs::rename(replay.0.path("upstream/events/en.md"), replay.0.path("upstream/en.md")).unwrap();
    replay.edit("sources.toml", "../upstream/events/en.md", "../upstream/en.md");
    replay.updates("none", "1.0.0");
}

fn a_new_language(replay: &Replay) {
    replay.0.write("upstream/ja.md", HEADER);
    replay.publish(
        "ja",
        &[
            ((1, 0), "クライアントが停止した。"),
            ((2, 0), "ネットワーク接続が切れた。"),
            ((7, 100), "名前が使われている。"),
            ((7, 101), "名前が間違っている。"),
            ((9, 0), "ネットワーク接続が切れた。"),
            ((10, 0), "ネットワーク接続が切れた。"),
            ((11, 0), "フレームレートが高すぎる。"),
            ((12, 0), "再生されていないストリーム。"),
        ],
    );
    replay.append(
        "sources.toml",
        "[[language]]\ntag = \"ja\"\ndocument = \"ja.md\"\nupstream = \"../upstream/ja.md\"\n",
    );
    replay.updates("minor", "1.1.0");
    assert!(replay.0.read("docs/sources.toml").contains(&replay.0.digest("ja.md")));
}

fn a_code_that_all_languages_drop(replay: &Replay) {
    for tag in ["en", "ko", "ja"] {
        replay.publish(tag, &[((11, 0), "")]);
    }
    replay.updates("patch", "1.0.1");
    assert!(replay.0.read("docs/names.toml").contains("[[retired]]\ncode = \"11\""));
    assert!(replay.0.read("generated.rs").contains("C11 \"11\" 11 0 FrameRate"));
}

/// Its texts of the dropped code are the English ones.
fn another_language_without_the_dropped_code(replay: &Replay) {
    replay.0.write("upstream/zh-Hans.md", HEADER);
    replay.publish(
        "zh-Hans",
        &[
            ((1, 0), "客户端主动停止。"),
            ((2, 0), "网络连接断开。"),
            ((7, 100), "名称已被使用。"),
            ((7, 101), "名称错误。"),
            ((9, 0), "网络连接断开。"),
            ((10, 0), "网络连接断开。"),
            ((12, 0), "没有客户端播放。"),
        ],
    );
    replay.append(
        "sources.toml",
        "[[language]]\ntag = \"zh-Hans\"\ndocument = \"zh.md\"\nupstream = \"../upstream/zh-Hans.md\"\n",
    );
    replay.updates("minor", "1.1.0");
}

/// The slip holds back all documents with the new code, until a person corrects it.
fn a_slip_next_to_a_new_code(replay: &Replay) {
    replay.publish("en", &[((13, 0), "The domain is blocked.")]);
    replay.publish("ko", &[((13, 0), "차단된 도메인."), ((12, 0), "클라이언트 중단.")]);
    replay.publish("ja", &[((13, 0), "ドメインがブロックされた。")]);
    replay.publish("zh-Hans", &[((13, 0), "域名被封禁。")]);
    replay.name_new_codes();
    let report = replay.update(1);
    assert_eq!(report["taken"], json!([]));
    replay.paste("[[correction]]", &report);
    replay.updates("minor", "1.1.0");
}

/// The person removes the `[[retired]]`, and lists the code again.
fn a_dropped_code_that_returns(replay: &Replay) {
    replay.publish("en", &[((11, 0), "The frame rate is too high.")]);
    replay.publish("ko", &[((11, 0), "프레임 속도 초과.")]);
    replay.publish("ja", &[((11, 0), "フレームレートが高すぎる。")]);
    replay.publish("zh-Hans", &[((11, 0), "帧率过高。")]);
    let report = replay.update(1);
    assert_eq!(report["taken"], json!([]));
    let names = replay.0.read("docs/names.toml");
    let (names, retired) = names.split_once("[[retired]]").unwrap();
    assert!(!retired.contains("[["), "{retired}");
    replay.0.write("docs/names.toml", names);
    replay.edit("names.toml", "codes = []", "codes = [\"11\"]");
    replay.updates("patch", "1.0.1");
}

fn all_final_full_stops_gone(replay: &Replay) {
    for (tag, stop) in [("en", ". |"), ("ko", ". |"), ("ja", "。 |"), ("zh-Hans", "。 |")] {
        replay.0.edit(&format!("upstream/{tag}.md"), stop, " |");
    }
    replay.updates("patch", "1.0.1");
}

impl Replay {
    /// Sets the texts of rows of a published page. An empty text removes the row.
    fn publish(&self, tag: &str, rows: &[(Number, &str)]) {
        let path = format!("upstream/{tag}.md");
        let page = self.0.read(&path);
        let (start, table) = page.split_once(HEADER).unwrap();
        let mut all: BTreeMap<Number, String> = BTreeMap::new();
        for line in table.lines() {
            let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
            all.insert((cells[0].parse().unwrap(), cells[1].parse().unwrap()), cells[2].to_owned());
        }
        all.extend(rows.iter().map(|(number, text)| (*number, (*text).to_owned())));
        all.retain(|_, text| !text.is_empty());
        let rows = all.iter().map(|((code, sub), text)| format!("| {code} | {sub} | {text} |\n"));
        self.0.write(&path, format!("{start}{HEADER}{}", rows.collect::<String>()));
    }

    /// Runs `update`, and returns its report.
    fn update(&self, status: i32) -> Value {
        let output = self.0.run(["update", "--format", "json"]);
        assert_eq!(output.status, Some(status), "{output:?}");
        json(&output)
    }

    /// Runs an `update` that takes in all documents.
    fn updates(&self, verdict: &str, version: &str) {
        let report = self.update(0);
        assert_eq!(report["held_back"], json!([]));
        let expected = (&json!(verdict), &json!(version));
        assert_eq!((&report["verdict"], &report["version"]), expected, "{report:#}");
    }

    /// Adds the proposed names, whose category a person chooses.
    fn name_new_codes(&self) {
        let output = self.0.run(["names", "--write", "--from-upstream"]);
        assert_eq!(output.status, Some(0), "{output:?}");
        let names = self.0.read("docs/names.toml");
        let lines = names.lines().map(|line| match line.split_once(" # fill in") {
            Some(_) => "category = \"client\"\n".to_owned(),
            None => format!("{line}\n"),
        });
        self.0.write("docs/names.toml", lines.collect::<String>());
    }

    /// Edits a file in `docs/`, as a person would.
    fn edit(&self, name: &str, from: &str, to: &str) {
        self.0.edit(&format!("docs/{name}"), from, to);
    }

    fn append(&self, name: &str, block: &str) {
        let path = format!("docs/{name}");
        self.0.write(&path, format!("{}\n{block}", self.0.read(&path)));
    }

    /// Appends the blocks that the findings give to the manifest, with a reason filled in.
    fn paste(&self, block: &str, report: &Value) {
        let mut pasted = 0;
        for finding in report["findings"].as_array().unwrap() {
            let help = finding["help"].as_str().unwrap_or_default();
            if let Some(start) = help.find(block) {
                let blocks = help[start..].replace("because = \"...\"", "because = \"a slip\"");
                self.append("sources.toml", &format!("{blocks}\n"));
                pasted += 1;
            }
        }
        assert_eq!(pasted, 1, "{report:#}");
    }

    /// Returns the files that neither upstream nor `docs/` has, without the module.
    fn outside_docs(&self) -> Vec<String> {
        let files = self.0.files().into_iter();
        let files = files.map(|(path, bytes)| (path.display().to_string(), bytes));
        let files = files.filter(|(path, _)| {
            !["docs/", "upstream/", "generated.rs"].iter().any(|start| path.starts_with(start))
        });
        files.map(|(path, bytes)| format!("{path} {}", String::from_utf8_lossy(&bytes))).collect()
    }
}
