//! The reasons why a piece of a log cannot be read.

use std::fmt;

/// The reason why a piece of a log cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Problem {
    /// A line without a value.
    NoValue,
    /// An incomplete value, with the place of its last token.
    Torn {
        /// The line in which the value starts.
        start: u64,
        /// The line of the last token.
        line: u64,
        /// The column after the last token.
        column: u64,
    },
    /// An incomplete value in a string.
    TornInString,
    /// A value that exceeds the maximum size.
    TooLarge,
    /// The log ends inside an array.
    OpenArray,
    /// A value that the parser rejects.
    Invalid,
    /// A value without an event.
    NoEvent,
    /// A notification without its `event_type`.
    NoEventType,
    /// An entry of a list that is not an object.
    NotAnObject,
    /// A member that should be a list of events, but is not a list.
    NotAList(&'static str),
    /// A field that is not an integer.
    NotAnInteger(&'static str),
    /// A field that is not a string.
    NotAString(&'static str),
    /// A response that is an error.
    ErrorResponse {
        /// The code of the error.
        code: Box<str>,
        /// Its message.
        message: Box<str>,
    },
}

impl Problem {
    /// Returns the message without details, which all problems of one kind share.
    #[must_use]
    pub fn kind(&self) -> String {
        match self {
            Self::ErrorResponse { .. } => "the API returned an error".to_owned(),
            Self::Torn { .. } => "torn JSON value".to_owned(),
            other => other.to_string(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoValue => f.write_str("no event in this line"),
            Self::Torn { start, line, column } if start == line => {
                write!(f, "torn JSON value: it ends at column {column}")
            }
            Self::Torn { line, column, .. } => {
                write!(f, "torn JSON value: it ends at line {line}, column {column}")
            }
            Self::TornInString => f.write_str("torn JSON value in a string"),
            Self::TooLarge => f.write_str("value longer than 1 MiB"),
            Self::OpenArray => f.write_str("the log ends inside an array"),
            Self::Invalid => f.write_str("invalid JSON value"),
            Self::NoEvent => f.write_str("neither a notification nor a list of events"),
            Self::NoEventType => f.write_str("has `errcode`, but no `event_type`"),
            Self::NotAnObject => f.write_str("not a JSON object"),
            Self::NotAList(name) => write!(f, "`{name}` is not a list"),
            Self::NotAnInteger(name) => write!(f, "`{name}` is not an integer"),
            Self::NotAString(name) => write!(f, "`{name}` is not a string"),
            Self::ErrorResponse { code, message } => {
                write!(f, "the API returned an error: {code}: {message}")
            }
        }
    }
}
