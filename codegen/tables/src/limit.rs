//! The limits that keep time and memory in proportion to a document.

use crate::source::Span;
use std::fmt;

/// The error for a document that exceeds a limit.
#[derive(Clone, Debug)]
pub struct LimitExceeded {
    /// The exceeded limit.
    pub limit: Limit,
    /// The first place that exceeds it.
    pub span: Span,
}

/// A limit of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// [`Limit::MAX_NODES`].
    Nodes,
    /// [`Limit::MAX_OPEN_ELEMENTS`].
    OpenElements,
    /// [`Limit::MAX_ATTRIBUTES`].
    Attributes,
    /// [`Limit::MAX_SLOTS`] or [`Limit::MAX_SLOT_TEXT`].
    Slots,
}

impl Limit {
    /// The maximum number of HTML nodes, enough for several hundred thousand rows. A few kilobytes of
    /// wrongly nested tags can produce millions.
    pub const MAX_NODES: usize = 4_000_000;

    /// The maximum depth of open elements. Browsers have the same limit, because the cost of a tag
    /// grows with the depth.
    pub const MAX_OPEN_ELEMENTS: usize = 512;

    /// The maximum number of attributes of a tag. An unclosed formatting element is created again, with
    /// all its attributes, in each block after it.
    pub const MAX_ATTRIBUTES: usize = 1000;

    /// The maximum number of slots in all tables of a document together. A real page has hundreds; a
    /// few large spans would claim billions.
    pub const MAX_SLOTS: usize = 4_000_000;

    /// The maximum number of bytes of text in these slots. A cell counts once for each slot that it
    /// covers.
    pub const MAX_SLOT_TEXT: usize = 256 << 20;
}

impl LimitExceeded {
    /// Returns a hint at the likely fault in the document.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self.limit {
            Limit::Nodes | Limit::OpenElements | Limit::Attributes => {
                "look for tags that are never closed"
            }
            Limit::Slots => "look for a rowspan or colspan that is far too large",
        }
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nodes => {
                write!(f, "this document has more than {} HTML nodes", Self::MAX_NODES)
            }
            Self::OpenElements => {
                let max = Self::MAX_OPEN_ELEMENTS;
                write!(f, "HTML elements are nested more than {max} levels deep here")
            }
            Self::Attributes => {
                write!(f, "this HTML tag has more than {} attributes", Self::MAX_ATTRIBUTES)
            }
            Self::Slots => write!(
                f,
                "with this table, cells cover more than {} slots, or more than {} MiB of text",
                Self::MAX_SLOTS,
                Self::MAX_SLOT_TEXT >> 20
            ),
        }
    }
}

impl fmt::Display for LimitExceeded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (line, column) = (self.span.line(), self.span.column());
        write!(f, "{}:{line}:{column}: {}", self.span.source.name(), self.limit)
    }
}

impl std::error::Error for LimitExceeded {}
