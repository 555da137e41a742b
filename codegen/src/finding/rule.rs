//! The rules for documents, names and the module.

use crate::text::list;
use serde::Serialize;
use std::fmt;

/// The severity of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The module can be generated.
    Warning,
    /// The module is not generated.
    Error,
}

impl Severity {
    /// Returns the name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// The ways to resolve a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// An `[[allow]]` may accept it, because a table can still be generated.
    Allowable,
    /// It has to be corrected.
    Firm,
    /// The document has no usable table.
    Fatal,
}

macro_rules! rules {
    ($($rule:ident $name:literal $severity:ident $kind:ident,)*) => {
        /// A rule. The README of this crate shows an example of each.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
        #[allow(missing_docs, reason = "the names are self-explanatory")]
        pub enum Rule {
            $(#[serde(rename = $name)] $rule,)*
        }

        impl Rule {
            /// All rules, by name.
            pub const ALL: &[Self] = &[$(Self::$rule,)*];

            const fn row(self) -> (&'static str, Severity, Kind) {
                match self {
                    $(Self::$rule => ($name, Severity::$severity, Kind::$kind),)*
                }
            }
        }
    };
}

rules! {
    AmbiguousTable "ambiguous-table" Error Fatal,
    BadCode "bad-code" Error Firm,
    BrokenTag "broken-tag" Warning Allowable,
    DuplicateCode "duplicate-code" Error Allowable,
    EditedDocument "edited-document" Error Firm,
    EmptyReason "empty-reason" Error Firm,
    ExtraCode "extra-code" Error Allowable,
    GroupAndLeaf "group-and-leaf" Error Firm,
    LostContent "lost-content" Error Firm,
    MergedReason "merged-reason" Error Allowable,
    MisplacedCell "misplaced-cell" Error Firm,
    MissingCode "missing-code" Error Allowable,
    MovedReason "moved-reason" Warning Allowable,
    MovedText "moved-text" Error Allowable,
    NestedTable "nested-table" Error Firm,
    NoCodeTable "no-code-table" Error Fatal,
    OverlappingCells "overlapping-cells" Error Firm,
    RetiredCode "retired-code" Error Firm,
    SpanPastEnd "span-past-end" Error Firm,
    SplitReason "split-reason" Warning Allowable,
    SplitTable "split-table" Error Allowable,
    StaleAllow "stale-allow" Warning Firm,
    StaleCorrection "stale-correction" Warning Firm,
    StaleOutput "stale-output" Error Firm,
    Uncategorized "uncategorized" Warning Firm,
    UnclosedTable "unclosed-table" Error Allowable,
    UnknownCategory "unknown-category" Error Firm,
    UnknownCode "unknown-code" Error Firm,
    UnknownHeader "unknown-header" Error Allowable,
    UnnamedCode "unnamed-code" Error Firm,
    UnsafeText "unsafe-text" Error Allowable,
    Untranslated "untranslated" Error Allowable,
    UnusedCategory "unused-category" Warning Firm,
}

impl Rule {
    /// Returns the rule with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|rule| rule.name() == name)
    }

    /// Returns the stable name.
    pub const fn name(self) -> &'static str {
        self.row().0
    }

    /// Returns the severity of findings under this rule.
    pub const fn severity(self) -> Severity {
        self.row().1
    }

    /// Returns whether an `[[allow]]` may accept a finding under this rule.
    pub const fn can_be_allowed(self) -> bool {
        matches!(self.row().2, Kind::Allowable)
    }

    /// Returns whether a finding under this rule means that the document has no usable table.
    pub const fn is_fatal(self) -> bool {
        matches!(self.row().2, Kind::Fatal)
    }

    /// Lists the rules that an `[[allow]]` may accept, for messages.
    pub fn allowable() -> String {
        list(Self::ALL.iter().filter(|rule| rule.can_be_allowed()))
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
