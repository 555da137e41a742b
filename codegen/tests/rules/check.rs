//! What most of these tests do.

use crate::workspace::Workspace;
use expect_test::Expect;

/// Runs `check`, which must find what is wrong and say so like this.
pub(crate) fn check(workspace: &Workspace, status: i32, expected: &Expect) {
    let output = workspace.run(["check"]);
    expected.assert_eq(&output.stderr);
    assert_eq!(output.status, Some(status), "{}", output.stderr);
}
