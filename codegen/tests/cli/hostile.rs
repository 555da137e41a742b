//! Hostile documents, which attack the time and memory of CI, terminals, and the programs that read
//! the output.

use crate::output::json;
use crate::workspace::{Output, Workspace};
use std::process::Command;

/// Returns the small workspace with another English text for 9, which may be unsafe.
fn with_text(html: &str) -> Workspace {
    let workspace = Workspace::new();
    workspace.edit_document("en.md", "The network failed.", html);
    workspace.allow("unsafe-text", "en", "\"9\"");
    workspace
}

/// Runs the program with this many kilobytes of address space.
#[cfg(target_os = "linux")]
fn run_within(kilobytes: u32, workspace: &Workspace, args: &[&str]) -> Output {
    Command::new("sh")
        .args(["-c", "ulimit -v $0 && exec \"$@\"", &kilobytes.to_string()])
        .arg(env!("CARGO_BIN_EXE_lvb-codegen"))
        .args(args)
        .current_dir(workspace.path(""))
        .output()
        .unwrap()
        .into()
}

#[cfg(target_os = "linux")]
#[test]
fn a_document_of_100_megabytes_is_refused() {
    let workspace = Workspace::new();
    workspace.write("large.md", "# Codes\n".repeat(100_000_000 / 8));
    for command in ["extract", "tables"] {
        let output = run_within(200_000, &workspace, &[command, "large.md"]);
        assert_eq!(output.stderr, "error: large.md is larger than 32 MiB\n");
        assert_eq!((output.status, output.stdout.as_str()), (Some(2), ""));
    }
    std::fs::rename(workspace.path("large.md"), workspace.path("docs/ko.md")).unwrap();
    let output = run_within(200_000, &workspace, &["check"]);
    assert!(output.stderr.starts_with("error: docs/ko.md is larger than 32 MiB\n"), "{output:?}");
    // An endless file is not read beyond the limit either.
    let output = run_within(200_000, &workspace, &["extract", "/dev/zero"]);
    assert_eq!(output.stderr, "error: /dev/zero is larger than 32 MiB\n");
}

#[cfg(target_os = "linux")]
#[test]
fn memory_is_proportional_to_the_document() {
    const SIZE: usize = 128 << 10;
    let workspace = Workspace::new();
    for (name, start, rest) in [
        ("a.md", "", "&"),
        ("a.md", "", "<"),
        ("a.md", "|Code|Reason|\n|-|-|\n", "|1|a\n"),
        ("a.md", "|Code|Reason|\n|-|-|\n", "|1|2|3\n"),
        ("a.md", "|Code|Reason|a|\n|-|-|-|\n", "|1\n"),
        ("a.html", "<table><tr><th>Code<th>Reason", "<tr><td>x<td>y"),
        ("a.html", "<table><tr><th>Code<th>Reason", "<th>x"),
        ("a.html", "", "<table>"),
        ("a.html", "", "<td\u{a0}>"),
    ] {
        workspace.write(name, start.to_owned() + &rest.repeat(SIZE / rest.len()));
        let output = run_within(100_000 + 1000 * 128, &workspace, &["extract", name]);
        assert!(matches!(output.status, Some(1 | 2)), "{rest}: {output:?}");
        assert!(output.stderr.starts_with("error["), "{rest}: {output:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn spans_up_to_the_limit_fit_into_memory() {
    let workspace = Workspace::new();
    let rows = "<tbody><tr><td rowspan=65534>a".repeat(61);
    workspace.write("a.html", format!("<table><tr><th>Code</th></tr>{rows}"));
    let output = run_within(800_000, &workspace, &["extract", "a.html"]);
    assert!(output.stderr.starts_with("error[no-code-table]"), "{output:?}");
}

#[test]
fn only_the_first_findings_of_a_rule_are_shown_and_the_others_counted() {
    let workspace = Workspace::new();
    let rows = "<tr><td>x<td>y".repeat(5000);
    workspace.write("a.html", format!("<table><tr><th>Code<th>Reason{rows}</table>"));
    let human = workspace.run(["extract", "a.html"]);
    let more = "error[bad-code]: 4000 more like this in a.html, between lines 1 and 1\n";
    assert_eq!(human.stderr.matches("error[bad-code]: `x`").count(), 1000);
    assert!(human.stderr.contains(more), "{}", human.stderr);
    // JSON lists all findings.
    let json = workspace.run(["extract", "a.html", "--format", "json"]);
    assert_eq!(json.stdout.matches("\"bad-code\"").count(), 5000);

    workspace.edit_document("ko.md", "</table>", &format!("{rows}</table>"));
    let github = workspace.run(["check", "--format", "github"]);
    assert_eq!(github.stdout.matches("::error title=bad-code,").count(), 1001);
    let more = "::4000 more like this in docs/ko.md, between lines 10 and 10\n";
    assert!(github.stdout.contains(more), "{}", github.stdout);
}

#[test]
fn only_the_first_unknown_headers_are_reported() {
    let workspace = Workspace::new();
    let headers = format!("<th>{}", "\u{202e}".repeat(200)).repeat(5000);
    workspace.write("a.html", format!("<table><tr><th>Code<th>Reason{headers}<tr><td>1<td>a"));
    let output = workspace.run(["extract", "a.html", "--format", "json"]);
    assert_eq!(output.stdout.matches("\"unknown-header\"").count(), 100);
    assert!(output.stdout.len() < 1_000_000);
}

#[test]
fn nul_bytes_and_lone_surrogates_are_refused() {
    let workspace = Workspace::new();
    for (bytes, what) in [
        (&b"a\n\0"[..], "a.md:2: a NUL byte, so this is not a text"),
        (b"a\n\xed\xa0\x80", "a.md:2: byte 0xed is not valid UTF-8"),
        (b"\n\xf4\x90\x80\x80", "a.md:2: byte 0xf4 is not valid UTF-8"),
        (b"\xff\xfea\0", "a.md:1: a NUL byte, so this is not a text"),
    ] {
        workspace.write("a.md", bytes);
        let output = workspace.run(["extract", "a.md"]);
        assert!(output.stderr.starts_with(&format!("error: {what}\n")), "{output:?}");
        assert_eq!(output.status, Some(2));
    }
    // Character references to them are read as U+FFFD, as in browsers.
    let workspace = Workspace::new();
    workspace.edit_document("en.md", "The network failed.", "a&#0;b&#xD800;c&#x110000;d");
    let output = workspace.run(["check"]);
    assert!(output.stderr.contains("`a<U+FFFD>b<U+FFFD>c<U+FFFD>d`"), "{output:?}");
    assert!(output.stderr.starts_with("error[unsafe-text]"), "{output:?}");
    // TOML does not allow lone surrogates.
    for file in ["sources.toml", "names.toml"] {
        let workspace = Workspace::new();
        let text = workspace.read(&format!("docs/{file}"));
        workspace.write(&format!("docs/{file}"), format!("a = \"\\uD800\"\n{text}"));
        let output = workspace.run(["check"]);
        assert_eq!(output.status, Some(2));
        assert!(output.stderr.contains(&format!("docs/{file}:1:")), "{output:?}");
    }
}

#[test]
fn invisible_and_bidirectional_characters_are_never_shown() {
    for char in [
        '\u{202e}',
        '\u{2066}',
        '\u{200f}',
        '\u{61c}',
        '\u{200b}',
        '\u{200d}',
        '\u{2060}',
        '\u{feff}',
        '\u{ad}',
        '\u{e0041}',
        '\u{fe0f}',
        '\u{3164}',
    ] {
        let workspace = Workspace::new();
        workspace.edit_document("en.md", "The network failed.", &format!("The{char}network."));
        let output = workspace.run(["check"]);
        assert!(output.stderr.starts_with("error[unsafe-text]"), "{output:?}");
        let shown = format!("`The<U+{:04X}>network.`", u32::from(char));
        assert!(output.stderr.contains(&shown), "{output:?}");
        assert_eq!(workspace.run(["generate"]).status, Some(1));
        // An allowed character is in the data of the module, but is escaped where it would be shown.
        workspace.allow("unsafe-text", "en", "\"9\"");
        assert_eq!(workspace.run(["generate"]).status, Some(0));
        let module = workspace.read("generated.rs");
        let docs: Vec<&str> = module.lines().filter(|line| line.contains("///")).collect();
        assert!(!docs.concat().contains(char), "{docs:?}");
        let markdown = workspace.run(["export", "--format", "markdown"]).stdout;
        assert!(!markdown.contains(char), "{markdown}");
    }
}

/// Whether a character could control a terminal or reorder the text around it.
fn is_control(char: char) -> bool {
    (char.is_control() && char != '\n')
        || matches!(char, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[test]
fn terminal_escapes_are_never_printed() {
    const ESCAPES: &str = "\u{1b}[2J\u{1b}]0;x\u{7}\u{9b}31m\u{8}\r\u{202e}";
    let workspace = Workspace::new();
    let text = format!("The{ESCAPES}network.");
    workspace.edit_document("en.md", "The network failed.", &text);
    let new = format!("<tr><td colspan='2'>10</td><td>{text}{text}</td></tr>\n</table>");
    workspace.edit_document("en.md", "</table>", &new);
    let page = format!(
        "<title>{text}</title><table>{text}<tr><th>{text}<td>1</table><td{ESCAPES}>{text}\n\
         <table\u{a0}{ESCAPES}><tr><th>{text}"
    );
    workspace.write("page.html", &page);
    let codes =
        format!("<table><tr><th>Code<th>Reason<tr><td>1{text}<td>{text}<tr><td>2<td>{text}");
    workspace.write("codes.html", &codes);
    workspace.write("other.html", codes.replace("network", "net"));
    let name = format!("{ESCAPES}.html");
    workspace.write(&name, &page);
    let upstream = format!("en={ESCAPES}");
    for args in [
        &["check"][..],
        &["names"],
        &["extract", "page.html"],
        &["extract", "codes.html"],
        &["extract", &name],
        &["extract", ESCAPES],
        &["tables", "page.html"],
        &["tables", &name],
        &["diff", "codes.html", "other.html"],
        &["diff", "codes.html", "other.html", "--format", "markdown"],
        &["drift", "--upstream", "en=codes.html", "--upstream", "ko=page.html"],
        &["drift", "--upstream", &upstream, "--upstream", "ko=page.html"],
        &[
            "drift",
            "--upstream",
            "en=codes.html",
            "--upstream",
            "ko=page.html",
            "--format",
            "markdown",
        ],
        &["update", "--upstream", "en=codes.html", "--upstream", "ko=docs/ko.md", "--dry-run"],
        &["check", "--format", "github"],
    ] {
        let output = workspace.run_args(args);
        for text in [&output.stdout, &output.stderr] {
            assert!(!text.contains(is_control), "{args:?} {:?}", text.matches(is_control).next());
        }
        assert!(output.status.is_some_and(|status| status > 0 || args[0] == "tables"), "{args:?}");
    }
}

#[test]
fn terminal_escapes_in_toml_are_never_printed() {
    for (file, line) in [
        ("sources.toml", "\"\\u001b[2J\\u009b31m\" = 1"),
        ("names.toml", "\"\\u001b[2J\\u009b31m\" = 1"),
        ("sources.toml", "names = 1 # \u{9b}31m"),
    ] {
        let workspace = Workspace::new();
        let text = workspace.read(&format!("docs/{file}"));
        workspace.write(&format!("docs/{file}"), format!("{line}\n{text}"));
        for format in ["human", "github"] {
            let output = workspace.run(["check", "--format", format]);
            assert_eq!(output.status, Some(2), "{line}");
            for text in [&output.stdout, &output.stderr] {
                assert!(!text.contains(is_control), "{line} {text:?}");
            }
        }
    }
}

#[test]
fn workflow_commands_in_a_document_are_never_printed() {
    let text = "::error title=x::y%0A::warning::z ##[add-mask]e";
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", "네트워크 오류.", text);
    workspace.edit_document("ko.md", ">2<", &format!(">{text}<"));
    workspace.edit_document("ko.md", "<th>원인</th>", &format!("<th>원인</th><th>{text}</th>"));
    workspace.edit_document("ko.md", "</table>", &format!("\n{text}\n<p>{text}\n</table>"));
    for args in [
        &["check", "--format", "github"][..],
        &["generate", "--format", "github"],
        &[
            "drift",
            "--format",
            "github",
            "--upstream",
            "en=::error::x",
            "--upstream",
            "ko=docs/ko.md",
        ],
    ] {
        let output = workspace.run_args(args);
        let lines: Vec<&str> = output.stdout.lines().collect();
        assert!(lines.len() > 4, "{output:?}");
        for line in lines {
            let is_own = line.starts_with("generated.rs: ")
                || ["::error title=", "::warning title="].iter().any(|own| {
                    let rest = line.strip_prefix(own).unwrap_or_default();
                    rest.contains(",file=docs/") && !rest.starts_with('x')
                });
            assert!(is_own, "{line}");
        }
        assert_eq!(output.stderr, "");
    }
}

#[test]
fn formulas_in_csv_start_with_an_apostrophe() {
    for text in ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "=HYPERLINK(\"x\";\"y\")"] {
        let workspace = with_text(text);
        let quoted = format!("'{}", text.replace('"', "\"\""));
        let output = workspace.run(["export", "--format", "csv"]);
        let row = output.stdout.lines().last().unwrap();
        assert!(
            row.contains(&format!(",{quoted},")) || row.contains(&format!(",\"{quoted}\",")),
            "{output:?}"
        );
        let output = workspace.run(["extract", "docs/en.md", "--format", "csv"]);
        assert!(output.stdout.contains(&quoted), "{output:?}");
        // Other formats leave the text unchanged.
        let output = workspace.run(["extract", "docs/en.md", "--format", "json"]);
        let report = json(&output);
        assert_eq!(report["entries"][4]["reason"], text);
    }
}

/// Returns the string literals of a statement in standard SQL, in which two quotes mean one.
fn sql_texts(statement: &str) -> Vec<String> {
    let mut texts = Vec::new();
    let mut rest = statement;
    while let Some((_, after)) = rest.split_once('\'') {
        let mut text = String::new();
        rest = after;
        loop {
            let (part, after) = rest.split_once('\'').expect("a text has an end");
            text += part;
            rest = after;
            match rest.strip_prefix('\'') {
                Some(after) => {
                    text.push('\'');
                    rest = after;
                }
                None => break,
            }
        }
        texts.push(text);
    }
    texts
}

#[test]
fn sql_in_a_text_stays_in_its_string_literal() {
    for text in ["'); DROP TABLE lvb_codes; --", "''", "a'", "\"; --", "$$; /* */ `x`"] {
        let output = with_text(text).run(["export", "--format", "sql"]);
        let texts = sql_texts(&output.stdout);
        assert_eq!(texts.len(), 5 * 5, "{output:?}");
        assert_eq!(texts[23], text);
        assert!(output.stdout.starts_with("CREATE TABLE"), "{output:?}");
    }
    // Only MySQL executes this comment, and only MySQL reads `\'` as an escaped quote.
    let text = "\\'); DROP TABLE lvb_codes; --";
    let output = with_text(text).run(["export", "--format", "sql"]);
    let (mode, statement) = output.stdout.split_once("\n\n").unwrap();
    assert_eq!(
        mode,
        "/*!40101 SET SESSION sql_mode = CONCAT(@@sql_mode, ',NO_BACKSLASH_ESCAPES') */;"
    );
    assert_eq!(sql_texts(statement)[23], text);
}
