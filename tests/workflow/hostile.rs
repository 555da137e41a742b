//! Anyone can edit upstream's pages.

use super::github::{BRANCH, REVIEWER};
use super::run::SCHEDULE;
use super::{Weekly, fixture};
use expect_test::expect;
use std::fmt::Write;

/// A table of codes with a long text each.
fn document([code, reason]: [&str; 2], codes: usize, text: &str) -> String {
    let mut document = format!("| {code} | {reason} |\n| --- | --- |\n");
    for number in 1..=codes {
        writeln!(document, "| {number} | {text} {number}. |").unwrap();
    }
    document
}

#[test]
fn a_huge_report_is_cut_between_sections() {
    let Some(weekly) = Weekly::new() else { return };
    let github = &weekly.github;
    let (codes, en, ko) = (150, "The name is wrong. ".repeat(10), "잘못된 이름입니다. ".repeat(10));
    let mut names = "[[category]]\nname = \"other\"\nmeaning = \"other\"\n".to_owned();
    for number in 1..=codes {
        let reason = format!(
            "\n[[reason]]\nname = \"Reason{number}\"\ncategory = \"other\"\ncodes = [\"{number}\"]\n"
        );
        names += &reason;
    }
    let en = document(["Code", "Reason"], codes, &en);
    let ko = document(["코드", "원인"], codes, &ko);
    github.commit("main", REVIEWER, "feat: document more codes", |checkout| {
        fixture::write_documents(checkout, &github.upstream, &[("en", en), ("ko", ko)], &names);
    });
    github.upstream.edit("en.md", "wrong", "bad");
    github.upstream.edit("ko.md", "잘못된", "틀린");
    let run = weekly.run(SCHEDULE);
    assert_eq!(run.conclusion, "success", "{}", run.log);
    let body = github.body(1);
    assert!(body.len() > 20_000 && body.chars().count() < 65_536, "{}", body.len());
    let end = &body[body.find("\n*").unwrap()..body.rfind("<!--").unwrap()];
    expect![[r#"

        *5 parts left out: the report is too long. Run `cargo codegen drift` for all of it.*

    "#]]
    .assert_eq(end);
}

/// A build can run anything, so that the patch can be anything.
#[test]
fn a_patch_reaches_no_other_files() {
    let Some(weekly) = Weekly::new() else { return };
    let github = &weekly.github;
    github.upstream.edit("en.md", "wrong", "bad");
    github.meanwhile(
        "cat >> \"$RUNNER_TEMP/update/update.patch\" << 'END'
diff --git a/README.md b/README.md
--- a/README.md
+++ b/README.md
@@ -1 +1 @@
-# Codes
+# Hostile
END
",
    );
    let run = weekly.run(SCHEDULE);
    assert_eq!(run.conclusion, "success", "{}", run.log);
    let files = github.git("origin", &["diff", "--name-only", "main", BRANCH]);
    assert_eq!(files, "docs/en.md\ndocs/sources.toml\nlvb-codes/src/generated.rs\n");
}

/// A line of a log that begins with `::` is a command. `git` quotes lines that end with white space.
#[test]
fn texts_never_become_commands() {
    let Some(weekly) = Weekly::new() else { return };
    let upstream = &weekly.github.upstream;
    let hostile = "\n::warning::hostile $(touch hostile) `touch hostile` %0A::error::hostile \t\n";
    upstream.edit("en.md", "The name is wrong.", hostile);
    upstream.edit("en.md", "# Code", &format!("# Code{hostile}\n\n"));
    let run = weekly.run(SCHEDULE);
    assert_eq!(run.conclusion, "success", "{}", run.log);
    assert!(run.summary.contains("hostile"), "{}", run.summary);
    assert!(weekly.github.body(1).contains("hostile"));

    upstream.edit(
        "en.md",
        "</table>",
        &format!("<tr><td colspan='2'>10</td><td>{hostile}</td></tr>\n</table>"),
    );
    let run = weekly.run(SCHEDULE);
    assert_eq!(run.conclusion, "success", "{}", run.log);
    assert!(weekly.github.body(2).contains("hostile"));
}
