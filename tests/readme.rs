//! Checks the claims in the READMEs, CONTRIBUTING and SECURITY.

use crate::second_reading::languages;
use crate::supply_chain::packages;
use doc_tables::Limit;
use lvb::diagnose::{MAX_KEYS, split};
use lvb_codegen::files;
use lvb_codegen::finding::rule::Rule;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;
use tempfile::TempDir;

const DOCUMENTS: [&str; 4] = ["README.md", "CONTRIBUTING.md", "SECURITY.md", "codegen/README.md"];

fn read(path: &str) -> String {
    fs::read_to_string(crate::root().join(path)).unwrap()
}

/// Builds the generator, unless it is fresh, and returns its path.
pub(crate) fn generator() -> &'static Path {
    static GENERATOR: LazyLock<PathBuf> = LazyLock::new(|| {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["build", "--package", "lvb-codegen", "--offline", "--message-format", "json"]);
        let output = cargo.current_dir(crate::root()).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let messages = String::from_utf8(output.stdout).unwrap();
        let mut executables = messages.lines().filter_map(|message| {
            let message: Value = serde_json::from_str(message).unwrap();
            message["executable"].as_str().map(PathBuf::from)
        });
        executables.next().unwrap()
    });
    &GENERATOR
}

/// Runs the generator in the root of the workspace.
fn run(args: &[&str]) -> Output {
    Command::new(generator()).args(args).current_dir(crate::root()).output().unwrap()
}

/// Returns the cells of each row of all tables. A `\|` does not end a cell.
fn rows(markdown: &str) -> impl Iterator<Item = Vec<String>> {
    let lines = markdown.lines().filter(|line| line.starts_with("| "));
    lines.map(|line| {
        let line = line.replace("\\|", "\0");
        let cells = line.trim_matches('|').split('|');
        cells.map(|cell| cell.trim().replace('\0', "|")).collect()
    })
}

/// Returns the texts in backticks.
fn code(markdown: &str) -> Vec<&str> {
    markdown.split('`').skip(1).step_by(2).collect()
}

/// Runs the commands of each `console` block in a copy of the documents, and compares their output.
#[cfg(unix)]
#[test]
fn console_blocks_show_real_sessions() {
    const START: &str =
        "exec 2>&1; cargo() { test \"$1\" = codegen; shift; \"$GENERATOR\" \"$@\"; }; ";
    for document in DOCUMENTS {
        let folder = TempDir::new().unwrap();
        let docs = fs::read_dir(crate::root().join("docs")).unwrap();
        let docs = docs.map(|file| Path::new("docs").join(file.unwrap().file_name()));
        for file in docs.chain(["lvb-codes/src/generated.rs".into()]) {
            let copy = folder.path().join(&file);
            fs::create_dir_all(copy.parent().unwrap()).unwrap();
            fs::copy(crate::root().join(&file), copy).unwrap();
        }
        let temporary = format!("{}/", folder.path().display());
        let text = read(document);
        let blocks = text.split("```console\n").skip(1);
        let sessions = blocks.map(|rest| rest.split("```").next().unwrap());
        for step in sessions.flat_map(|session| session.split("$ ").skip(1)) {
            let (command, expected) = step.split_once('\n').unwrap();
            let output = Command::new("sh")
                .args(["-c", &(START.to_owned() + &command.replace("/tmp/", &temporary))])
                .env("GENERATOR", generator())
                .current_dir(folder.path())
                .output()
                .unwrap();
            let output = String::from_utf8(output.stdout).unwrap();
            assert_eq!(output.replace(&temporary, "/tmp/"), expected, "{document}: {command}");
        }
    }
}

#[test]
fn the_alias_runs_the_generator() {
    let config = read(".cargo/config.toml");
    assert_eq!(config, "[alias]\ncodegen = \"run --package lvb-codegen --\"\n");
}

#[test]
fn links_point_to_existing_files_and_headings() {
    for document in DOCUMENTS {
        let text = read(document);
        let path = crate::root().join(document);
        let links = text.split("](").skip(1).map(|rest| rest.split(')').next().unwrap());
        for link in links.filter(|link| !link.starts_with("https://")) {
            let (file, heading) = link.split_once('#').unwrap_or((link, ""));
            let target = path.parent().unwrap().join(file);
            assert!(target.exists(), "{document}: {link}");
            let has_heading = || {
                let target = fs::read_to_string(&target).unwrap();
                let headings = target.lines().filter_map(|line| line.strip_prefix("## "));
                headings.map(str::to_lowercase).any(|line| line.replace(' ', "-") == heading)
            };
            assert!(heading.is_empty() || has_heading(), "{document}: {link}");
        }
    }
}

#[test]
fn readmes_state_the_rust_version_of_each_package() {
    let readme = read("README.md");
    let root = crate::root().canonicalize().unwrap();
    let mut newest = String::new();
    for package in packages() {
        let version = package["rust_version"].as_str().expect("each package declares its version");
        let manifest = Path::new(package["manifest_path"].as_str().unwrap());
        let folder = manifest.parent().unwrap().strip_prefix(&root).unwrap().display();
        let row = rows(&readme).find(|row| row[0] == format!("[`{folder}/`]({folder})"));
        assert_eq!(row.unwrap()[2], version, "{folder}");
        newest = newest.max(version.to_owned());
    }
    assert!(readme.contains(&format!("a Rust toolchain, {newest} or newer")), "{newest}");
    let requirement = format!("It requires Rust {newest}\nor newer");
    assert!(read("codegen/README.md").contains(&requirement), "{requirement}");
}

#[test]
fn codegen_readme_lists_every_command_format_and_option() {
    let readme = read("codegen/README.md");
    let help = |command: &str| {
        let output = run(&[command, "-h"]);
        String::from_utf8(output.stdout).unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let commands = String::from_utf8(run(&["-h"]).stdout).unwrap();
    let (_, commands) = commands.split_once("Commands:\n").unwrap();
    let (commands, _) = commands.split_once("\n\n").unwrap();
    let commands = commands.lines().map(|line| line.split_whitespace().next().unwrap());
    let commands: BTreeSet<&str> = commands.filter(|command| *command != "help").collect();
    let (_, table) = readme.split_once("## Commands\n").unwrap();
    let (table, _) = table.split_once("\n\n-").unwrap();
    let rows: Vec<Vec<String>> = rows(table).skip(1).collect();
    assert_eq!(rows.len(), commands.len());
    for row in rows {
        let (command, _) = row[0].trim_matches('`').split_once(' ').unwrap_or((&row[0], ""));
        let command = command.trim_matches('`');
        assert!(commands.contains(command), "{command}");
        let help = help(command);
        let formats = help.split_once("--format <FORMAT>").map_or("", |(_, rest)| {
            let (_, values) = rest.split_once("[possible values: ").unwrap();
            values.split_once(']').unwrap().0
        });
        assert_eq!(code(&row[2]).join(", "), formats, "{command}");
        let options = |text: &str| {
            let words = text.split(|char: char| !(char.is_ascii_lowercase() || char == '-'));
            let options = words.filter(|word| word.starts_with("--") && word.len() > 2);
            let everywhere = ["--format", "--manifest", "--color", "--help"];
            let options = options.filter(|option| !everywhere.contains(option));
            options.map(str::to_owned).collect::<BTreeSet<_>>()
        };
        let (_, listed) = help.split_once("Options:").unwrap();
        let expected = options(listed);
        assert_eq!(options(&row[0].replace("--format", "")), expected, "{command}");
    }
    for document in DOCUMENTS.map(read) {
        for command in code(&document) {
            let Some(args) = command.strip_prefix("cargo codegen ") else { continue };
            let (name, args) = args.split_once(' ').unwrap_or((args, ""));
            assert!(commands.contains(name), "{command}");
            let options = args.split(' ').filter(|arg| arg.starts_with("--"));
            assert!(options.into_iter().all(|option| help(name).contains(option)), "{command}");
        }
    }
    let timeout = help("drift");
    let (_, timeout) = timeout.split_once("--timeout").unwrap();
    let (_, timeout) = timeout.split_once("[default: ").unwrap();
    let (timeout, _) = timeout.split_once(']').unwrap();
    let sentence = format!("may take `--timeout` seconds ({timeout} by default)");
    assert!(readme.contains(&sentence), "{sentence}");
}

#[test]
fn readmes_list_no_unknown_rule() {
    let readme = read("codegen/README.md");
    let (_, table) = readme.split_once("## Rules\n").unwrap();
    let (table, _) = table.split_once("\n## ").unwrap();
    let listed: Vec<String> = rows(table).skip(1).map(|row| row[0].replace('`', "")).collect();
    assert_eq!(listed, Rule::ALL.iter().map(|rule| rule.name()).collect::<Vec<_>>());
    for row in rows(&read("README.md")).filter(|row| row[0].starts_with('`')) {
        for name in code(&row[0]).iter().filter(|name| !name.contains([' ', '.'])) {
            assert!(Rule::from_name(name).is_some(), "{name}");
        }
    }
}

#[test]
fn codegen_readme_lists_every_dependency() {
    let readme = read("codegen/README.md");
    let (_, tables) = readme.split_once("## Dependencies\n").unwrap();
    let (shipped, others) = tables.split_once("\n\n| crate").unwrap();
    let packages = packages();
    let package = packages.iter().find(|package| package["name"] == "lvb-codegen").unwrap();
    let dependencies = package["dependencies"].as_array().unwrap();
    for (table, is_dev) in [(shipped, false), (others, true)] {
        let names = dependencies.iter().filter(|one| (one["kind"] == "dev") == is_dev);
        let names: BTreeSet<&str> = names.map(|one| one["name"].as_str().unwrap()).collect();
        let cells: Vec<String> = rows(table).map(|row| row[0].clone()).collect();
        let listed: BTreeSet<&str> = cells.iter().flat_map(|cell| code(cell)).collect();
        assert_eq!(listed, names);
    }
}

#[test]
fn documents_state_the_limits() {
    let folder = TempDir::new().unwrap();
    let large = folder.path().join("en.md");
    fs::File::create(&large).unwrap().set_len(32 << 20).unwrap();
    let mut locations = languages()
        .into_iter()
        .map(|language| format!("--upstream={}=docs/{}", language.tag, language.document));
    let reference = locations.next().unwrap();
    let (tag, _) = reference.rsplit_once('=').unwrap();
    let large = format!("{tag}={}", large.display());
    let args: Vec<String> = ["drift".to_owned(), large].into_iter().chain(locations).collect();
    let output = run(&args.iter().map(String::as_str).collect::<Vec<_>>());
    let output = String::from_utf8(output.stdout).unwrap();
    let (_, published) = output.split_once("it is larger than ").unwrap();
    let (published, _) = published.split_once('\n').unwrap();
    let file = files::MAX_BYTES >> 20;

    let readme = read("codegen/README.md");
    let sentence = format!("A file may have {file} MiB, and a published document {published}.");
    assert!(readme.contains(&sentence), "{sentence}");
    let slots = thousands(Limit::MAX_SLOTS);
    let text = Limit::MAX_SLOT_TEXT >> 20;
    let value = split::MAX_VALUE >> 20;
    let keys = MAX_KEYS >> 20;
    let security = read("SECURITY.md");
    let security = security.split_whitespace().collect::<Vec<_>>().join(" ");
    for limit in [
        format!("{file} MiB in a file, {published} in a published document"),
        format!("{} HTML nodes", thousands(Limit::MAX_NODES)),
        format!("{} open elements", Limit::MAX_OPEN_ELEMENTS),
        format!("{} attributes", thousands(Limit::MAX_ATTRIBUTES)),
        format!("{slots} slots of tables with {text} MiB of text"),
        format!("a value may have {value} MiB, and the keys of a count {keys} MiB"),
    ] {
        assert!(security.contains(&limit), "{limit}");
    }
}

/// Writes a number with a comma after each thousand.
fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let groups = digits.as_bytes().rchunks(3).rev().map(|group| str::from_utf8(group).unwrap());
    groups.collect::<Vec<_>>().join(",")
}
