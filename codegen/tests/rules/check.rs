//! The helper of most of these tests.

use crate::workspace::Workspace;
use expect_test::Expect;

/// Runs `check`, and compares its findings and its exit status.
pub(crate) fn check(workspace: &Workspace, status: i32, expected: &Expect) {
    let output = workspace.run(["check"]);
    expected.assert_eq(&output.stderr);
    assert_eq!(output.status, Some(status), "{}", output.stderr);
}
