//! The decisions in the Markdown of `drift`.

use crate::fixtures::with_upstream;
use crate::workspace::Workspace;
use expect_test::expect;

/// Returns a workspace whose upstream pages have new codes with texts of their own.
fn with_new_codes(number: usize) -> Workspace {
    let workspace = with_upstream();
    for (page, text) in [("en", "Fault number"), ("ko", "결함 번호")] {
        let rows = (0..number).map(|index| {
            format!("<tr><td colspan='2'>{}</td><td>{text} {index}.</td></tr>\n", 100 + index)
        });
        let end = format!("{}</table>", rows.collect::<String>());
        workspace.edit(&format!("upstream/{page}.md"), "</table>", &end);
    }
    workspace
}

/// Returns the part of the report before the verdict.
fn decisions(report: &str) -> &str {
    report.split_once("## Verdict").unwrap().0
}

#[test]
fn findings_with_one_remedy_are_one_decision() {
    let report = with_new_codes(2).run(["drift", "--format", "markdown"]).stdout;
    expect![[r###"
        ## Decide first

        **error `unnamed-code`**: 2 findings

        - 100 has no name; its reason is `Fault number 0.`
        - 101 has no name; its reason is `Fault number 1.`

        | code | reason | English | Korean |
        | --- | --- | --- | --- |
        | 100 | `FaultNumber0?` | Fault number 0. | 결함 번호 0. |
        | 101 | `FaultNumber1?` | Fault number 1. | 결함 번호 1. |

        no named reason has this text: add one to docs/names.toml, rename it, and choose a category:

        ~~~~~~toml
        [[reason]]
        name = "FaultNumber0"
        category = "uncategorized" # fill in address, client, network or another
        codes = ["100"]

        [[reason]]
        name = "FaultNumber1"
        category = "uncategorized" # fill in address, client, network or another
        codes = ["101"]
        ~~~~~~

    "###]]
    .assert_eq(decisions(&report));
}

#[test]
fn codes_with_the_same_texts_share_a_row() {
    let workspace = with_upstream();
    workspace.edit("upstream/ko.md", "네트워크 오류.", "클라이언트 중단.");
    let report = workspace.run(["drift", "--format", "markdown"]).stdout;
    let row = "\n| 1 and 2 | `ClientStopped` | The client stopped. | 클라이언트 중단. |\n";
    assert!(decisions(&report).contains(row), "{report}");
}

#[test]
fn a_stale_allow_needs_no_decision() {
    let workspace = with_upstream();
    workspace.edit_document("ko.md", "네트워크 오류.", "Network error.");
    workspace.allow("untranslated", "ko", "\"9\"");
    assert_eq!(workspace.run(["generate"]).status, Some(0));
    let output = workspace.run(["drift", "--format", "markdown"]);
    assert!(output.stdout.starts_with("## Verdict\n"), "{output:?}");
    let report = crate::output::json(&workspace.run(["drift", "--format", "json"]));
    assert_eq!(report["findings"][0]["rule"], "stale-allow");
}

#[test]
fn a_report_of_many_new_codes_is_cut_between_its_parts() {
    let workspace = with_new_codes(60);
    let whole = workspace.run(["drift", "--format", "markdown"]).stdout;
    let cut = workspace.run(["drift", "--format", "markdown", "--max-bytes", "6000"]).stdout;
    assert!(cut.len() <= 6000, "{}", cut.len());
    let (parts, note) = cut.rsplit_once("\n\n*").unwrap();
    assert!(note.ends_with("Run `cargo codegen drift` for all of it.*\n"), "{note}");
    assert!(whole.starts_with(parts));
    assert_eq!(parts.matches("\n- 1").count(), 20, "{parts}");
    assert!(parts.trim_end().ends_with("~~~~~~"), "{parts}");
}

#[test]
fn errors_are_decided_before_warnings() {
    let workspace = with_upstream();
    workspace.edit(
        "upstream/en.md",
        "2</td><td>The client stopped.",
        "2</td><td>The client stopped",
    );
    workspace.edit("upstream/ko.md", "네트워크 오류.", "Network error.");
    let report = workspace.run(["drift", "--format", "markdown"]).stdout;
    let rules = decisions(&report).lines().filter(|line| line.starts_with("**"));
    let rules: Vec<&str> = rules.map(|line| line.split_once("**:").unwrap().0).collect();
    assert_eq!(rules, ["**error `untranslated`", "**warning `split-reason`"]);
}

#[test]
fn changes_of_punctuation_are_folded() {
    let workspace = with_upstream();
    workspace.edit("upstream/ko.md", ".</td></tr>", "</td></tr>");
    let report = workspace.run(["drift", "--format", "markdown"]).stdout;
    expect![[r#"
        ## Verdict

        For `lvb-codes`, this is a **patch** change.

        <details><summary>Korean: 4 texts lose their final full stop</summary>

        | code | old | new |
        | --- | --- | --- |
        | 1 and 2 | 클라이언트 중단. | 클라이언트 중단 |
        | 7-100 | 잘못된 이름. | 잘못된 이름 |
        | 7-101 | 사용 중인 이름. | 사용 중인 이름 |
        | 9 | 네트워크 오류. | 네트워크 오류 |

        </details>

        ## Documents

        - English (`en`), `upstream/en.md`: **same**: upstream has the vendored document
        - Korean (`ko`), `upstream/ko.md`: **changed**: 4 texts lose their final full stop
    "#]]
    .assert_eq(&report);
}

#[test]
fn a_quoted_text_cannot_leave_its_code() {
    for (text, shown) in [
        ("``@all &lt;img src=x&gt;`z`", r"\`\`\`\@<!-- -->all \<img src\=x\>\`z\`\`"),
        ("a`@all &lt;b&gt;`c", r"`a`\@<!-- -->all \<b\>`c`"),
        ("a`&lt;b&gt;", r"\`a\`\<b\>\`"),
    ] {
        let workspace = with_upstream();
        let row = format!("<tr><td colspan='2'>10</td><td>{text}</td></tr></table>");
        workspace.edit("upstream/en.md", "</table>", &row);
        let report = workspace.run(["drift", "--format", "markdown"]).stdout;
        let line = report.lines().find(|line| line.contains("10 has no name")).unwrap();
        assert!(line.ends_with(&format!("its reason is {shown}")), "{line}");
    }
}
