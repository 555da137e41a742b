//! Checks the claims in the README, and runs its commands.

use clap::CommandFactory;
use lvb::args::Args;
use lvb::diagnose::{self, split::MAX_VALUE};
use std::fs;
use std::path::Path;

fn readme() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap()
}

#[test]
fn readme_quotes_the_queries_of_the_comparison() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    for name in ["duckdb", "spark", "clickhouse"] {
        let query = fs::read_to_string(folder.join(format!("bench/queries/{name}.sql"))).unwrap();
        assert!(readme().contains(&format!("```sql\n{query}```")), "{name}");
    }
}

/// Runs the commands of each `console` block, with their here-documents, and compares their output.
#[cfg(unix)]
#[test]
fn readme_shows_real_sessions() {
    let temporary = tempfile::TempDir::new().unwrap();
    let folder = format!("{}/", temporary.path().display());
    let bin = Path::new(env!("CARGO_BIN_EXE_lvb")).parent().unwrap();
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
    let readme = readme();
    let sessions =
        readme.split("```console\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    for step in sessions.flat_map(|session| session.split("$ ").skip(1)) {
        let end = if step.contains("<<'END'\n") { "\nEND\n" } else { "\n" };
        let (command, expected) = step.split_at(step.find(end).unwrap() + end.len());
        let mut shell = std::process::Command::new("sh");
        shell.args(["-c", &command.replace("/tmp/", &folder)]).env("PATH", &path);
        let output = shell.env("LC_ALL", "C").output().unwrap();
        let output = String::from_utf8([output.stderr, output.stdout].concat()).unwrap();
        assert_eq!(output.replace(&folder, "/tmp/"), expected, "{command}");
    }
}

#[test]
fn readme_names_the_minimum_rust_version() {
    let expected = format!("Rust {} or newer", env!("CARGO_PKG_RUST_VERSION"));
    assert!(readme().contains(&expected), "{expected}");
}

#[test]
fn readme_lists_every_command_and_option() {
    let readme = readme();
    let args = Args::command();
    for command in args.get_subcommands() {
        let name = command.get_name();
        assert!(readme.contains(&format!("lvb {name}")), "{name}");
    }
    let diagnose = args.find_subcommand("diagnose").unwrap();
    for option in diagnose.get_arguments().filter_map(|option| option.get_long()) {
        assert!(readme.contains(&format!("`--{option}")), "{option}");
    }
}

#[test]
fn readme_states_the_limits() {
    let readme = readme();
    let limits = [
        format!("| a value | {} MiB;", MAX_VALUE >> 20),
        format!("| the keys of a count | {} MiB;", diagnose::MAX_KEYS >> 20),
        format!("| the window of a zstd file | {} MiB |", diagnose::MAX_WINDOW >> 20),
        format!("| the dictionary of an xz file | {} MiB |", diagnose::MAX_DICTIONARY >> 20),
        format!("last {},000 are remembered", diagnose::MIN_REMEMBERED / 1000),
    ];
    for limit in limits {
        assert!(readme.contains(&limit), "{limit}");
    }
}
