//! Functions that read the output of a command.

use crate::workspace::Output;
use expect_test::Expect;
use serde_json::Value;

/// Parses standard output.
pub(crate) fn json(output: &Output) -> Value {
    serde_json::from_str(&output.stdout).unwrap_or_else(|error| panic!("{error}: {output:?}"))
}

/// Compares the exit status, and standard error followed by standard output.
pub(crate) fn shows(output: &Output, status: i32, expected: &Expect) {
    expected.assert_eq(&format!("{}{}", output.stderr, output.stdout));
    assert_eq!(output.status, Some(status));
}
