//! The rules that documents, names and the module are checked against.

use crate::text::list;
use serde::{Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth a look; the module can be generated all the same.
    Warning,
    /// Nothing is generated while it stands.
    Error,
}

/// One thing that can be wrong. The README of this crate explains each by an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // The names are the rules' names.
pub enum Rule {
    AmbiguousTable,
    BadCode,
    DuplicateCode,
    EditedDocument,
    EmptyReason,
    ExtraCode,
    GroupAndLeaf,
    MergedReason,
    MisplacedCell,
    MissingCode,
    NestedTable,
    NoCodeTable,
    OverlappingCells,
    SpanPastEnd,
    SplitReason,
    StaleAllow,
    StaleOutput,
    UnknownCode,
    UnknownHeader,
    UnnamedCode,
    UnsafeText,
    Untranslated,
}

impl Rule {
    /// All rules, by name.
    pub const ALL: &[Self] = &[
        Self::AmbiguousTable,
        Self::BadCode,
        Self::DuplicateCode,
        Self::EditedDocument,
        Self::EmptyReason,
        Self::ExtraCode,
        Self::GroupAndLeaf,
        Self::MergedReason,
        Self::MisplacedCell,
        Self::MissingCode,
        Self::NestedTable,
        Self::NoCodeTable,
        Self::OverlappingCells,
        Self::SpanPastEnd,
        Self::SplitReason,
        Self::StaleAllow,
        Self::StaleOutput,
        Self::UnknownCode,
        Self::UnknownHeader,
        Self::UnnamedCode,
        Self::UnsafeText,
        Self::Untranslated,
    ];

    /// The stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::AmbiguousTable => "ambiguous-table",
            Self::BadCode => "bad-code",
            Self::DuplicateCode => "duplicate-code",
            Self::EditedDocument => "edited-document",
            Self::EmptyReason => "empty-reason",
            Self::ExtraCode => "extra-code",
            Self::GroupAndLeaf => "group-and-leaf",
            Self::MergedReason => "merged-reason",
            Self::MisplacedCell => "misplaced-cell",
            Self::MissingCode => "missing-code",
            Self::NestedTable => "nested-table",
            Self::NoCodeTable => "no-code-table",
            Self::OverlappingCells => "overlapping-cells",
            Self::SpanPastEnd => "span-past-end",
            Self::SplitReason => "split-reason",
            Self::StaleAllow => "stale-allow",
            Self::StaleOutput => "stale-output",
            Self::UnknownCode => "unknown-code",
            Self::UnknownHeader => "unknown-header",
            Self::UnnamedCode => "unnamed-code",
            Self::UnsafeText => "unsafe-text",
            Self::Untranslated => "untranslated",
        }
    }

    /// How much a finding under this rule weighs.
    #[must_use]
    pub const fn severity(self) -> Severity {
        match self {
            Self::SplitReason | Self::StaleAllow => Severity::Warning,
            _ => Severity::Error,
        }
    }

    /// Whether an `[[allow]]` may accept it: whether there is still one plain table to generate.
    #[must_use]
    pub const fn can_be_allowed(self) -> bool {
        matches!(
            self,
            Self::DuplicateCode
                | Self::ExtraCode
                | Self::MergedReason
                | Self::SplitReason
                | Self::UnknownHeader
                | Self::UnsafeText
                | Self::Untranslated
        )
    }

    /// The names of the rules that an `[[allow]]` may accept.
    #[must_use]
    pub fn allowable() -> String {
        list(Self::ALL.iter().filter(|rule| rule.can_be_allowed()))
    }

    /// Whether a finding under this rule means that the document holds no usable table.
    #[must_use]
    pub const fn is_fatal(self) -> bool {
        matches!(self, Self::AmbiguousTable | Self::NoCodeTable)
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl FromStr for Rule {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        let mut rules = Self::ALL.iter().copied();
        rules.find(|rule| rule.name() == name).ok_or(())
    }
}
