//! `update`: all documents of upstream are vendored, or no file is written.

use crate::fixtures::with_upstream;
use crate::output::json;
use crate::server::{Reply, Server};
use crate::workspace::Workspace;
use expect_test::expect;
use lvb_codegen::files::transaction::Transaction;
use lvb_codegen::manifest::Manifest;
use lvb_codegen::names::Names;
use lvb_codegen::upstream::fetch;
use lvb_codegen::upstream::update::plan;
use serde_json::json;
use std::fs;
use std::time::Duration;

/// Returns a workspace whose upstream rewords a reason in both languages and adds a code to it.
fn changed() -> Workspace {
    let workspace = with_upstream();
    for (name, from, to) in [
        ("upstream/en.md", "The network failed.", "The network broke."),
        ("upstream/ko.md", "네트워크 오류.", "네트워크 장애."),
    ] {
        workspace.edit(name, from, to);
        let row = format!("<tr><td colspan='2'>10</td><td>{to}</td></tr>\n</table>");
        workspace.edit(name, "</table>", &row);
    }
    workspace
}

#[test]
fn documents_digests_and_module_are_updated() {
    let workspace = changed();
    workspace.edit("docs/names.toml", "codes = [\"9\"]", "codes = [\"9\", \"10\"]");
    let manifest = workspace.read("docs/sources.toml");
    let digests = ["en.md", "ko.md"].map(|name| workspace.digest(name));
    let output = workspace.run(["update"]);
    assert_eq!((output.status, output.stderr.as_str()), (Some(0), ""));
    expect![[r#"
        en: changed: 1 code added and 1 code reworded
          at upstream/en.md

        Added
          10  The network broke.

        Reworded
          9
            The network [-failed-]{+broke+}.

        ko: changed: 1 code added and 1 code reworded
          at upstream/ko.md

        Added
          10  네트워크 장애.

        Reworded
          9
            네트워크 [-오류-]{+장애+}.

        for lvb-codes: minor
        written: docs/en.md, docs/ko.md, docs/sources.toml and generated.rs
    "#]]
    .assert_eq(&output.stdout);

    // In the manifest, only the digests change.
    let mut expected = manifest.replace("] }\n", "] }\ndated = \"today\"\n");
    for (name, old) in ["en.md", "ko.md"].iter().zip(&digests) {
        assert_eq!(
            workspace.read(&format!("docs/{name}")),
            workspace.read(&format!("upstream/{name}"))
        );
        expected = expected.replace(old, &workspace.digest(name));
    }
    let written = workspace.read("docs/sources.toml");
    let today = written.split("dated = \"").nth(1).unwrap()[..10].to_owned();
    assert_eq!(written, expected.replace("today", &today));

    let after = workspace.files();
    assert_eq!(workspace.run(["check"]).status, Some(0));
    assert_eq!(workspace.run(["drift"]).status, Some(0));
    let output = workspace.run(["update"]);
    assert_eq!(output.status, Some(0));
    assert!(output.stdout.ends_with("\nnothing to write\n"), "{output:?}");
    assert_eq!(workspace.files(), after);
}

#[test]
fn a_dry_run_writes_nothing() {
    let workspace = changed();
    let before = workspace.files();
    let output = workspace.run(["update", "--dry-run", "--accept-names"]);
    assert_eq!((output.status, output.stderr.as_str()), (Some(0), ""));
    let last =
        "would write docs/names.toml, docs/en.md, docs/ko.md, docs/sources.toml and generated.rs\n";
    assert!(output.stdout.ends_with(last), "{output:?}");
    assert_eq!(workspace.files(), before);
    let output = workspace.run(["update", "--dry-run", "--accept-names", "--format", "json"]);
    let report = json(&output);
    assert_eq!(report["dry_run"], true);
    let files =
        ["docs/names.toml", "docs/en.md", "docs/ko.md", "docs/sources.toml", "generated.rs"];
    assert_eq!(report["written"], json!(files));
    assert_eq!(report["documents"][0]["verdict"], "minor");
}

#[test]
fn an_unnamed_code_stops_the_update() {
    let workspace = changed();
    let before = workspace.files();
    let output = workspace.run(["update"]);
    assert_eq!(output.status, Some(1));
    assert!(output.stderr.starts_with("error[unnamed-code]: 10 has no name; "), "{output:?}");
    let note = "note: to use the proposed names, run this command again with --accept-names\n";
    assert!(output.stderr.ends_with(note), "{output:?}");
    assert!(output.stdout.ends_with("\nnothing is written (1 error)\n"), "{output:?}");
    let output = workspace.run(["update", "--format", "json"]);
    let report = json(&output);
    assert_eq!((output.status, &report["written"]), (Some(1), &json!([])));
    expect![[r#"
        # 10 has the text of `NetworkError`
        [[reason]]
        name = "NetworkError"
        category = "network"
        codes = ["9", "10"]
    "#]]
    .assert_eq(report["missing_names"].as_str().unwrap());
    let because = |index: usize| report["held_back"][index]["because"].clone();
    assert_eq!(because(0), json!(["10: 10 has no name; its reason is `The network broke.`"]));
    assert_eq!(because(1), json!(["it depends on another document that is held back"]));
    assert_eq!(workspace.files(), before);

    // `--accept-names` writes what the message proposes.
    let output = workspace.run(["update", "--accept-names"]);
    assert_eq!((output.status, output.stderr.as_str()), (Some(0), ""));
    assert!(workspace.read("docs/names.toml").contains("codes = [\"9\", \"10\"]\n"));
    assert_eq!(workspace.run(["check"]).status, Some(0));
}

#[test]
fn a_document_that_check_would_refuse_stops_the_update() {
    let workspace = with_upstream();
    workspace.edit("upstream/ko.md", "잘못된 이름", "사용 중인 이름");
    let before = workspace.files();
    let output = workspace.run(["update"]);
    assert_eq!(output.status, Some(1));
    assert!(output.stderr.contains("error[merged-reason]"), "{output:?}");
    assert_eq!(workspace.files(), before);
}

#[test]
fn warnings_do_not_stop_the_update() {
    let workspace = with_upstream();
    workspace.edit(
        "upstream/ko.md",
        "<td colspan='2'>2</td><td>클라이언트 중단.",
        "<td colspan='2'>2</td><td>클라이언트 중단",
    );
    let output = workspace.run(["update"]);
    assert_eq!(output.status, Some(1));
    assert!(output.stderr.contains("warning[split-reason]"), "{output:?}");
    assert!(
        output
            .stdout
            .contains("written: docs/ko.md, docs/sources.toml and generated.rs (1 warning)"),
        "{output:?}"
    );
}

#[test]
fn an_unreachable_document_holds_back_those_that_need_it() {
    let workspace = changed();
    fs::remove_file(workspace.path("upstream/ko.md")).unwrap();
    let before = workspace.files();
    let output = workspace.run(["update", "--accept-names"]);
    // The English page lists a code that the vendored Korean one lacks.
    assert_eq!(output.status, Some(1));
    assert!(output.stdout.contains("en is held back:\n  10: 10 is in the English"), "{output:?}");
    assert!(output.stdout.contains("ko is held back:\n  cannot read it: "), "{output:?}");
    assert!(output.stdout.contains("nothing is written"), "{output:?}");
    assert_eq!(workspace.files(), before);
}

#[test]
fn a_document_that_is_held_back_does_not_stop_the_other() {
    let workspace = with_upstream();
    workspace.edit("upstream/en.md", "The network failed.", "The network broke.");
    workspace.edit("upstream/ko.md", "네트워크 오류.", "Network error.");
    let output = workspace.run(["update"]);
    assert_eq!(output.status, Some(1), "{output:?}");
    expect![[r#"
        ko is held back:
          9: the Korean text of 9 has no letter of that language: `Network error.`
        make the edits that the findings propose, then run `cargo codegen update` again
        for lvb-codes: patch
        written: docs/en.md, docs/sources.toml and generated.rs (1 error)
    "#]]
    .assert_eq(output.stdout.rsplit_once("\n\n").unwrap().1);
    assert!(output.stderr.starts_with("error[untranslated]: "), "{output:?}");
}

#[test]
fn an_update_without_any_page_fails() {
    let workspace = with_upstream();
    for tag in ["en", "ko"] {
        fs::remove_file(workspace.path(&format!("upstream/{tag}.md"))).unwrap();
    }
    let before = workspace.files();
    let output = workspace.run(["update"]);
    assert_eq!(output.status, Some(2), "{output:?}");
    assert!(output.stdout.ends_with("\nnothing is written\n"), "{output:?}");
    assert_eq!(workspace.files(), before);
}

#[test]
fn dozens_of_languages_are_vendored_together() {
    let workspace = with_upstream();
    let tags = "af sq eu bs br ca co hr cs da nl eo et fo fi fr fy gl de ht hu is id ia ga it jv la \
                lv lt lb ms mt mi oc pl pt";
    let mut manifest = workspace.read("docs/sources.toml");
    for tag in tags.split(' ') {
        manifest += &format!(
            "\n[[language]]\ntag = \"{tag}\"\ndocument = \"{tag}.md\"\nupstream = \"../upstream/{tag}.md\"\n\
             columns = {{ code = [\"Code\"], reason = [\"Reason\"] }}\n"
        );
        let page = workspace.read("docs/en.md").replace("The ", &format!("{tag}: "));
        workspace.write(&format!("upstream/{tag}.md"), page);
    }
    workspace.write("docs/sources.toml", manifest);
    let output = workspace.run(["update", "--format", "json"]);
    assert_eq!((output.status, output.stderr.as_str()), (Some(0), ""));
    assert_eq!(json(&output)["taken"], json!(tags.split(' ').collect::<Vec<_>>()));
    assert_eq!(workspace.run(["check"]).status, Some(0));
}

#[test]
fn an_edited_document_is_not_overwritten() {
    let workspace = changed();
    workspace.edit("docs/ko.md", "# 코드", "# 오류 코드");
    let before = workspace.files();
    let output = workspace.run(["update", "--accept-names"]);
    assert_eq!(output.status, Some(1));
    assert!(output.stderr.contains("error[edited-document]"), "{output:?}");
    assert_eq!(workspace.files(), before);
}

#[test]
fn a_document_edited_to_equal_upstream_gets_its_digest() {
    let workspace = with_upstream();
    for name in ["docs/ko.md", "upstream/ko.md"] {
        workspace.edit(name, "네트워크 오류", "네트워크 장애");
    }
    let output = workspace.run(["update"]);
    assert_eq!(output.status, Some(0), "{output:?}");
    let ko =
        "ko: same: upstream has the vendored document, which does not match its recorded digest\n";
    assert!(output.stdout.contains(ko), "{output:?}");
    assert!(output.stdout.ends_with("written: docs/sources.toml and generated.rs\n"), "{output:?}");
    assert_eq!(workspace.run(["check"]).status, Some(0));
}

#[test]
fn a_manifest_that_changes_during_the_fetch_is_an_error() {
    let workspace = changed();
    let manifest = workspace.path("docs/sources.toml");
    let server = Server::start(move |_, _| {
        let text = fs::read_to_string(&manifest).unwrap();
        fs::write(&manifest, text + "# changed\n").unwrap();
        Reply::new(200, "")
    });
    let upstream = format!("en={}", server.url("en.md"));
    let output = workspace.run(["update", "--upstream", &upstream]);
    assert_eq!(output.status, Some(2));
    assert_eq!(
        output.stderr,
        "error: docs/sources.toml changed while the documents were fetched\n  |\n  = help: run this command again\n"
    );
}

const INTERRUPTED: &str = "\
error: an update by docs/sources.toml was interrupted
  |
  = help: run `cargo codegen generate` to finish it
";

/// Simulates a crash after each step in turn. After the next run, all files are old or all are new,
/// and no temporary file is left.
#[test]
fn a_crash_at_any_step_leaves_all_old_or_all_new() {
    let old = changed().files();
    let new = {
        let workspace = changed();
        assert_eq!(workspace.run(["update", "--accept-names"]).status, Some(0));
        workspace.files()
    };
    assert_ne!(old, new);
    let mut steps = 1;
    let mut crashed_after = 0;
    let mut finished = Vec::new();
    while crashed_after <= steps {
        let workspace = changed();
        let path = workspace.path("docs/sources.toml");
        let manifest = Manifest::read(&path).unwrap();
        let published = fetch(&manifest, &[], Duration::from_secs(9), &|_| {}).unwrap();
        let names = Names::read(&manifest.names).unwrap();
        let changes = plan(&manifest, &names, &published, true).unwrap().changes;
        {
            let (transaction, _) = Transaction::begin(&path, &manifest.files()).unwrap();
            let all = transaction.steps(changes).unwrap();
            steps = all.len();
            for step in &all[..crashed_after] {
                step.run().unwrap();
            }
        }

        let before = workspace.files();
        let checked = workspace.run(["check"]);
        assert_eq!(workspace.files(), before, "check writes nothing");
        let generated = workspace.run(["generate"]);
        assert_eq!(generated.status, Some(0), "{generated:?}");
        let files = workspace.files();
        assert!(files == old || files == new, "{crashed_after}");
        if generated.stderr.is_empty() {
            assert_eq!(checked.status, Some(0), "{checked:?}");
        } else {
            assert_eq!(checked.status, Some(2), "{checked:?}");
            assert_eq!(checked.stderr, INTERRUPTED);
            assert_eq!(generated.stderr, "finished an interrupted update\n");
            assert_eq!(files, new);
            finished.push(crashed_after);
        }
        let updated = workspace.run(["update", "--accept-names"]);
        assert_eq!(updated.status, Some(0), "{updated:?}");
        assert_eq!(workspace.files(), new, "{crashed_after}");
        crashed_after += 1;
    }
    // Five files are staged, the marker is set, five files are renamed, the marker is removed.
    assert_eq!((steps, finished), (12, vec![6, 7, 8, 9, 10, 11]));
}

#[test]
fn one_file_that_cannot_be_written_stops_the_update() {
    let workspace = changed();
    let in_the_way = workspace.path(".generated.rs.lvb-codegen");
    fs::create_dir(&in_the_way).unwrap();
    let before = workspace.files();
    let output = workspace.run(["update", "--accept-names"]);
    assert_eq!(output.status, Some(2));
    assert!(output.stderr.contains("/.generated.rs.lvb-codegen: "), "{output:?}");
    assert_eq!(workspace.files(), before);

    fs::remove_dir(in_the_way).unwrap();
    assert_eq!(workspace.run(["update", "--accept-names"]).status, Some(0));
}
