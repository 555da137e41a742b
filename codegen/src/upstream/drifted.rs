//! One document: its vendored and its published version.

use crate::catalog::Entry;
use crate::code::Code;
use crate::diff::{Diff, phrases};
use crate::finding::{Finding, Findings};
use crate::language::Tag;
use crate::page::Page;
use crate::upstream::location::Location;
use doc_tables::{Source, Span};
use jiff::civil::Date;
use std::sync::Arc;

/// One document.
#[derive(Debug)]
pub struct Drifted {
    /// The language.
    pub language: Tag,
    /// The vendored document, or the manifest for a new language.
    pub source: Arc<Source>,
    /// Where the document is published.
    pub location: Location,
    /// The published version.
    pub status: Status,
    /// The changes of the table, if both versions have a usable one.
    pub diff: Option<Diff>,
    /// The finding about a vendored version that does not match the digest in the manifest.
    pub edited: Option<Finding>,
    /// Codes that are reworded in this language only, while the others keep their texts.
    pub alone: Vec<Code>,
    /// The vendored version; a new language has none.
    pub(super) vendored: Option<Edition>,
    /// Hints at the new place of a missing page.
    pub(super) whereabouts: Option<String>,
}

/// A version of a page, with its own findings.
#[derive(Debug)]
pub struct Edition {
    pub(super) bytes: Vec<u8>,
    pub(super) page: Arc<Page>,
    pub(super) findings: Findings,
}

impl Edition {
    /// Returns the row of a code.
    pub(super) fn row(&self, code: Code) -> Option<&Entry> {
        self.page.catalog.as_ref()?.entry(code)
    }
}

/// The published version of a document.
#[derive(Debug)]
pub enum Status {
    /// It is the vendored version, byte for byte.
    Same,
    /// It is another version, which can be used.
    Changed {
        /// The version.
        edition: Edition,
        /// The day on which it was published.
        dated: Date,
    },
    /// It is a version that the manifest skips.
    Skipped,
    /// It is not a document, or has no usable table.
    Invalid(String),
    /// The location does not respond, or not with the complete document.
    Unreachable(String),
}

impl Status {
    /// Returns the name in reports.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Changed { .. } => "changed",
            Self::Skipped => "skipped",
            Self::Invalid(_) => "invalid",
            Self::Unreachable(_) => "unreachable",
        }
    }

    /// Returns whether the published document is missing or unusable.
    pub fn is_failure(&self) -> bool {
        matches!(self, Self::Invalid(_) | Self::Unreachable(_))
    }

    /// Returns whether an update has nothing to do and nothing to report.
    pub fn is_quiet(&self) -> bool {
        matches!(self, Self::Same | Self::Skipped)
    }
}

impl Drifted {
    /// Returns one line about the document.
    pub fn message(&self) -> String {
        let message = match (&self.status, &self.diff) {
            (Status::Same, _) if self.edited.is_some() => {
                "upstream has the vendored document, which does not match its recorded digest"
                    .to_owned()
            }
            (Status::Same, _) => "upstream has the vendored document".to_owned(),
            (Status::Skipped, _) => "upstream has a version that is skipped".to_owned(),
            (Status::Changed { .. }, Some(diff)) if diff.is_empty() => {
                "the page changed, but not its codes".to_owned()
            }
            (Status::Changed { .. }, Some(diff)) => phrases::counts(diff),
            (Status::Changed { .. }, None) if self.vendored.is_none() => {
                "the document of a new language".to_owned()
            }
            (Status::Changed { .. }, None) => {
                "the vendored document has no usable table".to_owned()
            }
            (Status::Invalid(message) | Status::Unreachable(message), _) => message.clone(),
        };
        match &self.whereabouts {
            Some(whereabouts) => format!("{message}; {whereabouts}"),
            None => message,
        }
    }

    /// Returns the vendored row of the first code, or else the start of the file.
    pub fn span_in_repository(&self, codes: &[Code]) -> Span {
        let row = self.vendored.as_ref().zip(codes.first());
        let row = row.and_then(|(vendored, code)| vendored.row(*code));
        row.map_or_else(|| Span::new(&self.source, 0..0), |row| row.span.clone())
    }

    /// Returns the finding about edits of the vendored version, if an update would lose them.
    pub(super) fn lost_edits(&self) -> Option<&Finding> {
        self.edited.as_ref().filter(|_| self.published().is_some())
    }

    /// Returns the published version, if it can be used and differs.
    pub(super) fn published(&self) -> Option<&Edition> {
        match &self.status {
            Status::Changed { edition, .. } => Some(edition),
            _ => None,
        }
    }
}

/// A document, and whether an update takes its published version.
#[derive(Clone, Copy)]
pub(super) struct Selected<'a> {
    pub(super) document: &'a Drifted,
    pub(super) is_taken: bool,
}

impl<'a> Selected<'a> {
    /// Selects the published version, if there is one to take.
    pub(super) fn published(document: &'a Drifted) -> Self {
        Self { document, is_taken: document.published().is_some() }
    }

    /// Selects the vendored version.
    pub(super) fn vendored(document: &'a Drifted) -> Self {
        Self { document, is_taken: false }
    }

    /// Returns the published version and its date, if it is taken.
    pub(super) fn taken(self) -> Option<(&'a Edition, Date)> {
        match &self.document.status {
            Status::Changed { edition, dated } if self.is_taken => Some((edition, *dated)),
            _ => None,
        }
    }

    /// Returns the selected version. A new language may have none.
    pub(super) fn edition(self) -> Option<&'a Edition> {
        self.taken().map(|(edition, _)| edition).or(self.document.vendored.as_ref())
    }
}
