use crate::check::check;
use crate::workspace::Workspace;
use expect_test::expect;

#[test]
fn a_column_with_an_unknown_header_is_reported() {
    let workspace = Workspace::new();
    workspace.edit_document("ko.md", "<th>원인</th>", "<th>원인</th><th>해결</th>");
    check(
        &workspace,
        1,
        &expect![[r#"
            error[unknown-header]: the code table has a column `해결` that is neither code nor reason; its headers are `코드`, `원인` and `해결`
             --> docs/ko.md:4:43
              |
            4 | <tr><th colspan='2'>코드</th><th>원인</th><th>해결</th></tr>
              |                                               ^^^^
              |
              = help: if it is a column of codes or reasons, list its header under `columns`
              = help: if this is correct, accept it in the manifest:
                      [[allow]]
                      rule = "unknown-header"
                      language = "ko"
                      codes = []
                      because = "..."

        "#]],
    );
}

#[test]
fn a_header_over_many_columns_is_reported_once() {
    let workspace = Workspace::new();
    let headers = "<th>원인</th>".to_owned() + &"<th colspan=1000>해결</th>".repeat(40);
    workspace.edit_document("ko.md", "<th>원인</th>", &headers);
    let output = workspace.run(["check"]);
    assert_eq!(output.stderr.matches("error[unknown-header]").count(), 40);
    assert!(output.stderr.contains("; its headers are `코드`, `원인` and `해결`\n"), "{output:?}");
    assert!(output.stderr.len() < 100_000);
}

#[test]
fn a_message_lists_only_the_first_headers() {
    let workspace = Workspace::new();
    let more: String = (1..=20).map(|number| format!("<th>h{number}</th>")).collect();
    workspace.edit_document("ko.md", "<th>원인</th>", &format!("<th>원인</th>{more}"));
    let output = workspace.run(["check"]);
    let end = "`h9`, `h10` and 10 more\n";
    assert_eq!(output.stderr.matches(end).count(), 20, "{output:?}");
}
