//! After an update of documents, names and languages, the tests pass as they are.
//!
//! A copy of the repository takes in made-up pages: of another layout, without a final full stop,
//! with sentences reworded, with six new codes, and with a third language. Only `docs/` is edited.

use crate::second_reading::{Language, Number, languages, names};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};
use toml_edit::{DocumentMut, Table, value};

/// Set for the tests of the copy, which must not copy themselves.
const IS_COPY: &str = "LVB_TESTS_RUN_IN_A_COPY";

/// The new codes: two with texts of known reasons, and four with texts of their own.
const NEW_CODES: [(Number, Option<&str>); 6] = [
    ((18, 60002), Some("A push of higher priority replaced this one")),
    ((21, 60003), Some("A new push replaced one that sent nothing")),
    ((60036, 0), None),
    ((60037, 0), Some("Nobody played the stream")),
    ((60038, 0), None),
    ((60039, 0), Some("The frame rate is above the limit")),
];

/// Languages that upstream does not publish, each with a text in its script.
const NEW_LANGUAGES: [(&str, &str); 2] = [("ka", "შეწყვეტის მიზეზი"), ("hy", "Ընդհատման պատճառ")];

/// The folder of the copy.
struct Copy(PathBuf);

#[test]
fn the_tests_pass_after_an_update() {
    if env::var_os(IS_COPY).is_some() {
        return;
    }
    // At the same path each time, so that unchanged packages stay compiled.
    let copy = Copy(target().join("copy"));
    if copy.0.exists() {
        fs::remove_dir_all(&copy.0).unwrap();
    }
    copy_folder(&crate::root(), &copy.0);
    fs::create_dir_all(copy.path("upstream")).unwrap();
    let today = languages();
    let upstream: Vec<_> = today.iter().map(|language| rows(language, &today)).collect();
    for (language, rows) in today.iter().zip(&upstream) {
        fs::write(copy.path("upstream").join(&language.document), page(rows)).unwrap();
    }
    let is_new = |(tag, _): &(&str, _)| today.iter().all(|language| language.tag != *tag);
    let (tag, text) = NEW_LANGUAGES.into_iter().find(is_new).unwrap();
    let translated = page(&translated(&upstream[0], text));
    fs::write(copy.path(&format!("upstream/{tag}.md")), translated).unwrap();
    copy.edit("docs/sources.toml", |manifest| edited_manifest(manifest, &today, tag));

    copy.codegen(&["update"], 1);
    copy.codegen(&["names", "--write", "--from-upstream"], 0);
    let category = names().swap_remove(0).category;
    copy.edit("docs/names.toml", |names| {
        let lines = names.lines().map(|line| match line.split_once(" # fill in") {
            Some(_) => format!("category = \"{category}\"\n"),
            None => format!("{line}\n"),
        });
        lines.collect()
    });
    copy.codegen(&["update"], 0);
    copy.codegen(&["check"], 0);

    // The skipped tests use their own documents, and take minutes.
    let mut args = vec!["test", "--package", "lvb-codes", "--package", "lvb-tests", "--"];
    for module in
        ["made_up", "optimized", "hostile_texts", "sparse_codes", "third_language", "workflow"]
    {
        args.extend(["--skip", module]);
    }
    let output = copy.cargo(&args);
    let results = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{results}\n{}", String::from_utf8_lossy(&output.stderr));
    assert!(results.contains("the_crate_agrees_with_a_second_reading_of_the_documents ... ok"));
}

/// Returns the rows of a language with the final full stops gone, some sentences reworded, and the
/// new codes. A new code without a text of its own has the text of a code that all languages have.
fn rows(language: &Language, all: &[Language]) -> BTreeMap<Number, String> {
    let today = &language.rows;
    let mut rows = BTreeMap::new();
    for (index, named) in names().iter().enumerate() {
        for number in named.codes.iter().filter(|number| today.contains_key(*number)) {
            let text = today[number].trim_end_matches(['.', '。']);
            let suffix = if index % 4 == 0 { format!(" ({index})") } else { String::new() };
            rows.insert(*number, format!("{text}{suffix}"));
        }
    }
    let has_all = |number: &&Number| all.iter().all(|other| other.rows.contains_key(number));
    let mut known = today.keys().filter(has_all);
    // In the script of the language.
    let native = today.values().next().unwrap().trim_end_matches(['.', '。']);
    for (number, text) in NEW_CODES {
        let text = match text {
            Some(text) if language.tag == "en" => text.to_owned(),
            Some(_) => format!("{native} {}-{}", number.0, number.1),
            None => rows[known.next().unwrap()].clone(),
        };
        rows.insert(number, text);
    }
    rows
}

/// Returns a text for each text of the reference, in a language that has no document yet.
fn translated(reference: &BTreeMap<Number, String>, text: &str) -> BTreeMap<Number, String> {
    let texts: Vec<&String> = reference.values().collect();
    let index = |text: &String| texts.iter().position(|other| *other == text).unwrap();
    reference.iter().map(|(code, own)| (*code, format!("{text} {}", index(own)))).collect()
}

fn page(rows: &BTreeMap<Number, String>) -> String {
    let rows = rows.iter().map(|((errcode, sub), text)| {
        let text = text.replace('\\', "\\\\").replace('|', "\\|");
        format!("| {errcode} | {sub} | {text} |\n")
    });
    format!(
        "# Codes\n\n| errcode | sub_errcode | errmsg |\n|--|--|--|\n{}",
        rows.collect::<String>()
    )
}

/// Returns the manifest with local locations and one more language.
fn edited_manifest(manifest: &str, today: &[Language], new: &str) -> String {
    let mut manifest: DocumentMut = manifest.parse().unwrap();
    let languages = manifest["language"].as_array_of_tables_mut().unwrap();
    for (entry, language) in languages.iter_mut().zip(today) {
        entry["upstream"] = value(format!("../upstream/{}", language.document));
    }
    let mut entry = Table::new();
    entry["tag"] = value(new);
    entry["document"] = value(format!("{new}.md"));
    entry["upstream"] = value(format!("../upstream/{new}.md"));
    languages.push(entry);
    manifest.to_string()
}

impl Copy {
    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn edit(&self, name: &str, edited: impl Fn(&str) -> String) {
        let text = fs::read_to_string(self.path(name)).unwrap();
        fs::write(self.path(name), edited(&text)).unwrap();
    }

    fn codegen(&self, args: &[&str], status: i32) {
        let output =
            self.cargo(&[&["run", "--quiet", "--package", "lvb-codegen", "--"], args].concat());
        assert_eq!(output.status.code(), Some(status), "{args:?}: {output:?}");
    }

    /// Runs Cargo in the copy, whose dependencies stay compiled for the next time.
    fn cargo(&self, args: &[&str]) -> Output {
        Command::new(env!("CARGO"))
            .args(args)
            .current_dir(&self.0)
            .env(IS_COPY, "1")
            .env("CARGO_NET_OFFLINE", "true")
            .env("CARGO_INCREMENTAL", "0")
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .env("CARGO_TARGET_DIR", target())
            .output()
            .unwrap()
    }
}

fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("after_update")
}

/// Copies the files of a folder, with their times, but without what Git and Cargo write.
fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (name, path) = entry.map(|entry| (entry.file_name(), entry.path())).unwrap();
        if path.is_dir() && (name == "target" || name == ".git") {
            continue;
        }
        if path.is_dir() {
            copy_folder(&path, &to.join(name));
        } else {
            let copy = to.join(name);
            fs::copy(&path, &copy).unwrap();
            let modified = fs::metadata(&path).and_then(|metadata| metadata.modified()).unwrap();
            fs::File::options().append(true).open(copy).unwrap().set_modified(modified).unwrap();
        }
    }
}
